// Waits for some files of a folder to be saved (inotify).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace wick::driver {

class FolderWatch {
public:
  /// Throws std::runtime_error when the folder cannot be watched.
  FolderWatch(const std::filesystem::path &folder, std::vector<std::string> names);
  FolderWatch(const FolderWatch &) = delete;
  ~FolderWatch();

  /// Returns when one of the files was written or moved here since the last call or the
  /// construction, and nothing has happened for a moment: an editor may write several files.
  void wait();

private:
  /// Reads what has happened; whether it concerns one of the files.
  bool readEvents();

  int descriptor;
  std::vector<std::string> names;
};

} // namespace wick::driver
