//===- Attributes.h - attributes of ops, from the author's arguments --------===//

#ifndef WICK_FRONTEND_OPS_ATTRIBUTES_H
#define WICK_FRONTEND_OPS_ATTRIBUTES_H

#include "mlir/IR/Builders.h"
#include "wick/builder/Tensor.h"

namespace wick {

/// The attributes of an op that is about to be recorded.
class Attributes {
public:
  explicit Attributes(mlir::MLIRContext &context) : builder(&context) {}

  Attributes &add(llvm::StringRef name, mlir::Attribute value) {
    attributes.push_back(builder.getNamedAttr(name, value));
    return *this;
  }
  Attributes &add(llvm::StringRef name, const Dims &dims) {
    return add(name, builder.getDenseI64ArrayAttr(dims));
  }
  Attributes &add(llvm::StringRef name, int64_t value) {
    return add(name, builder.getI64IntegerAttr(value));
  }
  Attributes &add(llvm::StringRef name, double value) {
    return add(name, builder.getF64FloatAttr(value));
  }
  Attributes &add(llvm::StringRef name, bool value) {
    return add(name, builder.getBoolAttr(value));
  }

  llvm::ArrayRef<mlir::NamedAttribute> list() const { return attributes; }

private:
  mlir::Builder builder;
  llvm::SmallVector<mlir::NamedAttribute, 4> attributes;
};

/// `dim` counted from the front. One that is out of range stays so, for the op to refuse.
inline int64_t fromFront(int64_t dim, int64_t rank) { return dim < 0 ? dim + rank : dim; }

inline Dims fromFront(Dims dims, int64_t rank) {
  for (int64_t &dim : dims)
    dim = fromFront(dim, rank);
  return dims;
}

} // namespace wick

#endif // WICK_FRONTEND_OPS_ATTRIBUTES_H
