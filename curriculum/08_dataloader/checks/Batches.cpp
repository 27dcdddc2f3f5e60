// 08.2, batches: each sample once, and what becomes of those that do not fill a batch.
#include "runtime/batches.h"
#include "curriculum/checker/Check.h"
#include "ir/Slot.h"
#include "runtime/shuffle.h"
#include "wick/error.h"

#include <algorithm>
#include <numeric>
#include <set>

using namespace wick::check;

static const wick::Slot beginBatches("wick_batches_begin", wick_batches_begin);
static const wick::Slot nextBatch("wick_batches_next", wick_batches_next);
static const wick::Slot goTo("wick_batches_go", wick_batches_go);
static const wick::Slot endBatches("wick_batches_end", wick_batches_end);
/// Of the library that nextBatch() is in.
static const wick::Slot lastError("wick_last_error", wick_last_error);

namespace {

constexpr float kUntouched = -99;

/// `count` samples of three elements, i + 1 times {1, 10, 100} for the sample i, with the label
/// i + 1 as an i64.
class Data {
public:
  explicit Data(int64_t count) {
    for (int64_t i = 1; i <= count; ++i) {
      for (float place : {1.f, 10.f, 100.f})
        samples.push_back(static_cast<float>(i) * place);
      labels.push_back(i);
    }
    set.samples = {.dtype = WICK_F32, .rank = 2, .shape = {count, 3}, .data = samples.data()};
    set.labels = {.dtype = WICK_I64, .rank = 1, .shape = {count}, .data = labels.data()};
  }
  Data(const Data &) = delete;

  wick_dataset set;

private:
  std::vector<float> samples;
  std::vector<int64_t> labels;
};

/// What a call wrote.
struct Batch {
  int64_t rows;
  std::vector<float> samples, mask;
  std::vector<int64_t> labels;

  bool operator==(const Batch &) const = default;
};

template <typename T> std::string text(const std::vector<T> &values) {
  std::string list;
  for (T value : values)
    list += (list.empty() ? "[" : ", ") + std::to_string(static_cast<int64_t>(value));
  return list + "]";
}

const char *nameOf(wick_last_batch last) {
  return last == WICK_LAST_DROP   ? "WICK_LAST_DROP"
         : last == WICK_LAST_KEEP ? "WICK_LAST_KEEP"
                                  : "WICK_LAST_PAD";
}

class Batches {
public:
  static constexpr uint64_t kSeed = 5;

  Batches(int64_t count, int64_t rows, wick_last_batch last, bool isShuffled = false)
      : data(count), rows(rows), last(last) {
    wick_loader_options options = {};
    options.batch = rows;
    options.seed = kSeed;
    options.shuffle = isShuffled;
    options.last = last;
    if (!beginBatches(&data.set, options, &batches))
      throw Red{lastError()};
  }
  ~Batches() { endBatches(&batches); }

  Batch next() {
    Batch batch = {0, std::vector<float>(static_cast<size_t>(3 * rows), kUntouched),
                   std::vector<float>(static_cast<size_t>(rows), kUntouched),
                   std::vector<int64_t>(static_cast<size_t>(rows), int64_t(kUntouched))};
    batch.rows =
        nextBatch(&batches, {batch.samples.data(), batch.labels.data(), batch.mask.data()});
    if (batch.rows < 0 || batch.rows > rows)
      throw Red{where() + "a batch has " + std::to_string(batch.rows) + " rows"};
    return batch;
  }

  /// The next one, which must not be the end of the epoch.
  Batch full() {
    Batch batch = next();
    if (batch.rows == 0)
      throw Red{where() + (*lastError() ? lastError() : "the epoch ends before its first batch")};
    return batch;
  }

  /// The batches up to the end of the epoch.
  std::vector<Batch> epoch() {
    std::vector<Batch> all = {full()};
    for (Batch batch = next(); batch.rows > 0; batch = next()) {
      all.push_back(batch);
      if (all.size() > static_cast<size_t>(data.set.samples.shape[0]))
        throw Red{where() + "the epoch does not end"};
    }
    return all;
  }

  std::string where() const {
    return std::to_string(data.set.samples.shape[0]) + " samples in batches of " +
           std::to_string(rows) + ", " + nameOf(last) + ": ";
  }

  wick_batches batches;

private:
  Data data;
  int64_t rows;
  wick_last_batch last;
};

/// Throws unless row `i` of a batch is a sample with its label.
void expectSample(const Batches &batches, const Batch &batch, size_t i) {
  const auto label = static_cast<float>(batch.labels[i]);
  const std::vector<float> row(&batch.samples[3 * i], &batch.samples[3 * i] + 3);
  if (row != std::vector<float>{label, 10 * label, 100 * label})
    throw Red{batches.where() + "a row is " + text(row) + " with the label " +
              std::to_string(batch.labels[i])};
}

constexpr wick_last_batch kAll[] = {WICK_LAST_DROP, WICK_LAST_KEEP, WICK_LAST_PAD};

} // namespace

LAB_CHECK("08.2", verifies, together, "A row is a sample, and its label is the sample's") {
  for (bool isShuffled : {false, true}) {
    Batches batches(10, 4, WICK_LAST_DROP, isShuffled);
    for (int i = 0; i < 2; ++i) {
      const Batch batch = batches.full();
      for (size_t row = 0; row < 4; ++row)
        expectSample(batches, batch, row);
    }
  }
}

