/* `run ENTRY`: one call, its results printed. */
#include "fail.h"
#include "standard_commands.h"
#include "wick/npy.h"
#include "wick/tensor.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void print_text(const wick_instance *instance, const wick_entry *entry) {
  char shape[128];
  for (int32_t i = 0; i < entry->result_count; ++i) {
    const wick_slot *slot = &entry->results[i];
    if (slot->donates >= 0) {
      printf("%s: updated %s\n", slot->name, entry->arguments[slot->donates].name);
      continue;
    }
    printf("%s: %s\n", slot->name,
           wick_shape_text(slot->dtype, slot->rank, slot->shape, shape, sizeof shape));
    wick_tensor_print(stdout, slot->dtype, slot->rank, slot->shape,
                      wick_instance_buffer(instance, entry->name, slot->name));
  }
}

static json_t *element_json(const wick_slot *slot, const void *data, int64_t index) {
  double value = wick_element_get(slot->dtype, data, index);
  switch (slot->dtype) {
  case WICK_I64:
    return json_integer(((const int64_t *)data)[index]);
  case WICK_I1:
    return json_boolean(value != 0);
  case WICK_I32:
  case WICK_I8:
    return json_integer((json_int_t)value);
  default:
    return isfinite(value) ? json_real(value) : json_null();
  }
}

static json_t *result_json(const wick_slot *slot, const void *data) {
  json_t *shape = json_array(), *values = json_array();
  for (int32_t i = 0; i < slot->rank; ++i)
    json_array_append_new(shape, json_integer(slot->shape[i]));
  for (int64_t i = 0; i < wick_shape_count(slot->rank, slot->shape); ++i)
    json_array_append_new(values, element_json(slot, data, i));
  json_t *result = json_object();
  json_object_set_new(result, "dtype", json_string(wick_dtype_name(slot->dtype)));
  json_object_set_new(result, "shape", shape);
  json_object_set_new(result, "values", values);
  return result;
}

/* {"result": {"dtype": .., "shape": [..], "values": [flat]}, ..}; 17 digits bring any double back.
 */
static bool print_json(const wick_instance *instance, const wick_entry *entry) {
  json_t *results = json_object();
  for (int32_t i = 0; i < entry->result_count; ++i) {
    const wick_slot *slot = &entry->results[i];
    const void *data = wick_instance_buffer(instance, entry->name, slot->name);
    json_object_set_new(results, slot->name, result_json(slot, data));
  }
  bool good = json_dumpf(results, stdout, JSON_COMPACT | JSON_REAL_PRECISION(17)) == 0;
  json_decref(results);
  puts("");
  return good || wick_fail("cannot print the results as JSON");
}

static bool write_files(const wick_instance *instance, const wick_entry *entry,
                        const char *folder) {
  if (mkdir(folder, 0777) != 0 && errno != EEXIST)
    return wick_fail("cannot make the folder '%s': %s", folder, strerror(errno));
  for (int32_t i = 0; i < entry->result_count; ++i) {
    const wick_slot *slot = &entry->results[i];
    char path[4096];
    int used = snprintf(path, sizeof path, "%s/%s.npy", folder, slot->name);
    if (used < 0 || (size_t)used >= sizeof path)
      return wick_fail("the path of result '%s' is too long", slot->name);
    for (char *c = path + strlen(folder) + 1; *c; ++c)
      *c = *c == '/' ? '.' : *c; /* "hidden/w" is a name, not a folder */
    if (!wick_npy_write(path, slot->dtype, slot->rank, slot->shape,
                        wick_instance_buffer(instance, entry->name, slot->name)))
      return false;
  }
  return true;
}

static bool run_entry(const request *r) {
  wick_instance *instance = wick_instance_for(r);
  bool good = instance && wick_instance_run(instance, r->entry);
  const wick_entry *entry = good ? wick_instance_entry(instance, r->entry) : NULL;
  if (good && r->json)
    good = print_json(instance, entry);
  else if (good)
    print_text(instance, entry);
  if (good && r->output)
    good = write_files(instance, entry, r->output);
  wick_instance_destroy(instance);
  return good;
}

static int flags(request *r, flag *list) {
  int count = 0;
  list[count++] =
      (flag){"--output", "DIR", "also write each result to DIR/NAME.npy", FLAG_TEXT, &r->output};
  list[count++] = (flag){"--json", NULL, "print JSON", FLAG_SWITCH, &r->json};
  return count;
}

const command wick_command_run = {"run", true, "call an entry once and print its results", flags,
                                  run_entry};
