/* Samples with labels in memory. */
#ifndef WICK_DATASET_H
#define WICK_DATASET_H

#include "wick/tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wick_dataset {
  wick_tensor samples; /* [count, ...] */
  wick_tensor labels;  /* [count, ...]; no data when there are no labels */
} wick_dataset;

/* Takes over both tensors (and empties them) when their first dimensions agree; `labels` may be
 * NULL. */
bool wick_dataset_create(wick_tensor *samples, wick_tensor *labels, wick_dataset *dataset);

/* Reads MNIST's pair of files: samples as f32 times `scale`, labels as i32 in 0..classes-1. Refuses
 * files of different lengths, and other labels. */
bool wick_dataset_read_idx(const char *samples_path, const char *labels_path, float scale,
                           int32_t classes, wick_dataset *dataset);

/* The samples from `begin` on, before `end`: a view, which must not outlive the dataset and needs
 * no freeing. Fails when there are no such samples. */
bool wick_dataset_range(const wick_dataset *dataset, int64_t begin, int64_t end,
                        wick_dataset *range);

void wick_dataset_free(wick_dataset *dataset);

/* Number of samples. */
int64_t wick_dataset_count(const wick_dataset *dataset);

#ifdef __cplusplus
}
#endif
#endif
