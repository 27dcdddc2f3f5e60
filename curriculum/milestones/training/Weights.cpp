#include "curriculum/milestones/training/Weights.h"

#include "runtime/fail.h"

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

/// The rows of the weight [in, out] of the layer that a param "<layer>.weight" or "<layer>.bias"
/// belongs to; 0 when there is none.
static int64_t fanInOf(const Instance &instance, const char *param) {
  char weight[256];
  const char *dot = std::strrchr(param, '.');
  if (!dot)
    return 0;
  std::snprintf(weight, sizeof weight, "%.*s.weight", static_cast<int>(dot - param), param);
  const wick_slot *slot = wick_instance_slot(instance.get(), nullptr, weight);
  return slot && slot->rank == 2 && slot->dtype == WICK_F32 ? slot->shape[0] : 0;
}

bool drawWeights(const Instance &instance, uint64_t seed) {
  for (int32_t i = 0; i < wick_instance_shared_count(instance.get()); ++i) {
    const wick_slot *slot = wick_instance_shared(instance.get(), i);
    if (std::strcmp(slot->name, "rng.seed") == 0)
      wick_instance_set(instance.get(), nullptr, slot->name, static_cast<double>(seed));
    if (slot->role != WICK_PARAM)
      continue;
    int64_t in = fanInOf(instance, slot->name);
    if (in == 0)
      return wick_fail("param '%s' belongs to no linear layer and cannot be drawn anew",
                       slot->name);
    std::span<float> values = instance.buffer<float>(nullptr, slot->name);
    double bound = 1 / std::sqrt(static_cast<double>(in));
    wick_random_uniform(values.data(), static_cast<int64_t>(values.size()), 0, 1, seed,
                        streamOf(slot->name), /*counter=*/0);
    for (float &value : values)
      value = static_cast<float>(-bound + value * (2 * bound));
  }
  return true;
}

} // namespace milestone
