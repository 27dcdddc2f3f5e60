#include "tools/wick/doctor/Check.h"

#include <filesystem>
#include <fstream>
#include <iomanip>
#include <optional>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace wick::driver {

static constexpr double gib = 1024.0 * 1024.0 * 1024.0;
/// A compile job that instantiates MLIR's templates peaks at about 1 GiB; one must fit.
static constexpr double comfortableMemory = 4 * gib;
/// Build folder of one preset, with its precompiled headers and tests.
static constexpr double neededDisk = 2 * gib;

static std::string amount(double bytes) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << bytes / gib << " GiB";
  return text.str();
}

/// The memory that a container leaves to this process, if it bounds it (cgroup v2).
static std::optional<double> memoryBound() {
  double bytes;
  if (std::ifstream file("/sys/fs/cgroup/memory.max"); file >> bytes) // "max" is no number
    return bytes;
  return std::nullopt;
}

static void checkMemory(Checks &checks) {
  double total = double(sysconf(_SC_PHYS_PAGES)) * double(sysconf(_SC_PAGESIZE));
  total = std::min(total, memoryBound().value_or(total));
  bool enough = total >= comfortableMemory;
  checks.push_back({"resources", "memory", enough ? State::Ok : State::Note, amount(total),
                    enough ? "" : "build with one job at a time: ./wick build-only -j 1"});
}

static void checkDisk(Checks &checks) {
  std::error_code error;
  std::filesystem::space_info space = std::filesystem::space(".", error);
  if (error)
    return checks.push_back({"resources", "disk", State::Note, error.message(),
                             "go to a folder that exists and is readable"});
  bool enough = double(space.available) >= neededDisk;
  checks.push_back({"resources", "disk", enough ? State::Ok : State::Note,
                    amount(double(space.available)) + " free here",
                    enough ? "" : "a build needs 2 GiB: ./wick clean, or free some space"});
}

static void checkCache(Checks &checks) {
  if (findProgram("ccache").empty())
    return checks.push_back({"resources", "ccache", State::Missing, "not in PATH",
                             "the presets compile through it: sudo apt-get install ccache"});
  std::string folder = outputOf("ccache --get-config cache_dir 2>/dev/null");
  std::filesystem::path existing = folder;
  while (!existing.empty() && existing != existing.root_path() && !exists(existing))
    existing = existing.parent_path();
  bool writable = access(existing.c_str(), W_OK) == 0;
  checks.push_back({"resources", "ccache", writable ? State::Ok : State::Note,
                    folder + (writable ? "" : " is not writable"),
                    writable ? "" : "set CCACHE_DIR to a folder you may write"});
}

void checkResources(Checks &checks) {
  checks.push_back({"resources", "cores", State::Ok,
                    std::to_string(std::thread::hardware_concurrency()) + " usable"});
  checkMemory(checks);
  checkDisk(checks);
  checkCache(checks);
}

} // namespace wick::driver
