#include "tools/wick/Use.h"
#include "ir/Slot.h"

#include <CLI/CLI.hpp>

#include <stdexcept>

namespace wick::driver {

void addUseOptions(CLI::App &command, lab::Use &use) {
  command.add_option("--use", use.selection, lab::Use::help)->type_name("LABS");
  command.add_option("--labs", use.labs, lab::Use::labsHelp)->type_name("DIR");
}

std::vector<std::string> applyUse(const lab::Use &use) {
  std::vector<std::string> lines = lab::prepareUse(use);
  if (llvm::Error error = usePlugins())
    throw std::runtime_error(llvm::toString(std::move(error)));
  return lines;
}

} // namespace wick::driver
