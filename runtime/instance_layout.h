/* The inside of an instance, shared by the files that implement it. */
#ifndef WICK_RUNTIME_INSTANCE_LAYOUT_H
#define WICK_RUNTIME_INSTANCE_LAYOUT_H

#include "wick/instance.h"

/* A param, state or hyper: one buffer for all entries that name it. */
typedef struct shared_buffer {
  const wick_slot *slot; /* in the first entry that has it */
  void *memory;
  size_t bytes;
  bool handed_out; /* the caller has a pointer to it */
} shared_buffer;

typedef struct entry_buffers {
  void **current;   /* what `run` is called with: arguments, then results that donate nothing */
  void **own;       /* what `current` goes back to when the caller unbinds his memory */
  bool *has_values; /* [argument_count]: filled from weights or a file */
} entry_buffers;

struct wick_instance {
  const wick_model *model;
  shared_buffer *shared;
  int32_t shared_count;
  entry_buffers *entries; /* [model->entry_count] */
  unsigned char *block;   /* all memory: buffers, then the arena */
  void *arena;
  uint64_t
      params_version; /* the library's name for the values of the params; 0: they have changed */
};

/* Checks the tables of a model: versions, names, shapes, donations, and that entries agree about
 * the params, states and hypers they share. Sets the error. */
bool wick_model_check(const wick_model *model);

/* Bytes of a slot's data; the slot must have passed wick_model_check. */
size_t wick_slot_bytes(const wick_slot *slot);

bool wick_slot_is_shared(const wick_slot *slot);

/* The shared buffer of this name, or NULL. */
shared_buffer *wick_instance_find_shared(const wick_instance *instance, const char *name);

/* Fills the instance from an open safetensors file; all is checked before anything is changed. */
struct wick_safetensors;
bool wick_instance_fill(wick_instance *instance, const struct wick_safetensors *file,
                        const char *source);

/* The index in entry_buffers of result `r`: its argument's when it donates. */
int32_t wick_result_index(const wick_entry *entry, int32_t r);

#endif
