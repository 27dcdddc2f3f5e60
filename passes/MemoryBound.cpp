#include "passes/MemoryBound.h"

#include "mlir/Pass/Pass.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace mlir;

// Sanitizers map their shadow memory far beyond any bound.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
static constexpr bool hasShadowMemory = true;
#else
static constexpr bool hasShadowMemory = false;
#endif

/// Passes of this thread, the innermost last: a pipeline that runs inside a pass is nested.
static thread_local llvm::SmallVector<llvm::StringRef, 8> runningPasses;

static uint64_t limit;          // GiB
static const char *limitOption; // as the user spells it

/// Runs when memory is gone, so it must not allocate.
[[noreturn]] static void reportExhaustion(void *, const char *, bool) {
  llvm::StringRef pass = runningPasses.empty() ? "no pass" : runningPasses.back();
  char text[512];
  int length =
      snprintf(text, sizeof text,
               "error: out of memory: the bound of %llu GiB was met while %.*s was running. A "
               "rewrite may be running away; if the model needs more, raise %s (in GiB).\n",
               static_cast<unsigned long long>(limit), static_cast<int>(pass.size()), pass.data(),
               limitOption);
  if (write(STDERR_FILENO, text, std::min<size_t>(length, sizeof text - 1)) < 0)
    _exit(2);
  _exit(1);
}

/// The op's builder has nothing to return. Other fatal errors are bugs, and crash as they do.
static void reportFatalError(void *, const char *reason, bool) {
  const llvm::StringRef text = reason;
  const bool isInference = text.starts_with("Failed to infer result type");
  llvm::StringRef pass = runningPasses.empty() ? "no pass" : runningPasses.back();
  if (!isInference)
    llvm::errs() << "LLVM ERROR: " << text << "\n";
  else
    llvm::errs() << "error: " << pass << " builds an op of operands that do not fit, see above: "
                 << text.split('\n').second << "\n";
  isInference ? _exit(1) : abort();
}

/// Whether this process has used up its address space, but for what one allocation may ask.
static bool isExhausted() {
  constexpr uint64_t oneAllocation = uint64_t(64) << 20;
  char text[64] = {};
  int statm = open("/proc/self/statm", O_RDONLY);
  ssize_t size = read(statm, text, sizeof text - 1); // "<pages of address space> ..."
  close(statm);
  return size > 0 &&
         strtoull(text, nullptr, 10) * sysconf(_SC_PAGESIZE) + oneAllocation > limit << 30;
}

static struct sigaction previousAction;

/// MLIR allocates operations by an unchecked malloc: exhaustion arrives as an access to null. Any
/// other bad access is left to the handler that stood before, by returning to the access.
static void onBadAccess(int) {
  if (isExhausted())
    reportExhaustion(nullptr, nullptr, false);
  sigaction(SIGSEGV, &previousAction, nullptr);
}

void wick::boundMemory(uint64_t gibibytes, const char *option) {
  limit = gibibytes;
  limitOption = option;
  llvm::install_bad_alloc_error_handler(reportExhaustion);
  llvm::install_out_of_memory_new_handler();
  llvm::install_fatal_error_handler(reportFatalError);
  rlimit bound;
  if (hasShadowMemory || gibibytes == 0 || getrlimit(RLIMIT_AS, &bound) != 0)
    return;
  bound.rlim_cur = std::min<rlim_t>(gibibytes << 30, bound.rlim_max);
  setrlimit(RLIMIT_AS, &bound);

  struct sigaction action = {};
  action.sa_handler = onBadAccess;
  action.sa_flags = SA_ONSTACK;
  sigaction(SIGSEGV, &action, &previousAction);
}

namespace {
struct RunningPassRecorder : PassInstrumentation {
  void runBeforePass(Pass *pass, Operation *) override {
    llvm::StringRef name = pass->getArgument(); // empty for MLIR's internal adaptors
    runningPasses.push_back(name.empty() ? pass->getName() : name);
  }
  void runAfterPass(Pass *, Operation *) override { runningPasses.pop_back(); }
  void runAfterPassFailed(Pass *, Operation *) override { runningPasses.pop_back(); }
};
} // namespace

std::unique_ptr<PassInstrumentation> wick::createRunningPassRecorder() {
  return std::make_unique<RunningPassRecorder>();
}
