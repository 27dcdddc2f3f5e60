#include "wick/cpu.h"
#include "wick/error.h"

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Cpu, NeedsNothingForAnEmptyList) {
  EXPECT_TRUE(wick_cpu_require(""));
  EXPECT_TRUE(wick_cpu_require(nullptr));
}

TEST(Cpu, RefusesWhatItDoesNotKnowWithASentence) {
  EXPECT_FALSE(wick_cpu_require("avx512from-the-future"));
  std::string error = wick_last_error();
  EXPECT_EQ(error.find("this program was compiled for AVX-512 (avx512from-the-future), which this "
                       "CPU does not have; rebuild with --target="),
            0u)
      << error;
  EXPECT_FALSE(wick_cpu_require("a-name-that-is-far-too-long-for-any-feature-of-a-cpu"));
}

#if defined(__x86_64__)
TEST(Cpu, KnowsTheBaselineOfX8664) {
  for (const char *feature : {"64bit", "cx8", "cmov", "fxsr", "mmx", "sse", "sse2", "x87"})
    EXPECT_TRUE(wick_cpu_has(feature)) << feature;
  EXPECT_TRUE(wick_cpu_require("sse2,+sse,-avx512from-the-future"));
  EXPECT_FALSE(wick_cpu_require("sse2,tbm9,sse"));
}

// The compiler's own detection (libgcc or compiler-rt) is an independent witness.
TEST(Cpu, AgreesWithTheCompilersDetection) {
  __builtin_cpu_init();
#define AGREES(name) EXPECT_EQ(wick_cpu_has(name), __builtin_cpu_supports(name) != 0) << name
  AGREES("avx");
  AGREES("avx2");
  AGREES("fma");
  AGREES("bmi");
  AGREES("bmi2");
  AGREES("popcnt");
  AGREES("avx512f");
  AGREES("avx512bw");
  AGREES("avx512dq");
  AGREES("avx512vl");
  AGREES("avx512cd");
  AGREES("avx512vnni");
  AGREES("avx512bf16");
  AGREES("avx512vbmi");
  AGREES("avx512vbmi2");
  AGREES("avx512bitalg");
  AGREES("avx512vpopcntdq");
  AGREES("avx512ifma");
  AGREES("gfni");
  AGREES("vpclmulqdq");
#undef AGREES
}
#endif

} // namespace
