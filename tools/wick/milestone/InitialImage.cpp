#include "tools/wick/milestone/InitialImage.h"

#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"

#include <stdexcept>

namespace wick::driver {

/// By way of a file, as the writer of safetensors knows no other.
std::string initialImage(const ModelDescription &description, mlir::Location loc) {
  llvm::SmallString<128> file;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("wick", "safetensors", file))
    throw std::runtime_error("cannot make a temporary file: " + error.message());
  llvm::FileRemover remover(file);
  if (failed(writeInitialWeights(description, loc, file.str().str())))
    throw std::runtime_error("cannot write the initial weights of '" + description.name + "'");
  auto image = llvm::MemoryBuffer::getFile(file);
  if (!image)
    throw std::runtime_error("cannot read " + file.str().str());
  return (*image)->getBuffer().str();
}

} // namespace wick::driver
