//===- CompiledModel.h - a model as optimized LLVM IR -------------------------===//

#ifndef WICK_BACKENDS_LLVM_COMPILEDMODEL_H
#define WICK_BACKENDS_LLVM_COMPILEDMODEL_H

#include "backends/llvm/ModelDescription.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

namespace wick {

/// A model as optimized LLVM IR, not yet emitted.
struct CompiledModel {
  ModelDescription description;
  std::vector<int64_t> arenaBytes; // one per entry
  bool callsOneDNN = false;        // and needs libwick_onednn
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::Module> module; // after `context`, which it needs
  std::unique_ptr<llvm::TargetMachine> machine;
};

} // namespace wick

#endif // WICK_BACKENDS_LLVM_COMPILEDMODEL_H
