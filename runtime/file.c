#include "file.h"

#include "fail.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool wick_image_open(const char *path, wick_image *image) {
  *image = (wick_image){0};
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return wick_fail("cannot open '%s': %s", path, strerror(errno));
  struct stat status;
  bool good = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  if (!good)
    wick_fail("cannot read '%s': it is not a regular file", path);
  else if (status.st_size > 0) {
    size_t size = (size_t)status.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    good = bytes != MAP_FAILED;
    if (good)
      *image = (wick_image){bytes, size};
    else
      wick_fail("cannot read '%s' (%zu bytes): %s", path, size, strerror(errno));
  }
  close(descriptor);
  return good;
}

void wick_image_close(wick_image *image) {
  if (image->bytes)
    munmap((void *)image->bytes, image->size);
  *image = (wick_image){0};
}
