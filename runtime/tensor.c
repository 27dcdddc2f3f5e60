#include "wick/tensor.h"

#include "fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t wick_dtype_size(int32_t dtype) {
  switch (dtype) {
  case WICK_F64:
  case WICK_I64:
    return 8;
  case WICK_F32:
  case WICK_I32:
    return 4;
  case WICK_BF16:
    return 2;
  case WICK_I8:
  case WICK_I1:
    return 1;
  default:
    return 0;
  }
}

const char *wick_dtype_name(int32_t dtype) {
  static const char *const names[] = {"f32", "f64", "bf16", "i32", "i64", "i8", "i1"};
  return dtype >= WICK_F32 && dtype <= WICK_I1 ? names[dtype] : "?";
}

const char *wick_role_name(int32_t role) {
  static const char *const names[] = {"input", "param", "state", "hyper", "result"};
  return role >= WICK_INPUT && role <= WICK_RESULT ? names[role] : "?";
}

bool wick_shape_bytes(int32_t dtype, int32_t rank, const int64_t *shape, size_t *bytes) {
  int64_t product = (int64_t)wick_dtype_size(dtype);
  if (!product)
    return wick_fail("%d is no element type", dtype);
  if (rank < 0 || rank > WICK_MAX_RANK)
    return wick_fail("rank %d is outside 0..%d", rank, WICK_MAX_RANK);
  /* Zeros are looked at last: {2^40, 2^40, 0} is refused, whichever dimension comes first. */
  bool empty = false;
  for (int32_t i = 0; i < rank; ++i) {
    if (shape[i] < 0)
      return wick_fail("dimension %d is negative (%lld)", i, (long long)shape[i]);
    if (shape[i] == 0)
      empty = true;
    else if (__builtin_mul_overflow(product, shape[i], &product) || product > PTRDIFF_MAX)
      return wick_fail("a tensor of this shape is larger than the address space");
  }
  *bytes = empty ? 0 : (size_t)product;
  return true;
}

int64_t wick_shape_count(int32_t rank, const int64_t *shape) {
  int64_t count = 1;
  for (int32_t i = 0; i < rank; ++i)
    count *= shape[i];
  return count;
}

char *wick_shape_text(int32_t dtype, int32_t rank, const int64_t *shape, char *text, size_t size) {
  size_t used = 0;
  for (int32_t i = 0; i < rank && used < size; ++i)
    used += (size_t)snprintf(text + used, size - used, "%lldx", (long long)shape[i]);
  if (used < size)
    snprintf(text + used, size - used, "%s", wick_dtype_name(dtype));
  return text;
}

bool wick_tensor_create(int32_t dtype, int32_t rank, const int64_t *shape, wick_tensor *tensor) {
  size_t bytes;
  *tensor = (wick_tensor){0};
  if (!wick_shape_bytes(dtype, rank, shape, &bytes))
    return false;
  size_t rounded = (bytes / WICK_ALIGNMENT + 1) * WICK_ALIGNMENT;
  void *data = aligned_alloc(WICK_ALIGNMENT, rounded);
  if (!data)
    return wick_fail("no memory for a tensor of %zu bytes", bytes);
  memset(data, 0, rounded);
  tensor->dtype = dtype;
  tensor->rank = rank;
  if (rank)
    memcpy(tensor->shape, shape, (size_t)rank * sizeof *shape);
  tensor->data = data;
  return true;
}

void wick_tensor_free(wick_tensor *tensor) {
  free(tensor->data);
  *tensor = (wick_tensor){0};
}

int64_t wick_tensor_count(const wick_tensor *tensor) {
  return tensor->data ? wick_shape_count(tensor->rank, tensor->shape) : 0;
}

size_t wick_tensor_bytes(const wick_tensor *tensor) {
  return (size_t)wick_tensor_count(tensor) * wick_dtype_size(tensor->dtype);
}

static double bf16_to_double(uint16_t bits) {
  uint32_t wide = (uint32_t)bits << 16;
  float value;
  memcpy(&value, &wide, sizeof value);
  return value;
}

/* Rounds to nearest, ties to even; a NaN stays a (quiet) NaN. */
static uint16_t bf16_from_float(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (isnan(value))
    return (uint16_t)(bits >> 16 | 0x40);
  return (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

double wick_element_get(int32_t dtype, const void *data, int64_t index) {
  switch (dtype) {
  case WICK_F32:
    return ((const float *)data)[index];
  case WICK_F64:
    return ((const double *)data)[index];
  case WICK_BF16:
    return bf16_to_double(((const uint16_t *)data)[index]);
  case WICK_I32:
    return ((const int32_t *)data)[index];
  case WICK_I64:
    return (double)((const int64_t *)data)[index];
  case WICK_I8:
    return ((const int8_t *)data)[index];
  case WICK_I1:
    return ((const uint8_t *)data)[index] != 0;
  default:
    return NAN;
  }
}

/* The integer in [low, high] that `value` truncates or saturates to; both bounds are powers of two
 * (minus one), for which the comparison in double is exact enough to stay in range. */
static int64_t saturate(double value, int64_t low, int64_t high) {
  if (isnan(value))
    return 0;
  if (value <= (double)low)
    return low;
  if (value >= (double)high)
    return high;
  return (int64_t)value;
}

void wick_element_set(int32_t dtype, void *data, int64_t index, double value) {
  switch (dtype) {
  case WICK_F32:
    ((float *)data)[index] = (float)value;
    break;
  case WICK_F64:
    ((double *)data)[index] = value;
    break;
  case WICK_BF16:
    ((uint16_t *)data)[index] = bf16_from_float((float)value);
    break;
  case WICK_I32:
    ((int32_t *)data)[index] = (int32_t)saturate(value, INT32_MIN, INT32_MAX);
    break;
  case WICK_I64:
    ((int64_t *)data)[index] = saturate(value, INT64_MIN, INT64_MAX);
    break;
  case WICK_I8:
    ((int8_t *)data)[index] = (int8_t)saturate(value, INT8_MIN, INT8_MAX);
    break;
  case WICK_I1:
    ((uint8_t *)data)[index] = value != 0;
    break;
  default:
    break;
  }
}
