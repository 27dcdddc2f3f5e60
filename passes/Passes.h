//===- Passes.h - creation and registration of Wick's passes ----------------===//

#ifndef WICK_PASSES_PASSES_H
#define WICK_PASSES_PASSES_H

#include "mlir/Pass/Pass.h"

namespace wick {

#define GEN_PASS_DECL
#include "passes/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "passes/Passes.h.inc"

} // namespace wick

#endif // WICK_PASSES_PASSES_H
