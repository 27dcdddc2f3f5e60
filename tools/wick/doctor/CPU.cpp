#include "tools/wick/doctor/Check.h"

#include "wick/cpu.h"
#include "wick/error.h"

#include <fstream>

namespace wick::driver {

/// The processor's own name, from Linux.
static std::string processorName() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name"))
      return line.substr(line.find(": ") + 2);
  return "unknown";
}

#if defined(__x86_64__)
static void checkAMX(Checks &checks) {
  if (!wick_cpu_has("amx-tile")) {
    checks.push_back({"cpu", "AMX from the kernel", State::Ok, "not asked: the CPU has no AMX"});
    return;
  }
  if (wick_cpu_require("amx-tile"))
    checks.push_back({"cpu", "AMX from the kernel", State::Ok, "granted"});
  else
    checks.push_back({"cpu", "AMX from the kernel", State::Note, wick_last_error(),
                      "Linux 5.16 or later grants it; in a virtual machine or sandbox, allow "
                      "arch_prctl(ARCH_REQ_XCOMP_PERM)"});
}

void checkCPU(Checks &checks) {
  checks.push_back({"cpu", "model", State::Ok, processorName()});
  for (const char *feature : {"sse4.2", "avx2", "fma", "avx512f", "avx512bw", "avx512vl",
                              "avx512vnni", "avx512bf16", "amx-tile", "amx-int8", "amx-bf16"})
    checks.push_back({"cpu", feature, State::Ok, wick_cpu_has(feature) ? "yes" : "no"});
  checkAMX(checks);

  bool v3 = wick_cpu_has("avx2") && wick_cpu_has("fma");
  bool v4 = v3 && wick_cpu_has("avx512f") && wick_cpu_has("avx512bw") && wick_cpu_has("avx512vl");
  checks.push_back({"cpu", "best --target", v3 ? State::Ok : State::Note,
                    v4   ? "x86-64-v4"
                    : v3 ? "x86-64-v3"
                         : "x86-64",
                    v3 ? "" : "without AVX2 and FMA compiled models run several times slower"});
}
#else
void checkCPU(Checks &checks) {
  checks.push_back({"cpu", "model", State::Ok, processorName()});
  checks.push_back({"cpu", "best --target", State::Ok, "native"});
}
#endif

} // namespace wick::driver
