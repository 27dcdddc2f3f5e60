/* Whole files: read as an image in memory, written so that a crash leaves no half file. */
#ifndef WICK_RUNTIME_FILE_H
#define WICK_RUNTIME_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A file's bytes, mapped read-only: its length is a fact, not a claim. */
typedef struct wick_image {
  const unsigned char *bytes; /* page-aligned; NULL when the file is empty */
  size_t size;
} wick_image;

bool wick_image_open(const char *path, wick_image *image);

/* Accepts an empty image. */
void wick_image_close(wick_image *image);

/* A file that is written to "<path>.tmp" and replaces `path` when it is committed. A lock on the
 * temporary file keeps two processes from writing one path; what a killed process left behind is
 * overwritten by the next. */
typedef struct wick_replacement {
  FILE *file; /* write here */
  const char *path;
  char *temporary;
} wick_replacement;

/* `path` must outlive the replacement. */
bool wick_replacement_begin(const char *path, wick_replacement *replacement);

/* Flushes, syncs, renames and syncs the folder. Fails when any write before failed; the old file
 * then stands as it was. Ends the replacement in either case. */
bool wick_replacement_commit(wick_replacement *replacement);

/* Drops what was written. */
void wick_replacement_abandon(wick_replacement *replacement);

#endif
