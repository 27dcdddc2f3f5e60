#include "wick/instance.h"

#include "fail.h"
#include "instance_layout.h"
#include "wick/cpu.h"
#include "wick/parallel.h"
#include "wick/safetensors.h"
#include "wick/tensor.h"

#include <stdlib.h>
#include <string.h>

int32_t wick_result_index(const wick_entry *entry, int32_t r) {
  if (entry->results[r].donates >= 0)
    return entry->results[r].donates;
  int32_t index = entry->argument_count;
  for (int32_t i = 0; i < r; ++i)
    index += entry->results[i].donates < 0;
  return index;
}

shared_buffer *wick_instance_find_shared(const wick_instance *instance, const char *name) {
  for (int32_t i = 0; i < instance->shared_count; ++i)
    if (strcmp(instance->shared[i].slot->name, name) == 0)
      return &instance->shared[i];
  return NULL;
}

/* Collects the params, states and hypers of all entries, each once. */
static bool collect_shared(wick_instance *instance) {
  const wick_model *model = instance->model;
  size_t most = 0;
  for (int32_t e = 0; e < model->entry_count; ++e)
    most += (size_t)model->entries[e].argument_count;
  instance->shared = wick_allocate(most, sizeof *instance->shared, "the tables of a model");
  if (!instance->shared)
    return false;
  for (int32_t e = 0; e < model->entry_count; ++e)
    for (int32_t i = 0; i < model->entries[e].argument_count; ++i) {
      const wick_slot *slot = &model->entries[e].arguments[i];
      if (wick_slot_is_shared(slot) && !wick_instance_find_shared(instance, slot->name))
        instance->shared[instance->shared_count++] =
            (shared_buffer){.slot = slot, .bytes = wick_slot_bytes(slot)};
    }
  return true;
}

static bool allocate_tables(wick_instance *instance) {
  const wick_model *model = instance->model;
  instance->entries =
      wick_allocate((size_t)model->entry_count, sizeof *instance->entries, "the tables of a model");
  for (int32_t e = 0; instance->entries && e < model->entry_count; ++e) {
    const wick_entry *entry = &model->entries[e];
    entry_buffers *buffers = &instance->entries[e];
    size_t arguments = (size_t)entry->argument_count, all = arguments + (size_t)entry->result_count;
    buffers->current = wick_allocate(all, sizeof(void *), "the tables of a model");
    buffers->own = wick_allocate(all, sizeof(void *), "the tables of a model");
    buffers->has_values = wick_allocate(arguments, sizeof(bool), "the tables of a model");
    if (!buffers->current || !buffers->own || !buffers->has_values)
      return false;
  }
  return instance->entries != NULL;
}

/* Hands out parts of the block; with block NULL it only measures. */
typedef struct carver {
  unsigned char *block;
  size_t used;
  bool overflow;
} carver;

static void *carve(carver *c, size_t bytes) {
  void *memory = c->block ? c->block + c->used : NULL;
  size_t padding = -bytes % WICK_ALIGNMENT;
  c->overflow |= __builtin_add_overflow(c->used, bytes, &c->used) ||
                 __builtin_add_overflow(c->used, padding, &c->used);
  return memory;
}

static void carve_entry(wick_instance *instance, int32_t e, carver *c) {
  const wick_entry *entry = &instance->model->entries[e];
  void **own = instance->entries[e].own;
  for (int32_t i = 0; i < entry->argument_count; ++i) {
    const wick_slot *slot = &entry->arguments[i];
    own[i] = wick_slot_is_shared(slot) ? wick_instance_find_shared(instance, slot->name)->memory
                                       : carve(c, wick_slot_bytes(slot));
  }
  int32_t next = entry->argument_count;
  for (int32_t r = 0; r < entry->result_count; ++r)
    if (entry->results[r].donates < 0)
      own[next++] = carve(c, wick_slot_bytes(&entry->results[r]));
  memcpy(instance->entries[e].current, own, (size_t)next * sizeof *own);
}

/* Places all buffers and the largest arena. */
static void carve_all(wick_instance *instance, carver *c) {
  size_t arena = 0;
  for (int32_t i = 0; i < instance->shared_count; ++i)
    instance->shared[i].memory = carve(c, instance->shared[i].bytes);
  for (int32_t e = 0; e < instance->model->entry_count; ++e) {
    carve_entry(instance, e, c);
    if (instance->model->entries[e].arena_bytes > arena)
      arena = instance->model->entries[e].arena_bytes;
  }
  instance->arena = carve(c, arena);
}

static bool allocate_block(wick_instance *instance) {
  carver measure = {0};
  carve_all(instance, &measure);
  if (!measure.overflow)
    instance->block = aligned_alloc(WICK_ALIGNMENT, measure.used + WICK_ALIGNMENT);
  if (!instance->block)
    return wick_fail("no memory for model '%s', which needs %zu bytes", instance->model->name,
                     measure.used);
  memset(instance->block, 0, measure.used);
  carver place = {.block = instance->block};
  carve_all(instance, &place);
  return true;
}

static bool fill_embedded(wick_instance *instance) {
  const wick_model *model = instance->model;
  if (!model->weights)
    return true;
  wick_safetensors *file =
      wick_safetensors_view(model->weights, model->weights_bytes, "embedded weights");
  bool good = file && wick_instance_fill(instance, file, "embedded weights");
  wick_safetensors_close(file);
  return good;
}

static bool prepare_library(const wick_model *model) {
  const wick_library *library = model->library;
  const char *refusal =
      library ? library->prepare(library->calls, library->call_count, wick_thread_count()) : NULL;
  return !refusal || wick_fail("%s", refusal);
}

wick_instance *wick_instance_create(const wick_model *model) {
  if (!wick_model_check(model) || !wick_cpu_require(model->cpu_features))
    return NULL;
  wick_instance *instance = wick_allocate(1, sizeof *instance, "a model");
  if (!instance)
    return NULL;
  instance->model = model;
  if (allocate_tables(instance) && collect_shared(instance) && allocate_block(instance) &&
      fill_embedded(instance) && prepare_library(model))
    return instance;
  wick_instance_destroy(instance);
  return NULL;
}

void wick_instance_destroy(wick_instance *instance) {
  if (!instance)
    return;
  for (int32_t e = 0; instance->entries && e < instance->model->entry_count; ++e) {
    free(instance->entries[e].current);
    free(instance->entries[e].own);
    free(instance->entries[e].has_values);
  }
  free(instance->entries);
  free(instance->shared);
  free(instance->block);
  free(instance);
}

/* Whether params change only as this file sees. */
static bool knows_params(const wick_instance *instance) {
  for (int32_t i = 0; i < instance->shared_count; ++i)
    if (instance->shared[i].handed_out && instance->shared[i].slot->role == WICK_PARAM)
      return false;
  return true;
}

static bool updates_params(const wick_entry *entry) {
  for (int32_t r = 0; r < entry->result_count; ++r) {
    int32_t argument = entry->results[r].donates;
    if (argument >= 0 && entry->arguments[argument].role == WICK_PARAM)
      return true;
  }
  return false;
}

bool wick_instance_run(wick_instance *instance, const char *entry) {
  const wick_entry *found = wick_instance_entry(instance, entry);
  if (!found)
    return false;
  const wick_library *library = instance->model->library;
  if (library)
    library->begin(knows_params(instance) ? &instance->params_version : NULL, wick_thread_count());
  found->run(instance->entries[found - instance->model->entries].current, instance->arena);
  if (library) {
    library->end();
    if (updates_params(found))
      instance->params_version = 0;
  }
  return true;
}
