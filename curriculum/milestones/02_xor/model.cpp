// Milestone 02: the crisis of 1969. No line parts the corners of XOR; one hidden layer does.
#include "wick/wick.h"

using namespace wick;

int main(int argc, char **argv) {
  constexpr int64_t points = 100, corners = 4;
  Model m("xor");
  Tensor point = m.input("point", {points, 2});
  Tensor label = m.input("label", {points, 1}); // 0 or 1
  Tensor corner = m.input("point", {corners, 2});

  nn::Sequential single{nn::Linear(m, "single", 2, 1)};
  nn::Sequential layered{nn::Linear(m, "hidden", 2, 4), nn::tanh, nn::Linear(m, "head", 4, 1)};

  // The same two networks on the noisy points and on the four corners alone.
  auto addPredictions = [&](const std::string &suffix, Tensor input) {
    m.entry("predict_single" + suffix, {input}, {{"probability", sigmoid(single(input))}});
    m.entry("predict_layered" + suffix, {input}, {{"probability", sigmoid(layered(input))}});
  };
  addPredictions("", point);
  addPredictions("_corners", corner);

  optim::Sgd sgd{.lr = 0.5, .momentum = 0.9};
  m.train("train_single", bce_with_logits(single(point), label), sgd);
  m.train("train_layered", bce_with_logits(layered(point), label), sgd);
  return m.compile(argc, argv);
}
