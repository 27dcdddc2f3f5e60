#include "passes/graph/LibraryPattern.h"
#include "ir/Entry.h"
#include "ir/Inference.h"
#include "wick/onednn.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {

static std::optional<EpilogueStep> activation(Operation *op) {
  return TypeSwitch<Operation *, std::optional<EpilogueStep>>(op)
      .Case([](ReluOp) { return EpilogueStep::relu; })
      .Case([](SigmoidOp) { return EpilogueStep::sigmoid; })
      .Case([](TanhOp) { return EpilogueStep::tanh; })
      .Case([](ExpOp) { return EpilogueStep::exp; })
      .Case([](GeluOp gelu) {
        return gelu.getApproximate() == GeluApproximation::tanh ? EpilogueStep::gelu_tanh
                                                                : EpilogueStep::gelu_erf;
      })
      .Default([](Operation *) { return std::nullopt; });
}

/// The other operand of an add that reads `value` once, or null.
static Value otherAddend(Operation *user, Value value) {
  auto add = dyn_cast<AddOp>(user);
  if (!add || add.getLhs() == add.getRhs())
    return {};
  return add.getLhs() == value ? add.getRhs() : add.getLhs();
}

static bool haveOneBatch(MatmulOp op) {
  ArrayRef<int64_t> lhs = tensorType(op.getLhs()).getShape(),
                    rhs = tensorType(op.getRhs()).getShape();
  return lhs.size() == rhs.size() && lhs.drop_back(2) == rhs.drop_back(2);
}

/// The function and its operands.
static std::optional<LibraryPattern> matchFunction(Operation *root) {
  using Found = std::optional<LibraryPattern>;
  auto pattern = [&](LibraryFunction function, Value input, Value weight = {}, Value bias = {}) {
    return Found({function, input, weight, bias, {}, {root}});
  };
  return TypeSwitch<Operation *, Found>(root)
      .Case([&](LinearOp op) {
        return pattern(LibraryFunction::matmul, op.getInput(), op.getWeight(), op.getBias());
      })
      .Case([&](MatmulOp op) {
        return haveOneBatch(op) ? pattern(LibraryFunction::matmul, op.getLhs(), op.getRhs())
                                : Found();
      })
      .Case([&](SoftmaxOp op) { return pattern(LibraryFunction::softmax, op.getInput()); })
      .Case([&](LayerNormOp op) {
        return pattern(LibraryFunction::layer_norm, op.getInput(), op.getGamma(), op.getBeta());
      })
      .Default([&](Operation *op) {
        std::optional<EpilogueStep> kind = activation(op);
        Found found = kind ? pattern(LibraryFunction::elementwise, op->getOperand(0)) : Found();
        if (found)
          found->steps.push_back({*kind, {}});
        return found;
      });
}

/// Takes the only reader of the pattern in, if it can.
static bool extend(LibraryPattern &pattern) {
  Value output = pattern.output();
  if (pattern.steps.size() == WICK_ONEDNN_MOST_STEPS || !output.hasOneUse())
    return false;
  Operation *user = *output.user_begin();
  Value addend = otherAddend(user, output);
  bool isBias = isa<MatmulOp>(pattern.root()) && pattern.steps.empty() && !pattern.bias;
  bool hasAddend = llvm::any_of(pattern.steps, [](auto &step) { return !!step.addend; });
  if (std::optional<EpilogueStep> kind = activation(user))
    pattern.steps.push_back({*kind, {}});
  else if (addend && isBias &&
           tensorType(addend).getShape() == tensorType(output).getShape().take_back())
    pattern.bias = addend;
  else if (addend && addend.getType() == output.getType() && !hasAddend)
    pattern.steps.push_back({EpilogueStep::addend, addend});
  else
    return false;
  pattern.ops.push_back(user);
  return true;
}

std::optional<LibraryPattern> LibraryPattern::match(Operation *root) {
  std::optional<LibraryPattern> found = matchFunction(root);
  while (found && extend(*found))
    ;
  return found;
}

bool LibraryPattern::shorten() {
  if (ops.size() == 1)
    return false;
  ops.pop_back();
  if (steps.empty())
    bias = {};
  else
    steps.pop_back();
  return true;
}

/// A param that the entry only reads keeps its values for as long as nobody trains or loads.
static bool keepsItsValue(Value weight) {
  if (weight && weight.getDefiningOp<ConstantOp>())
    return true;
  auto argument = dyn_cast_or_null<BlockArgument>(weight);
  auto function =
      argument ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp()) : func::FuncOp();
  if (!function || argumentRole(function, argument.getArgNumber()) != Role::param)
    return false;
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    if (donatedArgument(function, i) == argument.getArgNumber())
      return false;
  return true;
}

/// `value` with all dimensions but the last as rows.
static Value asMatrix(OpBuilder &builder, Location loc, Value value) {
  RankedTensorType type = tensorType(value);
  int64_t last = type.getShape().back();
  return ReshapeOp::create(
      builder, loc, type.clone({ShapedType::getNumElements(type.getShape().drop_back()), last}),
      value);
}

/// Of wick.layer_norm; other functions do not read it.
constexpr double kDefaultEpsilon = 1e-5;

SmallVector<Operation *> LibraryPattern::build() const {
  OpBuilder builder(ops.back());
  Location loc = root()->getLoc();
  RankedTensorType type = tensorType(output());
  // A linear layer takes vectors and stacks of matrices; a product of the library does not.
  bool flattens = isa<LinearOp>(root()) && tensorType(input).getRank() != 2;
  Value x = input, addend;
  SmallVector<Attribute> epilogue;
  for (const Step &step : steps) {
    epilogue.push_back(EpilogueStepAttr::get(builder.getContext(), step.kind));
    addend = step.addend ? step.addend : addend;
  }
  SmallVector<Operation *> built;
  if (flattens) {
    x = asMatrix(builder, loc, x);
    built.push_back(x.getDefiningOp());
    type = type.clone({tensorType(x).getDimSize(0), type.getShape().back()});
    if (addend) {
      addend = asMatrix(builder, loc, addend);
      built.push_back(addend.getDefiningOp());
    }
  }
  auto product = dyn_cast<MatmulOp>(root());
  auto softmax = dyn_cast<SoftmaxOp>(root());
  auto norm = dyn_cast<LayerNormOp>(root());
  auto call =
      LibraryCallOp::create(builder, loc, type, function, x, weight, bias, addend, /*into=*/Value(),
                            builder.getArrayAttr(epilogue), product && product.getTransposeLhs(),
                            product && product.getTransposeRhs(), softmax ? softmax.getDim() : 0,
                            norm ? norm.getEpsilon() : llvm::APFloat(kDefaultEpsilon),
                            function == LibraryFunction::matmul && keepsItsValue(weight));
  built.push_back(call);
  if (flattens)
    built.push_back(ReshapeOp::create(builder, loc, output().getType(), call.getOutput()));
  return built;
}

} // namespace wick
