// A folder for a while, in the system's folder for temporary files.
#pragma once

#include <filesystem>

namespace wick::lab {

class ScratchFolder {
public:
  /// Throws std::runtime_error when it cannot be made.
  ScratchFolder();
  ScratchFolder(const ScratchFolder &) = delete;
  ~ScratchFolder();

  const std::filesystem::path &path() const { return folder; }

private:
  std::filesystem::path folder;
};

} // namespace wick::lab
