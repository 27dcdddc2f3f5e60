/* Flags of the standard program. */
#ifndef WICK_RUNTIME_COMMAND_LINE_H
#define WICK_RUNTIME_COMMAND_LINE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum flag_kind {
  FLAG_SWITCH,  /* bool */
  FLAG_TEXT,    /* const char * */
  FLAG_INTEGER, /* int64_t, at least 1 */
  FLAG_NUMBER,  /* double, above 0 */
  FLAG_LIST     /* text_list: may be given several times */
} flag_kind;

enum { LONGEST_TEXT_LIST = 64 };

typedef struct text_list {
  const char *items[LONGEST_TEXT_LIST];
  int count;
} text_list;

typedef struct flag {
  const char *name;  /* "--steps" */
  const char *value; /* how help calls its value; NULL for a switch */
  const char *help;
  flag_kind kind;
  void *target; /* of the kind's type */
} flag;

/* Reads `--flag value` and `--flag=value` into the targets. Fails on an unknown flag (and names the
 * nearest), a missing or malformed value, and on a word that is no flag. */
bool wick_flags_parse(const flag *flags, int flag_count, int argc, char **argv);

#ifdef __cplusplus
}
#endif
#endif
