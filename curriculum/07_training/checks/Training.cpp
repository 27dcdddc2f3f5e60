#include "curriculum/07_training/checks/Training.h"
#include "wick/error.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <stdexcept>

namespace wick::check {

namespace {

constexpr int64_t kSamples = 10, kBatch = 3;
constexpr int64_t weightsShape[] = {Training::kWeights};

constexpr wick_slot trainArguments[] = {{"x", WICK_INPUT, WICK_F32, 0, -1, nullptr},
                                        {"w", WICK_PARAM, WICK_F32, 1, -1, weightsShape},
                                        {"velocity", WICK_STATE, WICK_F32, 1, -1, weightsShape},
                                        {"rng.counter", WICK_STATE, WICK_I64, 0, -1, nullptr},
                                        {"rng.seed", WICK_HYPER, WICK_I64, 0, -1, nullptr},
                                        {"lr", WICK_HYPER, WICK_F32, 0, -1, nullptr}};
constexpr wick_slot trainResults[] = {{"w", WICK_RESULT, WICK_F32, 1, 1, weightsShape},
                                      {"velocity", WICK_RESULT, WICK_F32, 1, 2, weightsShape},
                                      {"rng.counter", WICK_RESULT, WICK_I64, 0, 3, nullptr}};
constexpr wick_slot evaluateArguments[] = {{"w", WICK_PARAM, WICK_F32, 1, -1, weightsShape},
                                           {"average", WICK_STATE, WICK_F32, 0, -1, nullptr}};
constexpr wick_slot evaluateResults[] = {{"average", WICK_RESULT, WICK_F32, 0, 1, nullptr}};

/// SGD with momentum towards x, with dropout.
void trainStep(void *const *buffers, void *) {
  const float x = *static_cast<const float *>(buffers[0]);
  float *w = static_cast<float *>(buffers[1]), *velocity = static_cast<float *>(buffers[2]);
  int64_t &counter = *static_cast<int64_t *>(buffers[3]);
  const int64_t seed = *static_cast<const int64_t *>(buffers[4]);
  const float lr = *static_cast<const float *>(buffers[5]);
  float noise[Training::kWeights];
  wick_random_uniform(noise, Training::kWeights, 0, 1, static_cast<uint64_t>(seed), 0,
                      static_cast<uint64_t>(counter));
  for (int64_t i = 0; i < Training::kWeights; ++i) {
    velocity[i] = 0.9f * velocity[i] + (noise[i] < 0.5f ? 0 : 2) * (w[i] - x);
    w[i] -= lr * velocity[i];
  }
  ++counter;
}

/// A running average.
void evaluate(void *const *buffers, void *) {
  float &average = *static_cast<float *>(buffers[1]);
  average = 0.75f * average + static_cast<const float *>(buffers[0])[0];
}

constexpr wick_entry entries[] = {{"train_step", std::size(trainArguments), std::size(trainResults),
                                   trainArguments, trainResults, 0, trainStep},
                                  {"evaluate", std::size(evaluateArguments),
                                   std::size(evaluateResults), evaluateArguments, evaluateResults,
                                   0, evaluate}};
constexpr wick_model model = {
    WICK_ABI_VERSION, std::size(entries), "long_training", entries, "", nullptr, 0, nullptr};

void require(bool isDone) {
  if (!isDone)
    throw std::runtime_error(wick_last_error());
}

} // namespace

Training::Training()
    : state{.step = 0, .loader = {0, 0}, .random = {7, 1, 0, 5}},
      owned(wick_instance_create(&model), wick_instance_destroy) {
  require(owned && wick_instance_set(instance(), nullptr, "lr", 0.125) &&
          wick_instance_set(instance(), nullptr, "rng.seed", 11));
}

void Training::run(int steps) {
  for (int i = 0; i < steps; ++i)
    step();
}

void Training::step() {
  const uint32_t noise = wick_random_next(&state.random) % 64;
  const double x =
      static_cast<double>(state.loader.epoch * 100) + static_cast<double>(state.loader.sample);
  require(wick_instance_set(instance(), "train_step", "x", x + noise / 64.0) &&
          wick_instance_run(instance(), "train_step") && wick_instance_run(instance(), "evaluate"));
  if (++state.step == 3) // a schedule by hand
    require(wick_instance_set(instance(), nullptr, "lr", 0.0625));
  state.loader.sample += kBatch;
  if (state.loader.sample >= kSamples)
    state.loader = {state.loader.epoch + 1, 0};
  if (state.step % 4 == 0) // a new stream of noise
    state.random = {state.random.seed + 1, state.random.counter + 1, 0, state.random.stream + 1};
}

std::string Training::difference(const Training &expected) const {
  const wick_training_state &a = state, &b = expected.state;
  const std::tuple<const char *, uint64_t, uint64_t> words[] = {
      {"step", a.step, b.step},
      {"loader.epoch", a.loader.epoch, b.loader.epoch},
      {"loader.sample", a.loader.sample, b.loader.sample},
      {"random.seed", a.random.seed, b.random.seed},
      {"random.counter", a.random.counter, b.random.counter},
      {"random.index", a.random.index, b.random.index},
      {"random.stream", a.random.stream, b.random.stream}};
  for (const auto &[name, actual, wanted] : words)
    if (actual != wanted)
      return std::string("state->") + name + " is " + std::to_string(actual) + ", not " +
             std::to_string(wanted);
  for (int32_t i = 0; i < wick_instance_shared_count(instance()); ++i) {
    const wick_slot &slot = *wick_instance_shared(instance(), i);
    auto bytesOf = [&](const Training &training) {
      return static_cast<const char *>(
          wick_instance_buffer(training.instance(), nullptr, slot.name));
    };
    const size_t bytes = (slot.rank ? kWeights : 1) * (slot.dtype == WICK_I64 ? 8 : 4);
    if (std::memcmp(bytesOf(*this), bytesOf(expected), bytes) != 0)
      return std::string("'") + slot.name + "' has other bits";
  }
  return "";
}

} // namespace wick::check
