// wick bench: starts wick-bench, the program beside this one. It is a program of its own so that
// the driver needs none of the libraries that Wick is compared with.
#include "tools/wick/Commands.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <unistd.h>

namespace wick::driver {

/// Does not return.
static void replaceBy(const std::string &program, std::vector<std::string> arguments) {
  std::vector<char *> pointers;
  for (std::string &argument : arguments)
    pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  execv(program.c_str(), pointers.data());
  throw std::runtime_error(
      "cannot start " + program + ": " + std::strerror(errno) +
      "\n  the bench belongs to the source tree: there './wick bench' builds it");
}

void addBench(CLI::App &app) {
  CLI::App *bench =
      app.add_subcommand("bench", "Time kernels and models by each backend and library");
  bench->set_help_flag(); // wick-bench has its own
  bench->prefix_command();
  bench->callback([bench] {
    std::vector<std::string> arguments = bench->remaining();
    arguments.insert(arguments.begin(), "wick-bench");
    std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe");
    replaceBy(self.replace_filename("wick-bench"), std::move(arguments));
  });
}

} // namespace wick::driver
