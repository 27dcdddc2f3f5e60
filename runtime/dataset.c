#include "wick/dataset.h"

#include "fail.h"
#include "wick/idx.h"

#include <stdlib.h>
#include <string.h>

bool wick_dataset_create(wick_tensor *samples, wick_tensor *labels, wick_dataset *dataset) {
  *dataset = (wick_dataset){0};
  if (!samples->data || samples->rank < 1)
    return wick_fail("a dataset needs a tensor of samples with at least one dimension");
  if (labels && (labels->rank < 1 || labels->shape[0] != samples->shape[0]))
    return wick_fail("%lld samples have %lld labels; the first dimensions must agree",
                     (long long)samples->shape[0],
                     labels->rank < 1 ? 0LL : (long long)labels->shape[0]);
  dataset->samples = *samples;
  *samples = (wick_tensor){0};
  if (labels) {
    dataset->labels = *labels;
    *labels = (wick_tensor){0};
  }
  return true;
}

/* Whether all labels of a file are classes. */
static bool check_labels(const char *path, const wick_tensor *labels, int32_t classes) {
  if (labels->dtype != WICK_I32)
    return wick_fail("'%s' holds %s elements and cannot be labels", path,
                     wick_dtype_name(labels->dtype));
  const int32_t *label = labels->data;
  for (int64_t i = 0; i < wick_tensor_count(labels); ++i)
    if (label[i] < 0 || label[i] >= classes)
      return wick_fail("'%s': label %lld is %d; there are %d classes, 0 to %d", path, (long long)i,
                       label[i], classes, classes - 1);
  return true;
}

bool wick_dataset_read_idx(const char *samples_path, const char *labels_path, float scale,
                           int32_t classes, wick_dataset *dataset) {
  wick_tensor samples, labels = {0};
  *dataset = (wick_dataset){0};
  bool good = wick_idx_read_scaled(samples_path, scale, &samples) &&
              wick_idx_read(labels_path, &labels) && check_labels(labels_path, &labels, classes);
  if (good && !wick_dataset_create(&samples, &labels, dataset))
    good = wick_fail("'%s' and '%s' do not belong together: %s", samples_path, labels_path,
                     wick_last_error());
  wick_tensor_free(&samples); /* empty when the dataset took them over */
  wick_tensor_free(&labels);
  return good;
}

/* Rows from `begin` on, before `end`. */
static wick_tensor rows_of(const wick_tensor *tensor, int64_t begin, int64_t end) {
  wick_tensor rows = *tensor;
  const int64_t size = wick_shape_count(tensor->rank - 1, tensor->shape + 1);
  rows.shape[0] = end - begin;
  rows.data = (char *)tensor->data + (size_t)(begin * size) * wick_dtype_size(tensor->dtype);
  return rows;
}

bool wick_dataset_range(const wick_dataset *dataset, int64_t begin, int64_t end,
                        wick_dataset *range) {
  *range = (wick_dataset){0};
  if (begin < 0 || begin >= end || end > wick_dataset_count(dataset))
    return wick_fail("there are no samples from %lld to %lld among %lld", (long long)begin,
                     (long long)end, (long long)wick_dataset_count(dataset));
  range->samples = rows_of(&dataset->samples, begin, end);
  if (dataset->labels.data)
    range->labels = rows_of(&dataset->labels, begin, end);
  return true;
}

void wick_dataset_free(wick_dataset *dataset) {
  wick_tensor_free(&dataset->samples);
  wick_tensor_free(&dataset->labels);
}

int64_t wick_dataset_count(const wick_dataset *dataset) {
  return dataset->samples.data ? dataset->samples.shape[0] : 0;
}
