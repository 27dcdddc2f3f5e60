//===- AssignBackend.h - which ops a library computes --------------------------===//

#ifndef WICK_PASSES_GRAPH_ASSIGNBACKEND_H
#define WICK_PASSES_GRAPH_ASSIGNBACKEND_H

#include "ir/Wick.h"
#include "passes/Passes.h"
#include <functional>

namespace wick {

/// What the library says of a call.
struct LibraryAnswer {
  std::string refusal; ///< why it should not compute it, as it would be no faster than plain loops
  int64_t scratchBytes = 0;
};
using LibraryQuestion = std::function<LibraryAnswer(ir::LibraryCallOp)>;

/// wick-assign-backend that asks before it assigns.
std::unique_ptr<mlir::Pass> createAssignBackend(AssignBackendOptions options,
                                                LibraryQuestion question);

} // namespace wick

#endif // WICK_PASSES_GRAPH_ASSIGNBACKEND_H
