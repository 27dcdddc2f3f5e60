// Milestone 01: the perceptron of 1957. A line that parts two clusters of points.
#include "wick/wick.h"

using namespace wick;

int main(int argc, char **argv) {
  constexpr int64_t points = 100;
  Model m("perceptron");
  Tensor point = m.input("point", {points, 2});
  Tensor label = m.input("label", {points, 1}); // 0 or 1

  Tensor logit = nn::Linear(m, "neuron", 2, 1)(point);

  m.entry("predict", {point}, {{"probability", sigmoid(logit)}});
  m.train("train_step", bce_with_logits(logit, label), optim::Sgd{.lr = 0.1});
  return m.compile(argc, argv);
}
