/* Whole files, read as an image in memory. */
#ifndef WICK_RUNTIME_FILE_H
#define WICK_RUNTIME_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* A file's bytes, mapped read-only: its length is a fact, not a claim. */
typedef struct wick_image {
  const unsigned char *bytes; /* page-aligned; NULL when the file is empty */
  size_t size;
} wick_image;

bool wick_image_open(const char *path, wick_image *image);

/* Accepts an empty image. */
void wick_image_close(wick_image *image);

#endif
