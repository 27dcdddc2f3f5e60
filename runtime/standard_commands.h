/* The commands of the standard program, one file each. */
#ifndef WICK_RUNTIME_STANDARD_COMMANDS_H
#define WICK_RUNTIME_STANDARD_COMMANDS_H

#include "command_line.h"
#include "wick/instance.h"

/* What the command line asks for; each command reads the flags it has. */
typedef struct request {
  const wick_model *model;
  const char *program;
  const char *entry;
  text_list inputs, settings;
  const char *weights, *output, *checkpoint, *log;
  int64_t steps, every, keep, threads;
  double seconds;
  bool json, resume;
} request;

typedef struct command {
  const char *name;
  bool takes_entry;
  const char *help;
  /* Lists its own flags, with their targets in `r`; returns how many. */
  int (*flags)(request *r, flag *flags);
  bool (*run)(const request *r);
} command;

enum { MOST_FLAGS = 16 };

extern const command wick_command_info;
extern const command wick_command_run;
extern const command wick_command_train;
extern const command wick_command_bench;

/* Lists the flags of every command that takes an entry: --input, --set, --weights, --threads. */
int wick_entry_flags(request *r, flag *flags);

/* Makes an instance with weights, settings and the inputs of the request's entry. An input without
 * --input must have an embedded example. NULL on failure. */
wick_instance *wick_instance_for(const request *r);

/* Gives the scalars of --set their values. */
bool wick_settings_apply(wick_instance *instance, const request *r);

/* Prints one table an entry: arguments and results with role and type. */
void wick_entries_print(const wick_model *model);

#endif
