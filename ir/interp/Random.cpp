// Reference evaluation of the random numbers.
#include "ir/Wick.h"
#include "ir/interp/HostTensor.h"
#include "ir/interp/Philox.h"
#include <cmath>
#include <numbers>

using namespace wick::ir;
using Operands = llvm::ArrayRef<const HostTensor *>;
using Results = llvm::MutableArrayRef<HostTensor>;

std::array<uint32_t, 4> wick::ir::philox(std::array<uint32_t, 4> counter,
                                         std::array<uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    uint64_t first = uint64_t(0xD2511F53) * counter[0], second = uint64_t(0xCD9E8D57) * counter[2];
    counter = {uint32_t(second >> 32) ^ counter[1] ^ key[0], uint32_t(second),
               uint32_t(first >> 32) ^ counter[3] ^ key[1], uint32_t(first)};
    key = {key[0] + 0x9E3779B9, key[1] + 0xBB67AE85};
  }
  return counter;
}

uint32_t RandomSequence::word(int64_t i) const {
  auto low = [](int64_t x) { return uint32_t(uint64_t(x)); };
  auto high = [](int64_t x) { return uint32_t(uint64_t(x) >> 32); };
  return philox({low(i / 4), low(stream), low(counter), high(counter)},
                {low(seed), high(seed)})[i % 4];
}

static constexpr double kUnit = 0x1p-24; // 24 bits of a word make a number

double RandomSequence::uniform(int64_t i) const { return (word(i) >> 8) * kUnit; }

double RandomSequence::normal(int64_t i) const {
  int64_t even = i & ~int64_t(1);
  double u1 = ((word(even) >> 8) + 1) * kUnit; // in (0, 1]: the logarithm is finite
  double u2 = (word(even + 1) >> 8) * kUnit;
  double radius = std::sqrt(-2 * std::log(u1)), angle = 2 * std::numbers::pi * u2;
  return radius * (i == even ? std::cos(angle) : std::sin(angle));
}

void RandomUniformOp::evaluate(Operands operands, Results results) {
  RandomSequence sequence{operands[0]->integers[0], operands[1]->integers[0], int64_t(getStream())};
  double low = getLow().convertToDouble(), high = getHigh().convertToDouble();
  for (int64_t i = 0; i < results[0].size(); ++i)
    results[0].reals[i] = low + sequence.uniform(i) * (high - low);
}

void RandomNormalOp::evaluate(Operands operands, Results results) {
  RandomSequence sequence{operands[0]->integers[0], operands[1]->integers[0], int64_t(getStream())};
  double mean = getMean().convertToDouble(), stddev = getStddev().convertToDouble();
  for (int64_t i = 0; i < results[0].size(); ++i)
    results[0].reals[i] = mean + stddev * sequence.normal(i);
}
