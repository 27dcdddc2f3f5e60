//===- Header.h - the C header of a compiled model ---------------------------===//

#ifndef WICK_BACKENDS_LLVM_HEADER_H
#define WICK_BACKENDS_LLVM_HEADER_H

#include "backends/llvm/ModelDescription.h"
#include "llvm/Support/raw_ostream.h"

namespace wick {

/// Declares `wick_model_<name>`, for the runtime, and each entry as a C function with its buffers
/// by name and shape, for direct calls.
void writeHeader(llvm::raw_ostream &out, const ModelDescription &model,
                 llvm::ArrayRef<int64_t> arenaBytes);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_HEADER_H
