#include "passes/graph/LibraryPattern.h"
#include "ir/Entry.h"
#include "passes/ChannelsLast.h"
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
      .Case([&](Conv2dOp op) {
        return pattern(LibraryFunction::conv2d, op.getInput(), op.getWeight(), op.getBias());
      })
      .Case([&](Conv2dInputGradientOp op) {
        return pattern(LibraryFunction::conv2d_input_gradient, op.getGradient(), op.getWeight());
      })
      .Case([&](Conv2dWeightGradientOp op) {
        return pattern(LibraryFunction::conv2d_weight_gradient, op.getInput(), op.getGradient());
      })
      .Case([&](MaxPool2dOp op) { return pattern(LibraryFunction::max_pool2d, op.getInput()); })
      .Case([&](AvgPool2dOp op) { return pattern(LibraryFunction::avg_pool2d, op.getInput()); })
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
  if (isa<Conv2dInputGradientOp, Conv2dWeightGradientOp>(pattern.root()))
    return false; // oneDNN has no epilogues of gradients
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

/// How operands and output of an op differ from those of the library's function.
enum class Form { same, rows, images };

static Form formOf(Operation *root) {
  if (isa<Conv2dOp, Conv2dInputGradientOp, Conv2dWeightGradientOp, MaxPool2dOp, AvgPool2dOp>(root))
    return Form::images;
  // A linear layer takes vectors and stacks of matrices; a product of the library does not.
  bool flattens = isa<LinearOp>(root) && tensorType(root->getOperand(0)).getRank() != 2;
  return flattens ? Form::rows : Form::same;
}

static RankedTensorType convertedType(RankedTensorType type, Form form) {
  ArrayRef<int64_t> shape = type.getShape();
  if (form == Form::images)
    return type.clone({shape[0], shape[2], shape[3], shape[1]});
  if (form == Form::rows)
    return type.clone({ShapedType::getNumElements(shape.drop_back()), shape.back()});
  return type;
}

/// `value` as the function reads it; null stays null.
static Value converted(Build &b, Value value, Form form) {
  if (!value || form == Form::same)
    return value;
  return form == Form::images ? channelsLast(b, value)
                              : b.create<ReshapeOp>(convertedType(tensorType(value), form), value);
}

/// The function's output as a value of `type`.
static Value restored(Build &b, Value output, Form form, RankedTensorType type) {
  if (form == Form::same)
    return output;
  return form == Form::images ? channelsFirst(b, output) : b.create<ReshapeOp>(type, output);
}

/// Of wick.layer_norm; other functions do not read it.
constexpr double kDefaultEpsilon = 1e-5;

static LibraryCallOp createCall(OpBuilder &builder, const LibraryPattern &pattern,
                                RankedTensorType type, Value input, Value weight, Value addend) {
  Operation *root = pattern.root();
  auto product = dyn_cast<MatmulOp>(root);
  auto softmax = dyn_cast<SoftmaxOp>(root);
  auto norm = dyn_cast<LayerNormOp>(root);
  bool multiplies = isa<MatmulOp, LinearOp, Conv2dOp, Conv2dInputGradientOp>(root);
  SmallVector<Attribute> epilogue;
  for (const LibraryPattern::Step &step : pattern.steps)
    epilogue.push_back(EpilogueStepAttr::get(builder.getContext(), step.kind));
  auto call = LibraryCallOp::create(
      builder, root->getLoc(), type, pattern.function, input, weight, pattern.bias, addend,
      /*into=*/Value(), builder.getArrayAttr(epilogue), product && product.getTransposeLhs(),
      product && product.getTransposeRhs(), softmax ? softmax.getDim() : 0,
      norm ? norm.getEpsilon() : llvm::APFloat(kDefaultEpsilon),
      multiplies && keepsItsValue(pattern.weight));
  TypeSwitch<Operation *>(root)
      .Case<Conv2dOp, Conv2dInputGradientOp, Conv2dWeightGradientOp>([&](auto op) {
        call.setStrides(op.getStrides());
        call.setPadding(op.getPadding());
      })
      .Case<MaxPool2dOp, AvgPool2dOp>([&](auto op) {
        call.setKernel(op.getKernel());
        call.setStrides(op.getStrides());
        call.setPadding(op.getPadding());
      });
  return call;
}

SmallVector<Operation *> LibraryPattern::build() const {
  Operation *last = ops.back(), *before = last->getPrevNode();
  OpBuilder builder(last);
  Build b(builder, root()->getLoc());
  RankedTensorType type = tensorType(output());
  bool makesFilters = isa<Conv2dWeightGradientOp>(root());
  Form inputs = formOf(root()), outputs = makesFilters ? Form::same : inputs;
  Value addend;
  for (const Step &step : steps)
    addend = step.addend ? step.addend : addend;
  Value x = converted(b, input, inputs);
  Value w = converted(b, weight, makesFilters ? inputs : Form::same);
  Value sum = converted(b, addend, outputs);
  LibraryCallOp call = createCall(builder, *this, convertedType(type, outputs), x, w, sum);
  restored(b, call.getOutput(), outputs, type);
  SmallVector<Operation *> built;
  for (Operation *op = last->getPrevNode(); op != before; op = op->getPrevNode())
    built.push_back(op);
  std::reverse(built.begin(), built.end());
  return built;
}

} // namespace wick
