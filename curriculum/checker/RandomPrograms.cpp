// Random programs, and the smallest one on which a property fails.
#include "curriculum/checker/Program.h"
#include "ir/Entry.h"
#include "ir/decompose/Build.h"
#include "tests/numeric/RandomGraph.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::check {

namespace {

using MakeProgram = Program (*)(const test::Graph &);

Program plain(const test::Graph &graph) {
  test::Graph copy = graph.clone();
  return Program(std::move(copy.module), copy.arguments);
}

/// The loss is the sum of the squares of all results.
Program withLoss(const test::Graph &graph) {
  test::Graph copy = graph.clone();
  func::FuncOp function = copy.function();
  Operation *terminator = function.getBody().front().getTerminator();
  OpBuilder builder(terminator);
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    if (copy.arguments[i].isReal())
      function.setArgAttr(i, kRoleAttr, RoleAttr::get(&context(), Role::param));
  Build b(builder, function.getLoc());
  Value loss;
  for (Value result : terminator->getOperands()) {
    Value squares = b.total(b.mul(result, result));
    loss = loss ? b.add(loss, squares) : squares;
  }
  terminator->setOperands(loss);
  function.setType(builder.getFunctionType(function.getArgumentTypes(), loss.getType()));
  function.setAllResultAttrs(ArrayRef(
      builder.getDictionaryAttr(builder.getNamedAttr(kNameAttr, builder.getStringAttr("loss")))));
  function->setAttr(kLossAttr, builder.getI64IntegerAttr(0));
  return Program(std::move(copy.module), copy.arguments);
}

/// The Red that `property` throws for a graph, if it does. The process may end instead: then the
/// graph is not shrunk.
std::optional<Red> redOf(const test::Graph &graph, MakeProgram make,
                         const std::function<void(Program &)> &property) {
  try {
    Program program = make(graph);
    property(program);
    return std::nullopt;
  } catch (Red &red) {
    return std::move(red);
  }
}

bool hasFloatResult(const test::Graph &graph) {
  return llvm::all_of(graph.function().getResultTypes(), [](Type type) {
    return isa<FloatType>(cast<RankedTensorType>(type).getElementType());
  });
}

void forRandomGraphs(unsigned count, const test::GraphOptions &options, MakeProgram make,
                     const std::function<void(Program &)> &property) {
  for (unsigned i = 0; i < count; ++i) {
    test::Graph graph = test::randomGraph(context(), seed() * 100003 + i, options);
    if (!redOf(graph, make, property))
      continue;
    test::Graph smallest = test::shrink(std::move(graph), [&](const test::Graph &smaller) {
      return hasFloatResult(smaller) && redOf(smaller, make, property).has_value();
    });
    Red red = *redOf(smallest, make, property);
    red.message = "on a program of random ops, shrunk: " + red.message;
    throw red;
  }
}

} // namespace

void forRandomPrograms(unsigned count, std::function<void(Program &)> property) {
  forRandomGraphs(count, {.element = Float64Type::get(&context())}, plain, property);
}

void forRandomLosses(unsigned count, std::function<void(Program &)> property) {
  forRandomGraphs(count, {.element = Float64Type::get(&context()), .differentiable = true},
                  withLoss, property);
}

} // namespace wick::check
