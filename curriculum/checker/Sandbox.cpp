#include "curriculum/checker/Sandbox.h"
#include "passes/MemoryBound.h"
#include <chrono>
#include <csignal>
#include <cstring>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace wick::check {

namespace {

// A sanitizer slows a check down by more than an order of magnitude.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr unsigned kSlowness = 20;
#else
constexpr unsigned kSlowness = 1;
#endif

/// Shared with the child: survives its end.
struct Activity {
  char name[256];
  char ir[64 << 10];
  char error[1 << 10]; ///< the first that was reported
};

Activity *activity() {
  static Activity *shared = [] {
    void *memory =
        mmap(nullptr, sizeof(Activity), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? nullptr : static_cast<Activity *>(memory);
  }();
  return shared;
}

void writeAll(int file, const std::string &text) {
  for (size_t done = 0; done < text.size();) {
    ssize_t count = write(file, text.data() + done, text.size() - done);
    if (count <= 0)
      return;
    done += count;
  }
}

/// In the child: what the check finds, as JSON; null when it passes.
json runCheck(const std::function<void()> &check) {
  try {
    check();
    return nullptr;
  } catch (const Red &red) {
    return {red.message, red.before, red.after, red.expected, red.input, red.location};
  } catch (const std::exception &error) {
    return {error.what(), "", "", "", "", ""};
  }
}

[[noreturn]] void runChild(const std::function<void()> &check, const Limits &limits, int result,
                           int output) {
  setpgid(0, 0); // what it starts ends with it
  for (int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP})
    std::signal(signal, SIG_DFL);
  rlimit none = {0, 0}, cpu = {limits.cpuSeconds * kSlowness, limits.cpuSeconds * kSlowness + 1};
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(RLIMIT_CPU, &cpu);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  boundMemory(limits.gibibytes, "the limit");
  writeAll(result, runCheck(check).dump(-1, ' ', false, json::error_handler_t::replace));
  fflush(stdout);
  _exit(0);
}

/// Reads until the child closes the pipe; false when time is over before.
bool readUntil(int pipe, Clock::time_point deadline, std::string &text) {
  char buffer[4096];
  while (true) {
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd ready = {pipe, POLLIN, 0};
    int count = poll(&ready, 1, std::max<int>(0, left.count()));
    if (count == 0)
      return false;
    if (count < 0 && errno == EINTR)
      continue;
    ssize_t size = read(pipe, buffer, sizeof buffer);
    if (size <= 0)
      return true;
    text.append(buffer, size);
  }
}

std::string readFrom(int file) {
  std::string text;
  char buffer[4096];
  lseek(file, 0, SEEK_SET);
  for (ssize_t size; text.size() < (1 << 16) && (size = read(file, buffer, sizeof buffer)) > 0;)
    text.append(buffer, size);
  return text;
}

/// Why there is no result.
std::string describeCut(int status, bool isLate, const std::string &output, const Limits &limits) {
  std::string during =
      activity()->name[0] ? std::string(" while running '") + activity()->name + "'" : "";
  if (isLate || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) ||
      (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
    return "the code did not come to an end" + during + " within " +
           std::to_string(isLate ? limits.wallSeconds : limits.cpuSeconds) +
           " s; look for a loop whose condition never changes";
  if (output.find("out of memory") != std::string::npos ||
      output.find("bad_alloc") != std::string::npos)
    return "the code used more than " + std::to_string(limits.gibibytes) + " GiB of memory" +
           during + "; look for something that grows without end";
  if (output.find("builds an op of operands that do not fit") != std::string::npos)
    return std::string(activity()->error) + during + "; this op cannot be built";
  if (WIFSIGNALED(status))
    return "the code crashed" + during + ": " + strsignal(WTERMSIG(status)) +
           "; look for a null Value, or an op that is used after it was erased";
  return "the code ended the process" + during + " with exit code " +
         std::to_string(WEXITSTATUS(status)) + "; report an error instead";
}

} // namespace

template <size_t size> static void copy(char (&to)[size], llvm::StringRef from) {
  size_t count = std::min(from.size(), size - 1);
  std::memcpy(to, from.data(), count);
  to[count] = 0;
}

void noteActivity(llvm::StringRef name, llvm::StringRef ir) {
  copy(activity()->name, name);
  copy(activity()->ir, ir);
}

void noteError(llvm::StringRef message) {
  if (!activity()->error[0])
    copy(activity()->error, message);
}

Ending runApart(const std::function<void()> &check, const Limits &limits) {
  noteActivity("", "");
  activity()->error[0] = 0;
  int result[2], output = memfd_create("output of a check", 0);
  if (output < 0 || pipe(result) != 0)
    throw std::runtime_error(std::string("cannot run a check: ") + std::strerror(errno));
  auto start = Clock::now();
  pid_t child = fork();
  if (child == 0)
    runChild(check, limits, result[1], output);
  close(result[1]);
  if (child < 0)
    throw std::runtime_error(std::string("cannot run a check: ") + std::strerror(errno));

  std::string text;
  bool isLate =
      !readUntil(result[0], start + std::chrono::seconds(limits.wallSeconds * kSlowness), text);
  if (isLate)
    kill(-child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  kill(-child, SIGKILL); // what it may have started
  std::string printed = readFrom(output);
  close(result[0]);
  close(output);

  Ending ending;
  ending.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  json found = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (found.is_discarded()) {
    ending.isCut = true;
    ending.red = Red{describeCut(status, isLate, printed, limits), activity()->ir};
  } else if (!found.is_null()) {
    ending.red = Red{found[0], found[1], found[2], found[3], found[4], found[5]};
  }
  return ending;
}

} // namespace wick::check
