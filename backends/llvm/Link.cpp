#include "backends/llvm/Link.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <cstdlib>
#include <dlfcn.h>

using namespace llvm;

namespace wick {

static std::string join(StringRef folder, const Twine &rest) {
  SmallString<256> path(folder);
  sys::path::append(path, rest);
  return path.str().str();
}

Expected<Installation> findInstallation() {
  Dl_info info;
  if (!dladdr(reinterpret_cast<void *>(&findInstallation), &info) || !info.dli_fname)
    return createStringError("cannot find out where libwick.so was loaded from");
  SmallString<256> library;
  if (sys::fs::real_path(info.dli_fname, library))
    library = info.dli_fname;
  std::string folder = sys::path::parent_path(library).str();
  Installation found{WICK_FRONTEND_INCLUDE, WICK_RUNTIME_INCLUDE, folder};
  // An installation has its headers beside its libraries; a build folder knows the source tree.
  std::string installed = join(sys::path::parent_path(folder), "include");
  if (sys::fs::exists(join(installed, "wick/wick.h")))
    found.includeFolder = found.runtimeIncludeFolder = installed;
  if (!sys::fs::exists(join(folder, "libwick_runtime.a")))
    return createStringError("libwick_runtime.a is not beside libwick.so in " + folder +
                             "; build or install the target wick_runtime");
  return found;
}

std::vector<std::string> instrumentationFlags() {
  const StringRef sanitizers = WICK_SANITIZERS;
  return sanitizers.empty() ? std::vector<std::string>()
                            : std::vector{"-fsanitize=" + sanitizers.str()};
}

Error runCommand(ArrayRef<std::string> command) {
  ErrorOr<std::string> program = sys::findProgramByName(command.front());
  if (!program)
    return createStringError("cannot find the program '" + command.front() +
                             "'; install it, `wick doctor` names the package");
  SmallVector<StringRef> arguments(command.begin(), command.end());
  std::string message;
  int code = sys::ExecuteAndWait(*program, arguments, std::nullopt, {}, 0, 0, &message);
  if (code == 0)
    return Error::success();
  return createStringError(command.front() + (message.empty() ? " failed" : ": " + message));
}

/// The arguments that compile what stands in place of files of the runtime.
static std::vector<std::string> replacementsIn(const Installation &installation) {
  const char *value = std::getenv("WICK_RUNTIME_SOURCES");
  SmallVector<StringRef> sources;
  StringRef(value ? value : "").split(sources, '\n', -1, /*KeepEmpty=*/false);
  if (sources.empty())
    return {};
  std::vector<std::string> arguments = {
      "-std=c17", "-O2", "-D_GNU_SOURCE", "-I" + installation.runtimeIncludeFolder,
      "-I" + sys::path::parent_path(installation.runtimeIncludeFolder).str()};
  arguments.insert(arguments.end(), sources.begin(), sources.end());
  return arguments;
}

Error linkProgram(ArrayRef<std::string> objects, bool callOneDNN, bool keepSymbols,
                  const std::string &output) {
  Expected<Installation> installation = findInstallation();
  if (!installation)
    return installation.takeError();
  std::vector<std::string> command = {WICK_C_COMPILER,
                                      "-fuse-ld=lld",
                                      "-Wl,-O2",
                                      "-Wl,-z,pack-relative-relocs",
                                      "-Wl,--gc-sections",
                                      "-Wl,--icf=all",
                                      "-Wl,--as-needed",
                                      "-pie",
                                      "-o",
                                      output};
  append_range(command, instrumentationFlags());
  if (!keepSymbols)
    command.push_back("-Wl,--strip-all");
  append_range(command, objects);
  const std::vector<std::string> replacements = replacementsIn(*installation);
  append_range(command, replacements);
  if (callOneDNN) {
    command.push_back(join(installation->libraryFolder, "libwick_onednn.a"));
    command.insert(command.end(), {"-ldnnl", "-lstdc++"});
  }
  command.push_back(join(installation->libraryFolder, "libwick_runtime.a"));
  command.push_back(join(installation->libraryFolder, "libwick_jansson.a"));
  command.insert(command.end(), {WICK_OPENMP, "-lm"});
  return runCommand(command);
}

} // namespace wick