LAB_CHECK("08.2", execution, inOrder, "Without a shuffle the batches come in the data's order") {
  Batches batches(9, 3, WICK_LAST_DROP);
  std::vector<int64_t> labels;
  for (const Batch &batch : batches.epoch())
    labels.insert(labels.end(), batch.labels.begin(), batch.labels.end());
  if (labels != std::vector<int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9})
    throw Red{batches.where() + "the labels are " + text(labels)};
}

LAB_CHECK("08.2", execution, inEpochsOrder, "With a shuffle they come in the epoch's order") {
  for (uint64_t epoch : {0, 1}) {
    Batches batches(9, 3, WICK_LAST_DROP, /*isShuffled=*/true);
    goTo(&batches.batches, {.epoch = epoch, .sample = 0});
    std::vector<int64_t> labels, expected(9);
    for (const Batch &batch : batches.epoch())
      labels.insert(labels.end(), batch.labels.begin(), batch.labels.end());
    wick_shuffle_epoch(expected.data(), 9, Batches::kSeed, epoch);
    for (int64_t &label : expected)
      ++label;
    if (labels != expected)
      throw Red{batches.where() + "the labels of epoch " + std::to_string(epoch) + " are " +
                    text(labels),
                "", "", text(expected)};
  }
}

LAB_CHECK("08.2", execution, eachOnce, "Each epoch has each sample once, but for what is dropped") {
  for (wick_last_batch last : kAll)
    for (auto [count, rows] : {std::pair(1, 1), {7, 1}, {7, 7}, {10, 5}, {23, 5}, {7, 4}, {5, 9}}) {
      if (last == WICK_LAST_DROP && count < rows)
        continue;
      Batches batches(count, rows, last, /*isShuffled=*/true);
      for (int epoch = 0; epoch < 3; ++epoch) {
        std::multiset<int64_t> seen;
        for (const Batch &batch : batches.epoch())
          for (int64_t i = 0; i < batch.rows; ++i) {
            expectSample(batches, batch, static_cast<size_t>(i));
            seen.insert(batch.labels[static_cast<size_t>(i)]);
          }
        const std::set<int64_t> distinct(seen.begin(), seen.end());
        const auto expected =
            static_cast<size_t>(last == WICK_LAST_DROP ? count - count % rows : count);
        if (distinct.size() != seen.size())
          throw Red{batches.where() + "a sample comes twice in an epoch"};
        if (seen.size() != expected)
          throw Red{batches.where() + "an epoch has " + std::to_string(seen.size()) +
                    " samples, not " + std::to_string(expected)};
      }
    }
}

LAB_CHECK("08.2", execution, lastBatch, "The last batch is dropped, short or padded, as asked") {
  for (wick_last_batch last : kAll) {
    Batches batches(5, 3, last);
    batches.full();
    const Batch batch = batches.next();
    const float rest = last == WICK_LAST_PAD ? 0 : kUntouched;
    const auto expected =
        last == WICK_LAST_DROP
            ? Batch{0,
                    std::vector<float>(9, kUntouched),
                    {},
                    std::vector<int64_t>(3, int64_t(rest))}
            : Batch{2, {4, 40, 400, 5, 50, 500, rest, rest, rest}, {}, {4, 5, int64_t(rest)}};
    if (batch.rows != expected.rows)
      throw Red{batches.where() + "the second batch has " + std::to_string(batch.rows) +
                " rows, not " + std::to_string(expected.rows)};
    if (batch.samples != expected.samples)
      throw Red{batches.where() + "the second batch is " + text(batch.samples) +
                    " (it was -99 before)",
                "", "", text(expected.samples)};
    if (batch.labels != expected.labels)
      throw Red{batches.where() + "the second batch's labels are " + text(batch.labels) +
                    " (they were -99 before)",
                "", "", text(expected.labels)};
  }
}

LAB_CHECK("08.2", execution, mask, "The mask is 1 for samples and 0 for all other rows") {
  for (wick_last_batch last : {WICK_LAST_KEEP, WICK_LAST_PAD}) {
    Batches batches(5, 3, last);
    for (const std::vector<float> &expected : {std::vector<float>{1, 1, 1}, {1, 1, 0}})
      if (const Batch batch = batches.full(); batch.mask != expected)
        throw Red{batches.where() + "the mask of a batch of " + std::to_string(batch.rows) +
                      " rows is " + text(batch.mask) + " (it was -99 before)",
                  "", "", text(expected)};
  }
}

LAB_CHECK("08.2", execution, unwanted, "Labels and a mask that nobody wants are left alone") {
  Batches batches(5, 3, WICK_LAST_PAD);
  std::vector<float> samples(9, kUntouched);
  if (nextBatch(&batches.batches, {samples.data(), nullptr, nullptr}) != 3 || samples[6] != 3)
    throw Red{batches.where() + "without labels and mask the samples are " + text(samples)};
}

LAB_CHECK("08.2", execution, position, "From the position after a batch the epoch goes on") {
  for (wick_last_batch last : kAll) {
    Batches whole(23, 5, last, /*isShuffled=*/true), resumed(23, 5, last, /*isShuffled=*/true);
    whole.full();
    for (int i = 0; i < 12; ++i) {
      goTo(&resumed.batches, whole.batches.position);
      const Batch expected = whole.next();
      if (resumed.next() != expected)
        throw Red{whole.where() + "the batch after a resume is another one"};
    }
  }
}
