#include "wick/idx.h"

#include "fail.h"
#include "file.h"

#include <string.h>

/* The third byte of the file says which type its elements have. */
typedef enum idx_type {
  IDX_U8 = 0x08,
  IDX_I8 = 0x09,
  IDX_I16 = 0x0b,
  IDX_I32 = 0x0c,
  IDX_F32 = 0x0d,
  IDX_F64 = 0x0e
} idx_type;

static uint64_t big_endian(const unsigned char *bytes, size_t count) {
  uint64_t word = 0;
  for (size_t i = 0; i < count; ++i)
    word = word << 8 | bytes[i];
  return word;
}

/* Bytes of an element in the file, and the type it widens to; 0 for an unknown type. */
static size_t element_bytes(int type, int32_t *natural) {
  switch (type) {
  case IDX_U8:
    *natural = WICK_I32;
    return 1;
  case IDX_I8:
    *natural = WICK_I8;
    return 1;
  case IDX_I16:
    *natural = WICK_I32;
    return 2;
  case IDX_I32:
    *natural = WICK_I32;
    return 4;
  case IDX_F32:
    *natural = WICK_F32;
    return 4;
  case IDX_F64:
    *natural = WICK_F64;
    return 8;
  default:
    return 0;
  }
}

static double element(int type, const unsigned char *bytes) {
  uint32_t word;
  uint64_t long_word;
  float single;
  double value;
  switch (type) {
  case IDX_U8:
    return bytes[0];
  case IDX_I8:
    return (int8_t)bytes[0];
  case IDX_I16:
    return (int16_t)big_endian(bytes, 2);
  case IDX_I32:
    return (int32_t)big_endian(bytes, 4);
  case IDX_F32:
    word = (uint32_t)big_endian(bytes, 4);
    memcpy(&single, &word, sizeof single);
    return single;
  default:
    long_word = big_endian(bytes, 8);
    memcpy(&value, &long_word, sizeof value);
    return value;
  }
}

typedef struct idx_header {
  int type;
  int32_t natural; /* wick_dtype */
  size_t element_bytes;
  int32_t rank;
  int64_t shape[WICK_MAX_RANK];
  size_t data_begin;
} idx_header;

/* Two zero bytes, type, rank, then one 32-bit length per dimension. */
static bool read_header(const char *path, const wick_image *image, idx_header *header) {
  const unsigned char *bytes = image->bytes;
  if (image->size < 4 || bytes[0] != 0 || bytes[1] != 0)
    return wick_fail("'%s' is not an IDX file (if it ends in .gz, unpack it with gunzip)", path);
  header->type = bytes[2];
  header->element_bytes = element_bytes(header->type, &header->natural);
  if (!header->element_bytes)
    return wick_fail("'%s' is not an IDX file: it has no element type 0x%02x", path, bytes[2]);
  header->rank = bytes[3];
  header->data_begin = 4 + 4 * (size_t)header->rank;
  if (header->rank > WICK_MAX_RANK)
    return wick_fail("'%s' has rank %d; readable is at most %d", path, header->rank, WICK_MAX_RANK);
  if (image->size < header->data_begin)
    return wick_fail("'%s' is truncated: it ends inside its header", path);
  for (int32_t i = 0; i < header->rank; ++i)
    header->shape[i] = (int64_t)big_endian(bytes + 4 + 4 * i, 4);
  return true;
}

/* Checks the length in the header against the file's. */
static bool check_length(const char *path, const wick_image *image, const idx_header *header) {
  size_t count = 1, held = image->size - header->data_begin, needed;
  bool too_large = false;
  for (int32_t i = 0; i < header->rank; ++i)
    too_large |= __builtin_mul_overflow(count, (size_t)header->shape[i], &count);
  too_large |= __builtin_mul_overflow(count, header->element_bytes, &needed);
  if (too_large || needed != held)
    return wick_fail("'%s' announces other data than the %zu bytes it holds; it is truncated or "
                     "damaged",
                     path, held);
  return true;
}

static bool read_as(const char *path, int32_t dtype, double scale, wick_tensor *tensor) {
  wick_image image;
  idx_header header;
  *tensor = (wick_tensor){0};
  if (!wick_image_open(path, &image))
    return false;
  bool good =
      read_header(path, &image, &header) && check_length(path, &image, &header) &&
      wick_tensor_create(dtype < 0 ? header.natural : dtype, header.rank, header.shape, tensor);
  if (good) {
    const unsigned char *bytes = image.bytes + header.data_begin;
    int64_t count = wick_tensor_count(tensor);
    for (int64_t i = 0; i < count; ++i, bytes += header.element_bytes)
      wick_element_set(tensor->dtype, tensor->data, i, element(header.type, bytes) * scale);
  }
  wick_image_close(&image);
  return good;
}

bool wick_idx_read(const char *path, wick_tensor *tensor) { return read_as(path, -1, 1, tensor); }

bool wick_idx_read_scaled(const char *path, float scale, wick_tensor *tensor) {
  return read_as(path, WICK_F32, scale, tensor);
}
