#include "frontend/ModelImpl.h"
#include "frontend/ops/Attributes.h"
#include "wick/builder/Ops.h"

namespace wick {

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

/// The first operand that is a tensor decides on the model and on the type of numbers. Empty when
/// none is.
static Tensor firstTensor(const Operand &a, const Operand &b) {
  return a.tensor ? a.tensor : b.tensor;
}

static Tensor lift(const Call &call, ModelImpl &model, const Operand &operand, DType dtype) {
  if (!operand.isNumber)
    return operand.tensor;
  return model.recordConstant(call, {}, dtype, operand.number);
}

static Tensor binary(const Call &call, llvm::StringRef op, const Operand &a, const Operand &b,
                     llvm::ArrayRef<mlir::NamedAttribute> attributes = {}) {
  const Tensor typed = firstTensor(a, b);
  ModelImpl &model = ModelImpl::of(call, typed);
  DType dtype = typed.dtype();
  Tensor lhs = lift(call, model, a, dtype), rhs = lift(call, model, b, dtype);
  return model.record(call, op, {lhs, rhs}, attributes);
}

template <typename Op>
static Tensor binary(llvm::StringRef function, const Operand &a, const Operand &b, Location loc) {
  return binary({function, loc}, Op::getOperationName(), a, b);
}

template <typename Op>
static Tensor unary(llvm::StringRef function, const Tensor &x, Location loc) {
  Call call{function, loc};
  return ModelImpl::of(call, x).record(call, Op::getOperationName(), x);
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

Tensor operator+(Operand a, Operand b) { return binary<ir::AddOp>("add", a, b, b.loc); }
Tensor operator-(Operand a, Operand b) { return binary<ir::SubOp>("sub", a, b, b.loc); }
Tensor operator*(Operand a, Operand b) { return binary<ir::MulOp>("mul", a, b, b.loc); }
Tensor operator/(Operand a, Operand b) { return binary<ir::DivOp>("div", a, b, b.loc); }
Tensor operator-(Operand x) { return unary<ir::NegOp>("neg", x.tensor, x.loc); }

Tensor maximum(Operand a, Operand b, Location loc) {
  return binary<ir::MaximumOp>("maximum", a, b, loc);
}
Tensor minimum(Operand a, Operand b, Location loc) {
  return binary<ir::MinimumOp>("minimum", a, b, loc);
}

static Tensor compare(ir::ComparePredicate predicate, const Operand &a, const Operand &b,
                      Location loc) {
  Call call{"compare", loc};
  mlir::MLIRContext &context = ModelImpl::of(call, firstTensor(a, b)).context;
  Attributes attributes(context);
  attributes.add("predicate", ir::ComparePredicateAttr::get(&context, predicate));
  return binary(call, ir::CompareOp::getOperationName(), a, b, attributes.list());
}

Tensor operator<(Operand a, Operand b) { return compare(ir::ComparePredicate::lt, a, b, b.loc); }
Tensor operator<=(Operand a, Operand b) { return compare(ir::ComparePredicate::le, a, b, b.loc); }
Tensor operator>(Operand a, Operand b) { return compare(ir::ComparePredicate::gt, a, b, b.loc); }
Tensor operator>=(Operand a, Operand b) { return compare(ir::ComparePredicate::ge, a, b, b.loc); }
Tensor equal(Operand a, Operand b, Location loc) {
  return compare(ir::ComparePredicate::eq, a, b, loc);
}
Tensor not_equal(Operand a, Operand b, Location loc) {
  return compare(ir::ComparePredicate::ne, a, b, loc);
}

Tensor where(Tensor condition, Operand a, Operand b, Location loc) {
  Call call{"where", loc};
  ModelImpl &model = ModelImpl::of(call, condition);
  const Tensor typed = firstTensor(a, b);
  DType dtype = typed ? typed.dtype() : DType::f32;
  Tensor onTrue = lift(call, model, a, dtype), onFalse = lift(call, model, b, dtype);
  return model.record(call, ir::SelectOp::getOperationName(), {condition, onTrue, onFalse});
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

Tensor exp(Tensor x, Location loc) { return unary<ir::ExpOp>("exp", x, loc); }
Tensor log(Tensor x, Location loc) { return unary<ir::LogOp>("log", x, loc); }
Tensor sqrt(Tensor x, Location loc) { return unary<ir::SqrtOp>("sqrt", x, loc); }
Tensor rsqrt(Tensor x, Location loc) { return unary<ir::RsqrtOp>("rsqrt", x, loc); }
Tensor tanh(Tensor x, Location loc) { return unary<ir::TanhOp>("tanh", x, loc); }
Tensor erf(Tensor x, Location loc) { return unary<ir::ErfOp>("erf", x, loc); }
Tensor sigmoid(Tensor x, Location loc) { return unary<ir::SigmoidOp>("sigmoid", x, loc); }
Tensor relu(Tensor x, Location loc) { return unary<ir::ReluOp>("relu", x, loc); }
Tensor stop_gradient(Tensor x, Location loc) {
  return unary<ir::StopGradientOp>("stop_gradient", x, loc);
}

Tensor gelu(Tensor x, Gelu formula, Location loc) {
  Call call{"gelu", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  auto approximation =
      formula == Gelu::tanh ? ir::GeluApproximation::tanh : ir::GeluApproximation::none;
  Attributes attributes(model.context);
  attributes.add("approximate", ir::GeluApproximationAttr::get(&model.context, approximation));
  return model.record(call, ir::GeluOp::getOperationName(), x, attributes.list());
}

Tensor cast(Tensor x, DType dtype, Location loc) {
  Call call{"cast", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  mlir::RankedTensorType type = ModelImpl::type(call, x);
  return model.record(call, ir::CastOp::getOperationName(), x, {},
                      type.clone(elementType(&model.context, dtype)));
}

} // namespace wick
