/* An instance's values from and to safetensors. */
#include "fail.h"
#include "instance_layout.h"
#include "wick/safetensors.h"
#include "wick/tensor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool check_type(const wick_slot *slot, const wick_named_tensor *tensor, const char *source) {
  char wanted[128], found[128];
  size_t shape_bytes = (size_t)slot->rank * sizeof *slot->shape;
  if (tensor->dtype == slot->dtype && tensor->rank == slot->rank &&
      (slot->rank == 0 || memcmp(tensor->shape, slot->shape, shape_bytes) == 0))
    return true;
  return wick_fail("'%s' in %s is %s, and the model needs %s; was it made for another model?",
                   tensor->name, source,
                   wick_shape_text(tensor->dtype, tensor->rank, tensor->shape, found, sizeof found),
                   wick_shape_text(slot->dtype, slot->rank, slot->shape, wanted, sizeof wanted));
}

/* The example of an input stands under "<entry>/<input>". */
static const wick_named_tensor *find_example(const wick_safetensors *file, const wick_entry *entry,
                                             const wick_slot *slot) {
  char name[512];
  if (slot->role != WICK_INPUT)
    return NULL;
  snprintf(name, sizeof name, "%s/%s", entry->name, slot->name);
  return wick_safetensors_find(file, name);
}

static bool check_all(const wick_instance *instance, const wick_safetensors *file,
                      const char *source) {
  for (int32_t i = 0; i < instance->shared_count; ++i) {
    const wick_slot *slot = instance->shared[i].slot;
    const wick_named_tensor *tensor = wick_safetensors_find(file, slot->name);
    if (!tensor && slot->role == WICK_PARAM)
      return wick_fail("no param '%s' in %s; was it made for another model?", slot->name, source);
    if (tensor && !check_type(slot, tensor, source))
      return false;
  }
  for (int32_t e = 0; e < instance->model->entry_count; ++e) {
    const wick_entry *entry = &instance->model->entries[e];
    for (int32_t i = 0; i < entry->argument_count; ++i) {
      const wick_named_tensor *example = find_example(file, entry, &entry->arguments[i]);
      if (example && !check_type(&entry->arguments[i], example, source))
        return false;
    }
  }
  return true;
}

static void copy_all(wick_instance *instance, const wick_safetensors *file) {
  for (int32_t i = 0; i < instance->shared_count; ++i) {
    const shared_buffer *shared = &instance->shared[i];
    const wick_named_tensor *tensor = wick_safetensors_find(file, shared->slot->name);
    if (tensor && shared->bytes)
      memcpy(shared->memory, tensor->data, shared->bytes);
  }
  for (int32_t e = 0; e < instance->model->entry_count; ++e) {
    const wick_entry *entry = &instance->model->entries[e];
    entry_buffers *buffers = &instance->entries[e];
    for (int32_t i = 0; i < entry->argument_count; ++i) {
      const wick_named_tensor *example = find_example(file, entry, &entry->arguments[i]);
      if (!example)
        continue;
      memcpy(buffers->current[i], example->data, wick_slot_bytes(&entry->arguments[i]));
      buffers->has_values[i] = true;
    }
  }
}

bool wick_instance_fill(wick_instance *instance, const wick_safetensors *file, const char *source) {
  if (!check_all(instance, file, source))
    return false;
  copy_all(instance, file);
  instance->params_version = 0;
  return true;
}

bool wick_instance_load(wick_instance *instance, const char *path) {
  wick_safetensors *file = wick_safetensors_open(path);
  bool good = file && wick_instance_fill(instance, file, path);
  wick_safetensors_close(file);
  return good;
}

bool wick_instance_save(const wick_instance *instance, const char *path) {
  int32_t count = instance->shared_count;
  wick_named_tensor *tensors = wick_allocate((size_t)count, sizeof *tensors, "a list of tensors");
  if (!tensors)
    return false;
  for (int32_t i = 0; i < count; ++i) {
    const shared_buffer *shared = &instance->shared[i];
    const wick_slot *slot = shared->slot;
    tensors[i] =
        (wick_named_tensor){slot->name, slot->dtype, slot->rank, slot->shape, shared->memory};
  }
  bool good = wick_safetensors_write(path, tensors, count, NULL, 0);
  free(tensors);
  return good;
}
