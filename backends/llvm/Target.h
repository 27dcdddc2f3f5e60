//===- Target.h - what machine code is made for ------------------------------===//

#ifndef WICK_BACKENDS_LLVM_TARGET_H
#define WICK_BACKENDS_LLVM_TARGET_H

#include "llvm/Support/Error.h"
#include <memory>
#include <string>

namespace llvm {
class TargetMachine;
}

namespace wick {

struct Target {
  std::string name;      // as the user gave it
  std::string triple;    // LLVM's
  std::string cpu;       // LLVM's -mcpu: what may be used
  std::string tune;      // LLVM's -mtune: what is scheduled for
  std::string isa;       // a name of TileTable.h
  std::string features;  // comma-separated LLVM features that the code needs at run time
  bool runsHere = false; // this CPU has them
};

/// native, x86-64, x86-64-v2, x86-64-v3, x86-64-v4 or aarch64-linux-gnu. `native` is the highest
/// level that this CPU has. Fails with a sentence that lists the names.
llvm::Expected<Target> findTarget(llvm::StringRef name);

/// The code generator of a target; position-independent, as optimizing as LLVM can.
std::unique_ptr<llvm::TargetMachine> createTargetMachine(const Target &target);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_TARGET_H
