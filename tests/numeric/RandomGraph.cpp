#include "tests/numeric/RandomGraph.h"
#include "ir/Entry.h"
#include "ir/interp/Interpreter.h"
#include "mlir/IR/IRMapping.h"
#include "tests/Tolerances.h"

#include <stdexcept>

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

//===----------------------------------------------------------------------===//
// Graph
//===----------------------------------------------------------------------===//

func::FuncOp Graph::function() const {
  return *(*module)->getRegion(0).getOps<func::FuncOp>().begin();
}

Graph Graph::clone() const { return {OwningOpRef<ModuleOp>(ModuleOp(*module).clone()), arguments}; }

std::string Graph::text() const {
  std::string text;
  llvm::raw_string_ostream stream(text);
  ModuleOp(*module).print(stream);
  return text;
}

Tensors Graph::interpret() const {
  FailureOr<Tensors> results = ir::interpret(function(), arguments);
  if (failed(results))
    throw std::runtime_error("the interpreter refuses\n" + text());
  return *results;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

double toleranceOf(Type element) {
  if (element.isF64())
    return kFloat64Tolerance;
  if (element.isF32())
    return kFloat32Tolerance;
  return element.isBF16() ? kBFloat16Tolerance : 0;
}

double errorOf(const HostTensor &actual, const HostTensor &expected) {
  if (actual.type != expected.type || actual.integers != expected.integers)
    return HUGE_VAL;
  double largest = 0;
  for (auto [a, b] : llvm::zip_equal(actual.reals, expected.reals)) {
    if (a == b || (std::isnan(a) && std::isnan(b)))
      continue;
    double error = std::abs(a - b) / (1 + std::abs(b));
    largest = std::max(largest, std::isnan(error) ? HUGE_VAL : error);
  }
  return largest;
}

//===----------------------------------------------------------------------===//
// Shrinking
//===----------------------------------------------------------------------===//

/// Erases ops that nobody uses, and then arguments.
static void dropUnused(Graph &graph) {
  func::FuncOp function = graph.function();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(function.getBody().front())))
    if (op.use_empty() && !op.hasTrait<OpTrait::IsTerminator>())
      op.erase();
  for (unsigned i = function.getNumArguments(); i-- > 0;)
    if (function.getArgument(i).use_empty()) {
      (void)function.eraseArgument(i);
      graph.arguments.erase(graph.arguments.begin() + i);
    }
}

static Operation *opAt(const Graph &graph, unsigned index) {
  return &*std::next(graph.function().getBody().front().begin(), index);
}

/// The graph that returns the first result of op `index` alone.
static Graph upTo(const Graph &graph, unsigned index) {
  Graph smaller = graph.clone();
  func::FuncOp function = smaller.function();
  Value value = opAt(smaller, index)->getResult(0);
  function.getBody().front().getTerminator()->setOperands(value);
  llvm::BitVector others(function.getNumResults(), true);
  others.reset(0);
  (void)function.eraseResults(others);
  function.setType(
      FunctionType::get(function.getContext(), function.getArgumentTypes(), value.getType()));
  dropUnused(smaller);
  return smaller;
}

/// The graph with op `index` replaced by arguments that hold its values.
static Graph withoutOp(const Graph &graph, unsigned index) {
  Graph smaller = graph.clone();
  func::FuncOp function = smaller.function();
  Operation *op = opAt(smaller, index);
  // The values of the op are the results of a function that returns them.
  Graph probe = graph.clone();
  probe.function().getBody().front().getTerminator()->setOperands(opAt(probe, index)->getResults());
  for (auto [i, value] : llvm::enumerate(probe.interpret())) {
    std::string name;
    for (unsigned n = 0; name.empty() || findArgument(function, name); ++n)
      name = "v" + std::to_string(n);
    Value argument =
        addArgument(function, value.type, Role::input, name, Attribute(), op->getLoc());
    smaller.arguments.push_back(value);
    op->getResult(i).replaceAllUsesWith(argument);
  }
  op->erase();
  dropUnused(smaller);
  return smaller;
}

Graph shrink(Graph graph, llvm::function_ref<bool(const Graph &)> fails) {
  auto countOps = [&] { return graph.function().getBody().front().getOperations().size() - 1; };
  // The first op whose value is wrong; what comes after it plays no part.
  for (unsigned index = 0; index < countOps(); ++index)
    if (Graph smaller = upTo(graph, index); fails(smaller)) {
      graph = std::move(smaller);
      break;
    }
  for (unsigned index = 0; index < countOps();)
    if (Graph smaller = withoutOp(graph, index); fails(smaller))
      graph = std::move(smaller);
    else
      ++index;
  return graph;
}

} // namespace wick::test
