//===- Link.h - from an object to a program ----------------------------------===//

#ifndef WICK_BACKENDS_LLVM_LINK_H
#define WICK_BACKENDS_LLVM_LINK_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace wick {

/// Where the files stand that a program is made of: the build folder, or an installation.
struct Installation {
  std::string includeFolder; // wick/*.h of models' authors and of the runtime
  std::string runtimeIncludeFolder;
  std::string libraryFolder; // libwick.so, libwick_runtime.a
};

/// Found from where libwick.so was loaded. Fails with a sentence when the files are not there.
llvm::Expected<Installation> findInstallation();

/// Links objects and the runtime into a program at `output`, with lld; oneDNN only if they call it.
/// Unused sections are dropped, and names unless `keepSymbols`. Fails with the linker's words. The
/// environment variable WICK_RUNTIME_SOURCES names files in C, a line each, that are compiled and
/// linked in place of the runtime's own.
llvm::Error linkProgram(llvm::ArrayRef<std::string> objects, bool callOneDNN, bool keepSymbols,
                        const std::string &output);

/// What every program that is linked with this build's libraries needs: the run time of the
/// sanitizers that the libraries are instrumented for, if they are.
std::vector<std::string> instrumentationFlags();

/// Starts a program and waits. Fails when it cannot be started or returns another code than 0;
/// `name` is searched in PATH.
llvm::Error runCommand(llvm::ArrayRef<std::string> command);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_LINK_H
