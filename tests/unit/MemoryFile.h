// A file that exists only in memory, for readers that take a path.
#pragma once

#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

class MemoryFile {
public:
  explicit MemoryFile(std::string_view bytes)
      : descriptor(memfd_create("file", MFD_CLOEXEC)),
        name("/proc/self/fd/" + std::to_string(descriptor)) {
    complete = write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  }
  MemoryFile(const MemoryFile &) = delete;
  ~MemoryFile() { close(descriptor); }

  // False when the system had no memory for it.
  explicit operator bool() const { return complete; }
  const char *path() const { return name.c_str(); }

private:
  int descriptor;
  std::string name;
  bool complete;
};
