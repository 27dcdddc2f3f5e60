//===- Builds.h - what comes before a model's first result -------------------===//

#ifndef WICK_BENCH_BUILDS_H
#define WICK_BENCH_BUILDS_H

#include <cstdint>
#include <string>
#include <vector>

namespace wick::bench {

/// What it takes to make a program of a model and to start it. Sizes are in bytes.
struct BuildRow {
  std::string work, backend;
  double objectMs;       ///< of a process that records the model and writes its object and weights
  int64_t compilerBytes; ///< of resident memory at most, of that process
  int64_t programBytes;  ///< with the weights embedded
  int64_t weightBytes;   ///< of the initial values: params, states and example inputs
  double firstResultMs;  ///< from the start of the program to its end after one run of the entry
};

/// The digits MLP and W3, by the backends llvm and, where oneDNN is at hand, onednn. Only works
/// whose name `filter`, a regular expression, matches somewhere. Prints each row when it is there.
/// Each compilation and run is a process of its own; times are medians of seven runs and of three
/// compilations. Throws std::runtime_error when a model does not build, CLI::ValidationError when
/// the filter matches none.
std::vector<BuildRow> measureBuilds(const std::string &filter);

/// Writes an array with an object for each row. Throws std::runtime_error when it cannot.
void writeBuildsJSON(const std::string &path, const std::vector<BuildRow> &rows);

} // namespace wick::bench

#endif // WICK_BENCH_BUILDS_H
