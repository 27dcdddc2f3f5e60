#include "wick/cifar.h"

#include "fail.h"
#include "file.h"

#include <stdlib.h>

enum {
  CHANNELS = 3,
  SIDE = 32,
  PIXELS = CHANNELS * SIDE * SIDE,
  RECORD = 1 + PIXELS,
  CLASSES = 10
};

/* A file's records; -1 when it has another format. */
static int64_t records_of(const char *path, const wick_image *image) {
  if (image->size > 0 && image->size % RECORD == 0)
    return (int64_t)(image->size / RECORD);
  wick_fail("'%s' is no file of CIFAR-10's binary version: its %zu bytes are no multiple of %d (if "
            "it ends in .gz, unpack it with tar xzf)",
            path, image->size, RECORD);
  return -1;
}

/* Writes the records of one file to rows of samples and labels. */
static bool read_records(const char *path, const wick_image *image, float scale, float *samples,
                         int32_t *labels) {
  const unsigned char *bytes = image->bytes;
  for (size_t record = 0; record < image->size / RECORD; ++record) {
    labels[record] = *bytes++;
    if (labels[record] >= CLASSES)
      return wick_fail("'%s': the label of record %zu is %d; CIFAR-10 has the classes 0 to %d",
                       path, record, labels[record], CLASSES - 1);
    for (int i = 0; i < PIXELS; ++i)
      *samples++ = (float)*bytes++ * scale;
  }
  return true;
}

static bool read_images(const char *const *paths, const wick_image *images, int32_t count,
                        float scale, wick_dataset *dataset) {
  int64_t records = 0;
  for (int32_t i = 0; i < count; ++i) {
    int64_t more = records_of(paths[i], &images[i]);
    if (more < 0)
      return false;
    records += more;
  }
  const int64_t shape[] = {records, CHANNELS, SIDE, SIDE};
  wick_tensor samples = {0}, labels = {0};
  bool good = wick_tensor_create(WICK_F32, 4, shape, &samples) &&
              wick_tensor_create(WICK_I32, 1, shape, &labels);
  int64_t row = 0;
  for (int32_t i = 0; good && i < count; ++i) {
    good = read_records(paths[i], &images[i], scale, (float *)samples.data + row * PIXELS,
                        (int32_t *)labels.data + row);
    row += (int64_t)(images[i].size / RECORD);
  }
  good = good && wick_dataset_create(&samples, &labels, dataset);
  wick_tensor_free(&samples); /* empty when the dataset took them over */
  wick_tensor_free(&labels);
  return good;
}

bool wick_cifar10_read(const char *const *paths, int32_t count, float scale,
                       wick_dataset *dataset) {
  *dataset = (wick_dataset){0};
  if (count < 1)
    return wick_fail("a dataset of CIFAR-10 needs at least one file");
  wick_image *images = wick_allocate((size_t)count, sizeof *images, "the list of files");
  int32_t open = 0;
  while (images && open < count && wick_image_open(paths[open], &images[open]))
    ++open;
  bool good = open == count && read_images(paths, images, count, scale, dataset);
  while (open > 0)
    wick_image_close(&images[--open]);
  free(images);
  return good;
}
