//===- Model.h - a graph of values and the entries that callers see ---------===//

#ifndef WICK_BUILDER_MODEL_H
#define WICK_BUILDER_MODEL_H

#include "wick/builder/Init.h"
#include "wick/builder/Optim.h"
#include "wick/builder/Tensor.h"

#include <memory>

namespace wick {

/// A result of an entry. A tensor alone is named "output" ("output0", "output1", ... beside
/// others).
struct Result {
  Result(std::string name, Tensor value) : name(std::move(name)), value(value) {}
  Result(Tensor value) : value(value) {}

  std::string name;
  Tensor value;
};

/// A state (or param) that an entry replaces, in place, by `value` of the same type.
struct Update {
  Tensor target;
  Tensor value;
};

/// A parameter, as Model::parameters lists it.
struct Parameter {
  std::string name;
  Shape shape;
  DType dtype;
  int64_t size; ///< elements
};

/// A model: ops on its tensors are recorded in one graph; each entry takes out of it what its
/// results need and becomes a function of the compiled model. Parameters, states and hypers belong
/// to the model and are shared, by name, between its entries.
///
/// Shapes are static, so a batch size belongs to an input. For entries of different batch sizes
/// apply the same layers to an input of each size:
///
///   nn::Linear head(m, "head", 64, 10);
///   Tensor batch = m.input("image", {32, 64}), test = m.input("image", {360, 64});
///   m.train("train_step", cross_entropy(head(batch), label), optim::Sgd{.lr = 0.1});
///   m.entry("evaluate", {test}, {{"logits", head(test)}});
///
/// Names: letters, digits and `_`, in names of arguments and results also `.`; they do not start
/// with a digit.
class Model {
public:
  explicit Model(std::string name, std::source_location loc = std::source_location::current());
  ~Model();
  Model(const Model &) = delete;
  Model &operator=(const Model &) = delete;

  /// Data given anew for each call. Inputs of different entries may have the same name.
  Tensor input(std::string name, Shape shape, DType dtype = DType::f32,
               std::source_location loc = std::source_location::current());

  /// Trained values.
  Tensor param(std::string name, Shape shape, Init init, DType dtype = DType::f32,
               std::source_location loc = std::source_location::current());

  /// Values that a call leaves for the next one, where an entry has an Update for them.
  Tensor state(std::string name, Shape shape, Init init = init::zeros(), DType dtype = DType::f32,
               std::source_location loc = std::source_location::current());

  /// A scalar that the caller sets.
  Tensor hyper(std::string name, double default_value, DType dtype = DType::f32,
               std::source_location loc = std::source_location::current());

  /// The seed of initial values, and the default of the hyper "rng.seed" that ops which sample
  /// read; 42 unless set. To be called before the first entry.
  void seed(int64_t seed, std::source_location loc = std::source_location::current());

  /// Example data of an input, row-major: stored in the compiled model, used when its program runs
  /// without other data. To be called before the entries that have this input.
  void example(Tensor input, std::vector<double> values,
               std::source_location loc = std::source_location::current());

  /// A function `name` from `inputs` to `results`. Dropout is the identity in it; random_uniform
  /// and random_normal sample, the same numbers while the state "rng.counter" stays the same.
  void entry(std::string name, std::vector<Tensor> inputs, std::vector<Result> results,
             std::vector<Update> updates = {},
             std::source_location loc = std::source_location::current());

  /// A training step: computes `loss` (a scalar, the result "loss") and updates every parameter
  /// that it depends on. Its inputs are those that the results need, in the order of their
  /// declaration. Dropout is active, and a step that samples adds 1 to "rng.counter".
  void train(std::string name, Tensor loss, optim::Optimizer optimizer,
             std::vector<Result> results = {}, std::vector<Update> updates = {},
             std::source_location loc = std::source_location::current());

  /// All parameters, in the order of their declaration.
  std::vector<Parameter> parameters() const;

  /// A table of the parameters: name, shape, number of elements, and their sum.
  std::string summary() const;

  /// Compiles the model as the command line asks; main's return value.
  int compile(int argc, char **argv);

  /// What the compiler sees of the model (frontend/ModelImpl.h).
  ModelImpl &impl() { return *implementation; }

private:
  std::unique_ptr<ModelImpl> implementation;
};

} // namespace wick

#endif // WICK_BUILDER_MODEL_H
