/* Dense row-major tensors owned by the runtime: what files are read into. */
#ifndef WICK_TENSOR_H
#define WICK_TENSOR_H

#include "wick/model.h"

#include <stdbool.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WICK_MAX_RANK 8

/* Alignment in bytes of every block that the runtime allocates for tensor data (a cache line, and
 * the width of the widest vector register). */
#define WICK_ALIGNMENT 64

typedef struct wick_tensor {
  int32_t dtype; /* wick_dtype */
  int32_t rank;  /* 0..WICK_MAX_RANK */
  int64_t shape[WICK_MAX_RANK];
  void *data; /* aligned to WICK_ALIGNMENT; freed by wick_tensor_free */
} wick_tensor;

/* Bytes of one element; 0 when `dtype` is no wick_dtype. */
size_t wick_dtype_size(int32_t dtype);

/* "f32", "i64" ...; "?" when `dtype` is no wick_dtype. */
const char *wick_dtype_name(int32_t dtype);

/* "input", "param", "state", "hyper" or "result". */
const char *wick_role_name(int32_t role);

/* Bytes of a tensor of this type and shape. Fails when a dimension is negative, the type unknown or
 * the product over the address space. */
bool wick_shape_bytes(int32_t dtype, int32_t rank, const int64_t *shape, size_t *bytes);

/* Number of elements; the shape must have passed wick_shape_bytes. */
int64_t wick_shape_count(int32_t rank, const int64_t *shape);

/* Writes "32x64xf32" ("f32" for a scalar) to `text`, cut to `size` bytes. Returns `text`. */
char *wick_shape_text(int32_t dtype, int32_t rank, const int64_t *shape, char *text, size_t size);

/* Makes a tensor of zeros. */
bool wick_tensor_create(int32_t dtype, int32_t rank, const int64_t *shape, wick_tensor *tensor);

/* Frees the data and leaves an empty tensor; accepts one that is already empty. */
void wick_tensor_free(wick_tensor *tensor);

size_t wick_tensor_bytes(const wick_tensor *tensor);
int64_t wick_tensor_count(const wick_tensor *tensor);

/* Element `index` (row-major) of dense data as a double; i64 beyond 2^53 is rounded. */
double wick_element_get(int32_t dtype, const void *data, int64_t index);

/* Stores `value` in element `index`: integers truncate towards zero and saturate (NaN is 0), bf16
 * rounds to nearest even, i1 becomes value != 0. */
void wick_element_set(int32_t dtype, void *data, int64_t index, double value);

/* Prints dense data as numpy does: nested brackets, six digits, and "..." in place of the middle of
 * a dimension that is longer than 6 when there are more than 1000 elements. */
void wick_tensor_print(FILE *out, int32_t dtype, int32_t rank, const int64_t *shape,
                       const void *data);

#ifdef __cplusplus
}
#endif
#endif
