#include "wick/training_log.h"

#include "tests/unit/MemoryFile.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  MemoryFile file({reinterpret_cast<const char *>(data), size});
  if (file)
    wick_training_log_resume(file.path(), 2);
  return 0;
}
