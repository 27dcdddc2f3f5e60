// Milestone 03 on MNIST's digits of 28x28 pixels: the same idea, one layer more.
#include "wick/wick.h"

using namespace wick;

int main(int argc, char **argv) {
  constexpr int64_t pixels = 28 * 28, classes = 10, batch = 32, test = 250;
  Model m("mnist_mlp");
  nn::Sequential net{nn::Linear(m, "hidden1", pixels, 128), nn::relu,
                     nn::Linear(m, "hidden2", 128, 64), nn::relu,
                     nn::Linear(m, "head", 64, classes)};

  Tensor image = m.input("image", {batch, pixels}); // 0..1
  Tensor label = m.input("label", {batch}, DType::i32);
  m.train("train_step", cross_entropy(net(image), label), optim::Sgd{.lr = 0.05, .momentum = 0.9});

  Tensor images = m.input("image", {test, pixels});
  Tensor logits = net(images);
  m.entry("evaluate", {images}, {{"probabilities", softmax(logits)}, {"digit", argmax(logits)}});
  return m.compile(argc, argv);
}
