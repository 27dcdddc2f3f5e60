#include "replacement.h"

#include "fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens and locks the temporary file; -1 on failure. Between open and lock, the process that held
 * the lock may have renamed the file to its final name: then the lock is on the wrong file, and it
 * is tried again. */
static int open_locked(const char *temporary) {
  for (;;) {
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
      wick_fail("cannot write '%s': %s", temporary, strerror(errno));
      return -1;
    }
    struct stat mine, named;
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      wick_fail("cannot write '%s': another process is writing it", temporary);
      close(descriptor);
      return -1;
    }
    if (fstat(descriptor, &mine) == 0 && stat(temporary, &named) == 0 &&
        mine.st_ino == named.st_ino && mine.st_dev == named.st_dev)
      return descriptor;
    close(descriptor);
  }
}

bool wick_replacement_begin(const char *path, wick_replacement *replacement) {
  *replacement = (wick_replacement){.path = path};
  size_t length = strlen(path);
  char *temporary = wick_allocate(length + sizeof ".tmp", 1, "a file name");
  if (!temporary)
    return false;
  memcpy(temporary, path, length);
  memcpy(temporary + length, ".tmp", sizeof ".tmp");
  replacement->temporary = temporary;
  int descriptor = open_locked(temporary);
  if (descriptor >= 0) {
    if (ftruncate(descriptor, 0) == 0 && (replacement->file = fdopen(descriptor, "wb")))
      return true;
    wick_fail("cannot write '%s': %s", temporary, strerror(errno));
    close(descriptor);
  }
  free(temporary);
  return false;
}

/* Makes the rename itself durable. */
static bool sync_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
  int descriptor = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  /* EINVAL: a file system that has nothing to sync in a folder. */
  bool good = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL);
  if (descriptor >= 0)
    close(descriptor);
  free(folder);
  return good;
}

bool wick_replacement_commit(wick_replacement *replacement) {
  FILE *file = replacement->file;
  const char *path = replacement->path, *temporary = replacement->temporary;
  // LAB BEGIN 07.3c "All or nothing: a file takes another's place"
  // TASK: Bring `file`, which is called `temporary`, to the disk, and let it be called `path`. You
  // TASK: have ferror(file), fflush(file), fsync(fileno(file)) and rename(temporary, path); in
  // TASK: which order? If one of them fails: wick_fail("cannot write '%s': %s", path,
  // TASK: strerror(errno)), wick_replacement_abandon(replacement), return false.
  // STUB: (void)temporary;
  // STUB: wick_replacement_abandon(replacement);
  // STUB: return wick_fail("lab 07.3 is not written yet: %s:%d", __FILE_NAME__, __LINE__);
  bool good = fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0 &&
              rename(temporary, path) == 0;
  if (!good) {
    wick_fail("cannot write '%s': %s", path, strerror(errno));
    wick_replacement_abandon(replacement);
    return false;
  }
  // LAB END
  fclose(file); /* after the rename, as closing releases the lock */
  free(replacement->temporary);
  *replacement = (wick_replacement){0};
  // LAB BEGIN 07.3d "All or nothing: the name"
  // TASK: The name stands in the folder, which is on the disk only behind sync_folder(path). Return
  // TASK: true, or, when that fails, wick_fail("cannot sync the folder of '%s': %s", path,
  // TASK: strerror(errno)), which is false.
  // STUB: return true;
  return sync_folder(path) ||
         wick_fail("cannot sync the folder of '%s': %s", path, strerror(errno));
  // LAB END
}

void wick_replacement_abandon(wick_replacement *replacement) {
  unlink(replacement->temporary); /* while it is locked */
  fclose(replacement->file);
  free(replacement->temporary);
  *replacement = (wick_replacement){0};
}
