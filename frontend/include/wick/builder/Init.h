//===- Init.h - initial values of parameters --------------------------------===//

#ifndef WICK_BUILDER_INIT_H
#define WICK_BUILDER_INIT_H

#include <vector>

namespace wick {

/// How a parameter or a state starts. Random values are drawn by Philox 4x32-10 from the model's
/// seed and a stream that is a hash of the parameter's name: adding a layer changes no other
/// layer's values.
///
/// Fans: a weight of rank 2 is (in, out), fan_in = in, fan_out = out; of rank 3 or more it is
/// (out, in, kernel ...), fan_in = in * kernel, fan_out = out * kernel.
struct Init {
  enum class Kind { constant, values, uniform, normal, fan_in, xavier, he };

  Kind kind = Kind::constant;
  double first = 0;           ///< constant: the value; uniform: low; normal: mean
  double second = 0;          ///< uniform: high (excluded); normal: standard deviation
  std::vector<double> values; ///< values: one per element, row-major
};

namespace init {

inline Init constant(double value) { return {Init::Kind::constant, value, 0, {}}; }
inline Init zeros() { return constant(0); }
inline Init ones() { return constant(1); }

/// Exactly these numbers, row-major.
inline Init values(std::vector<double> numbers) {
  return {Init::Kind::values, 0, 0, std::move(numbers)};
}

/// Uniform in [low, high).
inline Init uniform(double low, double high) { return {Init::Kind::uniform, low, high, {}}; }

inline Init normal(double mean, double stddev) { return {Init::Kind::normal, mean, stddev, {}}; }

/// Uniform in +-1/sqrt(fan_in): what nn::Linear starts with.
inline Init fan_in() { return {Init::Kind::fan_in, 0, 0, {}}; }

/// Uniform in +-sqrt(6 / (fan_in + fan_out)), for tanh and sigmoid. Glorot and Bengio, 2010,
/// eq. 16.
inline Init xavier() { return {Init::Kind::xavier, 0, 0, {}}; }

/// Normal with standard deviation sqrt(2 / fan_in), for relu. He et al., 2015, eq. 10.
inline Init he() { return {Init::Kind::he, 0, 0, {}}; }

} // namespace init
} // namespace wick

#endif // WICK_BUILDER_INIT_H
