//===- GradientCases.h - the functions whose gradients are tested, by family -===//

#ifndef WICK_TESTS_NUMERIC_GRADIENTCASES_H
#define WICK_TESTS_NUMERIC_GRADIENTCASES_H

#include "tests/numeric/GradientFixture.h"
#include <vector>

namespace wick::test {

std::vector<GradientCase> unaryCases();
std::vector<GradientCase> binaryCases(); // every kind of broadcasting, select
std::vector<GradientCase> shapeCases();
std::vector<GradientCase> reductionCases();
std::vector<GradientCase> matmulCases(); // all flags and batches
std::vector<GradientCase> nnCases();
std::vector<GradientCase> visionCases();

std::vector<GradientCase> graphCases();  // values used more than once, chains, whole networks
std::vector<GradientCase> randomCases(); // random broadcasts, sizes 1 and primes

/// Index of the first floating-point argument.
unsigned firstParam(const GradientFixture &fixture);

} // namespace wick::test

#endif // WICK_TESTS_NUMERIC_GRADIENTCASES_H
