#include "tests/numeric/GraphGrowth.h"
#include "ir/Entry.h"
#include "ir/interp/Elements.h"
#include "tests/Tolerances.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

static constexpr int64_t kLargestTensor = 600; // elements
static constexpr double kLargestNumber = 100;
static constexpr double kNoise = 4; // units in the last place, of each result

GraphGrowth::GraphGrowth(MLIRContext &context, uint32_t seed, const GraphOptions &options)
    : builder(&context), loc(builder.getUnknownLoc()), options(options), random(seed) {
  graph.module = ModuleOp::create(loc);
  builder.setInsertionPointToStart(graph.module->getBody());
  auto function = func::FuncOp::create(builder, loc, "f", builder.getFunctionType({}, {}));
  function->setAttr(kEntryAttr, builder.getUnitAttr());
  builder.setInsertionPointToStart(function.addEntryBlock());
  for (int i = 0; i < 3; ++i)
    floats(shape());
  if (!options.differentiable)
    argument(shape(), builder.getI32Type(), -5, 6);
}

//===----------------------------------------------------------------------===//
// Choices
//===----------------------------------------------------------------------===//

Shape GraphGrowth::shape(int64_t minRank) {
  static constexpr int64_t sizes[] = {1, 2, 3, 5, 7};
  Shape shape(minRank + below(4 - minRank));
  for (int64_t &size : shape)
    size = pick(sizes);
  return shape;
}

Shape GraphGrowth::permutation(int64_t rank) {
  Shape dims = llvm::to_vector(llvm::seq<int64_t>(0, rank));
  std::shuffle(dims.begin(), dims.end(), random);
  return dims;
}

Value GraphGrowth::find(llvm::function_ref<bool(RankedTensorType)> accepts) {
  std::vector<Value> fitting;
  llvm::copy_if(values, std::back_inserter(fitting),
                [&](Value value) { return accepts(tensorType(value)); });
  return fitting.empty() ? Value() : pick(fitting);
}

Value GraphGrowth::findFloat(int64_t minRank) {
  Value value = find([&](RankedTensorType type) {
    return type.getElementType() == options.element && type.getRank() >= minRank;
  });
  return value ? value : floats(shape(minRank));
}

Value GraphGrowth::partnerOf(Value value) {
  RankedTensorType type = tensorType(value);
  Value partner = find([&](RankedTensorType other) {
    return other.getElementType() == type.getElementType() &&
           broadcastShapes(other.getShape(), type.getShape());
  });
  if (partner != value && partner && below(3))
    return partner;
  Shape shape(type.getShape().drop_front(below(type.getRank() + 1)));
  for (int64_t &size : shape)
    size = below(3) ? size : 1;
  return argument(shape, type.getElementType(), -2, 3);
}

Value GraphGrowth::peerOf(Value value) {
  RankedTensorType type = tensorType(value);
  Value peer = find([&](RankedTensorType other) { return other == type; });
  return peer != value && coin() ? peer : argument(type.getShape(), type.getElementType(), -2, 2);
}

Value GraphGrowth::argument(ArrayRef<int64_t> shape, Type element, double low, double high) {
  auto type = RankedTensorType::get(shape, element);
  func::FuncOp function = graph.function();
  std::string name = "a" + std::to_string(function.getNumArguments());
  Value value = addArgument(function, type, Role::input, name, Attribute(), loc);
  HostTensor tensor(type);
  for (double &number : tensor.reals)
    number = std::uniform_real_distribution<>(low, high)(random);
  for (int64_t &number : tensor.integers)
    number = static_cast<int64_t>(low) + below(static_cast<int64_t>(high - low));
  roundToElementType(tensor);
  graph.arguments.push_back(tensor);
  known[value] = {tensor, tensor};
  // Seeds, counters and labels are no operands of arithmetic.
  if (element == options.element || element.isInteger(32))
    values.push_back(value);
  return value;
}

//===----------------------------------------------------------------------===//
// Growth
//===----------------------------------------------------------------------===//

static bool isTame(const HostTensor &tensor) {
  return llvm::all_of(tensor.reals, [](double x) { return std::abs(x) <= kLargestNumber; }) &&
         llvm::all_of(tensor.integers, [](int64_t x) { return std::abs(x) <= kLargestNumber; });
}

/// The root has no derivative at 0.
static bool isKink(Operation *op, ArrayRef<const HostTensor *> operands) {
  return isa<SqrtOp>(op) && llvm::is_contained(operands[0]->reals, 0);
}

bool GraphGrowth::evaluate(Operation *op) {
  SmallVector<const HostTensor *> exactOperands, noisyOperands;
  Tensors exact, noisy;
  for (Value operand : op->getOperands()) {
    exactOperands.push_back(&known.find(operand)->second.exact);
    noisyOperands.push_back(&known.find(operand)->second.noisy);
  }
  for (Type type : op->getResultTypes()) {
    if (cast<RankedTensorType>(type).getNumElements() > kLargestTensor)
      return false;
    exact.emplace_back(cast<RankedTensorType>(type));
  }
  if (options.differentiable && isKink(op, exactOperands))
    return false;
  noisy = exact;
  auto reference = cast<ReferenceInterface>(op);
  reference.evaluate(exactOperands, exact);
  reference.evaluate(noisyOperands, noisy);
  for (auto [value, a, b] : llvm::zip_equal(op->getResults(), exact, noisy)) {
    if (auto type = dyn_cast<FloatType>(a.type.getElementType())) {
      double unit = std::ldexp(1.0, 1 - int(type.getFPMantissaWidth()));
      for (double &number : b.reals)
        number *= 1 + kNoise * unit * std::uniform_real_distribution<>(-1, 1)(random);
      roundToElementType(b);
    }
    if (!isTame(a) || !(errorOf(b, a) <= toleranceOf(a.type.getElementType()) / 4))
      return false;
  }
  for (auto [value, a, b] : llvm::zip_equal(op->getResults(), exact, noisy))
    known[value] = {a, b};
  return true;
}

ResultRange GraphGrowth::usableResults(Operation *op) const {
  return options.differentiable && op->getNumResults() > 1 ? op->getResults().take_front(1)
                                                           : op->getResults();
}

void GraphGrowth::addOp() {
  Operation *op = addRandomOp(*this);
  if (!op)
    return;
  if (!evaluate(op)) {
    op->erase();
    return;
  }
  llvm::append_range(values, usableResults(op));
}

Graph GraphGrowth::finish() {
  func::FuncOp function = graph.function();
  SmallVector<Value> results;
  for (Operation &op : function.getBody().front())
    for (Value result : usableResults(&op))
      if (result.use_empty())
        results.push_back(result);
  func::ReturnOp::create(builder, loc, results);
  SmallVector<DictionaryAttr> attributes;
  for (size_t i = 0; i < results.size(); ++i)
    attributes.push_back(builder.getDictionaryAttr(
        builder.getNamedAttr(kNameAttr, builder.getStringAttr("r" + std::to_string(i)))));
  function.setType(builder.getFunctionType(function.getArgumentTypes(), TypeRange(results)));
  for (auto [i, attribute] : llvm::enumerate(attributes))
    function.setResultAttrs(i, attribute);
  return std::move(graph);
}

Graph randomGraph(MLIRContext &context, uint32_t seed, const GraphOptions &options) {
  GraphGrowth growth(context, seed, options);
  for (unsigned i = 0; i < options.ops; ++i)
    growth.addOp();
  return growth.finish();
}

} // namespace wick::test
