#include "fail.h"
#include "instance_layout.h"
#include "wick/tensor.h"

#include <string.h>

bool wick_slot_is_shared(const wick_slot *slot) {
  return slot->role == WICK_PARAM || slot->role == WICK_STATE || slot->role == WICK_HYPER;
}

size_t wick_slot_bytes(const wick_slot *slot) {
  return (size_t)wick_shape_count(slot->rank, slot->shape) * wick_dtype_size(slot->dtype);
}

static bool same_type(const wick_slot *a, const wick_slot *b) {
  return a->dtype == b->dtype && a->rank == b->rank &&
         (a->rank == 0 || memcmp(a->shape, b->shape, (size_t)a->rank * sizeof *a->shape) == 0);
}

static bool check_slot(const wick_entry *entry, const wick_slot *slot) {
  size_t bytes;
  if (slot->rank > 0 && !slot->shape)
    return wick_fail("entry '%s', '%s': it has a rank and no shape", entry->name, slot->name);
  if (!wick_shape_bytes(slot->dtype, slot->rank, slot->shape, &bytes))
    return wick_fail("entry '%s', '%s': %s", entry->name, slot->name, wick_last_error());
  return true;
}

static bool check_arguments(const wick_entry *entry) {
  for (int32_t i = 0; i < entry->argument_count; ++i) {
    const wick_slot *slot = &entry->arguments[i];
    if (!check_slot(entry, slot))
      return false;
    if (slot->role < WICK_INPUT || slot->role >= WICK_RESULT)
      return wick_fail("entry '%s', argument '%s': %d is no role of an argument", entry->name,
                       slot->name, slot->role);
    for (int32_t j = 0; j < i; ++j)
      if (strcmp(entry->arguments[j].name, slot->name) == 0)
        return wick_fail("entry '%s' has two arguments '%s'", entry->name, slot->name);
  }
  return true;
}

static bool check_donation(const wick_entry *entry, int32_t r) {
  const wick_slot *slot = &entry->results[r];
  if (slot->donates >= entry->argument_count || !same_type(slot, &entry->arguments[slot->donates]))
    return wick_fail("entry '%s': result '%s' is not of the type of the argument it updates",
                     entry->name, slot->name);
  for (int32_t i = 0; i < r; ++i)
    if (entry->results[i].donates == slot->donates)
      return wick_fail("entry '%s': results '%s' and '%s' update one argument", entry->name,
                       entry->results[i].name, slot->name);
  return true;
}

static bool check_results(const wick_entry *entry) {
  for (int32_t r = 0; r < entry->result_count; ++r) {
    const wick_slot *slot = &entry->results[r];
    if (!check_slot(entry, slot) || (slot->donates >= 0 && !check_donation(entry, r)))
      return false;
    for (int32_t i = 0; i < r; ++i)
      if (strcmp(entry->results[i].name, slot->name) == 0)
        return wick_fail("entry '%s' has two results '%s'", entry->name, slot->name);
    for (int32_t i = 0; i < entry->argument_count; ++i)
      if (slot->donates != i && strcmp(entry->arguments[i].name, slot->name) == 0)
        return wick_fail("entry '%s': argument and result are both named '%s', and the result does "
                         "not update the argument",
                         entry->name, slot->name);
  }
  return true;
}

/* The first slot of this name among the shared arguments of the entries before `end`. */
static const wick_slot *find_before(const wick_model *model, int32_t end, const char *name) {
  for (int32_t e = 0; e < end; ++e)
    for (int32_t i = 0; i < model->entries[e].argument_count; ++i) {
      const wick_slot *slot = &model->entries[e].arguments[i];
      if (wick_slot_is_shared(slot) && strcmp(slot->name, name) == 0)
        return slot;
    }
  return NULL;
}

static bool check_shared(const wick_model *model, int32_t e) {
  for (int32_t i = 0; i < model->entries[e].argument_count; ++i) {
    const wick_slot *slot = &model->entries[e].arguments[i];
    const wick_slot *first = find_before(model, e, slot->name);
    if (wick_slot_is_shared(slot) && first &&
        (!same_type(first, slot) || first->role != slot->role))
      return wick_fail("%s '%s' has another type or role in entry '%s' than in the entries before",
                       wick_role_name(slot->role), slot->name, model->entries[e].name);
  }
  return true;
}

bool wick_model_check(const wick_model *model) {
  if (model->abi_version != WICK_ABI_VERSION)
    return wick_fail("this model was compiled for version %u of Wick's runtime, which is version "
                     "%u; compile it again",
                     model->abi_version, WICK_ABI_VERSION);
  for (int32_t e = 0; e < model->entry_count; ++e) {
    const wick_entry *entry = &model->entries[e];
    if (!check_arguments(entry) || !check_results(entry) || !check_shared(model, e))
      return false;
    for (int32_t i = 0; i < e; ++i)
      if (strcmp(model->entries[i].name, entry->name) == 0)
        return wick_fail("two entries are named '%s'", entry->name);
  }
  return true;
}
