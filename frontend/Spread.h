//===- Spread.h - how far the initial values of a weight lie apart ----------===//

#ifndef WICK_FRONTEND_SPREAD_H
#define WICK_FRONTEND_SPREAD_H

#include "wick/builder/Init.h"
#include "llvm/ADT/ArrayRef.h"

namespace wick {

/// The spread of `kind` for a weight of `shape`, of rank 2 or more: the bound of fan_in and xavier,
/// the standard deviation of he. Fans are those of Init's documentation.
double initialSpread(Init::Kind kind, llvm::ArrayRef<int64_t> shape);

} // namespace wick

#endif // WICK_FRONTEND_SPREAD_H
