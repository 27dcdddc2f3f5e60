#include "curriculum/engine/Digest.h"
#include "curriculum/engine/TextFile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

namespace wick::lab {

std::string sha256(std::string_view bytes) {
  llvm::SHA256 hash;
  hash.update(llvm::StringRef(bytes));
  return llvm::toHex(hash.final(), /*LowerCase=*/true);
}

std::string sha256OfFile(const std::filesystem::path &file) {
  return std::filesystem::is_regular_file(file) ? sha256(readFile(file)) : "";
}

} // namespace wick::lab
