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

struct Scratch {
  char *memory;
  size_t bytes;
};

/// An operand, and a copy of it in an order of oneDNN's if that is what it uses.
struct Operand {
  dnnl::memory given, copy;
  dnnl::reorder reorder; // from one to the other
  bool isKept = false; // the copy is the kit's own memory, else scratch memory from `scratchAt` on
  size_t scratchAt = 0;

  const dnnl::memory &used() const { return copy ? copy : given; }
};

/// A primitive with its memory objects, for one thread at a time.
class Kit {
public:
  /// With `keeps`, a copy of the weight in the order that oneDNN prefers is used for more than one
  /// run. Throws dnnl::error.
  Kit(const wick_onednn_spec &spec, int32_t threads, bool keeps);

  const std::string &implementation() const { return primitive.implementation; }
  int32_t threadCount() const { return threads; }
  bool keepsWeight() const { return keeps; }
  /// The version of the params (wick_onednn_begin) that the packed weight was copied from.
  uint64_t packedVersion() const { return version; }

  /// For what the primitive writes down in between, and copies of operands that are used once.
  size_t scratchBytes() const { return scratchSize; }

  void run(const Pointers &pointers, uint64_t paramsVersion, Scratch scratch);

private:
  const dnnl::memory &copy(Operand &operand, const dnnl::memory::desc &layout);
  void add(int name, const dnnl::memory &memory);
  void setPointers(const Pointers &pointers, char *scratch);

  int32_t threads;
  bool keeps;
  dnnl::stream stream;
  Primitive primitive;
  std::vector<dnnl_exec_arg_t> arguments; // what they refer to follows
  Operand input, weight, output;
  dnnl::memory bias, addend, scratchpad;
  size_t scratchSize = 0;
  const float *packedFrom = nullptr;
  uint64_t version = 0;
};

} // namespace wick::onednn

#endif // WICK_BACKENDS_ONEDNN_KIT_H
