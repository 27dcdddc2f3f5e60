#include "ir/NotWritten.h"
#include "ir/decompose/Build.h"
#include "passes/Passes.h"
#include "passes/graph/TrainingState.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_CLIPGRADIENTS
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

constexpr llvm::StringLiteral kNormName = "gradient_norm";

/// Keeps the quotient finite; PyTorch's clip_grad_norm_ has the same.
constexpr double kEpsilon = 1e-6;

/// The type in which norms are computed: f64 when a gradient has it, else f32. Squares of bf16
/// would lose what the sum is about.
RankedTensorType normType(ArrayRef<Value> gradients) {
  MLIRContext *context = gradients.front().getContext();
  bool isWide =
      llvm::any_of(gradients, [](Value g) { return tensorType(g).getElementType().isF64(); });
  return RankedTensorType::get({}, isWide ? Type(Float64Type::get(context))
                                          : Type(Float32Type::get(context)));
}

/// `value` with elements of the type `element`.
Value castTo(Build &b, Value value, Type element) {
  RankedTensorType type = tensorType(value).clone(element);
  return type == value.getType() ? value : b.create<CastOp>(type, value);
}

/// Multiplies all `gradients` by the one number that brings their common L2 norm down to `largest`,
/// if it is above. Returns the norm before, a scalar of `normType`.
Value clip(Build &b, MutableArrayRef<Value> gradients, double largest) {
  Type element = normType(gradients).getElementType();
  // LAB BEGIN 07.2 "Clipping by the norm of all gradients"
  // TASK: Compute the norm over all elements of all gradients, multiply each gradient in place, and
  // TASK: return the norm. castTo(b, value, element), above, changes the element type: compute in
  // TASK: `element`, multiply in the gradient's own. b.total(x) sums all elements of x; comparisons
  // TASK: are b.create<CompareOp>(ComparePredicate::gt, x, y), b.create<SelectOp>(if, then, else).
  // STUB: (void)element;
  // STUB: return lab::notWritten(gradients.front().getLoc(), "07.2");
  Value sum;
  for (Value gradient : gradients) {
    Value wide = castTo(b, gradient, element);
    Value squares = b.total(b.mul(wide, wide));
    sum = sum ? b.add(sum, squares) : squares;
  }
  Value norm = b.create<SqrtOp>(sum);
  Value bound = b.scalar(largest, norm);
  Value isLarger = b.create<CompareOp>(ComparePredicate::gt, norm, bound);
  Value scale =
      b.create<SelectOp>(isLarger, b.div(bound, b.add(norm, kEpsilon)), b.scalar(1, norm));
  for (Value &gradient : gradients)
    gradient = b.mul(gradient, castTo(b, scale, tensorType(gradient).getElementType()));
  return norm;
  // LAB END
}

const Slot slot("clip-gradients", clip);

struct ClipGradients : wick::impl::ClipGradientsBase<ClipGradients> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function->hasAttr(kClipNormAttr) && failed(clipGradientsOf(function)))
        return signalPassFailure();
  }

  LogicalResult clipGradientsOf(func::FuncOp function) {
    auto largest = function->getAttrOfType<FloatAttr>(kClipNormAttr);
    if (!largest || !(largest.getValueAsDouble() > 0))
      return function.emitOpError()
             << "has a " << kClipNormAttr << " that is no positive number; use 1.0 : f64";
    SmallVector<unsigned> results = gradientResults(function);
    if (results.empty())
      return function.emitOpError() << "has a " << kClipNormAttr
                                    << " but no result that is a gradient; run wick-autodiff first";
    for (unsigned i = 0; i < function.getNumResults(); ++i)
      if (resultName(function, i) == kNormName)
        return function.emitOpError()
               << "has a result '" << kNormName
               << "', which is the name of the norm before clipping; rename it";

    Operation *terminator = function.getBody().front().getTerminator();
    OpBuilder builder(terminator);
    Build b(builder, function.getLoc());
    SmallVector<Value> gradients =
        llvm::map_to_vector(results, [&](unsigned i) { return terminator->getOperand(i); });
    Value norm = slot(b, gradients, largest.getValueAsDouble());
    if (!norm)
      return function.emitOpError() << "has gradients, but the clipping of them returns no norm";
    for (auto [result, gradient] : llvm::zip_equal(results, gradients))
      terminator->setOperand(result, gradient);
    addResult(function, norm, kNormName);
    function->removeAttr(kClipNormAttr);
    return success();
  }
};

} // namespace
