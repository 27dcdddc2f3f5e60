/* Batches that a second thread makes ahead of who uses them. */
#ifndef WICK_RUNTIME_PREFETCH_H
#define WICK_RUNTIME_PREFETCH_H

#include "batches.h"

typedef struct wick_prefetch wick_prefetch;

/* Begins to make batches, at most `depth` >= 1 ahead. `batches` belongs to the other thread until
 * wick_prefetch_end. NULL on failure. */
wick_prefetch *wick_prefetch_begin(wick_batches *batches, int32_t depth);

/* Accepts NULL. */
void wick_prefetch_end(wick_prefetch *prefetch);

/* As wick_batches_next; `position` becomes that after this batch. */
int64_t wick_prefetch_next(wick_prefetch *prefetch, wick_batch batch,
                           wick_loader_position *position);

/* Drops what was made ahead and goes on from a position that the dataset has. */
void wick_prefetch_go(wick_prefetch *prefetch, wick_loader_position position);

#endif
