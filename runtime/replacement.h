/* Files that are written so that a crash at any moment leaves the old one or the new one, whole. */
#ifndef WICK_RUNTIME_REPLACEMENT_H
#define WICK_RUNTIME_REPLACEMENT_H

#include <stdbool.h>
#include <stdio.h>

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
