// Milestone 04: trains a convolutional network on handwritten digits, or on CIFAR-10.
#include "curriculum/milestones/04_cnn/Maps.h"
#include "curriculum/milestones/images/ImageTraining.h"

namespace milestone {

int trainCnn(const Program &program) {
  const About about = {
      "A convolutional network reads handwritten digits.", "300; on CIFAR-10 30",
      "a folder with CIFAR-10's six binary files; without it, 8x8 digits that come "
      "with Wick"};
  const Net nets[] = {{.model = program.models[0],
                       .height = 8,
                       .width = 8,
                       .channels = 1,
                       .images = "1x8x8 (the digits that come with Wick)",
                       .epochs = 300,
                       .show = showMaps},
                      {.model = program.models[1],
                       .height = 32,
                       .width = 32,
                       .channels = 3,
                       .images = "3x32x32 (CIFAR-10)",
                       .epochs = 30,
                       .weights = "milestones/04_cnn/cifar_cnn.safetensors",
                       .augmentation = {.crop = 4, .flip = true},
                       .prefetch = 2,
                       .show = showMaps}};
  return trainOnImages(program, about, nets);
}

} // namespace milestone
