//===- Unbroadcast.h - the transpose of broadcasting ------------------------===//

#ifndef WICK_PASSES_GRAPH_VJP_UNBROADCAST_H
#define WICK_PASSES_GRAPH_VJP_UNBROADCAST_H

#include "ir/decompose/Build.h"

namespace wick {

/// Sums `gradient` over every dimension along which `operand` was repeated by numpy broadcasting:
/// those that it lacks and those where its size is 1. Each copy contributes its part of the
/// gradient. Returns a value of the type of `operand`. The slot "unbroadcast".
mlir::Value unbroadcast(ir::Build &b, mlir::Value gradient, mlir::Value operand);

} // namespace wick

#endif // WICK_PASSES_GRAPH_VJP_UNBROADCAST_H
