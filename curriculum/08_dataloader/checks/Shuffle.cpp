// 08.1, the order of an epoch: every order equally often, each found again.
#include "runtime/shuffle.h"
#include "curriculum/checker/Check.h"
#include "ir/Slot.h"
#include "wick/error.h"
#include "wick/random.h"

#include <algorithm>
#include <map>
#include <numeric>

using namespace wick::check;

static const wick::Slot shuffleEpoch("wick_shuffle_epoch", wick_shuffle_epoch);
static const wick::Slot shuffle("wick_random_shuffle", wick_random_shuffle);
/// Of the library that shuffleEpoch() is in.
static const wick::Slot lastError("wick_last_error", wick_last_error);

namespace {

using Order = std::vector<int64_t>;

std::string text(const Order &order) {
  std::string list;
  for (size_t i = 0; i < std::min<size_t>(order.size(), 12); ++i)
    list += (i ? ", " : "[") + std::to_string(order[i]);
  return order.empty() ? "[]" : list + (order.size() > 12 ? ", ...]" : "]");
}

std::string nameOf(int64_t count, uint64_t seed, uint64_t epoch) {
  return "the order of " + std::to_string(count) + " samples, seed " + std::to_string(seed) +
         ", epoch " + std::to_string(epoch);
}

bool isPermutation(Order order) {
  std::sort(order.begin(), order.end());
  for (size_t i = 0; i < order.size(); ++i)
    if (order[i] != static_cast<int64_t>(i))
      return false;
  return true;
}

/// The learner's order. Its memory begins with the order of another epoch, as a loader's does.
Order orderOf(int64_t count, uint64_t seed, uint64_t epoch) {
  Order order(static_cast<size_t>(count));
  std::iota(order.rbegin(), order.rend(), 0);
  if (!shuffleEpoch(order.data(), count, seed, epoch))
    throw Red{lastError()};
  if (!isPermutation(order))
    throw Red{nameOf(count, seed, epoch) + " is " + text(order) + ": not each sample once"};
  return order;
}

} // namespace

LAB_CHECK("08.1", verifies, eachOnce, "An order has each sample once") {
  for (int64_t count : {0, 1, 2, 3, 17, 100})
    for (uint64_t epoch = 0; epoch < 5; ++epoch)
      orderOf(count, 42, epoch);
}

LAB_CHECK("08.1", execution, equallyOften,
          "Each of the 24 orders of four items is equally likely") {
  orderOf(4, 42, 0);
  constexpr int draws = 24000;
  wick_random random = {.seed = seed(), .counter = 0, .index = 0, .stream = 1};
  std::map<Order, int> seen;
  for (int i = 0; i < draws; ++i) {
    Order items = {0, 1, 2, 3};
    shuffle(&random, items.data(), 4);
    if (!isPermutation(items))
      throw Red{"[0, 1, 2, 3] is shuffled to " + text(items)};
    ++seen[items];
  }
  if (seen.size() != 24)
    throw Red{"only " + std::to_string(seen.size()) + " of the 24 orders come at all"};
  double chiSquare = 0;
  const double expected = draws / 24.0;
  for (const auto &[order, count] : seen)
    chiSquare += (count - expected) * (count - expected) / expected;
  // Of 23 degrees of freedom: above 60 once in 20,000 trials of a right solution.
  if (chiSquare > 60) {
    const auto most = std::ranges::max_element(seen, {}, [](const auto &s) { return s.second; });
    throw Red{"of 24,000 shuffles " + std::to_string(most->second) + " end as " +
              text(most->first) + ", not about 1000"};
  }
}

LAB_CHECK("08.1", execution, foundAgain, "An epoch is found again, whatever came before") {
  const Order third = orderOf(50, 7, 3);
  for (uint64_t epoch : {9, 0, 3})
    if (Order order = orderOf(50, 7, epoch); epoch == 3 && order != third)
      throw Red{nameOf(50, 7, 3) + " is " + text(order) + " after other epochs", "", "",
                text(third) + " as before"};
  Order inOrder(50);
  std::iota(inOrder.begin(), inOrder.end(), 0);
  shuffleEpoch(inOrder.data(), 50, 7, 3);
  if (inOrder != third)
    throw Red{nameOf(50, 7, 3) + " depends on what the memory held before"};
}

LAB_CHECK("08.1", execution, others, "Every seed and every epoch has an order of its own") {
  std::map<Order, std::string> seen;
  for (uint64_t epoch : {0ull, 1ull, 2ull, 3ull, 1ull << 32})
    for (uint64_t start : {0ull, 1ull, 2ull, 3ull, 1ull << 32}) {
      const std::string name = nameOf(50, start, epoch);
      if (auto [same, isNew] = seen.try_emplace(orderOf(50, start, epoch), name); !isNew)
        throw Red{name + " is also " + same->second};
    }
}

LAB_CHECK("08.1", execution, sameBits, "It is the order that a checkpoint expects") {
  for (int64_t count : {1, 2, 5, 50})
    for (uint64_t epoch : {0, 1, 8}) {
      Order expected(static_cast<size_t>(count));
      wick_shuffle_epoch(expected.data(), count, 42, epoch);
      if (Order order = orderOf(count, 42, epoch); order != expected)
        throw Red{nameOf(count, 42, epoch) + " is " + text(order), "", "", text(expected)};
    }
}

LAB_CHECK("08.1", cost, words, "A shuffle of n items draws n - 1 random numbers") {
  orderOf(3, 42, 0);
  Order items(1000);
  std::iota(items.begin(), items.end(), 0);
  wick_random random = {.seed = 42, .counter = 0, .index = 0, .stream = 1};
  shuffle(&random, items.data(), 1000);
  // A word is drawn again once in some millions.
  if (random.index > 1001)
    throw Red{"1000 items take " + std::to_string(random.index) + " numbers, not 999"};
}
