#include "batches.h"

#include "fail.h"
#include "wick/random.h"

#include <stdlib.h>
#include <string.h>

/* The stream of Philox that orders are drawn from; the counter is the epoch. */
enum { SHUFFLE_STREAM = 0x5348 };

/* Draws this epoch's order, which depends on seed and epoch alone, not on earlier epochs. */
static void draw_order(wick_batches *batches) {
  int64_t count = wick_dataset_count(batches->dataset);
  for (int64_t i = 0; i < count; ++i)
    batches->order[i] = i;
  if (!batches->options.shuffle)
    return;
  wick_random random = {
      .seed = batches->options.seed, .counter = batches->position.epoch, .stream = SHUFFLE_STREAM};
  wick_random_shuffle(&random, batches->order, count);
}

bool wick_batches_begin(const wick_dataset *dataset, wick_loader_options options,
                        wick_batches *batches) {
  int64_t count = wick_dataset_count(dataset);
  *batches = (wick_batches){.dataset = dataset, .options = options};
  if (options.batch < 1)
    return wick_fail("a batch of %lld samples is empty; ask for at least one",
                     (long long)options.batch);
  if (count == 0 || (options.last == WICK_LAST_DROP && count < options.batch))
    return wick_fail("%lld samples do not fill one batch of %lld", (long long)count,
                     (long long)options.batch);
  if (!wick_augmentation_check(options.augmentation, &dataset->samples))
    return false;
  batches->order = wick_allocate((size_t)count, sizeof *batches->order, "the order of the samples");
  if (!batches->order)
    return false;
  draw_order(batches);
  return true;
}

void wick_batches_end(wick_batches *batches) {
  free(batches->order);
  batches->order = NULL;
}

void wick_batches_go(wick_batches *batches, wick_loader_position position) {
  bool other_epoch = position.epoch != batches->position.epoch;
  batches->position = position;
  if (other_epoch)
    draw_order(batches);
}

size_t wick_row_bytes(const wick_tensor *tensor) {
  return (size_t)wick_shape_count(tensor->rank - 1, tensor->shape + 1) *
         wick_dtype_size(tensor->dtype);
}

int64_t wick_batches_written(const wick_batches *batches, int64_t rows) {
  return rows && batches->options.last == WICK_LAST_PAD ? batches->options.batch : rows;
}

/* Copies the rows of `from` that the order names from the position on, zeros after them. */
static void gather(const wick_batches *batches, const wick_tensor *from, int64_t rows, void *into) {
  const size_t bytes = wick_row_bytes(from);
  const int64_t *order = batches->order + batches->position.sample;
  unsigned char *out = into;
  for (int64_t i = 0; i < rows; ++i)
    memcpy(out + (size_t)i * bytes, (const char *)from->data + (size_t)order[i] * bytes, bytes);
  memset(out + (size_t)rows * bytes, 0,
         (size_t)(wick_batches_written(batches, rows) - rows) * bytes);
}

/* Changes the samples of a batch that was gathered. */
static void augment(const wick_batches *batches, int64_t rows, float *samples) {
  const wick_loader_options *options = &batches->options;
  if (!options->augmentation.crop && !options->augmentation.flip)
    return;
  const wick_tensor *from = &batches->dataset->samples;
  const int64_t size = wick_shape_count(from->rank - 1, from->shape + 1);
  const int64_t *order = batches->order + batches->position.sample;
  for (int64_t i = 0; i < rows; ++i)
    wick_augment(options->augmentation, options->seed, batches->position.epoch, from, order[i],
                 samples + i * size);
}

int64_t wick_batches_next(wick_batches *batches, wick_batch batch) {
  const int64_t left = wick_dataset_count(batches->dataset) - batches->position.sample;
  const int64_t most = batches->options.batch, rows = left < most ? left : most;
  if (rows == 0 || (rows < most && batches->options.last == WICK_LAST_DROP)) {
    wick_batches_go(batches, (wick_loader_position){.epoch = batches->position.epoch + 1});
    return 0;
  }
  gather(batches, &batches->dataset->samples, rows, batch.samples);
  augment(batches, rows, batch.samples);
  if (batch.labels && batches->dataset->labels.data)
    gather(batches, &batches->dataset->labels, rows, batch.labels);
  for (int64_t i = 0; batch.mask && i < most; ++i)
    batch.mask[i] = i < rows;
  batches->position.sample += rows;
  return rows;
}
