#include "bench/Report.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace wick::bench {

void printMachine(const Machine &machine) {
  std::printf("%s, one thread\n", machine.cpu.c_str());
  for (const ArithmeticPeak &peak : machine.peaks)
    std::printf("  %-9s %7.1f GFLOP/s\n", peak.isa.c_str(), peak.gflops);
  for (const ReadBandwidth &read : machine.bandwidths)
    std::printf("  %-9s %7.1f GB/s, reading %.1f MB\n", read.level.c_str(), read.gigabytesPerSecond,
                static_cast<double>(read.bytes) * 1e-6);
}

void printHeader() {
  std::printf("\n%-22s %-9s %12s %7s %12s %8s %9s %7s\n", "work", "backend", "median us", "spread",
              "min us", "of best", "GFLOP/s", "of peak");
}

void printRows(const std::vector<Row> &rows) {
  double best = std::ranges::min_element(rows, {}, [](const Row &row) {
                  return row.timing.median;
                })->timing.median;
  for (const Row &row : rows)
    std::printf("%-22s %-9s %12.2f %6.1f%% %12.2f %7.3fx %9.1f %6.1f%%\n", row.work.c_str(),
                row.backend.c_str(), row.timing.median, 100 * row.timing.spread, row.timing.min,
                best / row.timing.median, row.gflops, row.peakPercent);
  std::fflush(stdout);
}

static nlohmann::ordered_json describe(const Machine &machine) {
  nlohmann::ordered_json peaks, bandwidths;
  for (const ArithmeticPeak &peak : machine.peaks)
    peaks[peak.isa] = peak.gflops;
  for (const ReadBandwidth &read : machine.bandwidths)
    bandwidths[read.level] = read.gigabytesPerSecond;
  return {{"suite", "machine"},  {"cpu", machine.cpu},
          {"threads", 1},        {"peak_gflops", machine.peaks.back().gflops},
          {"fma_gflops", peaks}, {"read_gbytes_per_second", bandwidths}};
}

void writeJSON(const std::string &path, const Machine &machine, const std::vector<Row> &rows) {
  nlohmann::ordered_json report = {describe(machine)};
  for (const Row &row : rows)
    report.push_back({{"suite", row.suite},
                      {"work", row.work},
                      {"backend", row.backend},
                      {"threads", row.threads},
                      {"median_us", row.timing.median},
                      {"min_us", row.timing.min},
                      {"gflops", row.gflops},
                      {"peak_percent", row.peakPercent}});
  std::ofstream file(path);
  file << report.dump(2) << "\n";
  if (!file.flush())
    throw std::runtime_error("cannot write '" + path + "'");
}

} // namespace wick::bench
