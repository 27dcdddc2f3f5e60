#include "wick/standard_main.h"

#include "fail.h"
#include "standard_commands.h"

#include <stdio.h>
#include <string.h>

static const command *const commands[] = {&wick_command_info, &wick_command_run,
                                          &wick_command_train, &wick_command_bench};
enum { COMMANDS = sizeof commands / sizeof commands[0] };
enum { OK = 0, FAILED = 1, WRONG_USAGE = 2 };

static void print_flags(const flag *list, int count) {
  for (int i = 0; i < count; ++i) {
    char left[64];
    snprintf(left, sizeof left, "%s %s", list[i].name, list[i].value ? list[i].value : "");
    printf("    %-36s%s\n", left, list[i].help);
  }
}

static int print_help(const request *r) {
  flag list[MOST_FLAGS];
  request unused = {0};
  printf("%s: the model '%s', compiled by Wick\n\nusage:\n", r->program, r->model->name);
  for (int i = 0; i < COMMANDS; ++i) {
    const command *c = commands[i];
    printf("  %s %s%s: %s\n", r->program, c->name, c->takes_entry ? " ENTRY" : "", c->help);
    print_flags(list, c->flags(&unused, list));
  }
  puts("  flags of all commands that take an ENTRY:");
  print_flags(list, wick_entry_flags(&unused, list));
  puts("");
  wick_entries_print(r->model);
  return OK;
}

static int refuse(const request *r) {
  fprintf(stderr, "%s: %s\nTry '%s --help'.\n", r->program, wick_last_error(), r->program);
  return WRONG_USAGE;
}

static const command *find_command(const char *name) {
  const char *names[COMMANDS];
  for (int i = 0; i < COMMANDS; ++i) {
    names[i] = commands[i]->name;
    if (strcmp(name, names[i]) == 0)
      return commands[i];
  }
  const char *nearest = wick_nearest(name, names, COMMANDS);
  wick_fail("unknown command '%s'%s%s%s", name, nearest ? " (did you mean '" : "",
            nearest ? nearest : "", nearest ? "'?)" : "");
  return NULL;
}

/* Whether the model has the entry; unknown names are wrong usage, not a failure. */
static bool check_entry(const request *r) {
  const char *names[64];
  int count = 0;
  for (int32_t e = 0; e < r->model->entry_count; ++e) {
    if (strcmp(r->model->entries[e].name, r->entry) == 0)
      return true;
    if (count < 64)
      names[count++] = r->model->entries[e].name;
  }
  const char *nearest = wick_nearest(r->entry, names, count);
  return wick_fail("model '%s' has no entry '%s'%s%s%s", r->model->name, r->entry,
                   nearest ? " (did you mean '" : "", nearest ? nearest : "", nearest ? "'?)" : "");
}

static bool asks_for_help(int argc, char **argv) {
  bool asks = argc < 2 || strcmp(argv[1], "help") == 0;
  for (int i = 1; i < argc; ++i)
    asks |= strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0;
  return asks;
}

int wick_standard_main(const wick_model *model, int argc, char **argv) {
  request r = {.model = model, .program = argc > 0 ? argv[0] : "model"};
  flag list[MOST_FLAGS];
  if (asks_for_help(argc, argv))
    return print_help(&r);
  const command *c = find_command(argv[1]);
  if (!c)
    return refuse(&r);
  int used = 2;
  if (c->takes_entry) {
    if (argc < 3 || strncmp(argv[2], "--", 2) == 0) {
      wick_fail("%s needs the name of an entry", c->name);
      return refuse(&r);
    }
    r.entry = argv[used++];
    if (!check_entry(&r))
      return refuse(&r);
  }
  int flags = c->takes_entry ? wick_entry_flags(&r, list) : 0;
  flags += c->flags(&r, list + flags);
  if (!wick_flags_parse(list, flags, argc - used, argv + used))
    return refuse(&r);
  if (c->run(&r))
    return OK;
  fprintf(stderr, "%s: %s\n", r.program, wick_last_error());
  return FAILED;
}
