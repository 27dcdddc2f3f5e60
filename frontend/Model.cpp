#include "wick/builder/Model.h"
#include "frontend/EntryPlan.h"
#include "ir/Inference.h"

namespace wick {

Model::Model(std::string name, std::source_location loc) {
  checkName({"Model", loc}, name);
  implementation = std::make_unique<ModelImpl>(name, loc);
}

Model::~Model() = default;

//===----------------------------------------------------------------------===//
// Leaves
//===----------------------------------------------------------------------===//

/// A leaf of the author's: its name is none of those that the compiler gives.
static Tensor add(ModelImpl &model, const Call &call, Leaf leaf, const Shape &shape, DType dtype) {
  checkName(call, leaf.name);
  llvm::StringRef name = leaf.name;
  if (name == "lr" || name.starts_with("rng.") || name.starts_with("optimizer."))
    fail(call, "the name '" + name + "' is the compiler's own", "choose another name");
  return model.addLeaf(call, std::move(leaf), shape, dtype);
}

Tensor Model::input(std::string name, Shape shape, DType dtype, std::source_location loc) {
  return add(impl(), {"input", loc}, {std::move(name), ir::Role::input, std::nullopt, loc}, shape,
             dtype);
}

Tensor Model::param(std::string name, Shape shape, Init init, DType dtype,
                    std::source_location loc) {
  return add(impl(), {"param", loc}, {std::move(name), ir::Role::param, std::move(init), loc},
             shape, dtype);
}

Tensor Model::state(std::string name, Shape shape, Init init, DType dtype,
                    std::source_location loc) {
  return add(impl(), {"state", loc}, {std::move(name), ir::Role::state, std::move(init), loc},
             shape, dtype);
}

Tensor Model::hyper(std::string name, double default_value, DType dtype, std::source_location loc) {
  return add(impl(), {"hyper", loc},
             {std::move(name), ir::Role::hyper, init::constant(default_value), loc}, {}, dtype);
}

void Model::seed(int64_t seed, std::source_location loc) { impl().setSeed({"seed", loc}, seed); }

void Model::example(Tensor input, std::vector<double> values, std::source_location loc) {
  Call call{"example", loc};
  Leaf *leaf = impl().leafOf(impl().value(call, input));
  if (!leaf || leaf->role != ir::Role::input)
    fail(call, "the tensor is no input", "give a tensor that Model::input returned");
  Init init = init::values(std::move(values));
  (void)initAttribute(call, init, leaf->name, ModelImpl::type(call, input), impl().seed);
  leaf->init = std::move(init);
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

void Model::entry(std::string name, std::vector<Tensor> inputs, std::vector<Result> results,
                  std::vector<Update> updates, std::source_location loc) {
  impl().addEntry({{"entry", loc},
                   std::move(name),
                   std::move(inputs),
                   std::move(results),
                   std::move(updates),
                   std::nullopt});
}

void Model::train(std::string name, Tensor loss, optim::Optimizer optimizer,
                  std::vector<Result> results, std::vector<Update> updates,
                  std::source_location loc) {
  EntryRequest request{{"train", loc},     std::move(name),    {},
                       std::move(results), std::move(updates), optimizer};
  request.results.insert(request.results.begin(), Result("loss", loss));
  impl().addEntry(request);
}

//===----------------------------------------------------------------------===//
// Summary
//===----------------------------------------------------------------------===//

std::vector<Parameter> Model::parameters() const {
  std::vector<Parameter> list;
  for (auto [leaf, argument] :
       llvm::zip(implementation->leaves, implementation->graph.getArguments())) {
    if (leaf.role != ir::Role::param)
      continue;
    mlir::RankedTensorType type = ir::tensorType(argument);
    list.push_back(
        {leaf.name, type.getShape().vec(), dtypeOf(type.getElementType()), type.getNumElements()});
  }
  return list;
}

std::string Model::summary() const {
  std::string text;
  llvm::raw_string_ostream out(text);
  std::vector<Parameter> list = parameters();
  size_t width = 9; // of "parameter"
  int64_t total = 0;
  for (const Parameter &parameter : list)
    width = std::max(width, parameter.name.size());
  auto row = [&](llvm::StringRef name, llvm::StringRef shape, llvm::StringRef count) {
    out << llvm::left_justify(name, width) << "  " << llvm::left_justify(shape, 16)
        << llvm::right_justify(count, 12) << '\n';
  };
  row("parameter", "shape", "elements");
  for (const Parameter &parameter : list) {
    std::string shape = ir::shapeText(parameter.shape) + "x" + wick::name(parameter.dtype);
    row(parameter.name, shape, std::to_string(parameter.size));
    total += parameter.size;
  }
  row("total", "", std::to_string(total));
  return text;
}

} // namespace wick
