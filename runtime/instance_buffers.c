/* Finding the buffers of an instance by name. */
#include "fail.h"
#include "instance_layout.h"
#include "wick/tensor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const wick_model *wick_instance_model(const wick_instance *instance) { return instance->model; }

int32_t wick_instance_shared_count(const wick_instance *instance) { return instance->shared_count; }

const wick_slot *wick_instance_shared(const wick_instance *instance, int32_t index) {
  return instance->shared[index].slot;
}

int64_t wick_instance_parameter_count(const wick_instance *instance) {
  int64_t count = 0;
  for (int32_t i = 0; i < instance->shared_count; ++i) {
    const wick_slot *slot = instance->shared[i].slot;
    if (slot->role == WICK_PARAM)
      count += wick_shape_count(slot->rank, slot->shape);
  }
  return count;
}

/* The names that exist where an unknown one was asked for. */
typedef struct name_list {
  const char *names[64];
  int count;
} name_list;

static void add_name(name_list *list, const char *name) {
  if (list->count < (int)(sizeof list->names / sizeof list->names[0]))
    list->names[list->count++] = name;
}

/* Fails with "<what> '<name>'; it has: a, b (did you mean 'a'?)". */
static void fail_unknown(const char *what, const char *name, const name_list *list) {
  char text[1024] = "nothing";
  size_t used = 0;
  for (int i = 0; i < list->count && used < sizeof text; ++i)
    used +=
        (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? ", " : "", list->names[i]);
  const char *nearest = wick_nearest(name, list->names, list->count);
  wick_fail("%s '%s'; it has: %s%s%s%s", what, name, text, nearest ? " (did you mean '" : "",
            nearest ? nearest : "", nearest ? "'?)" : "");
}

const wick_entry *wick_instance_entry(const wick_instance *instance, const char *entry) {
  const wick_model *model = instance->model;
  name_list list = {.count = 0};
  char what[128];
  for (int32_t e = 0; e < model->entry_count; ++e) {
    if (strcmp(model->entries[e].name, entry) == 0)
      return &model->entries[e];
    add_name(&list, model->entries[e].name);
  }
  snprintf(what, sizeof what, "model %.64s has no entry", model->name);
  fail_unknown(what, entry, &list);
  return NULL;
}

/* A buffer: its description and where its address stands. */
typedef struct place {
  const wick_slot *slot;
  entry_buffers *buffers; /* NULL for a shared buffer looked up without entry */
  int32_t index;          /* in buffers */
  void *memory;
} place;

static bool find_shared(const wick_instance *instance, const char *name, place *found) {
  name_list list = {.count = 0};
  char what[128];
  const shared_buffer *shared = wick_instance_find_shared(instance, name);
  if (shared) {
    *found = (place){.slot = shared->slot, .memory = shared->memory};
    return true;
  }
  for (int32_t i = 0; i < instance->shared_count; ++i)
    add_name(&list, instance->shared[i].slot->name);
  snprintf(what, sizeof what, "model %.64s has no param, state or hyper", instance->model->name);
  fail_unknown(what, name, &list);
  return false;
}

static bool find_in_entry(const wick_instance *instance, const wick_entry *entry, const char *name,
                          place *found) {
  name_list list = {.count = 0};
  char what[128];
  entry_buffers *buffers = &instance->entries[entry - instance->model->entries];
  found->buffers = buffers;
  for (int32_t i = 0; i < entry->argument_count; ++i)
    if (strcmp(entry->arguments[i].name, name) == 0) {
      *found = (place){&entry->arguments[i], buffers, i, buffers->current[i]};
      return true;
    } else if (entry->arguments[i].role == WICK_INPUT)
      add_name(&list, entry->arguments[i].name);
  for (int32_t r = 0; r < entry->result_count; ++r)
    if (strcmp(entry->results[r].name, name) == 0) {
      int32_t index = wick_result_index(entry, r);
      *found = (place){&entry->results[r], buffers, index, buffers->current[index]};
      return true;
    } else
      add_name(&list, entry->results[r].name);
  for (int32_t i = 0; i < entry->argument_count; ++i)
    if (entry->arguments[i].role != WICK_INPUT)
      add_name(&list, entry->arguments[i].name);
  snprintf(what, sizeof what, "entry %.64s has no input or result", entry->name);
  fail_unknown(what, name, &list);
  return false;
}

static bool find(const wick_instance *instance, const char *entry, const char *name, place *found) {
  if (!entry)
    return find_shared(instance, name, found);
  const wick_entry *in = wick_instance_entry(instance, entry);
  return in && find_in_entry(instance, in, name, found);
}

const wick_slot *wick_instance_slot(const wick_instance *instance, const char *entry,
                                    const char *name) {
  place found;
  return find(instance, entry, name, &found) ? found.slot : NULL;
}

void *wick_instance_buffer(const wick_instance *instance, const char *entry, const char *name) {
  place found;
  if (!find(instance, entry, name, &found))
    return NULL;
  for (int32_t i = 0; i < instance->shared_count; ++i)
    instance->shared[i].handed_out |= instance->shared[i].memory == found.memory;
  return found.memory;
}

void wick_instance_commit(wick_instance *instance) {
  for (int32_t i = 0; i < instance->shared_count; ++i)
    instance->shared[i].handed_out = false;
  instance->params_version = 0;
}

bool wick_instance_bind(wick_instance *instance, const char *entry, const char *name,
                        void *memory) {
  place found;
  if (!find(instance, entry, name, &found))
    return false;
  const wick_entry *in = entry ? wick_instance_entry(instance, entry) : NULL;
  if (!in || (found.index < in->argument_count && wick_slot_is_shared(&in->arguments[found.index])))
    return wick_fail("'%s' belongs to the model, so its memory cannot be replaced; copy to "
                     "wick_instance_buffer() instead",
                     name);
  if ((uintptr_t)memory % wick_dtype_size(found.slot->dtype))
    return wick_fail("the memory for '%s' is not aligned to its elements (%s)", name,
                     wick_dtype_name(found.slot->dtype));
  found.buffers->current[found.index] = memory ? memory : found.buffers->own[found.index];
  return true;
}

static bool find_scalar(const wick_instance *instance, const char *entry, const char *name,
                        place *found) {
  char shape[128];
  if (!find(instance, entry, name, found))
    return false;
  const wick_slot *slot = found->slot;
  return wick_shape_count(slot->rank, slot->shape) == 1 ||
         wick_fail("'%s' is %s, not a single number", name,
                   wick_shape_text(slot->dtype, slot->rank, slot->shape, shape, sizeof shape));
}

bool wick_instance_get(const wick_instance *instance, const char *entry, const char *name,
                       double *value) {
  place found;
  if (!find_scalar(instance, entry, name, &found))
    return false;
  *value = wick_element_get(found.slot->dtype, found.memory, 0);
  return true;
}

bool wick_instance_set(wick_instance *instance, const char *entry, const char *name, double value) {
  place found;
  if (!find_scalar(instance, entry, name, &found))
    return false;
  wick_element_set(found.slot->dtype, found.memory, 0, value);
  instance->params_version = 0;
  return true;
}

bool wick_instance_has_example(const wick_instance *instance, const char *entry, const char *name) {
  place found;
  if (!entry || !find(instance, entry, name, &found))
    return false;
  const wick_entry *in = wick_instance_entry(instance, entry);
  return found.index < in->argument_count && found.buffers->has_values[found.index];
}
