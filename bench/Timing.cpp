#include "bench/Timing.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace wick::bench {
namespace {

constexpr int kRounds = 7;
constexpr int kFewestWarmUpCalls = 2;
constexpr double kWarmUpShare = 0.25;
constexpr double kShortestSample = 50e-6; // seconds

double seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

/// A column under measurement.
struct Track {
  const Column &column;
  int64_t callsPerSample = 1;
  std::vector<double> samples = {}; // microseconds of a call

  double sample() {
    double begin = seconds();
    for (int64_t call = 0; call < callsPerSample; ++call)
      column.run();
    return (seconds() - begin) / static_cast<double>(callsPerSample);
  }

  void warmUp(double duration) {
    column.prepare();
    double begin = seconds(), shortest = INFINITY;
    for (int calls = 0; calls < kFewestWarmUpCalls || seconds() - begin < duration; ++calls)
      shortest = std::min(shortest, sample());
    if (shortest < kShortestSample)
      callsPerSample = std::llround(std::ceil(kShortestSample / std::max(shortest, 1e-9)));
  }

  /// At least one sample.
  void slice(double duration) {
    column.prepare();
    double begin = seconds();
    do
      samples.push_back(sample() * 1e6);
    while (seconds() - begin < duration);
  }
};

Timing summarize(std::vector<double> samples) {
  std::ranges::sort(samples);
  auto quantile = [&](double part) {
    return samples[std::lround(part * static_cast<double>(samples.size() - 1))];
  };
  double median = quantile(0.5);
  return {median, samples.front(), (quantile(0.75) - quantile(0.25)) / 2 / median};
}

} // namespace

std::vector<Timing> timeInTurns(std::span<const Column> columns, double duration,
                                const ProgressReport &progress) {
  int64_t done = 0, total = static_cast<int64_t>(columns.size()) * (1 + kRounds);
  std::vector<Track> tracks;
  tracks.reserve(columns.size());
  for (const Column &column : columns) {
    tracks.push_back({column});
    tracks.back().warmUp(duration * kWarmUpShare);
    progress(++done, total);
  }
  for (int round = 0; round < kRounds; ++round)
    for (Track &track : tracks) {
      track.slice(duration / kRounds);
      progress(++done, total);
    }
  std::vector<Timing> timings;
  timings.reserve(columns.size());
  for (Track &track : tracks)
    timings.push_back(summarize(std::move(track.samples)));
  return timings;
}

} // namespace wick::bench
