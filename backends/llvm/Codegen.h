//===- Codegen.h - from the LLVM dialect to optimized LLVM IR and code ------===//

#ifndef WICK_BACKENDS_LLVM_CODEGEN_H
#define WICK_BACKENDS_LLVM_CODEGEN_H

#include "backends/llvm/Target.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

namespace wick {

/// Translates a module of the LLVM dialect for `machine`. Pointers of entries are marked as not
/// aliasing, as their contract says. Null, after a diagnostic, on failure.
std::unique_ptr<llvm::Module> translate(mlir::ModuleOp module, llvm::LLVMContext &context,
                                        const Target &target, llvm::TargetMachine &machine);

/// Runs LLVM's O3 pipeline; O2 without vectorization when `vectorize` is false.
void optimize(llvm::Module &module, llvm::TargetMachine &machine, bool vectorize);

/// Writes an object file, or assembly text.
void emit(llvm::Module &module, llvm::TargetMachine &machine, llvm::raw_pwrite_stream &out,
          llvm::CodeGenFileType type);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_CODEGEN_H
