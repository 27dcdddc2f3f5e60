//===- Disk.h - a disk that fails, or loses its power -------------------------===//

#ifndef WICK_CURRICULUM_CHECKER_DISK_H
#define WICK_CURRICULUM_CHECKER_DISK_H

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wick::check {

/// Watches this process's calls of fsync, fdatasync and rename, and disturbs them. What a program
/// writes is on the disk once it is synced; until then only the system knows it. One at a time.
class Disk {
public:
  /// The files of `folder` as they are stand on the disk.
  explicit Disk(std::filesystem::path folder);
  ~Disk();
  Disk(const Disk &) = delete;
  Disk &operator=(const Disk &) = delete;

  /// The calls so far: "sync file", "rename", "sync folder".
  const std::vector<std::string> &steps() const { return done; }

  /// The step with this number, from 0, does nothing and fails with EIO.
  void failAt(size_t step) { failing = step; }

  /// Calls `code` in a forked process and cuts its power in place of step `step`, or when it has
  /// returned. The folder is left as a disk may be found afterwards: renamed files have their new
  /// names, and each file has the bytes that it had when it was synced last, none if never. Returns
  /// whether `code` had returned; nothing when it crashed.
  std::optional<bool> cutPower(size_t step, const std::function<void()> &code);

  /// What an interposed call does. Whether it is to go on.
  bool begins(const char *step);
  void isSynced(int file);

private:
  [[noreturn]] void cut(int exitCode) const;

  std::filesystem::path folder;
  std::map<ino_t, std::string> synced; ///< bytes by file
  std::vector<std::string> done;
  std::optional<size_t> failing, cutting;
};

} // namespace wick::check

#endif // WICK_CURRICULUM_CHECKER_DISK_H
