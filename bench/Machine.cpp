#include "bench/Machine.h"
#include "bench/Saturate.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sched.h>
#include <stdexcept>

namespace wick::bench {
namespace {

constexpr int kRuns = 5;
constexpr int64_t kIterations = 4000; // some ten microseconds

volatile float sink; // keeps the results, and so the work, alive

/// The shortest time of one call, by some runs of `duration` seconds in all.
double shortestSeconds(double duration, const std::function<void()> &call) {
  using Clock = std::chrono::steady_clock;
  auto since = [](Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
  };
  double shortest = 1e30;
  Clock::time_point begin = Clock::now();
  for (int run = 0; run < kRuns || since(begin) < duration; ++run) {
    Clock::time_point start = Clock::now();
    call();
    shortest = std::min(shortest, since(start));
  }
  return shortest;
}

std::string cpuName() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name"))
      return line.substr(line.find(':') + 2);
  return "unknown";
}

/// The size of a data cache by the kernel's table (some virtual machines lie in CPUID, which
/// sysconf reads), or `otherwise` where there is none.
int64_t cacheBytes(int level, int64_t otherwise) {
  for (int index = 0; index < 8; ++index) {
    std::string folder = "/sys/devices/system/cpu/cpu0/cache/index" + std::to_string(index);
    int found = 0;
    int64_t kibibytes = 0; // written as "1024K"
    std::ifstream(folder + "/level") >> found;
    if (found == level && std::ifstream(folder + "/size") >> kibibytes)
      return kibibytes << 10;
  }
  return otherwise;
}

ReadBandwidth measureRead(const char *level, int64_t bytes, double seconds) {
  std::vector<float> memory(bytes / sizeof(float), 1);
  Saturation widest = saturations().back();
  sink = widest.read(memory.data(), static_cast<int64_t>(memory.size()));
  double shortest = shortestSeconds(
      seconds, [&] { sink = widest.read(memory.data(), static_cast<int64_t>(memory.size())); });
  return {level, bytes, static_cast<double>(bytes) / shortest * 1e-9};
}

} // namespace

Machine measureMachine(double seconds) {
  Machine machine{cpuName(), {}, {}};
  for (const Saturation &isa : saturations())
    machine.peaks.push_back(
        {isa.name, isa.flopsPerIteration * kIterations * 1e-9 /
                       shortestSeconds(seconds, [&] { sink = isa.multiplyAdd(kIterations); })});
  int64_t l2 = cacheBytes(2, 1 << 20);
  int64_t l3 = std::max(cacheBytes(3, 16 << 20), 4 * l2);
  int64_t memory = std::clamp<int64_t>(8 * l3, 256 << 20, 1 << 30);
  machine.bandwidths = {measureRead("L2", l2 / 2, seconds), measureRead("L3", l3 / 4, seconds),
                        measureRead("DRAM", memory, seconds)};
  return machine;
}

Column peakColumn() {
  Column column;
  column.backend = "peak";
  column.run = [widest = saturations().back()] { sink = widest.multiplyAdd(kIterations); };
  return column;
}

double peakColumnFlops() { return saturations().back().flopsPerIteration * kIterations; }

std::string pinTo(int threads) {
  cpu_set_t allowed, chosen;
  CPU_ZERO(&chosen);
  if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0)
    throw std::runtime_error("the system does not tell which CPUs this process may use");
  if (CPU_COUNT(&allowed) < threads)
    throw std::runtime_error("--threads " + std::to_string(threads) + ": this process may use " +
                             std::to_string(CPU_COUNT(&allowed)) + " CPUs; ask for at most that");
  std::string names;
  int left = threads;
  for (int cpu = CPU_SETSIZE - 1; cpu >= 0 && left > 0; --cpu)
    if (CPU_ISSET(cpu, &allowed)) {
      CPU_SET(cpu, &chosen);
      names = std::to_string(cpu) + (names.empty() ? "" : "," + names);
      --left;
    }
  if (sched_setaffinity(0, sizeof(chosen), &chosen) != 0)
    throw std::runtime_error("the system does not let this process stay on CPU " + names);
  return names;
}

} // namespace wick::bench
