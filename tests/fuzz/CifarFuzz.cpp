#include "wick/cifar.h"

#include "tests/unit/MemoryFile.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // Two files, so that the second one's records go behind the first one's.
  MemoryFile first({reinterpret_cast<const char *>(data), size / 2});
  MemoryFile second({reinterpret_cast<const char *>(data) + size / 2, size - size / 2});
  const char *const paths[] = {first.path(), second.path()};
  wick_dataset dataset;
  if (first && second && wick_cifar10_read(paths, 2, 1, &dataset))
    wick_dataset_free(&dataset);
  return 0;
}
