#include "tools/wick/milestone/Process.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace wick::driver {

[[noreturn]] static void runAndExit(const std::function<int()> &body) {
  int code = 1;
  try {
    code = body();
  } catch (const std::exception &error) {
    std::cerr << "wick: " << error.what() << "\n";
  }
  std::cout.flush();
  std::fflush(nullptr);
  _exit(code); // what the parent registered to happen at its exit is not the child's
}

int runInChild(const std::function<int()> &body, bool quietStdout) {
  std::cout.flush();
  std::fflush(nullptr);
  pid_t child = fork();
  if (child < 0)
    throw std::runtime_error(std::string("cannot start a process: ") + std::strerror(errno));
  if (child == 0) {
    if (quietStdout)
      dup2(STDERR_FILENO, STDOUT_FILENO);
    runAndExit(body);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      throw std::runtime_error(std::string("lost a process: ") + std::strerror(errno));
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace wick::driver
