#include "wick/training_log.h"

#include "fail.h"
#include "file.h"
#include "wick/tensor.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

bool wick_metrics_set_scalars(wick_metrics *metrics, const wick_instance *instance,
                              const char *entry) {
  const wick_entry *step = wick_instance_entry(instance, entry);
  bool good = step;
  for (int32_t i = 0; good && i < step->result_count; ++i) {
    const wick_slot *slot = &step->results[i];
    double value;
    if (slot->donates < 0 && wick_shape_count(slot->rank, slot->shape) == 1)
      good = wick_instance_get(instance, entry, slot->name, &value) &&
             wick_metrics_set_number(metrics, slot->name, value);
  }
  return good;
}

/* The "step" of a line; -1 when it has none. */
static int64_t step_of(const char *line, size_t size) {
  json_t *object = json_loadb(line, size, 0, NULL);
  json_t *step = json_object_get(object, "step");
  int64_t value = json_is_integer(step) ? json_integer_value(step) : -1;
  json_decref(object);
  return value;
}

/* Bytes of the lines up to `step`; -1 when there is another kind of line. */
static int64_t kept_bytes(const char *path, const wick_image *log, uint64_t step) {
  const char *begin = (const char *)log->bytes, *at = begin, *end = begin + log->size, *line_end;
  for (int64_t line = 1; (line_end = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL);
       at = line_end + 1, ++line) {
    int64_t found = step_of(at, (size_t)(line_end - at));
    if (found < 0) {
      wick_fail("'%s' is no log of a training: line %lld has no \"step\"; name another file", path,
                (long long)line);
      return -1;
    }
    if ((uint64_t)found > step)
      break;
  }
  return at - begin;
}

bool wick_training_log_resume(const char *path, uint64_t step) {
  wick_image log;
  if (access(path, F_OK) != 0)
    return true;
  if (!wick_image_open(path, &log))
    return false;
  const int64_t bytes = kept_bytes(path, &log, step);
  const bool is_shorter = bytes >= 0 && (size_t)bytes < log.size;
  wick_image_close(&log);
  if (is_shorter && truncate(path, bytes) != 0)
    return wick_fail("cannot write '%s': %s", path, strerror(errno));
  return bytes >= 0;
}
