#include "wick/loader.h"

#include "batches.h"
#include "fail.h"
#include "prefetch.h"

#include <stdlib.h>

struct wick_loader {
  wick_batches batches;
  wick_prefetch *prefetch; /* NULL: batches are made in the call */
  wick_loader_position position;
};

wick_loader *wick_loader_create(const wick_dataset *dataset, wick_loader_options options) {
  wick_loader *loader = wick_allocate(1, sizeof *loader, "a loader");
  bool good = loader && wick_batches_begin(dataset, options, &loader->batches);
  if (good && options.prefetch > 0)
    good = (loader->prefetch = wick_prefetch_begin(&loader->batches, options.prefetch));
  if (good)
    return loader;
  wick_loader_destroy(loader);
  return NULL;
}

void wick_loader_destroy(wick_loader *loader) {
  if (!loader)
    return;
  wick_prefetch_end(loader->prefetch);
  wick_batches_end(&loader->batches);
  free(loader);
}

int64_t wick_loader_next(wick_loader *loader, wick_batch batch) {
  if (loader->prefetch)
    return wick_prefetch_next(loader->prefetch, batch, &loader->position);
  int64_t rows = wick_batches_next(&loader->batches, batch);
  loader->position = loader->batches.position;
  return rows;
}

int64_t wick_loader_batches(const wick_loader *loader) {
  const wick_loader_options *options = &loader->batches.options;
  int64_t count = wick_dataset_count(loader->batches.dataset), batch = options->batch;
  return count / batch + (options->last != WICK_LAST_DROP && count % batch != 0);
}

wick_loader_position wick_loader_tell(const wick_loader *loader) { return loader->position; }

bool wick_loader_seek(wick_loader *loader, wick_loader_position position) {
  const int64_t count = wick_dataset_count(loader->batches.dataset);
  if (position.sample < 0 || position.sample > count)
    return wick_fail("position %lld lies outside of the %lld samples; was it saved with another "
                     "dataset?",
                     (long long)position.sample, (long long)count);
  if (loader->prefetch)
    wick_prefetch_go(loader->prefetch, position);
  else
    wick_batches_go(&loader->batches, position);
  loader->position = position;
  return true;
}
