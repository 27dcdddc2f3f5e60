/* Reading safetensors. All that the header says is checked against the image's length before use.
 */
#include "wick/safetensors.h"

#include "fail.h"
#include "file.h"
#include "safetensors_types.h"
#include "wick/tensor.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A parsed header takes up to 20 times its text in memory; 16 MB is over 100,000 tensors. */
enum { LONGEST_HEADER = 16 << 20 };

/* A tensor with the storage of its shape. */
typedef struct record {
  wick_named_tensor tensor; /* name points into the header */
  int64_t shape[WICK_MAX_RANK];
  size_t begin, end; /* in the data */
} record;

struct wick_safetensors {
  wick_image image; /* empty when the caller owns the bytes */
  const char *source;
  json_t *header;
  record *records; /* [count], ordered by their data */
  int32_t count;
};

static bool fail_at(const wick_safetensors *file, const char *tensor, const char *what) {
  return wick_fail("'%s' is not a valid safetensors file: tensor '%s' %s", file->source, tensor,
                   what);
}

static bool read_type(const json_t *value, int32_t *dtype) {
  const char *name = json_string_value(value);
  for (int i = 0; name && i < WICK_SAFETENSORS_TYPES; ++i)
    if (strcmp(name, wick_safetensors_types[i].name) == 0) {
      *dtype = wick_safetensors_types[i].dtype;
      return true;
    }
  return false;
}

static bool read_shape(const json_t *value, record *r) {
  if (!json_is_array(value) || json_array_size(value) > WICK_MAX_RANK)
    return false;
  r->tensor.rank = (int32_t)json_array_size(value);
  for (int32_t i = 0; i < r->tensor.rank; ++i) {
    const json_t *dimension = json_array_get(value, (size_t)i);
    if (!json_is_integer(dimension))
      return false;
    r->shape[i] = json_integer_value(dimension);
  }
  return true;
}

/* Offsets inside `data_bytes`, in order. */
static bool read_offsets(const json_t *value, size_t data_bytes, record *r) {
  const json_t *begin = json_array_get(value, 0), *end = json_array_get(value, 1);
  if (json_array_size(value) != 2 || !json_is_integer(begin) || !json_is_integer(end))
    return false;
  json_int_t first = json_integer_value(begin), last = json_integer_value(end);
  if (first < 0 || last < first || (uint64_t)last > data_bytes)
    return false;
  r->begin = (size_t)first;
  r->end = (size_t)last;
  return true;
}

static bool read_record(const wick_safetensors *file, const char *name, const json_t *value,
                        size_t data_bytes, record *r) {
  size_t bytes;
  r->tensor.name = name;
  if (!read_type(json_object_get(value, "dtype"), &r->tensor.dtype))
    return fail_at(file, name,
                   "has no element type of F32 F64 BF16 I32 I64 I8 BOOL; convert it to F32");
  if (!read_shape(json_object_get(value, "shape"), r))
    return fail_at(file, name, "has no shape of at most 8 dimensions");
  if (!read_offsets(json_object_get(value, "data_offsets"), data_bytes, r))
    return fail_at(file, name, "has data_offsets outside of the file, which may be truncated");
  if (!wick_shape_bytes(r->tensor.dtype, r->tensor.rank, r->shape, &bytes))
    return wick_fail("'%s' is not a valid safetensors file: tensor '%s': %s", file->source, name,
                     wick_last_error());
  if (bytes != r->end - r->begin)
    return fail_at(file, name, "has data of another length than its shape");
  return true;
}

static int compare_records(const void *left, const void *right) {
  const record *a = left, *b = right;
  if (a->begin != b->begin)
    return a->begin < b->begin ? -1 : 1;
  return (a->end > b->end) - (a->end < b->end);
}

/* Orders the records by their data, which must be seamless. */
static bool check_cover(wick_safetensors *file, size_t data_bytes) {
  size_t covered = 0;
  if (file->count)
    qsort(file->records, (size_t)file->count, sizeof *file->records, compare_records);
  for (int32_t i = 0; i < file->count; ++i) {
    const record *r = &file->records[i];
    if (r->begin != covered)
      return fail_at(file, r->tensor.name,
                     r->begin < covered ? "overlaps another" : "leaves a hole before its data");
    covered = r->end;
  }
  if (covered != data_bytes)
    return wick_fail("'%s' is not a valid safetensors file: %zu bytes follow its last tensor",
                     file->source, data_bytes - covered);
  return true;
}

