#include "passes/codegen/VectorBody.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace wick {

VectorBody::VectorBody(OpBuilder &builder, Location loc, unsigned lane, int64_t length)
    : builder(builder), loc(loc), lane(lane), length(length), width(llvm::PowerOf2Ceil(length)) {}

Value VectorBody::index(int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

Value VectorBody::offset(Value base, int64_t by) {
  return by == 0 ? base : Value(arith::AddIOp::create(builder, loc, base, index(by)));
}

VectorType VectorBody::vectorOf(Type element) { return VectorType::get({width}, element); }

Value VectorBody::mask() {
  if (length == width)
    return {};
  return vector::ConstantMaskOp::create(builder, loc, vectorOf(builder.getI1Type()),
                                        ArrayRef<int64_t>{length});
}

Value VectorBody::broadcast(Value scalar) {
  return vector::BroadcastOp::create(builder, loc, vectorOf(scalar.getType()), scalar);
}

SmallVector<Value> VectorBody::apply(AffineMap map, ValueRange dims) {
  return llvm::map_to_vector(map.getResults(), [&](AffineExpr expr) -> Value {
    if (auto constant = dyn_cast<AffineConstantExpr>(expr))
      return index(constant.getValue());
    return dims[cast<AffineDimExpr>(expr).getPosition()];
  });
}

Value VectorBody::readElement(Value tensor, AffineMap map, ValueRange dims) {
  return tensor::ExtractOp::create(builder, loc, tensor, apply(map, dims));
}

Value VectorBody::read(Value tensor, AffineMap map, ValueRange dims) {
  Type element = cast<ShapedType>(tensor.getType()).getElementType();
  bool readsRun = map.getNumResults() > 0 &&
                  map.getResults().back() == getAffineDimExpr(lane, builder.getContext());
  if (!readsRun)
    return broadcast(readElement(tensor, map, dims));
  SmallVector<Value> indices = apply(map, dims);
  auto identity = AffineMap::getMinorIdentityMap(indices.size(), 1, builder.getContext());
  Value padding = arith::ConstantOp::create(builder, loc, builder.getZeroAttr(element));
  return vector::TransferReadOp::create(builder, loc, vectorOf(element), tensor, indices,
                                        AffineMapAttr::get(identity), padding, mask(),
                                        builder.getBoolArrayAttr({true}));
}

Value VectorBody::write(Value vector, Value tensor, ValueRange indices) {
  auto identity = AffineMap::getMinorIdentityMap(indices.size(), 1, builder.getContext());
  return vector::TransferWriteOp::create(builder, loc, tensor.getType(), vector, tensor, indices,
                                         AffineMapAttr::get(identity), mask(),
                                         builder.getBoolArrayAttr({true}))
      .getResult();
}

/// Clones `op` with vectors for scalars.
void VectorBody::evaluateOp(Operation *op, IRMapping &mapping, ValueRange dims) {
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    auto splat =
        DenseElementsAttr::get(vectorOf(constant.getType()), Attribute(constant.getValue()));
    mapping.map(constant.getResult(), Value(arith::ConstantOp::create(builder, loc, splat)));
    return;
  }
  if (auto position = dyn_cast<linalg::IndexOp>(op)) {
    Value start = broadcast(dims[position.getDim()]);
    if (position.getDim() == lane) {
      Value step = vector::StepOp::create(builder, loc, vectorOf(builder.getIndexType()));
      start = arith::AddIOp::create(builder, loc, start, step);
    }
    mapping.map(position.getResult(), start);
    return;
  }
  auto isVector = [&](Value operand) { return mapping.contains(operand); };
  if (llvm::none_of(op->getOperands(), isVector)) {
    // The same for all lanes, such as a scalar that the body reads from a tensor outside.
    Operation *uniform = builder.clone(*op);
    for (auto [from, to] : llvm::zip_equal(op->getResults(), uniform->getResults()))
      mapping.map(from, broadcast(to));
    return;
  }
  OperationState state(loc, op->getName());
  for (Value operand : op->getOperands())
    state.addOperands(isVector(operand) ? mapping.lookup(operand) : broadcast(operand));
  state.addAttributes(op->getAttrs());
  for (Type type : op->getResultTypes())
    state.addTypes(vectorOf(type));
  mapping.map(ValueRange(op->getResults()), ValueRange(builder.create(state)->getResults()));
}

SmallVector<Value> VectorBody::evaluate(linalg::GenericOp op, ArrayRef<Value> arguments,
                                        ValueRange dims) {
  IRMapping mapping;
  for (auto [argument, vector] : llvm::zip_equal(op.getBody()->getArguments(), arguments))
    if (vector)
      mapping.map(argument, vector);
  for (Operation &inner : op.getBody()->without_terminator())
    evaluateOp(&inner, mapping, dims);
  return llvm::map_to_vector(op.getBody()->getTerminator()->getOperands(), [&](Value value) {
    Value vector = mapping.lookupOrNull(value);
    return vector ? vector : broadcast(value);
  });
}

} // namespace wick
