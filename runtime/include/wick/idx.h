/* IDX files, the format of MNIST: big-endian, types u8 i8 i16 i32 f32 f64, any rank up to 8.
 * Format: http://yann.lecun.com/exdb/mnist. */
#ifndef WICK_IDX_H
#define WICK_IDX_H

#include "wick/tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reads a file into a new tensor; u8 and i16 widen to i32, the other types stay. */
bool wick_idx_read(const char *path, wick_tensor *tensor);

/* Reads a file of any type as f32, each value times `scale` (1/255 for pixels). */
bool wick_idx_read_scaled(const char *path, float scale, wick_tensor *tensor);

#ifdef __cplusplus
}
#endif
#endif
