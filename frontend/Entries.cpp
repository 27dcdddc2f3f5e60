//===- Entries.cpp - entries: functions cloned out of the graph ---------------===//

#include "frontend/EntryPlan.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;

namespace wick {

/// Gives the function an argument per leaf of the plan.
static void addArguments(ModelImpl &model, const Call &call, const EntryPlan &plan,
                         func::FuncOp function) {
  for (BlockArgument argument : plan.arguments) {
    const Leaf &leaf = *model.leafOf(argument);
    auto type = cast<RankedTensorType>(argument.getType());
    Attribute init;
    if (leaf.init)
      init = initAttribute(call, *leaf.init, leaf.name, type, model.seed);
    ir::addArgument(function, type, leaf.role, leaf.name, init, argument.getLoc());
  }
}

/// Clones the ops of the plan, in the order in which they were recorded.
static void cloneOps(ModelImpl &model, const EntryRequest &request, const EntryPlan &plan,
                     OpBuilder &builder, IRMapping &mapping) {
  for (Operation &op : model.graph) {
    if (!plan.ops.contains(&op))
      continue;
    if (isIdentity(&op, request)) {
      mapping.map(op.getResult(0), mapping.lookup(op.getOperand(0)));
      continue;
    }
    Operation *clone = builder.clone(op, mapping);
    if (auto norm = dyn_cast<ir::BatchNormOp>(clone))
      norm.setTraining(request.isTraining());
  }
}

/// counter + 1, after everything that reads the counter.
static Value advanced(OpBuilder &builder, Location loc, Value counter) {
  auto type = cast<RankedTensorType>(counter.getType());
  Value one = ir::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(type, builder.getI64IntegerAttr(1)));
  return ir::AddOp::create(builder, loc, counter, one);
}

static DictionaryAttr resultAttributes(Builder builder, const EntryPlan::Output &output) {
  NamedAttrList attributes;
  attributes.set(ir::kNameAttr, builder.getStringAttr(output.name));
  if (!output.donates.empty())
    attributes.set(ir::kDonatesAttr, builder.getStringAttr(output.donates));
  return attributes.getDictionary(builder.getContext());
}

/// Returns the outputs, and gives the function their types, names and donations.
static void addResults(func::FuncOp function, OpBuilder &builder, Location loc,
                       ArrayRef<EntryPlan::Output> outputs) {
  SmallVector<Value> values;
  for (const EntryPlan::Output &output : outputs) {
    (void)function.insertResult(values.size(), output.value.getType(),
                                resultAttributes(builder, output));
    values.push_back(output.value);
  }
  func::ReturnOp::create(builder, loc, values);
}

void ModelImpl::addEntry(const EntryRequest &request) {
  const Call &call = request.call;
  EntryPlan plan = planEntry(*this, request);
  NamedAttrList attributes;
  if (request.isTraining()) {
    attributes = trainingAttributes(call, &context, *request.optimizer);
    attributes.set(ir::kLossAttr, Builder(&context).getI64IntegerAttr(0));
  }

  Location where = location(call.loc);
  OpBuilder builder(&context);
  OwningOpRef<func::FuncOp> function =
      func::FuncOp::create(builder, where, request.name, builder.getFunctionType({}, {}));
  builder.setInsertionPointToEnd(function->addEntryBlock());
  addArguments(*this, call, plan, *function);

  IRMapping mapping;
  for (auto [leaf, argument] : llvm::zip_equal(plan.arguments, function->getArguments()))
    mapping.map(leaf, argument);
  cloneOps(*this, request, plan, builder, mapping);
  for (EntryPlan::Output &output : plan.outputs)
    output.value = mapping.lookup(output.value);
  if (plan.counter)
    plan.outputs.push_back({kCounterName.str(),
                            advanced(builder, where, mapping.lookup(Value(plan.counter))),
                            kCounterName.str()});
  addResults(*function, builder, where, plan.outputs);
  attributes.set(ir::kEntryAttr, builder.getUnitAttr());
  for (NamedAttribute attribute : attributes)
    function->getOperation()->setAttr(attribute.getName(), attribute.getValue());

  std::string refusal;
  if (failed(refusalOf(&context, refusal, [&] { return verify(*function); })))
    failWithDiagnostic(call, "", refusal);
  module->push_back(function.release());
}

OwningOpRef<ModuleOp> ModelImpl::buildModule() {
  Call call{"compile", loc};
  if (module->getOps<func::FuncOp>().empty())
    fail(call, "the model has no entry", "add one with Model::entry or Model::train");
  std::string refusal;
  if (failed(refusalOf(&context, refusal, [&] { return verify(*module); })))
    failWithDiagnostic(call, "", refusal);
  return module->clone();
}

OwningOpRef<ModuleOp> buildModule(Model &model) { return model.impl().buildModule(); }

} // namespace wick
