/* Batches of a dataset, in a seeded order that a saved position brings back bit for bit. */
#ifndef WICK_LOADER_H
#define WICK_LOADER_H

#include "wick/dataset.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What happens to the samples that do not fill a last batch. */
typedef enum wick_last_batch {
  WICK_LAST_DROP, /* they are left out of this epoch */
  WICK_LAST_KEEP, /* a short batch; the rest of the buffer keeps what it held */
  WICK_LAST_PAD   /* the rest of the buffer is zeros: for compiled, static batch shapes */
} wick_last_batch;

typedef struct wick_loader_options {
  int64_t batch; /* rows of a batch, >= 1 */
  uint64_t seed;
  bool shuffle; /* a new order each epoch, drawn from (seed, epoch); else the dataset's order */
  wick_last_batch last;
} wick_loader_options;

/* Where a loader stands; with the same dataset and options it determines all later batches. */
typedef struct wick_loader_position {
  uint64_t epoch;
  int64_t sample; /* samples handed out in this epoch */
} wick_loader_position;

typedef struct wick_loader wick_loader;

/* The dataset must outlive the loader. NULL on failure. */
wick_loader *wick_loader_create(const wick_dataset *dataset, wick_loader_options options);

/* Accepts NULL. */
void wick_loader_destroy(wick_loader *loader);

/* Copies the next batch to samples ([batch, ...]) and labels (may be NULL) and returns how many
 * rows are real. Returns 0 once at the end of an epoch; the call after it begins the next epoch.
 * Each sample is handed out exactly once per epoch, save those that WICK_LAST_DROP leaves out. */
int64_t wick_loader_next(wick_loader *loader, void *samples, void *labels);

/* Batches of one epoch. */
int64_t wick_loader_batches(const wick_loader *loader);

wick_loader_position wick_loader_tell(const wick_loader *loader);

/* Goes to a position. Fails when the epoch has no such sample; the loader then stays. */
bool wick_loader_seek(wick_loader *loader, wick_loader_position position);

#ifdef __cplusplus
}
#endif
#endif
