//===- ModelDescription.h - what a compiled model tells about itself --------===//

#ifndef WICK_BACKENDS_LLVM_MODELDESCRIPTION_H
#define WICK_BACKENDS_LLVM_MODELDESCRIPTION_H

#include "mlir/IR/BuiltinOps.h"
#include "wick/model.h"
#include <string>
#include <vector>

namespace wick {

/// The source of a wick_slot.
struct SlotDescription {
  std::string name;
  wick_role role;
  mlir::RankedTensorType type;
  int32_t donates = -1; // results: index of the argument
  mlir::Attribute init; // arguments: wick.init, or null
};

/// The source of a wick_entry.
struct EntryDescription {
  std::string name;
  std::string symbol; // of the function in the object
  std::vector<SlotDescription> arguments, results;
};

/// Taken from a module of wick entries before it is lowered, which consumes names and roles.
struct ModelDescription {
  std::string name; // a C identifier
  std::vector<EntryDescription> entries;
};

/// Describes the entries of `module`, after optimizers have added their states. The model's name is
/// the module's symbol name, or "model".
ModelDescription describeModel(mlir::ModuleOp module);

/// Writes the initial values of params, states, hypers and example inputs as safetensors. Those
/// without a `wick.init` are zeros; inputs without one are left out, and so are states of zeros,
/// with which an instance begins. On failure emits an error.
mlir::LogicalResult writeInitialWeights(const ModelDescription &model, mlir::Location loc,
                                        const std::string &path);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_MODELDESCRIPTION_H
