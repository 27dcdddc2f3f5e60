#include "curriculum/milestones/training/Options.h"

#include "runtime/command_line.h"
#include "runtime/fail.h"

#include <cstdio>
#include <iterator>

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
      {"--keep", "N", "checkpoints that stay: FILE, FILE.1 (the one before) ... (1)", FLAG_INTEGER,
       &options.keep},
      {"--log", "FILE", "write the loss and more of each epoch as JSON lines", FLAG_TEXT,
       &options.log},
      {"--resume", nullptr, "go on from the checkpoint, if it exists", FLAG_SWITCH,
       &options.resume},
      {"--help", nullptr, "show this", FLAG_SWITCH, &help},
      {"--data", "DIR", about.dataHelp, FLAG_TEXT, &options.data},
      {"--patience", "N",
       "hold out a tenth of the images; end N epochs after the least loss on them, with its "
       "weights",
       FLAG_INTEGER, &options.patience},
  };
  const size_t ofData = 2;
  std::span<const flag> known(flags, std::size(flags) - (about.dataHelp ? 0 : ofData));
  exitCode = 0;
  bool good = wick_flags_parse(known.data(), static_cast<int>(known.size()), program.argc - 1,
                               program.argv + 1);
  if (good && help) {
    printHelp(program.argv[0], about, known);
    return false;
  }
  if (good && options.resume && !options.checkpoint)
    good = wick_fail("--resume needs --checkpoint FILE");
  if (good && options.patience > 0 && !options.checkpoint)
    good = wick_fail("--patience needs --checkpoint FILE: the best weights go to FILE.best");
  if (good)
    return true;
  std::fprintf(stderr, "%s: %s\nRun '%s --help'.\n", program.argv[0], wick_last_error(),
               program.argv[0]);
  exitCode = 2;
  return false;
}

} // namespace milestone
