//===- kit.h - a call of oneDNN, ready to run ----------------------------------===//

#ifndef WICK_BACKENDS_ONEDNN_KIT_H
#define WICK_BACKENDS_ONEDNN_KIT_H

#include "backends/onednn/primitives.h"
#include <vector>

namespace wick::onednn {

/// The number of threads that oneDNN makes and runs primitives with, in a scope. It is a setting of
/// the calling thread for all OpenMP code, so the program's own comes back afterwards.
class ThreadScope {
public:
  explicit ThreadScope(int32_t threads);
  ~ThreadScope();
  ThreadScope(const ThreadScope &) = delete;
  ThreadScope &operator=(const ThreadScope &) = delete;

private:
  int before;
};

/// The pointers of a call; NULL where it has no such operand.
struct Pointers {
  const float *input, *weight, *bias, *addend;
  float *output;
};

/// A primitive with its memory objects, for one thread at a time.
class Kit {
public:
  /// With `packs`, the weight is used in the order that oneDNN prefers. Throws dnnl::error.
  Kit(const wick_onednn_spec &spec, int32_t threads, bool packs);

  const std::string &implementation() const { return primitive.implementation; }
  int32_t threadCount() const { return threads; }
  bool isPacking() const { return packs; }
  /// The version of the params (wick_onednn_begin) that the packed weight was copied from.
  uint64_t packedVersion() const { return version; }

  void run(const Pointers &pointers, uint64_t paramsVersion);

private:
  void add(int name, const dnnl::memory &memory);
  void pack(const float *weight, uint64_t paramsVersion);

  int32_t threads;
  bool packs;
  dnnl::stream stream;
  Primitive primitive;
  std::vector<dnnl_exec_arg_t> arguments; // what they refer to follows
  dnnl::memory input, weight, bias, addend, output, scratchpad, packed;
  const float *packedFrom = nullptr;
  uint64_t version = 0;
};

} // namespace wick::onednn

#endif // WICK_BACKENDS_ONEDNN_KIT_H
