// Options, positions and the order of calls of a loader, on a dataset of 7 images of 3x2 pixels.
#include "wick/loader.h"

#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

constexpr int64_t shape[] = {7, 3, 2};
constexpr int64_t mostRows = 16;

/// What the input says next; zeros after its end.
struct Input {
  const uint8_t *data;
  size_t size;

  template <typename T> T next() {
    T value{};
    size_t length = sizeof value < size ? sizeof value : size;
    std::memcpy(&value, data, length);
    data += length;
    size -= length;
    return value;
  }
};

const wick_dataset &dataset() {
  static wick_dataset dataset = [] {
    wick_dataset made;
    wick_tensor samples, labels;
    if (!wick_tensor_create(WICK_F32, 3, shape, &samples) ||
        !wick_tensor_create(WICK_I32, 1, shape, &labels) ||
        !wick_dataset_create(&samples, &labels, &made))
      std::abort();
    return made;
  }();
  return dataset;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Input input{data, size};
  wick_loader_options options{};
  options.batch = input.next<int8_t>() % (mostRows + 1);
  options.seed = input.next<uint64_t>();
  options.shuffle = input.next<uint8_t>() & 1;
  options.last = static_cast<wick_last_batch>(input.next<uint8_t>() % 3);
  options.augmentation = {.crop = input.next<int8_t>(), .flip = (input.next<uint8_t>() & 1) != 0};
  options.prefetch = input.next<uint8_t>() % 3;
  wick_loader *loader = wick_loader_create(&dataset(), options);
  if (!loader)
    return 0;
  // As large as a batch, so that the address sanitizer sees a row too many.
  std::vector<float> samples(static_cast<size_t>(options.batch) * 6), mask(options.batch);
  std::vector<int32_t> labels(options.batch);
  while (input.size > 0)
    if (input.next<uint8_t>() & 1)
      wick_loader_next(loader, {samples.data(), labels.data(), mask.data()});
    else
      wick_loader_seek(loader, input.next<wick_loader_position>());
  wick_loader_destroy(loader);
  return 0;
}
