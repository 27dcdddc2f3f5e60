#include "wick/safetensors.h"
#include "wick/tensor.h"

#include <cstdlib>

// Touches every byte that an accepted file claims to have.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  wick_safetensors *file = wick_safetensors_view(data, size, "input");
  unsigned sum = 0;
  for (int32_t i = 0; file && i < wick_safetensors_count(file); ++i) {
    const wick_named_tensor *tensor = wick_safetensors_at(file, i);
    size_t bytes = 0;
    if (!wick_shape_bytes(tensor->dtype, tensor->rank, tensor->shape, &bytes))
      std::abort();
    for (size_t b = 0; b < bytes; ++b)
      sum += static_cast<const unsigned char *>(tensor->data)[b];
  }
  [[maybe_unused]] static volatile unsigned keep;
  keep = sum;
  wick_safetensors_close(file);
  return 0;
}
