// The driver: one program, a command for each thing a user does.
#include "tools/wick/Commands.h"
#include "tools/wick/UsageError.h"

#include <CLI/CLI.hpp>

#include <iostream>

static constexpr int usageErrorExitCode = 2;

/// A command's own exit code, 0 for --help and --version, 2 for a command line that makes no sense.
static int reportParseError(const CLI::App &app, const CLI::ParseError &error) {
  if (error.get_exit_code() == 0 || dynamic_cast<const CLI::RuntimeError *>(&error))
    return app.exit(error);
  std::cerr << "wick: " << wick::driver::explainUsageError(app, error) << "\n"
            << "Run 'wick --help' or 'wick COMMAND --help'.\n";
  return usageErrorExitCode;
}

int main(int argc, char **argv) {
  CLI::App app("Wick compiles a machine-learning model, written in C++, to native code.", "wick");
  app.set_version_flag("--version", "wick " WICK_VERSION);
  app.require_subcommand(0, 1);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  wick::driver::addMemoryLimit(app);
  wick::driver::addBench(app);
  wick::driver::addBuild(app);
  wick::driver::addDoctor(app);
  wick::driver::addLab(app);
  wick::driver::addMilestone(app);
  wick::driver::addRun(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return reportParseError(app, error);
  } catch (const std::exception &error) {
    std::cerr << "wick: " << error.what() << "\n";
    return 1;
  }
  if (app.get_subcommands().empty())
    std::cout << app.help();
  return 0;
}
