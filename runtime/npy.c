#include "wick/npy.h"

#include "fail.h"
#include "file.h"
#include "replacement.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char magic[] = "\x93NUMPY";
enum { MAGIC_BYTES = 6, LONGEST_HEADER = 1 << 16 };

static const struct {
  const char *descr;
  int32_t dtype;
} types[] = {{"<f4", WICK_F32}, {"<f8", WICK_F64}, {"<i4", WICK_I32},
             {"<i8", WICK_I64}, {"|i1", WICK_I8},  {"|b1", WICK_I1}};

/* A cursor in the header, a Python dictionary: {'descr': '<f4', 'fortran_order': False, ...}. */
typedef struct cursor {
  const char *at, *end;
} cursor;

static void skip_space(cursor *c) {
  while (c->at < c->end && isspace((unsigned char)*c->at))
    ++c->at;
}

static bool take(cursor *c, const char *word) {
  size_t length = strlen(word);
  skip_space(c);
  if ((size_t)(c->end - c->at) < length || memcmp(c->at, word, length) != 0)
    return false;
  c->at += length;
  return true;
}

/* A quoted string of up to 15 letters, none of them escaped. */
static bool take_string(cursor *c, char text[16]) {
  skip_space(c);
  char quote = c->at < c->end ? *c->at : 0;
  if (quote != '\'' && quote != '"')
    return false;
  const char *begin = c->at + 1;
  const char *stop = memchr(begin, quote, (size_t)(c->end - begin));
  if (!stop || stop - begin > 15)
    return false;
  memcpy(text, begin, (size_t)(stop - begin));
  text[stop - begin] = '\0';
  c->at = stop + 1;
  return true;
}

static bool take_number(cursor *c, int64_t *number) {
  skip_space(c);
  const char *begin = c->at;
  for (*number = 0; c->at < c->end && isdigit((unsigned char)*c->at); ++c->at)
    if (__builtin_mul_overflow(*number, 10, number) ||
        __builtin_add_overflow(*number, *c->at - '0', number))
      return false;
  return c->at != begin;
}

static bool take_shape(cursor *c, wick_tensor *header) {
  if (!take(c, "("))
    return false;
  for (header->rank = 0; !take(c, ")"); ++header->rank) {
    if (header->rank == WICK_MAX_RANK || !take_number(c, &header->shape[header->rank]))
      return false;
    if (!take(c, ",")) {
      ++header->rank;
      return take(c, ")");
    }
  }
  return true;
}

static bool find_type(const char *descr, int32_t *dtype) {
  for (size_t i = 0; i < sizeof types / sizeof types[0]; ++i)
    if (strcmp(types[i].descr, descr) == 0) {
      *dtype = types[i].dtype;
      return true;
    }
  return false;
}

/* Reads type and shape from the header's text. */
static bool parse_header(const char *path, cursor c, wick_tensor *header) {
  char key[16], descr[16] = "";
  bool has_type = false, has_shape = false, has_order = false;
  if (!take(&c, "{"))
    return wick_fail("'%s': its header is not a Python dictionary; is it a .npy file?", path);
  while (!take(&c, "}")) {
    if (!take_string(&c, key) || !take(&c, ":"))
      return wick_fail("'%s': its header is damaged", path);
    if (strcmp(key, "descr") == 0 && take_string(&c, descr))
      has_type = true;
    else if (strcmp(key, "fortran_order") == 0 && take(&c, "False"))
      has_order = true;
    else if (strcmp(key, "fortran_order") == 0 && take(&c, "True"))
      return wick_fail("'%s' is in Fortran order; save numpy.ascontiguousarray(x) instead", path);
    else if (strcmp(key, "shape") == 0 && take_shape(&c, header))
      has_shape = true;
    else
      return wick_fail("'%s': its header is damaged at '%s'", path, key);
    take(&c, ",");
  }
  if (!has_type || !has_shape || !has_order)
    return wick_fail("'%s': its header lacks descr, fortran_order or shape", path);
  if (!find_type(descr, &header->dtype))
    return wick_fail(
        "'%s' has elements of type '%s'; convert it with x.astype('<f4') (readable are "
        "<f4 <f8 <i4 <i8 |i1 |b1)",
        path, descr);
  return true;
}

