// Milestone 01 as a native program.
#include "curriculum/milestones/training/Program.h"
#include "perceptron.h"

int main(int argc, char **argv) {
  const wick_model *const models[] = {&wick_model_perceptron};
  return milestone::trainPerceptron({models, "llvm", argc, argv});
}
