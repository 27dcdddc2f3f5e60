// Milestone 03: backpropagation, 1986. Two layers read handwritten digits of 8x8 pixels.
#include "wick/wick.h"

using namespace wick;

int main(int argc, char **argv) {
  constexpr int64_t pixels = 64, classes = 10, batch = 32, test = 360;
  Model m("digits_mlp");
  nn::Sequential net{nn::Linear(m, "hidden", pixels, 32), nn::relu,
                     nn::Linear(m, "head", 32, classes)};

  Tensor image = m.input("image", {batch, pixels}); // 0..1
  Tensor label = m.input("label", {batch}, DType::i32);
  // New noise in each step keeps the net from learning 1,437 images by heart; the writers of the
  // test are others.
  Tensor noisy = image + random_normal(m, {batch, pixels}, 0, 0.2);
  m.train("train_step", cross_entropy(net(noisy), label), optim::Sgd{.lr = 0.05, .momentum = 0.9});

  Tensor images = m.input("image", {test, pixels});
  Tensor logits = net(images);
  m.entry("evaluate", {images}, {{"probabilities", softmax(logits)}, {"digit", argmax(logits)}});
  return m.compile(argc, argv);
}
