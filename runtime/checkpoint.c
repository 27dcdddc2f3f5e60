#include "wick/checkpoint.h"

#include "fail.h"
#include "instance_layout.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One number of wick_training_state: its metadata key and its place. */
typedef struct field {
  const char *key;
  uint64_t *value;
} field;

enum { FIELDS = 7, DIGITS = 21 };

/* The numbers of a training state as unsigned words, in both directions. */
typedef struct state_words {
  uint64_t step, epoch, sample, seed, counter, index, stream;
} state_words;

static void list_fields(state_words *words, field fields[FIELDS]) {
  const field list[FIELDS] = {{"wick.step", &words->step},
                              {"wick.loader.epoch", &words->epoch},
                              {"wick.loader.sample", &words->sample},
                              {"wick.random.seed", &words->seed},
                              {"wick.random.counter", &words->counter},
                              {"wick.random.index", &words->index},
                              {"wick.random.stream", &words->stream}};
  memcpy(fields, list, sizeof list);
}

static char *user_key(const char *key) {
  size_t size = strlen(key) + sizeof "user.";
  char *text = wick_allocate(size, 1, "metadata");
  if (text)
    snprintf(text, size, "user.%s", key);
  return text;
}

/* All shared buffers, and all metadata: model, state, the user's. */
static bool write_checkpoint(const char *path, const wick_instance *instance, state_words *words,
                             wick_named_tensor *tensors, wick_metadata *all,
                             const wick_metadata *metadata, int32_t metadata_count) {
  char digits[FIELDS][DIGITS];
  field fields[FIELDS];
  int32_t count = 0;
  bool good = true;
  for (int32_t i = 0; i < instance->shared_count; ++i) {
    const wick_slot *slot = instance->shared[i].slot;
    tensors[i] = (wick_named_tensor){slot->name, slot->dtype, slot->rank, slot->shape,
                                     instance->shared[i].memory};
  }
  list_fields(words, fields);
  all[count++] = (wick_metadata){"wick.model", instance->model->name};
  for (int i = 0; i < FIELDS; ++i) {
    snprintf(digits[i], DIGITS, "%llu", (unsigned long long)*fields[i].value);
    all[count++] = (wick_metadata){fields[i].key, digits[i]};
  }
  int32_t first_user = count;
  for (int32_t i = 0; i < metadata_count; ++i) {
    all[count++] = (wick_metadata){user_key(metadata[i].key), metadata[i].value};
    good &= all[count - 1].key != NULL;
  }
  good = good && wick_safetensors_write(path, tensors, instance->shared_count, all, count);
  for (int32_t i = first_user; i < count; ++i)
    free((char *)all[i].key);
  return good;
}

bool wick_checkpoint_save(const char *path, const wick_instance *instance,
                          const wick_training_state *state, const wick_metadata *metadata,
                          int32_t metadata_count) {
  state_words words = {state->step,         state->loader.epoch,   (uint64_t)state->loader.sample,
                       state->random.seed,  state->random.counter, state->random.index,
                       state->random.stream};
  wick_named_tensor *tensors =
      wick_allocate((size_t)instance->shared_count, sizeof *tensors, "a checkpoint");
  wick_metadata *all =
      wick_allocate((size_t)metadata_count + FIELDS + 1, sizeof *all, "a checkpoint");
  bool good = tensors && all &&
              write_checkpoint(path, instance, &words, tensors, all, metadata, metadata_count);
  free(tensors);
  free(all);
  return good;
}

/* Digits only: strtoull alone would accept signs and spaces. */
static bool read_word(const char *text, uint64_t *value) {
  char *end;
  if (!text || !isdigit((unsigned char)*text))
    return false;
  errno = 0;
  *value = strtoull(text, &end, 10);
  return *end == '\0' && errno == 0;
}

static bool read_state(const char *path, const wick_safetensors *file, state_words *words) {
  field fields[FIELDS];
  list_fields(words, fields);
  for (int i = 0; i < FIELDS; ++i)
    if (!read_word(wick_safetensors_metadata(file, fields[i].key), fields[i].value))
      return wick_fail("'%s' is not a checkpoint: its metadata has no number '%s'", path,
                       fields[i].key);
  if (words->sample > INT64_MAX || words->stream > UINT32_MAX)
    return wick_fail("'%s' is damaged: a number of its metadata is out of range", path);
  return true;
}

/* Exactly the shared buffers: wick_instance_fill checks types, and misses only absent states. */
static bool check_tensors(const char *path, const wick_safetensors *file,
                          const wick_instance *instance) {
  for (int32_t i = 0; i < instance->shared_count; ++i)
    if (!wick_safetensors_find(file, instance->shared[i].slot->name))
      return wick_fail("checkpoint '%s' lacks '%s'; was it made by another version of the model?",
                       path, instance->shared[i].slot->name);
  for (int32_t i = 0; i < wick_safetensors_count(file); ++i) {
    const char *name = wick_safetensors_at(file, i)->name;
    if (!wick_instance_find_shared(instance, name))
      return wick_fail("checkpoint '%s' has '%s', which the model lacks; was it made by another "
                       "version of the model?",
                       path, name);
  }
  return true;
}

static bool check_model(const char *path, const wick_safetensors *file,
                        const wick_instance *instance) {
  const char *model = wick_safetensors_metadata(file, "wick.model");
  if (!model)
    return wick_fail("'%s' is not a checkpoint: its metadata names no model", path);
  return strcmp(model, instance->model->name) == 0 ||
         wick_fail("checkpoint '%s' belongs to model '%s', not to '%s'", path, model,
                   instance->model->name);
}

bool wick_checkpoint_load(const char *path, wick_instance *instance, wick_training_state *state) {
  state_words words;
  wick_safetensors *file = wick_safetensors_open(path);
  bool good = file && check_model(path, file, instance) && read_state(path, file, &words) &&
              check_tensors(path, file, instance) && wick_instance_fill(instance, file, path);
  wick_safetensors_close(file);
  if (good)
    *state = (wick_training_state){
        .step = words.step,
        .loader = {words.epoch, (int64_t)words.sample},
        .random = {words.seed, words.counter, words.index, (uint32_t)words.stream}};
  return good;
}
