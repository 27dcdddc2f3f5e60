// Milestone 04 as a native program.
#include "cifar_cnn.h"
#include "curriculum/milestones/training/Program.h"
#include "digits_cnn.h"

int main(int argc, char **argv) {
  const wick_model *const models[] = {&wick_model_digits_cnn, &wick_model_cifar_cnn};
  return milestone::trainCnn({models, "llvm", argc, argv});
}
