// Milestone 03 as a native program.
#include "curriculum/milestones/training/Program.h"
#include "digits_mlp.h"
#include "mnist_mlp.h"

int main(int argc, char **argv) {
  const wick_model *const models[] = {&wick_model_digits_mlp, &wick_model_mnist_mlp};
  return milestone::trainMlp({models, "llvm", argc, argv});
}
