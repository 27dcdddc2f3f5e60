// A model that is compiled into this process, by the passes that are in use here.
#pragma once

#include "backends/llvm/Jit.h"
#include "mlir/IR/MLIRContext.h"

#include <optional>
#include <string>

namespace wick::driver {

/// Native code as its program would have it, for a training that runs here.
class JitModel {
public:
  /// Reads a module as its author wrote it (--emit=mlir-model). Throws std::runtime_error; what a
  /// pass complains about stands on stderr.
  JitModel(const std::string &path, Backend backend);
  JitModel(const JitModel &) = delete;
  JitModel &operator=(const JitModel &) = delete;

  /// Valid as long as this object.
  const wick_model &model() const { return table; }

private:
  mlir::MLIRContext context;
  std::optional<Jit> jit;
  std::string weights; // a safetensors image
  wick_model table{};
};

} // namespace wick::driver
