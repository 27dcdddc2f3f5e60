//===- LoadedModel.h - a model in memory, ready to be called -----------------===//

#ifndef WICK_BENCH_LOADEDMODEL_H
#define WICK_BENCH_LOADEDMODEL_H

#include "backends/llvm/Jit.h"
#include "wick/runtime.hpp"
#include "wick/wick.h"

namespace wick::bench {

using Build = void (*)(Model &);

/// A model compiled for this CPU, with an instance whose params, states, hypers and inputs hold
/// their initial values and example data. Ends the process when something fails, after a message.
class LoadedModel {
public:
  LoadedModel(Build build, Backend backend);

  /// Gives all arguments their first values again.
  void reset();

  void run(const char *entry);

private:
  struct FirstValue {
    void *buffer;
    std::vector<char> bytes;
  };

  Jit compile(Build build, Backend backend);

  Model model{"workload"};
  Jit jit;
  runtime::Instance instance;
  std::vector<FirstValue> firstValues;
};

} // namespace wick::bench

#endif // WICK_BENCH_LOADEDMODEL_H
