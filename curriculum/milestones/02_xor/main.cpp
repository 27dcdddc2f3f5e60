// Milestone 02 as a native program.
#include "curriculum/milestones/training/Program.h"
#include "xor.h"

int main(int argc, char **argv) {
  const wick_model *const models[] = {&wick_model_xor};
  return milestone::trainXor({models, "llvm", argc, argv});
}
