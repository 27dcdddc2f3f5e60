#include "bench/Builds.h"
#include "backends/onednn/Library.h"
#include "bench/ChildProcess.h"
#include "bench/workloads/Workloads.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <stdexcept>

namespace wick::bench {
namespace {

constexpr int kCompilations = 3, kStarts = 7;

struct Work {
  const char *name;
  std::function<void(Model &)> build;
  const char *entry;
};

const Work kWorks[] = {
    {"digits infer b32", workloads::buildDigitsInference, "infer"},
    {"W3 infer b1", [](Model &m) { workloads::buildMlpInference(m, 1); }, "infer_b1"},
    {"W3 infer b32", [](Model &m) { workloads::buildMlpInference(m, 32); }, "infer_b32"},
    {"W3 train b32 SGDm", [](Model &m) { workloads::buildMlpTraining(m, workloads::kMlpSgd); },
     "train_step"},
    {"W3 train b32 Adam", [](Model &m) { workloads::buildMlpTraining(m, workloads::kMlpAdam); },
     "train_step"},
};

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + values.size() / 2);
  return values[values.size() / 2];
}

/// Compiles as the model's own program would, in a child process.
ChildRun compileInChild(const Work &work, const std::string &backend, const std::string &emit,
                        const std::filesystem::path &output) {
  ChildRun run = runInChild([&] {
    Model m("model");
    work.build(m);
    std::string arguments[] = {"model", "--emit=" + emit, "--backend=" + backend,
                               "--output=" + output.string()};
    std::vector<char *> argv;
    for (std::string &argument : arguments)
      argv.push_back(argument.data());
    return m.compile(static_cast<int>(argv.size()), argv.data());
  });
  if (run.exitCode != 0)
    throw std::runtime_error(std::string(work.name) + " does not build with --backend=" + backend);
  return run;
}

BuildRow measure(const Work &work, const std::string &backend,
                 const std::filesystem::path &folder) {
  BuildRow row = {};
  row.work = work.name;
  row.backend = backend;
  std::filesystem::path object = folder / "model.o", program = folder / "model";
  std::vector<double> compilations, starts;
  for (int i = 0; i < kCompilations; ++i) {
    ChildRun run = compileInChild(work, backend, "obj", object);
    compilations.push_back(run.milliseconds);
    row.compilerBytes = std::max(row.compilerBytes, run.peakBytes);
  }
  compileInChild(work, backend, "exe", program);
  for (int i = 0; i < kStarts; ++i) {
    ChildRun run = runProgram({program, "run", work.entry});
    if (run.exitCode != 0)
      throw std::runtime_error(std::string(work.name) + " does not run with --backend=" + backend);
    starts.push_back(run.milliseconds);
  }
  row.objectMs = median(compilations);
  row.firstResultMs = median(starts);
  row.programBytes = static_cast<int64_t>(std::filesystem::file_size(program));
  row.weightBytes =
      static_cast<int64_t>(std::filesystem::file_size(object.replace_extension("safetensors")));
  return row;
}

/// A folder that goes away with its files.
class ScratchFolder {
public:
  ScratchFolder() {
    std::string name = std::filesystem::temp_directory_path() / "wick-bench-XXXXXX";
    if (!mkdtemp(name.data()))
      throw std::runtime_error("cannot make a temporary folder '" + name + "'");
    path = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  ScratchFolder(const ScratchFolder &) = delete;
  ScratchFolder &operator=(const ScratchFolder &) = delete;

  std::filesystem::path path;
};

void print(const BuildRow &row) {
  constexpr double kib = 1024, mib = kib * kib;
  std::printf("%-18s %-7s %13.0f %13.0f %12.0f %12.0f %12.0f %12.1f\n", row.work.c_str(),
              row.backend.c_str(), row.objectMs, static_cast<double>(row.compilerBytes) / mib,
              static_cast<double>(row.programBytes) / kib,
              static_cast<double>(row.weightBytes) / kib,
              static_cast<double>(row.programBytes - row.weightBytes) / kib, row.firstResultMs);
  std::fflush(stdout);
}

} // namespace

std::vector<BuildRow> measureBuilds(const std::string &filter) {
  std::regex pattern(filter);
  ScratchFolder scratch;
  std::vector<std::string> backends = {"llvm"};
  // Asked in a child, so that the compilations begin without the library.
  if (runInChild([] { return isOneDNNAtHand() ? 0 : 1; }).exitCode == 0)
    backends.push_back("onednn");
  std::printf("%-18s %-7s %13s %13s %12s %12s %12s %12s\n", "work", "backend", "to object ms",
              "compiler MiB", "program KiB", "weights KiB", "rest KiB", "1st run ms");
  std::vector<BuildRow> rows;
  std::string names;
  for (const Work &work : kWorks) {
    names += std::string("\n  ") + work.name;
    if (!std::regex_search(work.name, pattern))
      continue;
    for (const std::string &backend : backends) {
      rows.push_back(measure(work, backend, scratch.path));
      print(rows.back());
    }
  }
  if (rows.empty())
    throw CLI::ValidationError("--filter", "'" + filter + "' matches none of" + names);
  return rows;
}

void writeBuildsJSON(const std::string &path, const std::vector<BuildRow> &rows) {
  nlohmann::ordered_json report = nlohmann::ordered_json::array();
  for (const BuildRow &row : rows)
    report.push_back({{"suite", "builds"},
                      {"work", row.work},
                      {"backend", row.backend},
                      {"object_ms", row.objectMs},
                      {"compiler_bytes", row.compilerBytes},
                      {"program_bytes", row.programBytes},
                      {"weight_bytes", row.weightBytes},
                      {"first_result_ms", row.firstResultMs}});
  std::ofstream file(path);
  file << report.dump(2) << "\n";
  if (!file.flush())
    throw std::runtime_error("cannot write '" + path + "'");
}

} // namespace wick::bench
