#include "batches.h"

#include "fail.h"
#include "shuffle.h"

#include <stdlib.h>
#include <string.h>

/* This epoch's order. */
static void draw_order(wick_batches *batches) {
  int64_t count = wick_dataset_count(batches->dataset);
  if (batches->options.shuffle) {
    wick_shuffle_epoch(batches->order, count, batches->options.seed, batches->position.epoch);
    return;
  }
  for (int64_t i = 0; i < count; ++i)
    batches->order[i] = i;
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

/* Writes the rows of `from` that the order names from the position on, and zeros in the rows after
 * them that are written too. */
static void gather(const wick_batches *batches, const wick_tensor *from, int64_t rows, void *into) {
  const size_t bytes = wick_row_bytes(from);
  const int64_t *order = batches->order + batches->position.sample;
  unsigned char *out = into;
  // LAB BEGIN 08.2a "The rows of a batch"
  // TASK: Row i < rows of `out` is row order[i] of from->data; a row has so many `bytes` (memcpy).
  // TASK: The rows from there up to wick_batches_written(batches, rows) become zeros (memset).
  // STUB: (void)bytes, (void)order, (void)out;
  for (int64_t i = 0; i < rows; ++i)
    memcpy(out + (size_t)i * bytes, (const char *)from->data + (size_t)order[i] * bytes, bytes);
  const int64_t written = wick_batches_written(batches, rows);
  memset(out + (size_t)rows * bytes, 0, (size_t)(written - rows) * bytes);
  // LAB END
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

/* Samples in the next batch; 0 when this epoch has no other. */
static int64_t rows_of_next(const wick_batches *batches) {
  const int64_t left = wick_dataset_count(batches->dataset) - batches->position.sample;
  const int64_t most = batches->options.batch;
  // LAB BEGIN 08.2b "The last batch"
  // TASK: `left` samples are left in this epoch, a batch has `most` rows. What becomes of a last
  // TASK: batch that is not full, batches->options.last says: WICK_LAST_DROP, _KEEP or _PAD.
  // STUB: (void)left, (void)most;
  // STUB: wick_fail("lab 08.2 is not written yet");
  // STUB: return 0;
  if (left < most && batches->options.last == WICK_LAST_DROP)
    return 0;
  return left < most ? left : most;
  // LAB END
}

int64_t wick_batches_next(wick_batches *batches, wick_batch batch) {
  const wick_dataset *dataset = batches->dataset;
  const int64_t rows = rows_of_next(batches);
  if (rows == 0) {
    wick_batches_go(batches, (wick_loader_position){.epoch = batches->position.epoch + 1});
    return 0;
  }
  gather(batches, &dataset->samples, rows, batch.samples);
  augment(batches, rows, batch.samples);
  if (batch.labels && dataset->labels.data)
    gather(batches, &dataset->labels, rows, batch.labels);
  // LAB BEGIN 08.2c "Mask and position"
  // TASK: The mask, where one is wanted (not NULL): batch.mask[i] is 1 for a sample and 0 for none,
  // TASK: for all rows of a batch (batches->options.batch). Then move batches->position.sample on.
  // STUB:
  for (int64_t i = 0; batch.mask && i < batches->options.batch; ++i)
    batch.mask[i] = i < rows;
  batches->position.sample += rows;
  // LAB END
  return rows;
}
