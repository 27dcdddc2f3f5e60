//===- ReluFolding.h - a relu that changes nothing --------------------------===//

#ifndef WICK_IR_OPS_RELUFOLDING_H
#define WICK_IR_OPS_RELUFOLDING_H

#include "mlir/IR/PatternMatch.h"

namespace wick::ir {

/// Adds the pattern that replaces relu(x) by x where x is proved to be never negative, by the ops
/// that make it; in value and in gradient. A relu of a relu is folded before, by the op's trait.
void populateReluFoldingPatterns(mlir::RewritePatternSet &patterns);

} // namespace wick::ir

#endif // WICK_IR_OPS_RELUFOLDING_H
