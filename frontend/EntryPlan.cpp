#include "frontend/EntryPlan.h"
#include "ir/Inference.h"
#include "llvm/ADT/StringSet.h"

using mlir::Value;

namespace wick {

bool isIdentity(mlir::Operation *op, const EntryRequest &request) {
  return mlir::isa<ir::DropoutOp>(op) && !request.isTraining();
}

namespace {
class Planner {
public:
  Planner(ModelImpl &model, const EntryRequest &request)
      : model(model), request(request), call(request.call), entry("entry '" + request.name + "'") {}

  EntryPlan plan();

private:
  void checkName() const;
  void addResults();
  void addUpdates();
  void checkLoss() const;
  void markNeeded(Value value);
  void addStatistics();
  void checkTrainsParams() const;
  void addGivenInputs();
  void addNeededLeaves(ir::Role role);
  void checkArgumentNames() const;

  ModelImpl &model;
  const EntryRequest &request;
  const Call &call;
  const std::string entry;
  EntryPlan result;
  llvm::SmallPtrSet<Value, 16> neededLeaves;
};
} // namespace

//===----------------------------------------------------------------------===//
// Results and updates
//===----------------------------------------------------------------------===//

void Planner::checkName() const {
  wick::checkName(call, request.name);
  if (llvm::StringRef(request.name).contains('.'))
    fail(call, "'" + request.name + "' is no name of a function", "leave out the '.'");
  if (model.module->lookupSymbol(request.name))
    fail(call, "there is an " + entry + " already", "choose another name");
  if (request.results.empty() && request.updates.empty())
    fail(call, entry + " has no result", "name at least one tensor to compute");
}

void Planner::addResults() {
  bool several =
      llvm::count_if(request.results, [](const Result &r) { return r.name.empty(); }) > 1;
  size_t unnamed = 0;
  llvm::StringSet<> names;
  for (const Result &requested : request.results) {
    std::string name = requested.name;
    if (name.empty())
      name = several ? "output" + std::to_string(unnamed++) : "output";
    wick::checkName(call, name);
    if (!names.insert(name).second)
      fail(call, "two results of " + entry + " are named '" + name + "'",
           "give each result a name of its own: {{\"name\", tensor}}");
    result.outputs.push_back({name, model.value(call, requested.value), ""});
  }
}

void Planner::addUpdates() {
  for (const Update &update : request.updates) {
    Value target = model.value(call, update.target), value = model.value(call, update.value);
    const Leaf *leaf = model.leafOf(target);
    bool isUpdatable = leaf && (leaf->role == ir::Role::state ||
                                (leaf->role == ir::Role::param && !request.isTraining()));
    if (!isUpdatable)
      fail(call, "the target of an update is no state",
           "update a tensor that Model::state returned; a training step updates params itself");
    if (target.getType() != value.getType())
      fail(call,
           "state '" + leaf->name + "' has type " + typeText(target) + " but its update has " +
               typeText(value),
           "an update keeps the type of its state: reshape or cast the value");
    result.outputs.push_back({leaf->name, value, leaf->name});
    neededLeaves.insert(target);
  }
}

void Planner::checkLoss() const {
  Value loss = result.outputs.front().value;
  mlir::RankedTensorType type = ir::tensorType(loss);
  if (type.getRank() != 0)
    fail(call, "the loss has shape " + ir::shapeText(type.getShape()) + " but must be a scalar",
         "reduce it: mean(loss)");
  if (!mlir::isa<mlir::FloatType>(type.getElementType()))
    fail(call, "the loss has type " + typeText(loss) + ", which has no gradient",
         "compute the loss from floating-point values");
}

//===----------------------------------------------------------------------===//
// What the results need
//===----------------------------------------------------------------------===//

void Planner::markNeeded(Value value) {
  llvm::SmallVector<Value> worklist{value};
  while (!worklist.empty()) {
    value = worklist.pop_back_val();
    mlir::Operation *op = value.getDefiningOp();
    if (!op)
      neededLeaves.insert(value);
    else if (result.ops.insert(op).second)
      llvm::append_range(worklist, isIdentity(op, request) ? op->getOperands().take_front()
                                                           : op->getOperands());
  }
}

/// In training, batch norms move their running statistics: states become results.
void Planner::addStatistics() {
  for (ir::BatchNormOp norm : model.graph.getOps<ir::BatchNormOp>()) {
    if (!result.ops.contains(norm))
      continue;
    for (auto [running, moved] : {std::pair(norm.getRunningMean(), norm.getNewRunningMean()),
                                  {norm.getRunningVariance(), norm.getNewRunningVariance()}}) {
      const Leaf *leaf = model.leafOf(running);
      if (!leaf || leaf->role != ir::Role::state)
        continue;
      if (llvm::any_of(result.outputs, [&](const auto &o) { return o.donates == leaf->name; }))
        fail(call, "state '" + leaf->name + "' is updated twice in " + entry,
             "apply a batch norm once in a training step; give each place a layer of its own");
      result.outputs.push_back({leaf->name, moved, leaf->name});
    }
  }
}

void Planner::checkTrainsParams() const {
  if (llvm::none_of(neededLeaves,
                    [&](Value leaf) { return model.leafOf(leaf)->role == ir::Role::param; }))
    fail(call, "the loss of " + entry + " depends on no parameter, so there is nothing to train",
         "compute it from a layer, or from a tensor that Model::param returned");
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

void Planner::addGivenInputs() {
  for (const Tensor &input : request.inputs) {
    Value value = model.value(call, input);
    const Leaf *leaf = model.leafOf(value);
    if (!leaf || leaf->role != ir::Role::input)
      fail(call, "an input of " + entry + " is no input of the model",
           "list tensors that Model::input returned; params, states and hypers come by themselves");
    result.arguments.push_back(mlir::cast<mlir::BlockArgument>(value));
  }
}

void Planner::addNeededLeaves(ir::Role role) {
  for (mlir::BlockArgument argument : model.graph.getArguments()) {
    const Leaf *leaf = model.leafOf(argument);
    if (leaf->role != role || !neededLeaves.contains(argument) ||
        llvm::is_contained(result.arguments, argument))
      continue;
    if (role == ir::Role::input && !request.isTraining())
      fail(call,
           "a result of " + entry + " needs input '" + leaf->name + "' of line " +
               llvm::Twine(leaf->loc.line()) + ", which is not in its list of inputs",
           "add it to the list, or leave out the result that needs it");
    result.arguments.push_back(argument);
    if (leaf->name == kCounterName && request.isTraining())
      result.counter = argument;
  }
}

void Planner::checkArgumentNames() const {
  llvm::StringSet<> names;
  for (mlir::BlockArgument argument : result.arguments)
    if (const Leaf *leaf = model.leafOf(argument); !names.insert(leaf->name).second)
      fail(call, "two arguments of " + entry + " are named '" + leaf->name + "'",
           "list each input once, and give the inputs of one entry different names");
}

EntryPlan Planner::plan() {
  checkName();
  addResults();
  if (request.isTraining()) {
    checkLoss();
    markNeeded(result.outputs.front().value);
    checkTrainsParams();
  }
  addUpdates();
  for (const EntryPlan::Output &output : result.outputs)
    markNeeded(output.value);
  if (request.isTraining())
    addStatistics();
  addGivenInputs();
  for (ir::Role role : {ir::Role::input, ir::Role::param, ir::Role::state, ir::Role::hyper})
    addNeededLeaves(role);
  checkArgumentNames();
  return std::move(result);
}

EntryPlan planEntry(ModelImpl &model, const EntryRequest &request) {
  return Planner(model, request).plan();
}

} // namespace wick