static bool check_metadata(const wick_safetensors *file, json_t *metadata) {
  const char *key;
  json_t *value;
  bool good = json_is_object(metadata);
  json_object_foreach(metadata, key, value) good &= json_is_string(value);
  return good ||
         wick_fail("'%s' is not a valid safetensors file: __metadata__ must map text to text",
                   file->source);
}

static bool read_records(wick_safetensors *file, const unsigned char *data, size_t data_bytes) {
  const char *name;
  json_t *value;
  file->records = wick_allocate(json_object_size(file->header), sizeof(record), "a header");
  if (!file->records)
    return false;
  json_object_foreach(file->header, name, value) {
    record *r = &file->records[file->count];
    if (strcmp(name, WICK_SAFETENSORS_METADATA) == 0) {
      if (!check_metadata(file, value))
        return false;
      continue;
    }
    if (!read_record(file, name, value, data_bytes, r))
      return false;
    r->tensor.data = data + r->begin;
    ++file->count;
  }
  return true;
}

static bool read_header(wick_safetensors *file, const unsigned char *bytes, size_t size) {
  uint64_t length = 0;
  json_error_t error;
  if (size < WICK_SAFETENSORS_PREFIX)
    return wick_fail("'%s' is not a safetensors file: it has only %zu bytes", file->source, size);
  for (int i = 0; i < WICK_SAFETENSORS_PREFIX; ++i)
    length |= (uint64_t)bytes[i] << 8 * i;
  if (length > size - WICK_SAFETENSORS_PREFIX || length > LONGEST_HEADER)
    return wick_fail("'%s' is no safetensors file or is truncated: it announces a header of %llu "
                     "bytes and has %zu",
                     file->source, (unsigned long long)length, size - WICK_SAFETENSORS_PREFIX);
  const unsigned char *header = bytes + WICK_SAFETENSORS_PREFIX;
  file->header = json_loadb((const char *)header, (size_t)length, JSON_REJECT_DUPLICATES, &error);
  if (!json_is_object(file->header))
    return wick_fail("'%s' is not a valid safetensors file: its header is no JSON object (%s)",
                     file->source, file->header ? "another value" : error.text);
  size_t data_bytes = size - WICK_SAFETENSORS_PREFIX - (size_t)length;
  return read_records(file, header + length, data_bytes) && check_cover(file, data_bytes);
}

wick_safetensors *wick_safetensors_view(const void *image, size_t bytes, const char *source) {
  wick_safetensors *file = wick_allocate(1, sizeof *file, "a safetensors header");
  if (!file)
    return NULL;
  file->source = source;
  bool good = read_header(file, image, bytes);
  file->source = NULL; /* the caller's text, which may go */
  if (good) {
    for (int32_t i = 0; i < file->count; ++i) /* after sorting, which moves the records */
      file->records[i].tensor.shape = file->records[i].shape;
    return file;
  }
  wick_safetensors_close(file);
  return NULL;
}

wick_safetensors *wick_safetensors_open(const char *path) {
  wick_image image;
  if (!wick_image_open(path, &image))
    return NULL;
  wick_safetensors *file = wick_safetensors_view(image.bytes, image.size, path);
  if (file)
    file->image = image;
  else
    wick_image_close(&image);
  return file;
}

void wick_safetensors_close(wick_safetensors *file) {
  if (!file)
    return;
  json_decref(file->header);
  free(file->records);
  wick_image_close(&file->image);
  free(file);
}

int32_t wick_safetensors_count(const wick_safetensors *file) { return file->count; }

const wick_named_tensor *wick_safetensors_at(const wick_safetensors *file, int32_t index) {
  return &file->records[index].tensor;
}

const wick_named_tensor *wick_safetensors_find(const wick_safetensors *file, const char *name) {
  for (int32_t i = 0; i < file->count; ++i)
    if (strcmp(file->records[i].tensor.name, name) == 0)
      return &file->records[i].tensor;
  return NULL;
}

const char *wick_safetensors_metadata(const wick_safetensors *file, const char *key) {
  const json_t *metadata = json_object_get(file->header, WICK_SAFETENSORS_METADATA);
  return json_string_value(json_object_get(metadata, key));
}
