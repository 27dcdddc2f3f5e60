// What the training of a milestone runs on. The same code is linked into the milestone's native
// program and into the driver, which gives it models that the reference interpreter evaluates or
// that it compiles itself.
#pragma once

#include "wick/model.h"

#include <span>

namespace milestone {

struct Program {
  std::span<const wick_model *const> models; // in the order that the milestone's main documents
  const char *backend; // for the metrics; "llvm" is that of the milestone's own program
  int argc;
  char **argv;
};

/// Each returns the exit code: 0 trained and evaluated, 1 failed (the reason is on stderr), 2 the
/// command line made no sense. Whether the result is good enough is not theirs to judge.
int trainPerceptron(const Program &program); // models: perceptron
int trainXor(const Program &program);        // models: xor
int trainMlp(const Program &program);        // models: digits_mlp, mnist_mlp
int trainCnn(const Program &program);        // models: digits_cnn, cifar_cnn

} // namespace milestone
