#include "tools/wick/Commands.h"

#include "passes/MemoryBound.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace wick::driver {

void addMemoryLimit(CLI::App &app) {
  auto limit = std::make_shared<uint64_t>(defaultMemoryLimit);
  app.add_option("--memory-limit", *limit, "Bound of this process and those it starts; 0: none")
      ->type_name("GIB")
      ->capture_default_str();
  app.parse_complete_callback([limit] { boundMemory(*limit); });
}

} // namespace wick::driver
