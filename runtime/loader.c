#include "wick/loader.h"

#include "fail.h"
#include "wick/random.h"

#include <stdlib.h>
#include <string.h>

/* The stream of Philox that orders are drawn from; the counter is the epoch. */
enum { SHUFFLE_STREAM = 0x5348 };

struct wick_loader {
  const wick_dataset *dataset;
  wick_loader_options options;
  wick_loader_position position;
  int64_t *order; /* [count]: of this epoch */
};

/* Draws this epoch's order, which depends on seed and epoch alone, not on earlier epochs. */
static void draw_order(wick_loader *loader) {
  int64_t count = wick_dataset_count(loader->dataset);
  for (int64_t i = 0; i < count; ++i)
    loader->order[i] = i;
  if (!loader->options.shuffle)
    return;
  wick_random random = {
      .seed = loader->options.seed, .counter = loader->position.epoch, .stream = SHUFFLE_STREAM};
  wick_random_shuffle(&random, loader->order, count);
}

wick_loader *wick_loader_create(const wick_dataset *dataset, wick_loader_options options) {
  int64_t count = wick_dataset_count(dataset);
  if (options.batch < 1) {
    wick_fail("a batch of %lld samples is empty; ask for at least one", (long long)options.batch);
    return NULL;
  }
  if (count == 0 || (options.last == WICK_LAST_DROP && count < options.batch)) {
    wick_fail("%lld samples do not fill one batch of %lld", (long long)count,
              (long long)options.batch);
    return NULL;
  }
  wick_loader *loader = wick_allocate(1, sizeof *loader, "a loader");
  if (!loader)
    return NULL;
  loader->dataset = dataset;
  loader->options = options;
  loader->order = wick_allocate((size_t)count, sizeof *loader->order, "the order of the samples");
  if (!loader->order) {
    free(loader);
    return NULL;
  }
  draw_order(loader);
  return loader;
}

void wick_loader_destroy(wick_loader *loader) {
  if (!loader)
    return;
  free(loader->order);
  free(loader);
}

/* Copies the rows of `from` that the order names from the position on. */
static void gather(const wick_loader *loader, const wick_tensor *from, int64_t rows, void *into) {
  size_t row =
      (size_t)wick_shape_count(from->rank - 1, from->shape + 1) * wick_dtype_size(from->dtype);
  const int64_t *order = loader->order + loader->position.sample;
  unsigned char *out = into;
  for (int64_t i = 0; i < rows; ++i)
    memcpy(out + (size_t)i * row, (const char *)from->data + (size_t)order[i] * row, row);
  if (loader->options.last == WICK_LAST_PAD)
    memset(out + (size_t)rows * row, 0, (size_t)(loader->options.batch - rows) * row);
}

int64_t wick_loader_next(wick_loader *loader, void *samples, void *labels) {
  int64_t left = wick_dataset_count(loader->dataset) - loader->position.sample;
  int64_t batch = loader->options.batch, rows = left < batch ? left : batch;
  if (rows == 0 || (rows < batch && loader->options.last == WICK_LAST_DROP)) {
    loader->position = (wick_loader_position){.epoch = loader->position.epoch + 1};
    draw_order(loader);
    return 0;
  }
  gather(loader, &loader->dataset->samples, rows, samples);
  if (labels && loader->dataset->labels.data)
    gather(loader, &loader->dataset->labels, rows, labels);
  loader->position.sample += rows;
  return rows;
}

int64_t wick_loader_batches(const wick_loader *loader) {
  int64_t count = wick_dataset_count(loader->dataset), batch = loader->options.batch;
  return count / batch + (loader->options.last != WICK_LAST_DROP && count % batch != 0);
}

wick_loader_position wick_loader_tell(const wick_loader *loader) { return loader->position; }

bool wick_loader_seek(wick_loader *loader, wick_loader_position position) {
  if (position.sample < 0 || position.sample > wick_dataset_count(loader->dataset))
    return wick_fail("position %lld lies outside of the %lld samples; was it saved with another "
                     "dataset?",
                     (long long)position.sample, (long long)wick_dataset_count(loader->dataset));
  bool other_epoch = position.epoch != loader->position.epoch;
  loader->position = position;
  if (other_epoch)
    draw_order(loader);
  return true;
}
