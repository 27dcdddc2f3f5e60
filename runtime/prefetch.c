#include "prefetch.h"

#include "fail.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A batch that was made, in memory of its own. */
typedef struct made {
  wick_batch batch;
  int64_t rows;
  wick_loader_position after;
} made;

struct wick_prefetch {
  wick_batches *batches;
  pthread_t maker;
  pthread_mutex_t lock; /* of all that follows, save the batches themselves: those from `first` on
                         * are the user's, the one after them is the maker's */
  pthread_cond_t changed;
  made *ring; /* [depth] */
  int32_t depth;
  int32_t first, ready; /* ring[(first + i) % depth] is ready for i < ready */
  bool making, paused, ending;
};

/* The thread of the maker. */
static void *make(void *data) {
  wick_prefetch *p = data;
  pthread_mutex_lock(&p->lock);
  for (;;) {
    while (!p->ending && (p->paused || p->ready == p->depth))
      pthread_cond_wait(&p->changed, &p->lock);
    if (p->ending)
      break;
    made *slot = &p->ring[(p->first + p->ready) % p->depth];
    p->making = true;
    pthread_mutex_unlock(&p->lock);
    slot->rows = wick_batches_next(p->batches, slot->batch);
    slot->after = p->batches->position;
    pthread_mutex_lock(&p->lock);
    p->making = false;
    ++p->ready;
    pthread_cond_broadcast(&p->changed);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

static void free_ring(wick_prefetch *p) {
  for (int32_t i = 0; p->ring && i < p->depth; ++i) {
    free(p->ring[i].batch.samples);
    free(p->ring[i].batch.labels);
    free(p->ring[i].batch.mask);
  }
  free(p->ring);
}

static bool allocate_ring(wick_prefetch *p) {
  const wick_dataset *dataset = p->batches->dataset;
  const size_t rows = (size_t)p->batches->options.batch;
  bool good = (p->ring = wick_allocate((size_t)p->depth, sizeof *p->ring, "prefetched batches"));
  for (int32_t i = 0; good && i < p->depth; ++i) {
    wick_batch *batch = &p->ring[i].batch;
    batch->samples = wick_allocate(rows, wick_row_bytes(&dataset->samples), "prefetched batches");
    batch->mask = wick_allocate(rows, sizeof *batch->mask, "prefetched batches");
    if (dataset->labels.data)
      batch->labels = wick_allocate(rows, wick_row_bytes(&dataset->labels), "prefetched batches");
    good = batch->samples && batch->mask && (batch->labels || !dataset->labels.data);
  }
  return good;
}

wick_prefetch *wick_prefetch_begin(wick_batches *batches, int32_t depth) {
  wick_prefetch *p = wick_allocate(1, sizeof *p, "prefetched batches");
  if (!p)
    return NULL;
  *p = (wick_prefetch){.batches = batches,
                       .lock = PTHREAD_MUTEX_INITIALIZER,
                       .changed = PTHREAD_COND_INITIALIZER,
                       .depth = depth};
  int error = 0;
  if (allocate_ring(p) && (error = pthread_create(&p->maker, NULL, make, p)) == 0)
    return p;
  if (error)
    wick_fail("no thread to prefetch batches: %s; raise the limit (ulimit -u) or load without "
              "prefetching",
              strerror(error));
  free_ring(p);
  free(p);
  return NULL;
}

void wick_prefetch_end(wick_prefetch *p) {
  if (!p)
    return;
  pthread_mutex_lock(&p->lock);
  p->ending = true;
  pthread_cond_broadcast(&p->changed);
  pthread_mutex_unlock(&p->lock);
  pthread_join(p->maker, NULL);
  pthread_cond_destroy(&p->changed);
  pthread_mutex_destroy(&p->lock);
  free_ring(p);
  free(p);
}

/* Copies what wick_batches_next would have written. */
static void copy(const wick_prefetch *p, const made *from, wick_batch into) {
  const wick_dataset *dataset = p->batches->dataset;
  const size_t rows = (size_t)wick_batches_written(p->batches, from->rows);
  if (rows == 0)
    return;
  memcpy(into.samples, from->batch.samples, rows * wick_row_bytes(&dataset->samples));
  if (into.labels && dataset->labels.data)
    memcpy(into.labels, from->batch.labels, rows * wick_row_bytes(&dataset->labels));
  if (into.mask)
    memcpy(into.mask, from->batch.mask, (size_t)p->batches->options.batch * sizeof *into.mask);
}

int64_t wick_prefetch_next(wick_prefetch *p, wick_batch batch, wick_loader_position *position) {
  pthread_mutex_lock(&p->lock);
  while (p->ready == 0)
    pthread_cond_wait(&p->changed, &p->lock);
  const made *slot = &p->ring[p->first];
  pthread_mutex_unlock(&p->lock);
  copy(p, slot, batch);
  const int64_t rows = slot->rows;
  *position = slot->after;
  pthread_mutex_lock(&p->lock);
  p->first = (p->first + 1) % p->depth;
  --p->ready;
  pthread_cond_broadcast(&p->changed);
  pthread_mutex_unlock(&p->lock);
  return rows;
}

void wick_prefetch_go(wick_prefetch *p, wick_loader_position position) {
  pthread_mutex_lock(&p->lock);
  p->paused = true;
  while (p->making)
    pthread_cond_wait(&p->changed, &p->lock);
  p->ready = 0;
  wick_batches_go(p->batches, position);
  p->paused = false;
  pthread_cond_broadcast(&p->changed);
  pthread_mutex_unlock(&p->lock);
}
