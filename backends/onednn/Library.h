//===- Library.h - oneDNN in the process of the compiler ------------------------===//

#ifndef WICK_BACKENDS_ONEDNN_LIBRARY_H
#define WICK_BACKENDS_ONEDNN_LIBRARY_H

#include "passes/graph/AssignBackend.h"
#include "wick/onednn.h"
#include "llvm/Support/Error.h"

namespace wick {

/// The functions of libwick_onednn.so that the compiler itself calls. Code that was compiled in
/// this process finds all of them.
struct OneDNN {
  decltype(&wick_onednn_implementation) implementation;
  decltype(&wick_onednn_scratch_bytes) scratchBytes;
  decltype(&wick_onednn_version) version;
};

/// Loads libwick_onednn.so, once, from beside libwick.so, and with it oneDNN; nothing else in the
/// compiler needs either. Fails with a sentence that says what to install.
llvm::Expected<OneDNN> loadOneDNN();

/// Whether that works, for those who can do without.
bool isOneDNNAtHand();

/// Refuses what oneDNN would compute by a reference implementation on this machine, or not at all.
LibraryQuestion questionFor(const OneDNN &library);

} // namespace wick

#endif // WICK_BACKENDS_ONEDNN_LIBRARY_H
