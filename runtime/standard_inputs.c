/* The instance that a command line describes. */
#include "fail.h"
#include "standard_commands.h"
#include "wick/npy.h"
#include "wick/parallel.h"
#include "wick/random.h"
#include "wick/tensor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int wick_entry_flags(request *r, flag *flags) {
  int count = 0;
  flags[count++] = (flag){"--input", "NAME=FILE.npy|NAME=seed:N",
                          "an input's values, from a file or random", FLAG_LIST, &r->inputs};
  flags[count++] =
      (flag){"--set", "NAME=VALUE", "value of a scalar: --set lr=0.1", FLAG_LIST, &r->settings};
  flags[count++] = (flag){"--weights", "FILE.safetensors", "values in place of the embedded ones",
                          FLAG_TEXT, &r->weights};
  flags[count++] = (flag){"--threads", "N", "threads (default: WICK_NUM_THREADS, else 1)",
                          FLAG_INTEGER, &r->threads};
  return count;
}

/* Splits "name=value"; the name is malloc'd. */
static char *split(const char *text, const char **value) {
  const char *equals = strchr(text, '=');
  if (!equals) {
    wick_fail("'%s' must read NAME=VALUE", text);
    return NULL;
  }
  *value = equals + 1;
  return strndup(text, (size_t)(equals - text));
}

/* Floats are wick_random_normal of (seed, stream 0, counter 0); integers are 1 where that is
 * positive, else 0, which is an index into nearly everything. */
static bool fill_random(const wick_slot *slot, void *memory, uint64_t seed) {
  int64_t count = wick_shape_count(slot->rank, slot->shape);
  bool floating = slot->dtype == WICK_F32 || slot->dtype == WICK_F64 || slot->dtype == WICK_BF16;
  float *normal = wick_allocate((size_t)count, sizeof *normal, "random values");
  if (!normal)
    return false;
  wick_random_normal(normal, count, 0, 1, seed, 0, 0);
  for (int64_t i = 0; i < count; ++i)
    wick_element_set(slot->dtype, memory, i, floating ? normal[i] : normal[i] > 0);
  free(normal);
  return true;
}

static bool fill_from_seed(const wick_slot *slot, void *memory, const char *text) {
  char *end;
  errno = 0;
  uint64_t seed = strtoull(text, &end, 10);
  if (end == text || *end || errno)
    return wick_fail("input '%s': '%s' is no seed; write %s=seed:7", slot->name, text, slot->name);
  return fill_random(slot, memory, seed);
}

/* numpy's float64 and int64 are converted to what the model takes. */
static bool fill_from_file(const wick_slot *slot, void *memory, const char *path) {
  wick_tensor tensor;
  char wanted[128], found[128];
  if (!wick_npy_read(path, &tensor))
    return false;
  bool fits = tensor.rank == slot->rank &&
              (slot->rank == 0 ||
               memcmp(tensor.shape, slot->shape, (size_t)slot->rank * sizeof *slot->shape) == 0);
  for (int64_t i = 0; fits && i < wick_tensor_count(&tensor); ++i)
    wick_element_set(slot->dtype, memory, i, wick_element_get(tensor.dtype, tensor.data, i));
  if (!fits)
    wick_fail("input '%s' is %s, and '%s' holds %s", slot->name,
              wick_shape_text(slot->dtype, slot->rank, slot->shape, wanted, sizeof wanted), path,
              wick_shape_text(tensor.dtype, tensor.rank, tensor.shape, found, sizeof found));
  wick_tensor_free(&tensor);
  return fits;
}

static bool fill_input(wick_instance *instance, const char *entry, const char *name,
                       const char *value) {
  const wick_slot *slot = wick_instance_slot(instance, entry, name);
  if (!slot)
    return false;
  if (slot->role == WICK_RESULT)
    return wick_fail("'%s' is a result of '%s', not an input", name, entry);
  void *memory = wick_instance_buffer(instance, entry, name);
  return strncmp(value, "seed:", 5) == 0 ? fill_from_seed(slot, memory, value + 5)
                                         : fill_from_file(slot, memory, value);
}

static bool apply_inputs(wick_instance *instance, const request *r) {
  bool good = true;
  for (int i = 0; good && i < r->inputs.count; ++i) {
    const char *value;
    char *name = split(r->inputs.items[i], &value);
    good = name && fill_input(instance, r->entry, name, value);
    free(name);
  }
  return good;
}

static bool set_number(wick_instance *instance, const char *entry, const char *name,
                       const char *text) {
  char *end;
  double value = strtod(text, &end);
  if (end == text || *end)
    return wick_fail("'%s' is no number for '%s'", text, name);
  return wick_instance_set(instance, entry, name, value);
}

bool wick_settings_apply(wick_instance *instance, const request *r) {
  bool good = true;
  for (int i = 0; good && i < r->settings.count; ++i) {
    const char *value;
    char *name = split(r->settings.items[i], &value);
    good = name && set_number(instance, r->entry, name, value);
    free(name);
  }
  return good;
}

static bool is_given(const text_list *list, const char *name) {
  size_t length = strlen(name);
  for (int i = 0; i < list->count; ++i)
    if (strncmp(list->items[i], name, length) == 0 && list->items[i][length] == '=')
      return true;
  return false;
}

static bool check_complete(const wick_instance *instance, const request *r) {
  const wick_entry *entry = wick_instance_entry(instance, r->entry);
  char shape[128];
  for (int32_t i = 0; i < entry->argument_count; ++i) {
    const wick_slot *slot = &entry->arguments[i];
    if (slot->role == WICK_INPUT && !is_given(&r->inputs, slot->name) &&
        !is_given(&r->settings, slot->name) &&
        !wick_instance_has_example(instance, r->entry, slot->name))
      return wick_fail("input '%s' (%s) has no values: add --input %s=FILE.npy or --input "
                       "%s=seed:1",
                       slot->name,
                       wick_shape_text(slot->dtype, slot->rank, slot->shape, shape, sizeof shape),
                       slot->name, slot->name);
  }
  return true;
}

wick_instance *wick_instance_for(const request *r) {
  if (r->threads)
    wick_set_thread_count(r->threads > INT32_MAX ? INT32_MAX : (int32_t)r->threads);
  wick_instance *instance = wick_instance_create(r->model);
  if (!instance)
    return NULL;
  if (wick_instance_entry(instance, r->entry) &&
      (!r->weights || wick_instance_load(instance, r->weights)) && apply_inputs(instance, r) &&
      wick_settings_apply(instance, r) && check_complete(instance, r))
    return instance;
  wick_instance_destroy(instance);
  return NULL;
}
