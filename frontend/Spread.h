//===- Spread.h - how far the initial values of a weight lie apart ----------===//

#ifndef WICK_FRONTEND_SPREAD_H
#define WICK_FRONTEND_SPREAD_H

#include "mlir/IR/BuiltinTypes.h"
#include "wick/builder/Init.h"

namespace wick {

/// The spread of `kind` for a weight of type `weight`, of rank 2 or more: the bound of fan_in and
/// xavier, the standard deviation of he. Fans are those of Init's documentation.
double initialSpread(Init::Kind kind, mlir::RankedTensorType weight);

} // namespace wick

#endif // WICK_FRONTEND_SPREAD_H
