#include "curriculum/engine/Process.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace wick::lab {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0)
      throw std::runtime_error(std::string("cannot make a pipe: ") + std::strerror(errno));
  }
  Pipe(const Pipe &) = delete;
  ~Pipe() {
    closeEnd(0);
    closeEnd(1);
  }
  void closeEnd(int end) {
    if (ends[end] >= 0)
      close(ends[end]);
    ends[end] = -1;
  }
  int ends[2] = {-1, -1};
};

std::vector<char *> pointersTo(const std::vector<std::string> &arguments) {
  std::vector<char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(const_cast<char *>(argument.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

/// Starts the program as leader of a process group of its own.
pid_t start(const Command &command, const Pipe &out, const Pipe &err) {
  std::vector<char *> arguments = pointersTo(command.arguments);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, out.ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, err.ends[1], STDERR_FILENO);
  if (!command.folder.empty())
    posix_spawn_file_actions_addchdir_np(&files, command.folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);

  pid_t child = -1;
  int error = posix_spawnp(&child, arguments[0], &files, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error)
    throw std::runtime_error("cannot start " + command.arguments[0] + ": " + std::strerror(error));
  return child;
}

/// Takes what is there and closes the reading end at the end of the stream.
void drain(Pipe &pipe, std::string &text, size_t limit) {
  std::array<char, 65536> block;
  ssize_t size = read(pipe.ends[0], block.data(), block.size());
  if (size > 0)
    text.append(block.data(), std::min(static_cast<size_t>(size), limit - text.size()));
  else if (size == 0 || errno != EINTR)
    pipe.closeEnd(0);
}

/// The groups of the programs that run, so that who interrupts this program ends them too.
std::array<std::atomic<pid_t>, 64> runningGroups;

void endGroupsAndDie(int signal) {
  for (std::atomic<pid_t> &group : runningGroups)
    if (pid_t leader = group.load())
      kill(-leader, SIGKILL);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

/// Keeps a group among runningGroups as long as it lives.
class RunningGroup {
public:
  explicit RunningGroup(pid_t leader) {
    static std::once_flag once;
    std::call_once(once, [] {
      for (int signal : {SIGINT, SIGTERM, SIGHUP})
        std::signal(signal, endGroupsAndDie);
    });
    for (std::atomic<pid_t> &candidate : runningGroups) {
      pid_t none = 0;
      if (candidate.compare_exchange_strong(none, leader)) {
        place = &candidate;
        return;
      }
    }
  }
  RunningGroup(const RunningGroup &) = delete;
  ~RunningGroup() {
    if (place)
      place->store(0);
  }

private:
  std::atomic<pid_t> *place = nullptr;
};

/// Reads both streams until they end and the program has; false when the deadline comes first.
bool readAll(pid_t child, Pipe &out, Pipe &err, Outcome &outcome, size_t limit,
             Clock::time_point deadline) {
  int life = static_cast<int>(syscall(SYS_pidfd_open, child, 0)); // readable when the child is dead
  bool isInTime = life >= 0;
  while (isInTime && (out.ends[0] >= 0 || err.ends[0] >= 0 || life >= 0)) {
    auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd streams[] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}, {life, POLLIN, 0}};
    isInTime = left > 0 && poll(streams, 3, static_cast<int>(left)) != 0;
    if (streams[0].revents)
      drain(out, outcome.out, limit);
    if (streams[1].revents)
      drain(err, outcome.err, limit);
    if (streams[2].revents) {
      close(life);
      life = -1;
    }
  }
  if (life >= 0)
    close(life);
  return isInTime;
}

} // namespace

Outcome run(const Command &command) {
  const Clock::time_point begin = Clock::now();
  Outcome outcome;
  Pipe out, err;
  pid_t child = start(command, out, err);
  out.closeEnd(1);
  err.closeEnd(1);
  RunningGroup group(child);
  if (!readAll(child, out, err, outcome, command.outputBytes, begin + command.wallTime)) {
    outcome.isTimedOut = true;
    kill(-child, SIGKILL);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return outcome;
}

void startDetached(const std::vector<std::string> &arguments) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  std::vector<char *> pointers = pointersTo(arguments);
  pid_t child = -1;
  posix_spawnp(&child, pointers[0], &files, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&files);
}

std::string describeEnd(const Command &command, const Outcome &outcome) {
  if (outcome.isTimedOut)
    return "killed after " + std::to_string(command.wallTime.count()) + " s";
  if (outcome.status <= 128)
    return "exit code " + std::to_string(outcome.status);
  int signal = outcome.status - 128;
  return "signal " + std::to_string(signal) + " (" + strsignal(signal) + ")";
}

} // namespace wick::lab
