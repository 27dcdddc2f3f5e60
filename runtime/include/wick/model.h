/* What a compiled model looks like from C: the tables that the compiler emits into the object and
 * that the runtime reads. Everything here is constant data; no function of this header allocates.
 */
#ifndef WICK_MODEL_H
#define WICK_MODEL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version of these structures; the runtime refuses a model compiled for another one. */
#define WICK_ABI_VERSION 3

typedef enum wick_dtype {
  WICK_F32,
  WICK_F64,
  WICK_BF16,
  WICK_I32,
  WICK_I64,
  WICK_I8,
  WICK_I1 /* one byte each, 0 or 1 */
} wick_dtype;

typedef enum wick_role {
  WICK_INPUT, /* given anew for each call */
  WICK_PARAM, /* trained; shared by name between the entries of a model */
  WICK_STATE, /* optimizer moments, step and RNG counters; shared by name */
  WICK_HYPER, /* scalars set by the caller: learning rate, seed; shared by name */
  WICK_RESULT /* written by the entry */
} wick_role;

/* One argument or result of an entry. Data is dense and row-major. */
typedef struct wick_slot {
  const char *name;
  int32_t role;  /* wick_role */
  int32_t dtype; /* wick_dtype */
  int32_t rank;
  int32_t donates;      /* results: index of the argument that is updated in place, or -1 */
  const int64_t *shape; /* [rank]; NULL for a scalar */
} wick_slot;

/* One function of the model. */
typedef struct wick_entry {
  const char *name;
  int32_t argument_count;
  int32_t result_count;
  const wick_slot *arguments;
  const wick_slot *results;
  size_t arena_bytes; /* scratch memory that `run` needs */
  /* buffers: one pointer per argument, then one per result that is not donated, in order; each is
   * aligned to its element (64 bytes is fastest). `arena` has arena_bytes bytes and is aligned to
   * 64. Re-entrant for distinct buffers and arenas. */
  void (*run)(void *const *buffers, void *arena);
} wick_entry;

/* A library that does a part of the model's work (wick/onednn.h says what the functions do). */
typedef struct wick_library {
  void *calls; /* [call_count] */
  int32_t call_count;
  const char *(*prepare)(void *calls, int32_t count, int32_t threads);
  void (*begin)(uint64_t *params_version, int32_t threads);
  void (*end)(void);
  void (*release)(void *calls, int32_t count);
} wick_library;

typedef struct wick_model {
  uint32_t abi_version;
  int32_t entry_count;
  const char *name;
  const wick_entry *entries;
  const char *cpu_features; /* needed, comma-separated LLVM names ("avx2,fma"), "" for none */
  /* Initial values as a safetensors image (NULL when not embedded). Params, states and hypers stand
   * under their name, example inputs under "<entry>/<input>". */
  const unsigned char *weights;
  size_t weights_bytes;
  const wick_library *library; /* NULL: the model needs none */
} wick_model;

#ifdef __cplusplus
}
#endif
#endif
