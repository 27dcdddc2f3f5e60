#include "wick/checkpoint.h"

#include "checkpoint_fields.h"
#include "fail.h"
#include "instance_layout.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
  field fields[WICK_CHECKPOINT_FIELDS];
  wick_checkpoint_list_fields(words, fields);
  for (int i = 0; i < WICK_CHECKPOINT_FIELDS; ++i)
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
