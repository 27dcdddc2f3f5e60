// What a milestone tells at its end: the curve of the loss, and the metrics that gates read.
#pragma once

#include "curriculum/milestones/training/Training.h"

namespace milestone {

/// Prints the curves of a training over the epochs: one a name (null: no legend) for the entries,
/// and that of the validation if there is one.
void showLosses(const Training &training, std::span<const char *const> names);

/// Sets what all milestones have: test_accuracy, train_seconds, epochs, steps, seed, parameters,
/// binary_bytes (0 when the interpreter runs, as there is no binary), peak_resident_bytes (of the
/// process) and backend; and writes --json. False:
/// wick_last_error() says why.
bool writeMetrics(wick::runtime::Metrics &metrics, const Program &program, const Options &options,
                  const wick::runtime::Instance &instance, const Training &training,
                  double testAccuracy);

/// Says on stderr why a program fails. Returns its exit code, 1.
int fail(const Program &program);

} // namespace milestone
