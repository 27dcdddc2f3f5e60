/* NumPy's .npy files: little-endian, C order, f4 f8 i4 i8 i1 b1, format versions 1 to 3.
 * Format: numpy/lib/format.py (NEP 1). */
#ifndef WICK_NPY_H
#define WICK_NPY_H

#include "wick/tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reads a file into a new tensor. No byte is allocated before the file is known to hold it. */
bool wick_npy_read(const char *path, wick_tensor *tensor);

/* Writes dense data through a temporary file that replaces `path` when it is complete. bf16, which
 * numpy does not know, is widened to f4. */
bool wick_npy_write(const char *path, int32_t dtype, int32_t rank, const int64_t *shape,
                    const void *data);

#ifdef __cplusplus
}
#endif
#endif
