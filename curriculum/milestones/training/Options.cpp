#include "curriculum/milestones/training/Options.h"

#include "runtime/command_line.h"
#include "wick/error.h"

#include <cstdio>

namespace milestone {

static void printHelp(const char *name, const About &about, std::span<const flag> flags) {
  std::printf("usage: %s [OPTION...]\n\n%s\n\n", name, about.text);
  for (const flag &f : flags) {
    char left[64];
    std::snprintf(left, sizeof left, "%s %s", f.name, f.value ? f.value : "");
    std::printf("  %-18s %s\n", left, f.help);
  }
  std::printf("\nWithout --epochs: %s. Threads: WICK_NUM_THREADS, else one.\n", about.epochs);
}

bool parseOptions(const Program &program, const About &about, Options &options, int &exitCode) {
  bool help = false;
  const flag flags[] = {
      {"--epochs", "N", "passes over the training data, those before a resume included",
       FLAG_INTEGER, &options.epochs},
      {"--seed", "N", "of initial weights, generated points and the order of samples (42)",
       FLAG_INTEGER, &options.seed},
      {"--json", "FILE", "write the metrics as JSON; - is standard output", FLAG_TEXT,
       &options.json},
      {"--checkpoint", "FILE", "save the whole state of the training there", FLAG_TEXT,
       &options.checkpoint},
      {"--every", "N", "steps between two checkpoints (50); the last step is always saved",
       FLAG_INTEGER, &options.every},
      {"--resume", nullptr, "go on from the checkpoint, if it exists", FLAG_SWITCH,
       &options.resume},
      {"--help", nullptr, "show this", FLAG_SWITCH, &help},
      {"--data", "DIR", about.dataHelp, FLAG_TEXT, &options.data},
  };
  std::span<const flag> known(flags, about.dataHelp ? 8 : 7);
  exitCode = 0;
  bool good = wick_flags_parse(known.data(), static_cast<int>(known.size()), program.argc - 1,
                               program.argv + 1);
  if (good && help) {
    printHelp(program.argv[0], about, known);
    return false;
  }
  const char *problem = !good                                   ? wick_last_error()
                        : options.resume && !options.checkpoint ? "--resume needs --checkpoint FILE"
                                                                : nullptr;
  if (!problem)
    return true;
  std::fprintf(stderr, "%s: %s\nRun '%s --help'.\n", program.argv[0], problem, program.argv[0]);
  exitCode = 2;
  return false;
}

} // namespace milestone
