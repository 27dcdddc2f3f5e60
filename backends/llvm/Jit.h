//===- Jit.h - a compiled model in this process ------------------------------===//

#ifndef WICK_BACKENDS_LLVM_JIT_H
#define WICK_BACKENDS_LLVM_JIT_H

#include "backends/llvm/Compile.h"
#include "backends/llvm/ModelDescription.h"
#include "ir/interp/HostTensor.h"

namespace llvm::orc {
class LLJIT; // costly to include, and no user of a Jit needs it
}

namespace wick {

/// The object that the compiler would write, loaded into this process instead.
class Jit {
public:
  /// Compiles `module`, which is consumed. Fails after a diagnostic.
  static mlir::FailureOr<Jit> create(mlir::ModuleOp module, const CompileOptions &options);
  Jit(Jit &&);
  Jit &operator=(Jit &&);
  ~Jit();

  /// The tables of the model, valid as long as this object: for wick_instance_create or direct
  /// calls.
  const wick_model &model() const { return *loaded->table; }

  /// What the tables do not hold: the initial values.
  const ModelDescription &describe() const { return description; }

  /// Calls an entry on arguments in its order and returns its results in order. Stateless: donated
  /// arguments are copies.
  std::vector<ir::HostTensor> call(llvm::StringRef entry,
                                   llvm::ArrayRef<ir::HostTensor> arguments) const;

private:
  Jit();

  ModelDescription description;
  struct Loaded {
    std::unique_ptr<llvm::orc::LLJIT> engine;
    const wick_model *table = nullptr;
    /// Frees what a library has made for the model while the tables are there.
    ~Loaded();
  };
  std::unique_ptr<Loaded> loaded;
};

} // namespace wick

#endif // WICK_BACKENDS_LLVM_JIT_H
