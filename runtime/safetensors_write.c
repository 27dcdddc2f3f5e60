/* Writing safetensors. */
#include "wick/safetensors.h"

#include "fail.h"
#include "replacement.h"
#include "safetensors_types.h"
#include "wick/tensor.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *type_name(int32_t dtype) {
  for (int i = 0; i < WICK_SAFETENSORS_TYPES; ++i)
    if (wick_safetensors_types[i].dtype == dtype)
      return wick_safetensors_types[i].name;
  return NULL;
}

/* A tensor and where its data will stand. */
typedef struct placed {
  const wick_named_tensor *tensor;
  size_t bytes;
  int32_t index; /* in the caller's list; keeps the order of equals */
} placed;

static int widest_first(const void *left, const void *right) {
  const placed *a = left, *b = right;
  size_t width_a = wick_dtype_size(a->tensor->dtype), width_b = wick_dtype_size(b->tensor->dtype);
  if (width_a != width_b)
    return width_a > width_b ? -1 : 1;
  return a->index - b->index;
}

static bool describe(json_t *header, const placed *p, size_t begin) {
  const wick_named_tensor *t = p->tensor;
  json_t *shape = json_array();
  for (int32_t i = 0; i < t->rank; ++i)
    json_array_append_new(shape, json_integer(t->shape[i]));
  json_t *offsets = json_array();
  json_array_append_new(offsets, json_integer((json_int_t)begin));
  json_array_append_new(offsets, json_integer((json_int_t)(begin + p->bytes)));
  json_t *record = json_object();
  json_object_set_new(record, "dtype", json_string(type_name(t->dtype)));
  json_object_set_new(record, "shape", shape);
  json_object_set_new(record, "data_offsets", offsets);
  if (json_object_get(header, t->name) || strcmp(t->name, WICK_SAFETENSORS_METADATA) == 0) {
    json_decref(record);
    return wick_fail("two tensors are named '%s'", t->name);
  }
  return json_object_set_new(header, t->name, record) == 0 ||
         wick_fail("a tensor's name is not UTF-8, or there is no memory for its description");
}

static bool describe_all(json_t *header, const placed *order, int32_t count,
                         const wick_metadata *metadata, int32_t metadata_count) {
  if (metadata_count) {
    json_t *map = json_object();
    json_object_set_new(header, WICK_SAFETENSORS_METADATA, map);
    for (int32_t i = 0; i < metadata_count; ++i)
      if (json_object_set_new(map, metadata[i].key, json_string(metadata[i].value)) != 0)
        return wick_fail("metadata '%s' is not UTF-8", metadata[i].key);
  }
  size_t begin = 0;
  for (int32_t i = 0; i < count; begin += order[i++].bytes)
    if (!describe(header, &order[i], begin))
      return false;
  return true;
}

/* The length, then the header padded with spaces so that the data begins at a multiple of 64. */
static void write_header(FILE *out, const char *header) {
  size_t used = WICK_SAFETENSORS_PREFIX + strlen(header);
  uint64_t length =
      (used + WICK_ALIGNMENT - 1) / WICK_ALIGNMENT * WICK_ALIGNMENT - WICK_SAFETENSORS_PREFIX;
  for (int i = 0; i < WICK_SAFETENSORS_PREFIX; ++i)
    fputc((int)(length >> 8 * i & 0xff), out);
  fprintf(out, "%-*s", (int)length, header);
}

static bool write_file(const char *path, const char *header, const placed *order, int32_t count) {
  wick_replacement replacement;
  if (!wick_replacement_begin(path, &replacement))
    return false;
  write_header(replacement.file, header);
  for (int32_t i = 0; i < count; ++i)
    if (order[i].bytes)
      fwrite(order[i].tensor->data, 1, order[i].bytes, replacement.file);
  return wick_replacement_commit(&replacement);
}

static bool place_all(placed *order, const wick_named_tensor *tensors, int32_t count) {
  for (int32_t i = 0; i < count; ++i) {
    const wick_named_tensor *t = &tensors[i];
    order[i] = (placed){.tensor = t, .index = i};
    if (!wick_shape_bytes(t->dtype, t->rank, t->shape, &order[i].bytes))
      return wick_fail("tensor '%s': %s", t->name, wick_last_error());
  }
  qsort(order, (size_t)count, sizeof *order, widest_first);
  return true;
}

bool wick_safetensors_write(const char *path, const wick_named_tensor *tensors, int32_t count,
                            const wick_metadata *metadata, int32_t metadata_count) {
  placed *order = wick_allocate((size_t)count, sizeof *order, "a safetensors header");
  json_t *header = json_object();
  char *text = NULL;
  bool good = order && header && place_all(order, tensors, count) &&
              describe_all(header, order, count, metadata, metadata_count);
  if (good)
    text = json_dumps(header, JSON_COMPACT);
  good = good ? text && write_file(path, text, order, count)
              : wick_fail("cannot write '%s': %s", path, wick_last_error());
  free(text);
  json_decref(header);
  free(order);
  return good;
}
