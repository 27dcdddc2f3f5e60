#include "curriculum/milestones/training/Report.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>

namespace milestone {

using namespace wick::runtime;

void showLosses(const Training &training, std::span<const char *const> names) {
  wick_picture_series series[Training::maxEntries + 1];
  for (size_t i = 0; i < training.curveCount(); ++i)
    series[i] = {i < names.size() ? names[i] : "validation", training.losses(i).data(),
                 static_cast<int64_t>(training.epochs())};
  wick_picture_lines(stdout, wick_picture_style_of(stdout), "loss", "epoch", series,
                     static_cast<int32_t>(training.curveCount()));
}

static int64_t binaryBytes(const Program &program) {
  struct stat self;
  bool isNative = std::strcmp(program.backend, "llvm") == 0;
  return isNative && stat("/proc/self/exe", &self) == 0 ? self.st_size : 0;
}

/// The most memory that was resident, in bytes; 0 where /proc does not tell.
static int64_t peakResidentBytes() {
  long long kilobytes = 0;
  std::FILE *status = std::fopen("/proc/self/status", "r");
  char line[256];
  while (status && std::fgets(line, sizeof line, status))
    if (std::strncmp(line, "VmHWM:", 6) == 0)
      kilobytes = std::strtoll(line + 6, nullptr, 10);
  if (status)
    std::fclose(status);
  return kilobytes * 1024;
}

bool writeMetrics(Metrics &metrics, const Program &program, const Options &options,
                  const Instance &instance, const Training &training, double testAccuracy) {
  int64_t parameters = wick_instance_parameter_count(instance.get());
  std::printf("%lld parameters, %llu epochs in %.2f s (%s)\n", static_cast<long long>(parameters),
              static_cast<unsigned long long>(training.epochs()), training.seconds(),
              program.backend);
  return metrics.set("test_accuracy", testAccuracy) &&
         metrics.set("train_seconds", training.seconds()) &&
         metrics.set("epochs", static_cast<int64_t>(training.epochs())) &&
         metrics.set("steps", static_cast<int64_t>(training.steps())) &&
         metrics.set("seed", options.seed) && metrics.set("parameters", parameters) &&
         metrics.set("binary_bytes", binaryBytes(program)) &&
         metrics.set("peak_resident_bytes", peakResidentBytes()) &&
         metrics.set("backend", program.backend) && (!options.json || metrics.write(options.json));
}

int fail(const Program &program) {
  std::fprintf(stderr, "%s: %s\n", program.argv[0], wick_last_error());
  return 1;
}

} // namespace milestone
