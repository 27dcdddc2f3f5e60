/* safetensors files: an 8-byte little-endian header length, a JSON header, dense data.
 * Types F32 F64 BF16 I32 I64 I8 BOOL. Format: github.com/huggingface/safetensors.
 *
 * A header is believed only when every offset lies inside the file, no two tensors overlap, the
 * data has no hole and each length is the product of its shape. */
#ifndef WICK_SAFETENSORS_H
#define WICK_SAFETENSORS_H

#include "wick/model.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A file that is open for reading. */
typedef struct wick_safetensors wick_safetensors;

/* A tensor in a file, or one to write. */
typedef struct wick_named_tensor {
  const char *name;
  int32_t dtype;
  int32_t rank;
  const int64_t *shape; /* [rank]; may be NULL for a scalar */
  const void *data;     /* may stand at any address: copy it out before using it as numbers */
} wick_named_tensor;

typedef struct wick_metadata {
  const char *key;
  const char *value;
} wick_metadata;

/* Opens a file; its tensors are valid until it is closed. NULL on failure. */
wick_safetensors *wick_safetensors_open(const char *path);

/* Reads an image in memory, which must outlive the result. `source` names it in errors. */
wick_safetensors *wick_safetensors_view(const void *image, size_t bytes, const char *source);

/* Accepts NULL. */
void wick_safetensors_close(wick_safetensors *file);

/* Tensors in the order of their data. */
int32_t wick_safetensors_count(const wick_safetensors *file);
const wick_named_tensor *wick_safetensors_at(const wick_safetensors *file, int32_t index);

/* NULL when there is none of this name; no error is set, as absence often isn't one. */
const wick_named_tensor *wick_safetensors_find(const wick_safetensors *file, const char *name);

/* The value under `key` in "__metadata__", or NULL. */
const char *wick_safetensors_metadata(const wick_safetensors *file, const char *key);

/* Writes through a temporary file that is synced and replaces `path` when it is complete; a crash
 * at any moment leaves the old file or the new one. Wide types come first, so that data which
 * starts aligned stays aligned. */
bool wick_safetensors_write(const char *path, const wick_named_tensor *tensors, int32_t count,
                            const wick_metadata *metadata, int32_t metadata_count);

#ifdef __cplusplus
}
#endif
#endif
