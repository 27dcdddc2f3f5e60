#include "ir/Inference.h"
#include "ir/Wick.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Random.cpp.inc"

void wick::ir::registerRandomOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Random.cpp.inc"
      >(dialect);
}

static LogicalResult verifyStream(Operation *op, int64_t stream) {
  if (stream < 0 || stream > int64_t(UINT32_MAX))
    return op->emitOpError() << "C2: stream must be in [0, 2^32), got " << stream;
  return success();
}

//===----------------------------------------------------------------------===//
// RandomUniformOp
//===----------------------------------------------------------------------===//

/// Scale and shift; the integer rounds of Philox are not floating-point operations.
int64_t RandomUniformOp::getFlops() { return 2 * tensorType(getOutput()).getNumElements(); }

LogicalResult RandomUniformOp::verify() {
  double low = getLow().convertToDouble(), high = getHigh().convertToDouble();
  if (!(low < high))
    return emitOpError() << "C1: low must be less than high, got " << low << " and " << high;
  return verifyStream(*this, getStream());
}

//===----------------------------------------------------------------------===//
// RandomNormalOp
//===----------------------------------------------------------------------===//

/// log, sqrt, cos, three multiplications and an addition per element.
int64_t RandomNormalOp::getFlops() { return 7 * tensorType(getOutput()).getNumElements(); }

LogicalResult RandomNormalOp::verify() {
  double stddev = getStddev().convertToDouble();
  if (!(stddev > 0))
    return emitOpError() << "C1: stddev must be positive, got " << stddev;
  return verifyStream(*this, getStream());
}
