//===- ModelTables.h - wick_model as constant data of an LLVM module --------===//

#ifndef WICK_BACKENDS_LLVM_MODELTABLES_H
#define WICK_BACKENDS_LLVM_MODELTABLES_H

#include "backends/llvm/ModelDescription.h"
#include "llvm/IR/Module.h"

namespace wick {

/// The symbol of the wick_model of a model.
inline std::string modelSymbol(const ModelDescription &model) { return "wick_model_" + model.name; }

/// Whether wick-lower-library-calls has left calls.
bool callsOneDNN(const llvm::Module &module);

/// Adds the constant `wick_model_<name>` (wick/model.h), with the tables that it points to.
/// `arenaBytes` has one size per entry; `weights` is a safetensors image or empty.
void addModelTables(llvm::Module &module, const ModelDescription &model,
                    llvm::ArrayRef<int64_t> arenaBytes, llvm::StringRef cpuFeatures,
                    llvm::StringRef weights);

/// Adds a `main` that runs wick_standard_main on the model.
void addStandardMain(llvm::Module &module, const ModelDescription &model);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_MODELTABLES_H
