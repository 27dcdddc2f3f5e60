#include "bench/ChildProcess.h"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wick::bench {

using Clock = std::chrono::steady_clock;

static ChildRun waitFor(pid_t child, Clock::time_point start) {
  int status = 0;
  rusage usage = {};
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR)
      throw std::runtime_error(std::string("cannot wait for a process: ") + std::strerror(errno));
  constexpr int signalled = 128;
  constexpr int64_t kib = 1024;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : signalled + WTERMSIG(status),
          std::chrono::duration<double, std::milli>(Clock::now() - start).count(),
          usage.ru_maxrss * kib};
}

ChildRun runInChild(const std::function<int()> &work) {
  std::fflush(nullptr); // else the child writes it again
  Clock::time_point start = Clock::now();
  pid_t child = fork();
  if (child < 0)
    throw std::runtime_error(std::string("cannot start a process: ") + std::strerror(errno));
  if (child == 0) {
    try {
      _exit(work());
    } catch (const std::exception &error) {
      std::fprintf(stderr, "%s\n", error.what());
      _exit(1);
    }
  }
  return waitFor(child, start);
}

ChildRun runProgram(const std::vector<std::string> &command) {
  std::vector<char *> arguments;
  for (const std::string &argument : command)
    arguments.push_back(const_cast<char *>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  Clock::time_point start = Clock::now();
  int error =
      posix_spawn(&child, command.front().c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error)
    throw std::runtime_error("cannot start '" + command.front() + "': " + std::strerror(error));
  return waitFor(child, start);
}

} // namespace wick::bench
