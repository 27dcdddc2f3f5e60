#include "curriculum/milestones/training/Weights.h"

#include "runtime/fail.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace milestone {

using wick::runtime::Instance;

/// FNV-1a of the name, 64 bits folded to 32.
static uint32_t streamOf(const char *name) {
  uint64_t hash = 0xCBF29CE484222325;
  for (; *name; ++name)
    hash = (hash ^ static_cast<unsigned char>(*name)) * 0x100000001B3;
  return static_cast<uint32_t>(hash ^ hash >> 32);
}

/// The weight "<layer>.weight" of the layer that a param "<layer>.weight" or "<layer>.bias" belongs
/// to; null when there is none.
static const wick_slot *weightOf(const Instance &instance, const char *param) {
  char weight[256];
  const char *dot = std::strrchr(param, '.');
  if (!dot)
    return nullptr;
  std::snprintf(weight, sizeof weight, "%.*s.weight", static_cast<int>(dot - param), param);
  const wick_slot *slot = wick_instance_slot(instance.get(), nullptr, weight);
  return slot && slot->dtype == WICK_F32 && (slot->rank == 2 || slot->rank == 4) ? slot : nullptr;
}

/// Of nn::Linear, whose weight is [in, out].
static void drawLinear(std::span<float> values, int64_t in, uint64_t seed, uint32_t stream) {
  double bound = 1 / std::sqrt(static_cast<double>(in));
  wick_random_uniform(values.data(), static_cast<int64_t>(values.size()), 0, 1, seed, stream,
                      /*counter=*/0);
  for (float &value : values)
    value = static_cast<float>(-bound + value * (2 * bound));
}

/// The weight [out, in, height, width] of nn::Conv2d.
static void drawFilters(std::span<float> values, int64_t fanIn, uint64_t seed, uint32_t stream) {
  double spread = std::sqrt(2 / static_cast<double>(fanIn));
  wick_random_normal(values.data(), static_cast<int64_t>(values.size()), 0, spread, seed, stream,
                     /*counter=*/0);
}

bool drawWeights(const Instance &instance, uint64_t seed) {
  for (int32_t i = 0; i < wick_instance_shared_count(instance.get()); ++i) {
    const wick_slot *slot = wick_instance_shared(instance.get(), i);
    if (std::strcmp(slot->name, "rng.seed") == 0)
      wick_instance_set(instance.get(), nullptr, slot->name, static_cast<double>(seed));
    if (slot->role != WICK_PARAM)
      continue;
    const wick_slot *weight = weightOf(instance, slot->name);
    if (!weight)
      return wick_fail("param '%s' belongs to no linear layer and no convolution and cannot be "
                       "drawn anew",
                       slot->name);
    std::span<float> values = instance.buffer<float>(nullptr, slot->name);
    if (weight->rank == 2)
      drawLinear(values, weight->shape[0], seed, streamOf(slot->name));
    else if (slot->rank == 4)
      drawFilters(values, wick_shape_count(3, weight->shape + 1), seed, streamOf(slot->name));
    else
      std::ranges::fill(values, 0.0f);
  }
  return true;
}

} // namespace milestone
