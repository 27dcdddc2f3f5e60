/* The checkpoints before the last one. */
#include "fail.h"
#include "wick/checkpoint.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether two paths name one file. */
static bool is_same(const char *one, const char *other) {
  struct stat a, b;
  return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A file that is not there yet needs no moving. */
static bool is_done(int result, const char *what, const char *path) {
  return result == 0 || errno == ENOENT ||
         wick_fail("cannot %s the checkpoint '%s': %s", what, path, strerror(errno));
}

/* `older` and `newer` have room for "<path>.<age>". */
static bool make_room(const char *path, int32_t count, size_t size, char *newer, char *older) {
  snprintf(older, size, "%s.1", path);
  if (is_same(path, older)) /* a save failed after the last call: nothing has become older */
    return true;
  snprintf(older, size, "%s.%d", path, count - 1);
  bool good = is_done(unlink(older), "remove", older);
  for (int32_t age = count - 2; good && age >= 1; --age) {
    snprintf(newer, size, "%s.%d", path, age);
    snprintf(older, size, "%s.%d", path, age + 1);
    good = is_done(rename(newer, older), "rename", newer);
  }
  /* A second name; the file loses its first one when the next save replaces it. */
  snprintf(older, size, "%s.1", path);
  return good && is_done(link(path, older), "keep", path);
}

bool wick_checkpoint_keep(const char *path, int32_t count) {
  if (count <= 1)
    return true;
  const size_t size = strlen(path) + sizeof ".2147483647";
  char *newer = wick_allocate(size, 1, "a path"), *older = wick_allocate(size, 1, "a path");
  bool good = newer && older && make_room(path, count, size, newer, older);
  free(newer);
  free(older);
  return good;
}
