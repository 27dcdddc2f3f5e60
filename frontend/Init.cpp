#include "wick/builder/Init.h"
#include "frontend/ModelImpl.h"
#include "frontend/Spread.h"
#include "ir/Inference.h"

namespace wick {

/// FNV-1a of the name, 64 bits folded to the 32 of a stream number.
static int64_t streamOf(llvm::StringRef name) {
  uint64_t hash = 0xCBF29CE484222325;
  for (unsigned char byte : name.bytes())
    hash = (hash ^ byte) * 0x100000001B3;
  return static_cast<uint32_t>(hash ^ hash >> 32);
}

static mlir::Attribute uniform(const Call &call, mlir::MLIRContext *context, double low,
                               double high, int64_t seed, int64_t stream) {
  if (!(low < high))
    fail(call, "uniform from " + numberText(low) + " to " + numberText(high) + " is empty",
         "low must be less than high");
  return ir::UniformInitAttr::get(context, low, high, seed, stream);
}

static mlir::Attribute normal(const Call &call, mlir::MLIRContext *context, double mean,
                              double stddev, int64_t seed, int64_t stream) {
  if (!(stddev > 0))
    fail(call, "the standard deviation " + numberText(stddev) + " is not positive",
         "use init::constant for values that do not vary");
  return ir::NormalInitAttr::get(context, mean, stddev, seed, stream);
}

mlir::Attribute initAttribute(const Call &call, const Init &init, llvm::StringRef name,
                              mlir::RankedTensorType type, int64_t seed) {
  if (init.kind == Init::Kind::constant)
    return elements(call, type, init.first);
  if (init.kind == Init::Kind::values)
    return elements(call, type, init.values);
  if (!llvm::isa<mlir::FloatType>(type.getElementType()))
    fail(call,
         "a random initial value needs a floating-point type, not " +
             llvm::Twine(wick::name(dtypeOf(type.getElementType()))),
         "use init::constant or init::values");
  mlir::MLIRContext *context = type.getContext();
  int64_t stream = streamOf(name);
  if (init.kind == Init::Kind::uniform)
    return uniform(call, context, init.first, init.second, seed, stream);
  if (init.kind == Init::Kind::normal)
    return normal(call, context, init.first, init.second, seed, stream);
  if (type.getRank() < 2)
    fail(call,
         "shape " + ir::shapeText(type.getShape()) +
             " has no fan-in: it is no weight of rank 2 or more",
         "use init::uniform, init::normal or init::zeros");
  double spread = initialSpread(init.kind, type);
  if (init.kind == Init::Kind::he)
    return normal(call, context, 0, spread, seed, stream);
  return uniform(call, context, -spread, spread, seed, stream);
}

} // namespace wick
