/* The names that element types have in safetensors files. */
#ifndef WICK_RUNTIME_SAFETENSORS_TYPES_H
#define WICK_RUNTIME_SAFETENSORS_TYPES_H

#include "wick/model.h"

static const struct {
  const char *name;
  int32_t dtype;
} wick_safetensors_types[] = {{"F32", WICK_F32}, {"F64", WICK_F64}, {"BF16", WICK_BF16},
                              {"I32", WICK_I32}, {"I64", WICK_I64}, {"I8", WICK_I8},
                              {"BOOL", WICK_I1}};

enum {
  WICK_SAFETENSORS_TYPES = sizeof wick_safetensors_types / sizeof wick_safetensors_types[0],
  WICK_SAFETENSORS_PREFIX = 8 /* bytes of the header's length */
};

#define WICK_SAFETENSORS_METADATA "__metadata__"

#endif
