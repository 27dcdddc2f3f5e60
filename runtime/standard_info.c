/* `info`: what the model is. */
#include "fail.h"
#include "standard_commands.h"
#include "wick/picture.h"
#include "wick/tensor.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS = 4, CELL = 160 };

static void describe(const wick_entry *entry, const wick_slot *slot, char cells[2][CELL]) {
  wick_shape_text(slot->dtype, slot->rank, slot->shape, cells[0], CELL);
  cells[1][0] = '\0';
  if (slot->role == WICK_RESULT && slot->donates >= 0)
    snprintf(cells[1], CELL, "updates %s", entry->arguments[slot->donates].name);
}

static void print_entry(const wick_entry *entry) {
  static const char *const headers[COLUMNS] = {"  name", "role", "type", ""};
  int32_t rows = entry->argument_count + entry->result_count;
  char (*text)[3][CELL] = wick_allocate((size_t)rows, sizeof *text, "a table");
  const char **cells = wick_allocate((size_t)rows * COLUMNS, sizeof *cells, "a table");
  for (int32_t row = 0; text && cells && row < rows; ++row) {
    const wick_slot *slot = row < entry->argument_count
                                ? &entry->arguments[row]
                                : &entry->results[row - entry->argument_count];
    describe(entry, slot, text[row]);
    snprintf(text[row][2], CELL, "  %s", slot->name);
    cells[row * COLUMNS] = text[row][2];
    cells[row * COLUMNS + 1] = wick_role_name(slot->role);
    cells[row * COLUMNS + 2] = text[row][0];
    cells[row * COLUMNS + 3] = text[row][1];
  }
  printf("entry %s\n", entry->name);
  if (text && cells)
    wick_picture_table(stdout, wick_picture_style_of(stdout), headers, COLUMNS, cells, rows);
  free(text);
  free(cells);
}

void wick_entries_print(const wick_model *model) {
  for (int32_t e = 0; e < model->entry_count; ++e) {
    fputs(e ? "\n" : "", stdout);
    print_entry(&model->entries[e]);
  }
}

static json_t *slot_json(const wick_entry *entry, const wick_slot *slot) {
  json_t *shape = json_array();
  for (int32_t i = 0; i < slot->rank; ++i)
    json_array_append_new(shape, json_integer(slot->shape[i]));
  json_t *value = json_object();
  json_object_set_new(value, "name", json_string(slot->name));
  json_object_set_new(value, "role", json_string(wick_role_name(slot->role)));
  json_object_set_new(value, "dtype", json_string(wick_dtype_name(slot->dtype)));
  json_object_set_new(value, "shape", shape);
  if (slot->role == WICK_RESULT && slot->donates >= 0)
    json_object_set_new(value, "updates", json_string(entry->arguments[slot->donates].name));
  return value;
}

static json_t *entries_json(const wick_model *model) {
  json_t *entries = json_array();
  for (int32_t e = 0; e < model->entry_count; ++e) {
    const wick_entry *entry = &model->entries[e];
    json_t *arguments = json_array(), *results = json_array();
    for (int32_t i = 0; i < entry->argument_count; ++i)
      json_array_append_new(arguments, slot_json(entry, &entry->arguments[i]));
    for (int32_t i = 0; i < entry->result_count; ++i)
      json_array_append_new(results, slot_json(entry, &entry->results[i]));
    json_t *value = json_object();
    json_object_set_new(value, "name", json_string(entry->name));
    json_object_set_new(value, "arena_bytes", json_integer((json_int_t)entry->arena_bytes));
    json_object_set_new(value, "arguments", arguments);
    json_object_set_new(value, "results", results);
    json_array_append_new(entries, value);
  }
  return entries;
}

static bool print_json(const wick_model *model, int64_t parameters) {
  json_t *info = json_object();
  json_object_set_new(info, "model", json_string(model->name));
  json_object_set_new(info, "abi_version", json_integer(model->abi_version));
  json_object_set_new(info, "cpu_features", json_string(model->cpu_features));
  json_object_set_new(info, "parameters", json_integer(parameters));
  json_object_set_new(info, "embedded_weights", json_boolean(model->weights != NULL));
  json_object_set_new(info, "entries", entries_json(model));
  bool good = info && json_dumpf(info, stdout, JSON_INDENT(2)) == 0;
  json_decref(info);
  puts("");
  return good || wick_fail("cannot print the model as JSON");
}

static bool print_info(const request *r) {
  wick_instance *instance = wick_instance_create(r->model);
  if (!instance)
    return false;
  int64_t parameters = wick_instance_parameter_count(instance);
  wick_instance_destroy(instance);
  if (r->json)
    return print_json(r->model, parameters);
  printf("model %s: %lld parameters, weights %s, needs %s\n\n", r->model->name,
         (long long)parameters, r->model->weights ? "embedded" : "not embedded (zeros)",
         *r->model->cpu_features ? r->model->cpu_features : "no CPU extension");
  wick_entries_print(r->model);
  return true;
}

static int flags(request *r, flag *list) {
  list[0] = (flag){"--json", NULL, "print JSON", FLAG_SWITCH, &r->json};
  return 1;
}

const command wick_command_info = {"info", false, "what the model is: entries, types, parameters",
                                   flags, print_info};
