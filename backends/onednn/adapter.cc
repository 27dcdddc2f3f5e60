// wick/onednn.h. No C++ type and no exception crosses this border.
#include "backends/onednn/kit.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>

using namespace wick::onednn;

namespace {

/// The kits of a call that no thread is using. There are as many kits as threads have ever run the
/// call at once, for each number of threads and way to read the weight.
class Kits {
public:
  /// Prefers one that has packed this version of the params already.
  std::unique_ptr<Kit> take(int32_t threads, bool keeps, uint64_t version) {
    std::lock_guard lock(mutex);
    auto best = idle.end();
    for (auto kit = idle.begin(); kit != idle.end(); ++kit)
      if ((*kit)->threadCount() == threads && (*kit)->keepsWeight() == keeps &&
          (best == idle.end() || (*kit)->packedVersion() == version))
        best = kit;
    if (best == idle.end())
      return nullptr;
    std::unique_ptr<Kit> taken = std::move(*best);
    idle.erase(best);
    return taken;
  }

  void put(std::unique_ptr<Kit> kit) {
    std::lock_guard lock(mutex);
    idle.push_back(std::move(kit));
  }

private:
  std::mutex mutex;
  std::vector<std::unique_ptr<Kit>> idle;
};

/// What wick_onednn_begin has said on this thread.
struct Run {
  uint64_t version = 0; // of the params; 0: not known
  int32_t threads = 0;  // 0: no begin
};
thread_local Run current;

thread_local std::string message;

int32_t threadCount() {
  if (current.threads)
    return current.threads;
  const char *text = std::getenv("WICK_NUM_THREADS");
  return text ? std::max(1, std::atoi(text)) : 1;
}

Kits &kitsOf(wick_onednn_call *call) {
  std::atomic_ref<void *> place(call->kits);
  void *kits = place.load(std::memory_order_acquire);
  if (!kits) {
    auto fresh = std::make_unique<Kits>();
    if (place.compare_exchange_strong(kits, fresh.get()))
      kits = fresh.release();
  }
  return *static_cast<Kits *>(kits);
}

const char *functionName(int64_t function) {
  static const char *const names[] = {"matmul",
                                      "softmax",
                                      "layer_norm",
                                      "elementwise",
                                      "conv2d",
                                      "conv2d_input_gradient",
                                      "conv2d_weight_gradient",
                                      "max_pool2d",
                                      "avg_pool2d"};
  return names[function];
}

/// "model.cpp:7: matmul of 32x128".
std::string describe(const wick_onednn_call &call) {
  std::string text = std::string(call.place) + ": " + functionName(call.spec.function) + " of ";
  for (int64_t i = 0; i < call.spec.rank; ++i)
    text += (i ? "x" : "") + std::to_string(call.spec.output[i]);
  return text;
}

std::string reasonOf(const std::exception &error, const wick_onednn_call &call) {
  return describe(call) + ": oneDNN " + wick_onednn_version() + " cannot compute it on this CPU (" +
         error.what() + "); compile the model with --backend=llvm";
}

} // namespace

const char *wick_onednn_version(void) {
  thread_local std::string text;
  const dnnl::version_t *version = dnnl::version();
  text = std::to_string(version->major) + "." + std::to_string(version->minor) + "." +
         std::to_string(version->patch);
  return text.c_str();
}

const char *wick_onednn_implementation(const wick_onednn_spec *spec) {
  try {
    message = Kit(*spec, threadCount(), spec->keeps_weight).implementation();
    return message.c_str();
  } catch (const dnnl::error &) {
    return nullptr;
  }
}

int64_t wick_onednn_scratch_bytes(const wick_onednn_spec *spec, int32_t threads) {
  size_t most = 0;
  for (int32_t count : {1, threads})
    for (bool keeps : {false, spec->keeps_weight != 0})
      try {
        most = std::max(most, Kit(*spec, count, keeps).scratchBytes());
      } catch (const dnnl::error &) { // it will not run this way
      }
  return static_cast<int64_t>(most);
}

static std::unique_ptr<Kit> makeKit(const wick_onednn_call &call, int32_t threads) {
  auto kit = std::make_unique<Kit>(call.spec, threads, call.spec.keeps_weight);
  if (kit->implementation().starts_with("ref"))
    std::fprintf(stderr,
                 "warning: %s: oneDNN %s has only its reference implementation '%s' on this CPU, "
                 "which is slow; compile the model with --backend=llvm\n",
                 describe(call).c_str(), wick_onednn_version(), kit->implementation().c_str());
  return kit;
}

const char *wick_onednn_prepare(void *calls, int32_t count, int32_t threads) {
  auto *first = static_cast<wick_onednn_call *>(calls);
  for (wick_onednn_call *call = first; call != first + count; ++call) {
    try {
      Kits &kits = kitsOf(call);
      std::unique_ptr<Kit> kit = kits.take(threads, call->spec.keeps_weight, 0);
      kits.put(kit ? std::move(kit) : makeKit(*call, threads));
    } catch (const std::exception &error) {
      message = reasonOf(error, *call);
      return message.c_str();
    }
  }
  return nullptr;
}

void wick_onednn_release(void *calls, int32_t count) {
  auto *first = static_cast<wick_onednn_call *>(calls);
  for (wick_onednn_call *call = first; call != first + count; ++call) {
    delete static_cast<Kits *>(call->kits);
    call->kits = nullptr;
  }
}

void wick_onednn_begin(uint64_t *version, int32_t threads) {
  static std::atomic<uint64_t> versions{0};
  if (version && !*version)
    *version = ++versions;
  current = {version ? *version : 0, threads};
}

void wick_onednn_end(void) { current = {}; }

void wick_onednn_run(wick_onednn_call *call, const float *input, const float *weight,
                     const float *bias, const float *addend, float *output, void *scratch) {
  try {
    Kits &kits = kitsOf(call);
    int32_t threads = threadCount();
    bool keeps = call->spec.keeps_weight && current.version;
    std::unique_ptr<Kit> kit = kits.take(threads, keeps, current.version);
    if (!kit)
      kit = std::make_unique<Kit>(call->spec, threads, keeps);
    kit->run({input, weight, bias, addend, output}, current.version,
             {static_cast<char *>(scratch), static_cast<size_t>(call->spec.scratch_bytes)});
    kits.put(std::move(kit));
  } catch (const std::exception &error) {
    std::fprintf(stderr, "error: %s\n", reasonOf(error, *call).c_str());
    std::abort();
  }
}
