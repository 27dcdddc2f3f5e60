#include "tools/wick/AuthorProgram.h"

#include "backends/llvm/Link.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"

#include <stdexcept>

namespace wick::driver {

bool isAuthorProgram(const std::string &path) {
  llvm::StringRef extension = llvm::sys::path::extension(path);
  return extension == ".cpp" || extension == ".cc" || extension == ".cxx";
}

void runAuthorProgram(const std::string &source, const BuildOptions &options) {
  llvm::Expected<Installation> installation = findInstallation();
  if (!installation)
    throw std::runtime_error(llvm::toString(installation.takeError()));
  llvm::SmallString<128> generator;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("wick-generator", "", generator))
    throw std::runtime_error("cannot make a temporary file: " + error.message());
  llvm::FileRemover remover(generator);
  std::vector<std::string> compile = {WICK_CXX_COMPILER,
                                      "-std=c++20",
                                      "-O0",
                                      "-Wall",
                                      "-fuse-ld=lld",
                                      "-I" + installation->includeFolder,
                                      source,
                                      "-o",
                                      generator.str().str(),
                                      "-L" + installation->libraryFolder,
                                      "-lwick",
                                      "-Wl,-rpath," + installation->libraryFolder};
  llvm::append_range(compile, instrumentationFlags());
  if (llvm::Error error = runCommand(compile)) {
    llvm::consumeError(std::move(error)); // the compiler has said why
    throw CLI::RuntimeError(1);
  }
  std::vector<std::string> generate = {generator.str().str()};
  llvm::append_range(generate, toArguments(options));
  if (llvm::Error error = runCommand(generate)) {
    llvm::consumeError(std::move(error)); // the model's program has said why
    throw CLI::RuntimeError(1);
  }
}

} // namespace wick::driver
