#include "tests/numeric/ExecutedModel.h"
#include "frontend/ModelImpl.h"
#include "ir/interp/InitialValues.h"
#include "ir/interp/Interpreter.h"
#include "passes/Passes.h"
#include "passes/Registration.h"

#include <gtest/gtest.h>

using namespace mlir;

namespace wick::test {

static Jit compile(ModuleOp module, Engine engine) {
  CompileOptions options;
  options.target = llvm::cantFail(findTarget("native"));
  options.backend = engine == Engine::naive    ? Backend::naive
                    : engine == Engine::onednn ? Backend::onednn
                                               : Backend::llvm;
  options.parallelFrom = engine == Engine::threads ? 0 : kParallelFrom;
  FailureOr<Jit> jit = Jit::create(module, options);
  EXPECT_TRUE(succeeded(jit));
  return std::move(*jit);
}

ExecutedModel::ExecutedModel(Model &model, Engine engine) {
  MLIRContext &context = model.impl().context;
  DialectRegistry registry;
  registerDialects(registry);
  context.appendDialectRegistry(registry);
  module = buildModule(model);
  PassManager passes(&context);
  passes.addPass(createAutodiff());
  passes.addPass(createAccumulateGradients());
  passes.addPass(createClipGradients());
  passes.addPass(createOptimizer());
  passes.addPass(createScheduleLearningRate());
  passes.addPass(createHoldUpdates());
  EXPECT_TRUE(succeeded(passes.run(*module)));
  for (auto function : module->getOps<func::FuncOp>())
    for (unsigned i = 0; i < function.getNumArguments(); ++i) {
      auto type = cast<RankedTensorType>(function.getArgumentTypes()[i]);
      std::string name = ir::argumentName(function, i).str();
      if (ir::argumentRole(function, i) == ir::Role::input)
        name = (function.getName() + "/" + name).str();
      if (Attribute init = function.getArgAttr(i, ir::kInitAttr))
        values.emplace(name, *ir::initialValue(init, type));
      else
        values.emplace(name, ir::HostTensor(type));
    }
  if (engine == Engine::interpreter)
    return;
  OwningOpRef<ModuleOp> consumed(module->clone());
  native = compile(*consumed, engine);
}

void ExecutedModel::set(StringRef entry, StringRef input, std::vector<double> numbers) {
  ir::HostTensor &tensor = values.at((entry + "/" + input).str());
  ASSERT_EQ(tensor.size(), static_cast<int64_t>(numbers.size()));
  if (tensor.isReal())
    tensor.reals = std::move(numbers);
  else
    tensor.integers.assign(numbers.begin(), numbers.end());
}

std::map<std::string, ir::HostTensor> ExecutedModel::run(StringRef entry) {
  auto function = module->lookupSymbol<func::FuncOp>(entry);
  SmallVector<ir::HostTensor> arguments;
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    std::string name = ir::argumentName(function, i).str();
    bool isInput = ir::argumentRole(function, i) == ir::Role::input;
    arguments.push_back(values.at(isInput ? (entry + "/" + name).str() : name));
  }
  SmallVector<ir::HostTensor> outputs = native ? llvm::to_vector(native->call(entry, arguments))
                                               : *ir::interpret(function, arguments);
  std::map<std::string, ir::HostTensor> results;
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    if (std::optional<unsigned> argument = ir::donatedArgument(function, i))
      values[ir::argumentName(function, *argument).str()] = outputs[i];
    results[ir::resultName(function, i).str()] = std::move(outputs[i]);
  }
  return results;
}

} // namespace wick::test
