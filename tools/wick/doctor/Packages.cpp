#include "tools/wick/doctor/Check.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <unistd.h>

namespace wick::driver {

std::string findProgram(std::string_view program) {
  const char *path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::filesystem::path candidate = std::filesystem::path(folder) / program;
    if (access(candidate.c_str(), X_OK) == 0)
      return candidate.string();
  }
  return "";
}

std::string outputOf(const std::string &command) {
  std::string text;
  FILE *pipe = popen(command.c_str(), "r");
  if (!pipe)
    return text;
  std::array<char, 4096> block;
  while (size_t size = fread(block.data(), 1, block.size(), pipe))
    text.append(block.data(), size);
  pclose(pipe);
  while (text.ends_with('\n'))
    text.pop_back();
  return text;
}

/// Versions of the installed ones among `names`, by package.
static std::map<std::string, std::string> installedVersions(const std::string &names) {
  std::istringstream lines(
      outputOf("dpkg-query --show --showformat '${db:Status-Status} ${Package} ${Version}\\n' " +
               names + " 2>/dev/null"));
  std::map<std::string, std::string> versions;
  for (std::string status, name, version; lines >> status >> name;) {
    std::getline(lines, version);
    if (status == "installed")
      versions[name] = version.substr(version.find_first_not_of(' '));
  }
  return versions;
}

void checkPackages(Checks &checks) {
  const std::string needed = WICK_PACKAGES, topic = "packages";
  if (findProgram("dpkg-query").empty()) {
    checks.push_back({topic, "Debian packages", State::Note, "this system has no dpkg",
                      "Wick is made for Debian 12; elsewhere have the equivalents of: " + needed});
    return;
  }

  std::map<std::string, std::string> versions = installedVersions(needed + " libdnnl-dev");
  std::string missing;
  size_t count = 0;
  std::istringstream names(needed);
  for (std::string name; names >> name; ++count)
    if (!versions.contains(name))
      missing += " " + name;
  if (missing.empty())
    checks.push_back({topic, "Debian packages", State::Ok, std::to_string(count) + " installed"});
  else
    checks.push_back({topic, "Debian packages", State::Missing, "missing:" + missing,
                      "sudo apt-get update && sudo apt-get install" + missing});

  for (const char *name : {"clang-22", "llvm-22-dev", "libmlir-22-dev", "cmake", "ninja-build"})
    if (versions.contains(name))
      checks.push_back({topic, name, State::Ok, versions[name]});
  if (versions.contains("libdnnl-dev"))
    checks.push_back({topic, "libdnnl-dev", State::Ok, versions["libdnnl-dev"]});
  else
    checks.push_back({topic, "libdnnl-dev", State::Note, "not installed",
                      "only --backend=onednn and comparisons with oneDNN need it: sudo apt-get "
                      "install libdnnl-dev"});
  if (WICK_ONEDNN_MAJOR == 2)
    checks.push_back({topic, "oneDNN adapter", State::Ok, "for oneDNN 2"});
  else if (WICK_ONEDNN_MAJOR == 3)
    checks.push_back({topic, "oneDNN adapter", State::Note, "for oneDNN 3",
                      "it is written to the documented interface of oneDNN 3 and has compiled with "
                      "its headers, but its tests have run with oneDNN 2 only: run ./wick test"});
}

void checkPrograms(Checks &checks) {
  for (const char *program : {"clang++-22", "ld.lld-22", "cmake", "ninja", "ctest"}) {
    std::string path = findProgram(program);
    if (path.empty())
      checks.push_back({"programs", program, State::Missing, "not in PATH",
                        "install the packages above, or add its folder (/usr/bin) to PATH"});
    else
      checks.push_back({"programs", program, State::Ok, path});
  }
}

} // namespace wick::driver
