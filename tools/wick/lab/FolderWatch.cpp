#include "tools/wick/lab/FolderWatch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/inotify.h>
#include <unistd.h>

namespace wick::driver {

static constexpr int quietMilliseconds = 50;

FolderWatch::FolderWatch(const std::filesystem::path &folder, std::vector<std::string> names)
    : descriptor(inotify_init1(IN_CLOEXEC)), names(std::move(names)) {
  // Editors write a file in place, or write another and move it over the old one.
  if (descriptor < 0 ||
      inotify_add_watch(descriptor, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) < 0)
    throw std::runtime_error("cannot watch '" + folder.string() + "': " + std::strerror(errno));
}

FolderWatch::~FolderWatch() { close(descriptor); }

bool FolderWatch::readEvents() {
  alignas(inotify_event) std::array<char, 4096> buffer;
  ssize_t size = read(descriptor, buffer.data(), buffer.size());
  if (size < 0 && errno != EINTR)
    throw std::runtime_error(std::string("lost the watch: ") + std::strerror(errno));
  bool isOurs = false;
  for (ssize_t at = 0; at < size;) {
    const auto *event = reinterpret_cast<const inotify_event *>(buffer.data() + at);
    isOurs |= event->len > 0 && std::ranges::find(names, event->name) != names.end();
    at += sizeof(inotify_event) + event->len;
  }
  return isOurs;
}

void FolderWatch::wait() {
  pollfd stream = {descriptor, POLLIN, 0};
  bool isSaved = false;
  while (poll(&stream, 1, isSaved ? quietMilliseconds : -1) != 0)
    isSaved |= readEvents();
}

} // namespace wick::driver
