#include "command_line.h"

#include "fail.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool set_integer(const flag *f, const char *text) {
  char *end;
  errno = 0;
  long long value = strtoll(text, &end, 10);
  if (end == text || *end || errno || value < 1)
    return wick_fail("%s needs a whole number of at least 1, not '%s'", f->name, text);
  *(int64_t *)f->target = value;
  return true;
}

static bool set_number(const flag *f, const char *text) {
  char *end;
  double value = strtod(text, &end);
  if (end == text || *end || !isfinite(value) || value <= 0)
    return wick_fail("%s needs a number above 0, not '%s'", f->name, text);
  *(double *)f->target = value;
  return true;
}

static bool append(const flag *f, const char *text) {
  text_list *list = f->target;
  if (list->count == LONGEST_TEXT_LIST)
    return wick_fail("%s is given more than %d times", f->name, LONGEST_TEXT_LIST);
  list->items[list->count++] = text;
  return true;
}

static bool set_value(const flag *f, const char *text) {
  switch (f->kind) {
  case FLAG_TEXT:
    *(const char **)f->target = text;
    return true;
  case FLAG_INTEGER:
    return set_integer(f, text);
  case FLAG_NUMBER:
    return set_number(f, text);
  case FLAG_LIST:
    return append(f, text);
  default:
    *(bool *)f->target = true;
    return true;
  }
}

/* The flag that `argument` begins with, up to its end or '='. */
static const flag *find_flag(const flag *flags, int count, const char *argument, size_t length) {
  for (int i = 0; i < count; ++i)
    if (strlen(flags[i].name) == length && memcmp(flags[i].name, argument, length) == 0)
      return &flags[i];
  return NULL;
}

static bool fail_unknown(const flag *flags, int count, const char *argument, size_t length) {
  const char *names[64];
  char name[64];
  for (int i = 0; i < count; ++i)
    names[i] = flags[i].name;
  size_t kept = length < sizeof name ? length : sizeof name - 1;
  memcpy(name, argument, kept);
  name[kept] = '\0';
  const char *nearest = wick_nearest(name, names, count);
  return wick_fail("unknown flag '%s'%s%s%s", name, nearest ? " (did you mean '" : "",
                   nearest ? nearest : "", nearest ? "'?)" : "");
}

bool wick_flags_parse(const flag *flags, int flag_count, int argc, char **argv) {
  for (int i = 0; i < argc; ++i) {
    const char *argument = argv[i];
    size_t length = strcspn(argument, "=");
    if (strncmp(argument, "--", 2) != 0)
      return wick_fail("unexpected '%s'", argument);
    const flag *f = find_flag(flags, flag_count, argument, length);
    if (!f)
      return fail_unknown(flags, flag_count, argument, length);
    const char *value = argument[length] ? argument + length + 1 : NULL;
    if (f->kind == FLAG_SWITCH && value)
      return wick_fail("%s takes no value", f->name);
    if (f->kind != FLAG_SWITCH && !value) {
      if (i + 1 == argc)
        return wick_fail("%s needs a value: %s %s", f->name, f->name, f->value);
      value = argv[++i];
    }
    if (!set_value(f, value))
      return false;
  }
  return true;
}
