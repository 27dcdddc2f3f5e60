//===- Data.h - numbers that follow from a name ------------------------------===//
//
// Every system that is compared makes the same weights, inputs and labels out of the tensors'
// names alone. The 64-bit FNV-1a hash of the name is the start of a SplitMix64 sequence (Steele,
// Lea and Flood, 2014), whose i-th number makes the element of row-major index i.

#ifndef WICK_BENCH_WORKLOADS_DATA_H
#define WICK_BENCH_WORKLOADS_DATA_H

#include <cstdint>
#include <string_view>
#include <vector>

namespace wick::workloads {

/// `count` numbers in [-scale, scale): the upper 24 bits of each number of the sequence, spread
/// evenly, computed in double and rounded once to f32.
std::vector<double> reals(std::string_view name, int64_t count, double scale);

/// `count` integers in [0, modulus): the upper 31 bits of each number of the sequence, modulo.
std::vector<double> integers(std::string_view name, int64_t count, uint64_t modulus);

/// A matrix [columns, rows] out of the row-major numbers of [rows, columns].
std::vector<double> transposed(const std::vector<double> &matrix, int64_t rows, int64_t columns);

} // namespace wick::workloads

#endif // WICK_BENCH_WORKLOADS_DATA_H
