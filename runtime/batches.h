/* How batches are made: the order of an epoch, how many rows a batch has, and what they hold. */
#ifndef WICK_RUNTIME_BATCHES_H
#define WICK_RUNTIME_BATCHES_H

#include "wick/loader.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wick_batches {
  const wick_dataset *dataset;
  wick_loader_options options;
  wick_loader_position position;
  int64_t *order; /* [count]: the samples of this epoch */
} wick_batches;

/* Begins at the first sample of epoch 0. Fails when the options do not fit the dataset. */
bool wick_batches_begin(const wick_dataset *dataset, wick_loader_options options,
                        wick_batches *batches);

/* Accepts batches of zeros. */
void wick_batches_end(wick_batches *batches);

/* As wick_loader_next. */
int64_t wick_batches_next(wick_batches *batches, wick_batch batch);

/* To a position that the dataset has. */
void wick_batches_go(wick_batches *batches, wick_loader_position position);

/* Bytes of a row of a tensor [rows, ...]. */
size_t wick_row_bytes(const wick_tensor *tensor);

/* Rows of a batch's buffers that wick_batches_next writes when it returns `rows`. */
int64_t wick_batches_written(const wick_batches *batches, int64_t rows);

#ifdef __cplusplus
}
#endif
#endif