/* Finds the header: 2 bytes of length in version 1, 4 from version 2 on. */
static bool find_header(const char *path, const wick_image *image, cursor *c, size_t *data_begin) {
  const unsigned char *bytes = image->bytes;
  if (image->size < 12 || memcmp(bytes, magic, MAGIC_BYTES) != 0)
    return wick_fail("'%s' is not a .npy file", path);
  unsigned version = bytes[6];
  if (version < 1 || version > 3)
    return wick_fail("'%s' has .npy version %u; readable are 1 to 3", path, version);
  size_t begin = version == 1 ? 10 : 12;
  size_t length = bytes[8] | (size_t)bytes[9] << 8;
  if (version > 1)
    length |= (size_t)bytes[10] << 16 | (size_t)bytes[11] << 24;
  if (length > LONGEST_HEADER || length > image->size - begin)
    return wick_fail("'%s' is truncated: its header of %zu bytes is not there", path, length);
  *c = (cursor){(const char *)bytes + begin, (const char *)bytes + begin + length};
  *data_begin = begin + length;
  return true;
}

static bool read_image(const char *path, const wick_image *image, wick_tensor *tensor) {
  cursor c;
  size_t begin, bytes;
  wick_tensor header = {0};
  char shape[128];
  if (!find_header(path, image, &c, &begin) || !parse_header(path, c, &header))
    return false;
  if (!wick_shape_bytes(header.dtype, header.rank, header.shape, &bytes))
    return wick_fail("'%s': %s", path, wick_last_error());
  if (bytes != image->size - begin)
    return wick_fail("'%s' says %s, which is %zu bytes, and holds %zu; it is truncated or damaged",
                     path,
                     wick_shape_text(header.dtype, header.rank, header.shape, shape, sizeof shape),
                     bytes, image->size - begin);
  if (!wick_tensor_create(header.dtype, header.rank, header.shape, tensor))
    return false;
  memcpy(tensor->data, image->bytes + begin, bytes);
  return true;
}

bool wick_npy_read(const char *path, wick_tensor *tensor) {
  wick_image image;
  *tensor = (wick_tensor){0};
  if (!wick_image_open(path, &image))
    return false;
  bool good = read_image(path, &image, tensor);
  wick_image_close(&image);
  return good;
}

static const char *descr_of(int32_t dtype) {
  for (size_t i = 0; i < sizeof types / sizeof types[0]; ++i)
    if (types[i].dtype == dtype)
      return types[i].descr;
  return "<f4"; /* bf16, widened */
}

/* Version 1, padded with spaces so that the data begins at a multiple of 64. */
static void write_header(FILE *out, int32_t dtype, int32_t rank, const int64_t *shape) {
  char text[512];
  int used = snprintf(text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': (",
                      descr_of(dtype));
  for (int32_t i = 0; i < rank; ++i)
    used += snprintf(text + used, sizeof text - (size_t)used, i ? " %lld," : "%lld,",
                     (long long)shape[i]);
  used += snprintf(text + used, sizeof text - (size_t)used, "), }");
  int length = (10 + used + 1 + 63) / 64 * 64 - 10;
  fwrite(magic, 1, MAGIC_BYTES, out);
  fputc(1, out);
  fputc(0, out);
  fputc(length & 0xff, out);
  fputc(length >> 8, out);
  fprintf(out, "%-*s\n", length - 1, text);
}

bool wick_npy_write(const char *path, int32_t dtype, int32_t rank, const int64_t *shape,
                    const void *data) {
  size_t bytes;
  wick_replacement replacement;
  if (!wick_shape_bytes(dtype, rank, shape, &bytes))
    return wick_fail("cannot write '%s': %s", path, wick_last_error());
  if (!wick_replacement_begin(path, &replacement))
    return false;
  write_header(replacement.file, dtype, rank, shape);
  if (dtype == WICK_BF16)
    for (int64_t i = 0; i < wick_shape_count(rank, shape); ++i) {
      float value = (float)wick_element_get(dtype, data, i);
      fwrite(&value, sizeof value, 1, replacement.file);
    }
  else if (bytes)
    fwrite(data, 1, bytes, replacement.file);
  return wick_replacement_commit(&replacement);
}
