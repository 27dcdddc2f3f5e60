// Exclusive or, learned by a network of two layers.
//   wick build examples/xor.cpp -o xor
//   ./xor train train_step --steps 500 --checkpoint xor.safetensors
//   ./xor run predict --weights xor.safetensors
#include "wick/wick.h"

using namespace wick;

int main(int argc, char **argv) {
  Model m("xor");
  Tensor x = m.input("x", {4, 2});
  Tensor y = m.input("y", {4, 1});
  m.example(x, {0, 0, 0, 1, 1, 0, 1, 1});
  m.example(y, {0, 1, 1, 0});

  nn::Linear hidden(m, "hidden", 2, 4);
  nn::Linear head(m, "head", 4, 1);
  Tensor logits = head(tanh(hidden(x)));

  m.entry("predict", {x}, {{"probability", sigmoid(logits)}});
  m.train("train_step", bce_with_logits(logits, y), optim::Sgd{.lr = 0.5, .momentum = 0.9});
  return m.compile(argc, argv);
}
