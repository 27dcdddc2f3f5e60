/* Batches of a dataset, in a seeded order that a saved position brings back bit for bit. */
#ifndef WICK_LOADER_H
#define WICK_LOADER_H

#include "wick/augment.h"
#include "wick/dataset.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What happens to the samples that do not fill a last batch. A compiled entry has one batch shape,
 * so a short batch is a question with three answers:
 *
 * To train, drop them. Each step is then the mean of as many losses, none of them of padding, and a
 * sample that is left out has its turn in the order of another epoch.
 * To evaluate, pad: every sample counts, once. What an entry computes for a row of padding is of no
 * meaning; leave it out by the number of rows or by the mask, with which an entry can compute
 * a mean over the real rows: sum(mask * loss) / sum(mask). A label of padding is 0, a class like
 * any other, so a mean over all rows would be wrong.
 * To call code that takes any number of rows, keep. */
typedef enum wick_last_batch {
  WICK_LAST_DROP, /* they are left out of this epoch */
  WICK_LAST_KEEP, /* a short batch; the rest of the buffers keeps what it held */
  WICK_LAST_PAD   /* the rest of the buffers is zeros */
} wick_last_batch;

typedef struct wick_loader_options {
  int64_t batch; /* rows of a batch, >= 1 */
  uint64_t seed;
  bool shuffle; /* a new order each epoch, drawn from (seed, epoch); else the dataset's order */
  wick_last_batch last;
  wick_augmentation augmentation; /* drawn from (seed, epoch, sample) */
  int32_t prefetch; /* batches that a second thread makes ahead, 0: none. They are the same bits. */
} wick_loader_options;

/* Where a loader stands; with the same dataset and options it determines all later batches. */
typedef struct wick_loader_position {
  uint64_t epoch;
  int64_t sample; /* samples handed out in this epoch */
} wick_loader_position;

/* Where a batch goes. Rows beyond those that are returned are what wick_last_batch says. */
typedef struct wick_batch {
  void *samples; /* [batch, ...] of the dataset's type */
  void *labels;  /* [batch, ...] of the dataset's type; NULL: not wanted */
  float *mask;   /* [batch], 1 for a sample and 0 for no sample; NULL: not wanted */
} wick_batch;

typedef struct wick_loader wick_loader;

/* The dataset must outlive the loader, and stay as it is. NULL on failure. */
wick_loader *wick_loader_create(const wick_dataset *dataset, wick_loader_options options);

/* Accepts NULL. */
void wick_loader_destroy(wick_loader *loader);

/* Writes the next batch and returns how many of its rows are samples. Returns 0 once at the end of
 * an epoch; the call after it begins the next epoch. Each sample is handed out exactly once per
 * epoch, save those that WICK_LAST_DROP leaves out. A loader is for one thread at a time. */
int64_t wick_loader_next(wick_loader *loader, wick_batch batch);

/* Batches of one epoch. */
int64_t wick_loader_batches(const wick_loader *loader);

/* After the last batch that was handed out, whatever is prefetched. */
wick_loader_position wick_loader_tell(const wick_loader *loader);

/* Goes to a position. Fails when the epoch has no such sample; the loader then stays. */
bool wick_loader_seek(wick_loader *loader, wick_loader_position position);

#ifdef __cplusplus
}
#endif
#endif
