//===- ExecutedModel.h - call the entries of a model in a test ---------------===//

#ifndef WICK_TESTS_NUMERIC_EXECUTEDMODEL_H
#define WICK_TESTS_NUMERIC_EXECUTEDMODEL_H

#include "backends/llvm/Jit.h"
#include "ir/interp/HostTensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "wick/wick.h"

#include <map>
#include <optional>
#include <string>

namespace wick::test {

/// What computes: the reference interpreter in float64, native code of a backend, or that of the
/// llvm backend with all loops shared that threads can share.
enum class Engine { interpreter, llvm, threads, naive, onednn };

/// A model after the passes of training, with the values of its arguments: params, states
/// and hypers from their initial values, shared by name between the entries. `model` must outlive
/// it.
class ExecutedModel {
public:
  explicit ExecutedModel(Model &model, Engine engine = Engine::interpreter);

  /// Calls an entry; a donated result replaces its argument's value. Inputs are those of `values`,
  /// or their example data. The interpreter's values are kept in f64: rounding of f32 is not
  /// simulated.
  std::map<std::string, ir::HostTensor> run(llvm::StringRef entry);

  /// Sets the elements of an input, row-major, before a run.
  void set(llvm::StringRef entry, llvm::StringRef input, std::vector<double> numbers);

  std::map<std::string, ir::HostTensor> values;

private:
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::optional<Jit> native; // none: the interpreter
};

} // namespace wick::test

#endif // WICK_TESTS_NUMERIC_EXECUTEDMODEL_H
