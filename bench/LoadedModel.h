//===- LoadedModel.h - a model in memory, ready to be called -----------------===//

#ifndef WICK_BENCH_LOADEDMODEL_H
#define WICK_BENCH_LOADEDMODEL_H

#include "backends/llvm/Jit.h"
#include "bench/Column.h"
#include "wick/runtime.hpp"
#include "wick/wick.h"

#include <functional>

namespace wick::bench {

using Build = std::function<void(Model &)>;

/// What every model is compiled with but its backend, from the command line.
CompileOptions &compileOptions();

/// Whether params may be written between calls, or are constants of the code.
enum class Weights { inBuffers, frozen };

/// A compiled model, with an instance whose params, states, hypers and inputs hold
/// their initial values and example data. Throws std::runtime_error when something fails; the
/// compiler's diagnostics have gone to stderr by then.
class LoadedModel {
public:
  /// `backend` and `weights` go before what `options` say of them.
  LoadedModel(const Build &build, Backend backend, Weights weights = Weights::inBuffers,
              const CompileOptions &options = compileOptions());

  /// Gives all arguments their first values again.
  void reset();

  void run(const char *entry);

  /// The elements of an f32 result after the last run of its entry.
  std::span<const float> result(const char *entry, const char *name) const;

private:
  struct FirstValue {
    void *buffer;
    std::vector<char> bytes;
  };

  Jit compile(const Build &build, Backend backend, Weights weights, CompileOptions options);

  Model model{"workload"};
  Jit jit;
  runtime::Instance instance;
  std::vector<FirstValue> firstValues;
};

/// Of one call of an entry: the floating-point operations of its ops, after gradients and updates
/// have been added, and the bytes of its arguments and results.
Cost costOf(const Build &build, llvm::StringRef entry);

} // namespace wick::bench

#endif // WICK_BENCH_LOADEDMODEL_H
