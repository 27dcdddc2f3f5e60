#include "ir/Inference.h"
#include "ir/Wick.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/State.cpp.inc"

void wick::ir::registerStateOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/State.cpp.inc"
      >(dialect);
}

//===----------------------------------------------------------------------===//
// InsertSliceOp
//===----------------------------------------------------------------------===//

int64_t InsertSliceOp::getFlops() { return 0; }

LogicalResult InsertSliceOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                              Adaptor adaptor, SmallVectorImpl<Type> &types) {
  RankedTensorType source = tensorType(adaptor.getSource());
  RankedTensorType destination = tensorType(adaptor.getDestination());
  StringRef name = getOperationName();
  if (source.getElementType() != destination.getElementType() ||
      source.getRank() != destination.getRank())
    return violates(loc, name, "C1",
                    "source " + shapeText(source.getShape()) + " and destination " +
                        shapeText(destination.getShape()) + " need one element type and one rank");
  ArrayRef<int64_t> starts = adaptor.getStarts();
  bool fits = static_cast<int64_t>(starts.size()) == source.getRank();
  for (size_t i = 0; fits && i < starts.size(); ++i)
    fits = starts[i] >= 0 && starts[i] + source.getDimSize(i) <= destination.getDimSize(i);
  if (!fits)
    return violates(
        loc, name, "C2",
        "a block " + shapeText(source.getShape()) + " at starts [" +
            llvm::join(llvm::map_range(starts, [](int64_t s) { return std::to_string(s); }), ", ") +
            "] does not fit into " + shapeText(destination.getShape()));
  types.push_back(destination);
  return success();
}
