#include "bench/Saturate.h"

#include <cstring>

namespace wick::bench {
namespace {

/// More than latency times throughput of a multiply-add (4 cycles, 2 a cycle), and with the two
/// other operands within 16 registers.
constexpr int kAccumulators = 12;

template <int Bytes> struct Vector {
  typedef float Type __attribute__((vector_size(Bytes)));
  static constexpr int kLanes = Bytes / sizeof(float);
};

template <int Bytes> [[gnu::always_inline]] inline float multiplyAdds(int64_t iterations) {
  using Type = Vector<Bytes>::Type;
  // Volatile: a factor known at compile time could be folded.
  volatile float factor = 0.999f, addend = 0.001f;
  Type x = Type{} + factor, y = Type{} + addend, sums[kAccumulators];
  for (int i = 0; i < kAccumulators; ++i)
    sums[i] = Type{} + static_cast<float>(i);
  for (int64_t iteration = 0; iteration < iterations; ++iteration)
#pragma clang loop unroll(full)
    for (int i = 0; i < kAccumulators; ++i)
      sums[i] = sums[i] * x + y;
  float total = 0;
  for (int i = 0; i < kAccumulators; ++i)
    total += sums[i][0];
  return total;
}

template <int Bytes> [[gnu::always_inline]] inline float sumOf(const float *memory, int64_t count) {
  using Type = Vector<Bytes>::Type;
  constexpr int64_t lanes = Vector<Bytes>::kLanes, stride = kAccumulators * lanes;
  Type sums[kAccumulators] = {};
  for (int64_t begin = 0; begin + stride <= count; begin += stride)
#pragma clang loop unroll(full)
    for (int i = 0; i < kAccumulators; ++i) {
      Type elements;
      std::memcpy(&elements, memory + begin + i * lanes, sizeof(elements));
      sums[i] += elements;
    }
  float total = 0;
  for (int i = 0; i < kAccumulators; ++i)
    total += sums[i][0];
  return total;
}

template <int Bytes> constexpr double kFlops = 2.0 * kAccumulators * Vector<Bytes>::kLanes;

float multiplyAdd128(int64_t iterations) { return multiplyAdds<16>(iterations); }
float read128(const float *memory, int64_t count) { return sumOf<16>(memory, count); }

#ifdef __x86_64__
[[gnu::target("avx2,fma")]] float multiplyAdd256(int64_t iterations) {
  return multiplyAdds<32>(iterations);
}
[[gnu::target("avx2,fma")]] float read256(const float *memory, int64_t count) {
  return sumOf<32>(memory, count);
}
[[gnu::target("avx512f")]] float multiplyAdd512(int64_t iterations) {
  return multiplyAdds<64>(iterations);
}
[[gnu::target("avx512f")]] float read512(const float *memory, int64_t count) {
  return sumOf<64>(memory, count);
}
#endif

} // namespace

std::vector<Saturation> saturations() {
#ifdef __x86_64__
  std::vector<Saturation> found{{"baseline", kFlops<16>, multiplyAdd128, read128}};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    found.push_back({"avx2", kFlops<32>, multiplyAdd256, read256});
  if (__builtin_cpu_supports("avx512f"))
    found.push_back({"avx512", kFlops<64>, multiplyAdd512, read512});
  return found;
#else
  return {{"neon", kFlops<16>, multiplyAdd128, read128}};
#endif
}

} // namespace wick::bench
