#include "wick/checkpoint.h"

#include "checkpoint_fields.h"
#include "fail.h"
#include "instance_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 21 }; /* of a uint64_t, with the zero at the end */

static char *user_key(const char *key) {
  size_t size = strlen(key) + sizeof "user.";
  char *text = wick_allocate(size, 1, "metadata");
  if (text)
    snprintf(text, size, "user.%s", key);
  return text;
}

/* What later steps depend on, and stands in the instance. Returns how many. */
static int32_t list_tensors(const wick_instance *instance, wick_named_tensor *tensors) {
  int32_t count = 0;
  // LAB BEGIN 07.3a "Everything: the tensors"
  // TASK: Append to `tensors` what a step finds and the caller does not give it anew. The model's
  // TASK: buffers, each once: instance->shared[i], i < instance->shared_count. Of one, `slot` has
  // TASK: name, role, dtype, rank and shape, and `memory` the data:
  // TASK: tensors[count++] = (wick_named_tensor){slot->name, slot->dtype, slot->rank, slot->shape,
  // TASK: memory}.
  // STUB: (void)instance, (void)tensors;
  for (int32_t i = 0; i < instance->shared_count; ++i) {
    const wick_slot *slot = instance->shared[i].slot;
    tensors[count++] = (wick_named_tensor){slot->name, slot->dtype, slot->rank, slot->shape,
                                           instance->shared[i].memory};
  }
  // LAB END
  return count;
}

/* What stands outside. */
static state_words words_of(const wick_training_state *state) {
  // LAB BEGIN 07.3b "Everything: where the loop stands"
  // TASK: Return (state_words){state->step, ...}: all of it, in the order of state_words. `loader`
  // TASK: has epoch and sample, `random` has seed, counter, index and stream.
  // STUB: (void)state;
  // STUB: return (state_words){0};
  return (state_words){state->step,         state->loader.epoch,   (uint64_t)state->loader.sample,
                       state->random.seed,  state->random.counter, state->random.index,
                       state->random.stream};
  // LAB END
}

/* Metadata: the model, the words, the user's. */
static bool write_checkpoint(const char *path, const wick_instance *instance, state_words *words,
                             wick_named_tensor *tensors, wick_metadata *all,
                             const wick_metadata *metadata, int32_t metadata_count) {
  char digits[WICK_CHECKPOINT_FIELDS][DIGITS];
  field fields[WICK_CHECKPOINT_FIELDS];
  int32_t count = 0;
  bool good = true;
  wick_checkpoint_list_fields(words, fields);
  all[count++] = (wick_metadata){"wick.model", instance->model->name};
  for (int i = 0; i < WICK_CHECKPOINT_FIELDS; ++i) {
    snprintf(digits[i], DIGITS, "%llu", (unsigned long long)*fields[i].value);
    all[count++] = (wick_metadata){fields[i].key, digits[i]};
  }
  int32_t first_user = count;
  for (int32_t i = 0; i < metadata_count; ++i) {
    all[count++] = (wick_metadata){user_key(metadata[i].key), metadata[i].value};
    good &= all[count - 1].key != NULL;
  }
  good = good && wick_safetensors_write(path, tensors, list_tensors(instance, tensors), all, count);
  for (int32_t i = first_user; i < count; ++i)
    free((char *)all[i].key);
  return good;
}

bool wick_checkpoint_save(const char *path, const wick_instance *instance,
                          const wick_training_state *state, const wick_metadata *metadata,
                          int32_t metadata_count) {
  state_words words = words_of(state);
  wick_named_tensor *tensors =
      wick_allocate((size_t)instance->shared_count, sizeof *tensors, "a checkpoint");
  wick_metadata *all = wick_allocate((size_t)metadata_count + WICK_CHECKPOINT_FIELDS + 1,
                                     sizeof *all, "a checkpoint");
  bool good = tensors && all &&
              write_checkpoint(path, instance, &words, tensors, all, metadata, metadata_count);
  free(tensors);
  free(all);
  return good;
}
