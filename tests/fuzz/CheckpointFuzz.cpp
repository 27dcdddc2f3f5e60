#include "wick/checkpoint.h"

#include "tests/unit/FakeModel.h"
#include "tests/unit/MemoryFile.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const wick_model model = fakeModel();
  static wick_instance *instance = wick_instance_create(&model);
  MemoryFile file({reinterpret_cast<const char *>(data), size});
  wick_training_state state;
  if (file)
    wick_checkpoint_load(file.path(), instance, &state);
  return 0;
}
