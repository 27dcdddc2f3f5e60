#include "wick/npy.h"

#include "tests/unit/MemoryFile.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  MemoryFile file({reinterpret_cast<const char *>(data), size});
  wick_tensor tensor;
  if (file && wick_npy_read(file.path(), &tensor))
    wick_tensor_free(&tensor);
  return 0;
}
