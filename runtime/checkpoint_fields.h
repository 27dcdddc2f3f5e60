/* The numbers of a checkpoint that stand in its metadata. */
#ifndef WICK_RUNTIME_CHECKPOINT_FIELDS_H
#define WICK_RUNTIME_CHECKPOINT_FIELDS_H

#include <stdint.h>

/* The numbers of a wick_training_state as unsigned words, in both directions. */
typedef struct state_words {
  uint64_t step, epoch, sample, seed, counter, index, stream;
} state_words;

/* One of them: its metadata key and its place. */
typedef struct field {
  const char *key;
  uint64_t *value;
} field;

enum { WICK_CHECKPOINT_FIELDS = 7 };

void wick_checkpoint_list_fields(state_words *words, field fields[WICK_CHECKPOINT_FIELDS]);

#endif
