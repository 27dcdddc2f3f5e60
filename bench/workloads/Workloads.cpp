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

static constexpr int64_t kMlpFeatures = 784, kMlpClasses = 10, kMlpTrainBatch = 32;

static nn::Sequential mlp(Model &m) {
  return {linear(m, "W3", "fc1", kMlpFeatures, 128), nn::relu, linear(m, "W3", "fc2", 128, 64),
          nn::relu, linear(m, "W3", "fc3", 64, kMlpClasses)};
}

static Tensor mlpImages(Model &m, int64_t batch) {
  Tensor x = m.input("x", {batch, kMlpFeatures});
  m.example(x, reals("W3.x", batch * kMlpFeatures, 1));
  return x;
}

static void addMlpInference(Model &m, const nn::Sequential &net, int64_t batch) {
  Tensor x = mlpImages(m, batch);
  m.entry("infer_b" + std::to_string(batch), {x}, {{"logits", net(x)}});
}

static void addMlpTraining(Model &m, const nn::Sequential &net, optim::Optimizer optimizer) {
  Tensor x = mlpImages(m, kMlpTrainBatch), y = m.input("y", {kMlpTrainBatch}, DType::i32);
  m.example(y, integers("W3.y", kMlpTrainBatch, kMlpClasses));
  m.train("train_step", cross_entropy(net(x), y), optimizer);
}

void buildMlp(Model &m, optim::Optimizer optimizer) {
  nn::Sequential net = mlp(m);
  for (int64_t batch : {1, 32, 256})
    addMlpInference(m, net, batch);
  addMlpTraining(m, net, optimizer);
}

void buildMlpInference(Model &m, int64_t batch) { addMlpInference(m, mlp(m), batch); }

void buildMlpTraining(Model &m, optim::Optimizer optimizer) {
  addMlpTraining(m, mlp(m), optimizer);
}

void buildDigitsInference(Model &m) {
  constexpr int64_t batch = 32, pixels = 64;
  Tensor image = m.input("image", {batch, pixels});
  m.example(image, reals("digits.image", batch * pixels, 1));
  Tensor hidden = relu(linear(m, "digits", "hidden", pixels, 32)(image));
  m.entry("infer", {image}, {{"logits", linear(m, "digits", "head", 32, 10)(hidden)}});
}

//===----------------------------------------------------------------------===//
// Convolutional networks
//===----------------------------------------------------------------------===//

/// The 3 x 3 convolution `name` of a workload, which keeps the size of the image.
static nn::Conv2d convolution(Model &m, const std::string &workload, const std::string &name,
                              int64_t in, int64_t out) {
  std::string prefix = workload + "." + name;
  double scale = 1 / std::sqrt(static_cast<double>(in * 9));
  return nn::Conv2d(m, name, in, out, 3,
                    {.padding = 1,
                     .init = init::values(reals(prefix + ".weight", out * in * 9, scale)),
                     .bias_init = init::values(reals(prefix + ".bias", out, scale))});
}

/// Entries of `net` on images [channels, size, size] for one and 32 images, and its training step.
static void addCnnEntries(Model &m, const std::string &workload, const nn::Sequential &net,
                          int64_t channels, int64_t size) {
  constexpr int64_t trainBatch = 32, classes = 10;
  auto images = [&](int64_t batch) {
    Tensor x = m.input("x", {batch, channels, size, size});
    m.example(x, reals(workload + ".x", batch * channels * size * size, 1));
    return x;
  };
  for (int64_t batch : {1, 32}) {
    Tensor x = images(batch);
    m.entry("infer_b" + std::to_string(batch), {x}, {{"logits", net(x)}});
  }
  Tensor x = images(trainBatch), y = m.input("y", {trainBatch}, DType::i32);
  m.example(y, integers(workload + ".y", trainBatch, classes));
  m.train("train_step", cross_entropy(net(x), y), optim::Adam{.lr = 1e-3});
}

void buildSmallCnn(Model &m) {
  nn::MaxPool2d halve(2);
  nn::Sequential net{convolution(m, "W4a", "conv1", 1, 16),
                     nn::relu,
                     halve,
                     convolution(m, "W4a", "conv2", 16, 32),
                     nn::relu,
                     halve,
                     nn::flatten,
                     linear(m, "W4a", "fc1", 1568, 128),
                     nn::relu,
                     linear(m, "W4a", "fc2", 128, 10)};
  addCnnEntries(m, "W4a", net, 1, 28);
}

void buildLargeCnn(Model &m) {
  nn::MaxPool2d halve(2);
  nn::Sequential net{convolution(m, "W4b", "conv1", 3, 32),
                     nn::relu,
                     halve,
                     convolution(m, "W4b", "conv2", 32, 64),
                     nn::relu,
                     halve,
                     convolution(m, "W4b", "conv3", 64, 128),
                     nn::relu,
                     halve,
                     nn::flatten,
                     linear(m, "W4b", "fc1", 2048, 10)};
  addCnnEntries(m, "W4b", net, 3, 32);
}

} // namespace wick::workloads
