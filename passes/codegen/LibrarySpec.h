//===- LibrarySpec.h - a library call as the run time reads it ----------------===//

#ifndef WICK_PASSES_CODEGEN_LIBRARYSPEC_H
#define WICK_PASSES_CODEGEN_LIBRARYSPEC_H

#include "ir/Wick.h"
#include "wick/onednn.h"

namespace wick {

/// On the declaration of a function that stands for a library call: the words of its
/// wick_onednn_spec, and which of input, weight, bias and addend it takes before the output;
/// scratch memory may follow.
inline constexpr llvm::StringLiteral kLibrarySpecAttr = "wick.library_spec";
inline constexpr llvm::StringLiteral kLibraryOperandsAttr = "wick.library_operands";

/// The global of the LLVM dialect and of LLVM that holds all calls (wick_onednn_call) of a model.
inline constexpr llvm::StringLiteral kLibraryCallsSymbol = "wick_onednn_calls";

/// What the library is told. The call has at most WICK_ONEDNN_MOST_DIMS dimensions and
/// WICK_ONEDNN_MOST_STEPS steps.
wick_onednn_spec specOf(ir::LibraryCallOp call);

/// The bytes of a spec, eight at a time.
llvm::SmallVector<int64_t> wordsOf(const wick_onednn_spec &spec);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_LIBRARYSPEC_H
