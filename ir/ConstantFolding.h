//===- ConstantFolding.h - ops of constants become constants -----------------===//

#ifndef WICK_IR_CONSTANTFOLDING_H
#define WICK_IR_CONSTANTFOLDING_H

#include "mlir/IR/PatternMatch.h"

namespace wick::ir {

/// The limit under which canonicalization folds: constants that are no burden in textual IR.
inline constexpr int64_t kCanonicalFoldElements = 256;

/// Adds the pattern that replaces a wick op, all of whose operands are constants, by constants: its
/// reference evaluation, rounded to the element type. Not for random ops, whose numbers are made
/// where they are needed; nor for ops with an operand or result of more than `maxElements`
/// elements.
void populateConstantFoldingPatterns(mlir::RewritePatternSet &patterns, int64_t maxElements);

} // namespace wick::ir

#endif // WICK_IR_CONSTANTFOLDING_H
