// A model whose entries the reference interpreter evaluates, behind the tables of a compiled one.
#pragma once

#include "backends/llvm/ModelDescription.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <memory>
#include <string>
#include <vector>

namespace wick::driver {

/// What wick_instance_create takes: to code written against the runtime it is a model like any
/// other. An entry computes in float64 and rounds each result to its element type. An entry that
/// the interpreter refuses ends the process (exit code 1) after a diagnostic, as an entry cannot
/// fail.
class InterpretedModel {
public:
  /// Reads a module of wick entries after the stage "train". Throws std::runtime_error.
  explicit InterpretedModel(const std::string &path);
  ~InterpretedModel();
  InterpretedModel(const InterpretedModel &) = delete;
  InterpretedModel &operator=(const InterpretedModel &) = delete;

  /// Valid as long as this object.
  const wick_model &model() const { return table; }

private:
  struct Entry;

  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  ModelDescription description;
  std::vector<std::unique_ptr<Entry>> entries;
  std::vector<wick_entry> entryTable;
  std::string weights; // a safetensors image
  wick_model table{};
};

} // namespace wick::driver
