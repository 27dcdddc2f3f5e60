//===- AssignBackend.h - which ops a library computes --------------------------===//

#ifndef WICK_PASSES_GRAPH_ASSIGNBACKEND_H
#define WICK_PASSES_GRAPH_ASSIGNBACKEND_H

#include "ir/Wick.h"
#include "passes/Passes.h"
#include <functional>

namespace wick {

/// Why the library should not compute a call, "" when it should: it has no implementation that is
/// faster than plain loops.
using LibraryRefusal = std::function<std::string(ir::LibraryCallOp)>;

/// wick-assign-backend that asks before it assigns.
std::unique_ptr<mlir::Pass> createAssignBackend(AssignBackendOptions options,
                                                LibraryRefusal refusal);

} // namespace wick

#endif // WICK_PASSES_GRAPH_ASSIGNBACKEND_H
