// Milestone 03: trains a multilayer perceptron on handwritten digits.
#include "curriculum/milestones/images/ImageTraining.h"

namespace milestone {

int trainMlp(const Program &program) {
  const About about = {
      "A multilayer perceptron reads handwritten digits.", "150; on MNIST 10",
      "a folder with MNIST's four IDX files; without it, 8x8 digits that come with Wick"};
  const Net nets[] = {{.model = program.models[0],
                       .height = 8,
                       .width = 8,
                       .channels = 1,
                       .images = "8x8 (the digits that come with Wick)",
                       .epochs = 150},
                      {.model = program.models[1],
                       .height = 28,
                       .width = 28,
                       .channels = 1,
                       .images = "28x28 (MNIST)",
                       .epochs = 10,
                       .weights = "milestones/03_mlp/mnist_mlp.safetensors"}};
  return trainOnImages(program, about, nets);
}

} // namespace milestone
