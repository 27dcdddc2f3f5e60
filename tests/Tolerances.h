//===- Tolerances.h - how far two computations of one number may differ -----===//
//
// An error is |a - b| / (1 + |b|): absolute near zero, relative for large numbers.

#ifndef WICK_TESTS_TOLERANCES_H
#define WICK_TESTS_TOLERANCES_H

namespace wick::test {

/// Two float64 computations that differ in the order of operations.
inline constexpr double kFloat64Tolerance = 1e-12;

/// Computations of some dozen ops, each accurate to a few units in the last place, against float64:
/// some hundred units of f32 (2^-23), some ten of bf16 (2^-7).
inline constexpr double kFloat32Tolerance = 1e-4;
inline constexpr double kBFloat16Tolerance = 0.15;

/// Absolute: sums of some hundred products of numbers in [-1, 1], one after the other or by
/// Winograd's transforms.
inline constexpr double kLongSumTolerance = 3e-4;

/// Absolute, of convolutions of 64 channels in [-1, 1]: direct ones, and those by Winograd's tiles
/// of 2 x 2 and of 4 x 4 results, whose transformed sums cancel; wick-winograd's description states
/// them.
inline constexpr double kDirectConvolutionTolerance = 3e-5;
inline constexpr double kWinogradTolerance2 = 5e-5;
inline constexpr double kWinogradTolerance4 = 3e-4;

/// Sums, first results and first losses of a whole model in f32 against another implementation's;
/// losses are given with six decimals.
inline constexpr double kWorkloadTolerance = 1e-5;

/// Absolute: a thousand steps near a kink of relu amplify rounding. Plain C in f32 ends 1.1e-6
/// apart with and without fused multiply-adds.
inline constexpr double kXorFinalLossTolerance = 2e-6;

/// A derivative in float64 against a central difference: truncation grows with the square of the
/// step, cancellation (1e-16 / step) falls with it; they meet near 1e-5, where both are about
/// 1e-10.
inline constexpr double kDifferenceStep = 1e-5;
inline constexpr double kDifferenceTolerance = 1e-7;

/// Central differences with the step h and with h/2 that differ by more say nothing: the function
/// bends too much here for the formula.
inline constexpr double kCurvatureTolerance = 1e-6;

} // namespace wick::test

#endif // WICK_TESTS_TOLERANCES_H
