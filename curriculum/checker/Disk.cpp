#include "curriculum/checker/Disk.h"
#include "curriculum/checker/Check.h"
#include "curriculum/engine/TextFile.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace wick::check {

static Disk *current = nullptr;

/// Exit codes of the process without power.
enum PowerCut { whileRunning = 70, afterReturning };

static ino_t numberOf(const fs::path &file) {
  struct stat status{};
  return stat(file.c_str(), &status) == 0 ? status.st_ino : 0;
}

Disk::Disk(fs::path folder) : folder(std::move(folder)) {
  for (const fs::directory_entry &file : fs::directory_iterator(this->folder))
    synced[numberOf(file)] = lab::readFile(file);
  current = this;
}

Disk::~Disk() { current = nullptr; }

bool Disk::begins(const char *step) {
  if (cutting == done.size())
    cut(whileRunning);
  done.push_back(step);
  return failing != done.size() - 1;
}

void Disk::isSynced(int descriptor) {
  const ino_t number = [&] {
    struct stat status{};
    return fstat(descriptor, &status) == 0 ? status.st_ino : 0;
  }();
  for (const fs::directory_entry &file : fs::directory_iterator(folder))
    if (numberOf(file) == number)
      synced[number] = lab::readFile(file);
}

void Disk::cut(int exitCode) const {
  for (const fs::directory_entry &file : fs::directory_iterator(folder)) {
    auto found = synced.find(numberOf(file));
    std::FILE *out = std::fopen(file.path().c_str(), "wb");
    if (out && found != synced.end())
      std::fwrite(found->second.data(), 1, found->second.size(), out);
    if (out)
      std::fclose(out);
  }
  _exit(exitCode); // what stands in buffers is lost
}

std::optional<bool> Disk::cutPower(size_t step, const std::function<void()> &code) {
  pid_t child = fork();
  if (child < 0)
    throw Red{"the check cannot start a process"};
  if (child == 0) {
    done.clear();
    cutting = step;
    code();
    cut(afterReturning);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == afterReturning)
    return true;
  if (WIFEXITED(status) && WEXITSTATUS(status) == whileRunning)
    return false;
  return std::nullopt;
}

} // namespace wick::check

//===----------------------------------------------------------------------===//
// The calls, in place of the C library's
//===----------------------------------------------------------------------===//

template <typename Function> static Function *next(const char *name) {
  return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

static bool isFolder(int file) {
  struct stat status{};
  return fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
}

static int refuse() {
  errno = EIO;
  return -1;
}

static int sync(int file, int (*call)(int)) {
  wick::check::Disk *disk = wick::check::current;
  if (disk && !disk->begins(isFolder(file) ? "sync folder" : "sync file"))
    return refuse();
  int result = call(file);
  if (disk && result == 0)
    disk->isSynced(file);
  return result;
}

extern "C" int fsync(int file) { return sync(file, next<int(int)>("fsync")); }
extern "C" int fdatasync(int file) { return sync(file, next<int(int)>("fdatasync")); }

extern "C" int rename(const char *from, const char *to) noexcept {
  if (wick::check::current && !wick::check::current->begins("rename"))
    return refuse();
  return next<int(const char *, const char *)>("rename")(from, to);
}
