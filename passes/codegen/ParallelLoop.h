//===- ParallelLoop.h - what marks a loop that threads share -----------------===//

#ifndef WICK_PASSES_CODEGEN_PARALLELLOOP_H
#define WICK_PASSES_CODEGEN_PARALLELLOOP_H

#include "llvm/ADT/StringRef.h"

namespace wick {

/// On an scf.parallel, and on the function that becomes of its body: the fewest iterations worth a
/// thread (i64).
inline constexpr llvm::StringLiteral kGrainAttr = "wick.grain";

} // namespace wick

#endif // WICK_PASSES_CODEGEN_PARALLELLOOP_H
