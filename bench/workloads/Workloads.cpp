#include "bench/workloads/Workloads.h"
#include "bench/workloads/Data.h"

#include <cmath>

namespace wick::workloads {

/// The layer `name` of a workload. The numbers of its weight are those of [out, in].
static nn::Linear linear(Model &m, const std::string &workload, const std::string &name, int64_t in,
                         int64_t out) {
  std::string prefix = workload + "." + name;
  double scale = 1 / std::sqrt(static_cast<double>(in));
  std::vector<double> weight = reals(prefix + ".weight", in * out, scale);
  return nn::Linear(m, name, in, out,
                    {.init = init::values(transposed(weight, out, in)),
                     .bias_init = init::values(reals(prefix + ".bias", out, scale))});
}

void buildPerceptron(Model &m) {
  constexpr int64_t batch = 100;
  Tensor x = m.input("x", {batch, 2}), y = m.input("y", {batch, 1});
  m.example(x, reals("W1.x", batch * 2, 1));
  m.example(y, integers("W1.y", batch, 2));
  Tensor logits = linear(m, "W1", "fc1", 2, 1)(x);
  m.entry("infer", {x}, {{"probability", sigmoid(logits)}});
  m.train("train_step", bce_with_logits(logits, y), optim::Sgd{.lr = 0.1});
}

void buildXor(Model &m) {
  Tensor x = m.input("x", {4, 2}), y = m.input("y", {4, 1});
  m.example(x, {0, 0, 0, 1, 1, 0, 1, 1});
  m.example(y, {0, 1, 1, 0});
  nn::Linear hidden = linear(m, "W2", "fc1", 2, 4), head = linear(m, "W2", "fc2", 4, 1);
  Tensor logits = head(relu(hidden(x)));
  m.entry("infer", {x}, {{"probability", sigmoid(logits)}});
  m.train("train_step", bce_with_logits(logits, y), optim::Sgd{.lr = 0.5});
}

void buildMlp(Model &m, optim::Optimizer optimizer) {
  constexpr int64_t features = 784, classes = 10, trainBatch = 32;
  nn::Sequential net{linear(m, "W3", "fc1", features, 128), nn::relu,
                     linear(m, "W3", "fc2", 128, 64), nn::relu,
                     linear(m, "W3", "fc3", 64, classes)};
  for (int64_t batch : {1, 32, 256}) {
    Tensor x = m.input("x", {batch, features});
    m.example(x, reals("W3.x", batch * features, 1));
    m.entry("infer_b" + std::to_string(batch), {x}, {{"logits", net(x)}});
  }
  Tensor x = m.input("x", {trainBatch, features});
  Tensor y = m.input("y", {trainBatch}, DType::i32);
  m.example(x, reals("W3.x", trainBatch * features, 1));
  m.example(y, integers("W3.y", trainBatch, classes));
  m.train("train_step", cross_entropy(net(x), y), optimizer);
}

} // namespace wick::workloads
