#include "bench/CFast.h"
#include "bench/c/reference.h"
#include "bench/workloads/Data.h"
#include "bench/workloads/Workloads.h"

#include <cmath>
#include <memory>

using namespace wick::workloads;

namespace wick::bench {
namespace {

/// Training is compared by its first losses, as in Models.cpp.
constexpr int kComparedSteps = 3;

void fill(float *to, const std::vector<double> &numbers) {
  std::copy(numbers.begin(), numbers.end(), to);
}

/// Weight [in, out] and bias of a layer.
void fillLayer(const std::string &name, int64_t in, int64_t out, float *weight, float *bias) {
  double scale = 1 / std::sqrt(static_cast<double>(in));
  fill(weight, transposed(reals(name + ".weight", in * out, scale), out, in));
  fill(bias, reals(name + ".bias", out, scale));
}

/// A column whose `step` returns the loss.
template <typename State>
Column trainColumn(std::shared_ptr<State> state, std::function<void(State &)> reset,
                   std::function<float(State &)> step) {
  Column column;
  column.backend = "c-fast";
  column.prepare = [=] { reset(*state); };
  column.run = [=] { step(*state); };
  column.result = [=] {
    reset(*state);
    std::vector<float> losses(kComparedSteps);
    for (float &loss : losses)
      loss = step(*state);
    return losses;
  };
  return column;
}

struct Perceptron {
  c_perceptron model;
  float x[C_PERCEPTRON_BATCH * 2], y[C_PERCEPTRON_BATCH], probability[C_PERCEPTRON_BATCH];
};

void reset(Perceptron &p) {
  fillLayer("W1.fc1", 2, 1, p.model.weight, &p.model.bias);
  fill(p.x, reals("W1.x", std::size(p.x), 1));
  fill(p.y, integers("W1.y", std::size(p.y), 2));
}

Column perceptronInference() {
  auto state = std::make_shared<Perceptron>();
  reset(*state);
  Column column;
  column.backend = "c-fast";
  column.run = [state] { c_perceptron_infer(&state->model, state->x, state->probability); };
  column.result = [state, run = column.run] {
    run();
    return std::vector<float>(std::begin(state->probability), std::end(state->probability));
  };
  return column;
}

Column perceptronTraining() {
  return trainColumn<Perceptron>(
      std::make_shared<Perceptron>(), [](Perceptron &p) { reset(p); },
      [](Perceptron &p) { return c_perceptron_train(&p.model, p.x, p.y, 0.1f); });
}

struct Xor {
  c_xor model;
  float x[8] = {0, 0, 0, 1, 1, 0, 1, 1}, y[4] = {0, 1, 1, 0};
};

void reset(Xor &m) {
  fillLayer("W2.fc1", 2, 4, m.model.weight1, m.model.bias1);
  fillLayer("W2.fc2", 4, 1, m.model.weight2, &m.model.bias2);
}

/// A call is all epochs from the first weights.
Column xorTraining() {
  auto step = [](Xor &m) { return c_xor_train(&m.model, m.x, m.y, 0.5f); };
  auto state = std::make_shared<Xor>();
  reset(*state);
  Column column = trainColumn<Xor>(state, [](Xor &m) { reset(m); }, step);
  column.run = [state, step, first = state->model] {
    state->model = first;
    for (int epoch = 0; epoch < kXorEpochs; ++epoch)
      step(*state);
  };
  return column;
}

struct Mlp {
  c_mlp model;
  std::vector<float> x;
  std::vector<int> labels;
};

void reset(Mlp &m, int batch) {
  m.model = {};
  c_mlp_weights &w = m.model.weights;
  fillLayer("W3.fc1", 784, 128, w.weight1, w.bias1);
  fillLayer("W3.fc2", 128, 64, w.weight2, w.bias2);
  fillLayer("W3.fc3", 64, 10, w.weight3, w.bias3);
  std::vector<double> x = reals("W3.x", 784 * batch, 1), labels = integers("W3.y", batch, 10);
  m.x.assign(x.begin(), x.end());
  m.labels.assign(labels.begin(), labels.end());
}

Column mlpInference(int batch) {
  auto state = std::make_shared<Mlp>();
  reset(*state, batch);
  Column column;
  column.backend = "c-fast";
  column.run = [=] { c_mlp_infer(&state->model, batch, state->x.data()); };
  column.result = [=, run = column.run] {
    run();
    return std::vector<float>(state->model.logits, state->model.logits + 10 * batch);
  };
  return column;
}

Column mlpTraining(float (*train)(c_mlp *, int, const float *, const int *)) {
  constexpr int batch = 32;
  return trainColumn<Mlp>(
      std::make_shared<Mlp>(), [](Mlp &m) { reset(m, batch); },
      [train](Mlp &m) { return train(&m.model, batch, m.x.data(), m.labels.data()); });
}

} // namespace

std::optional<Column> cFastColumn(const std::string &work) {
  const std::pair<const char *, std::function<Column()>> columns[] = {
      {"W1 infer b100", perceptronInference},
      {"W1 train b100", perceptronTraining},
      {"W2 1000 epochs", xorTraining},
      {"W3 infer b1", [] { return mlpInference(1); }},
      {"W3 infer b32", [] { return mlpInference(32); }},
      {"W3 infer b256", [] { return mlpInference(256); }},
      {"W3 train b32 SGDm", [] { return mlpTraining(c_mlp_train_sgd); }},
      {"W3 train b32 Adam", [] { return mlpTraining(c_mlp_train_adam); }},
  };
  for (const auto &[name, make] : columns)
    if (work == name)
      return make();
  return std::nullopt;
}

} // namespace wick::bench
