// bench-models: how long the entries of the workloads take on one thread, by each backend. Inputs
// are reused, and training repeats one batch. CPU time is the figure on a machine that is shared,
// and only ratios within one run hold there:
//
//   bench-models --benchmark_repetitions=7 --benchmark_enable_random_interleaving=true
//
// alternates the rows and gives medians.
#include "bench/LoadedModel.h"
#include "bench/workloads/Workloads.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <optional>
#include <string>

using namespace wick;
using wick::bench::Build;
using wick::bench::LoadedModel;

namespace {

struct Row {
  const char *name;
  Build build;
  const char *entry;
  int calls = 1; ///< in one iteration, which begins with the model's first values
};

void buildMlpSgd(Model &m) { workloads::buildMlp(m, workloads::kMlpSgd); }
void buildMlpAdam(Model &m) { workloads::buildMlp(m, workloads::kMlpAdam); }

const Row rows[] = {
    {"W1/infer_b100", workloads::buildPerceptron, "infer"},
    {"W1/train_b100", workloads::buildPerceptron, "train_step"},
    {"W2/train_1000_epochs", workloads::buildXor, "train_step", workloads::kXorEpochs},
    {"W3/infer_b1", buildMlpSgd, "infer_b1"},
    {"W3/infer_b32", buildMlpSgd, "infer_b32"},
    {"W3/infer_b256", buildMlpSgd, "infer_b256"},
    {"W3/train_sgd_b32", buildMlpSgd, "train_step"},
    {"W3/train_adam_b32", buildMlpAdam, "train_step"},
};

/// A model of one backend, compiled when its first row runs.
struct Subject {
  Build build;
  Backend backend;
  std::optional<LoadedModel> model = std::nullopt;
};

void measure(benchmark::State &state, const Row &row, Subject &subject) {
  if (!subject.model)
    subject.model.emplace(subject.build, subject.backend);
  LoadedModel &model = *subject.model;
  model.reset();
  for (auto _ : state) {
    if (row.calls > 1)
      model.reset();
    for (int call = 0; call < row.calls; ++call)
      model.run(row.entry);
  }
}

void registerRows(const char *backendName, Backend backend) {
  std::shared_ptr<Subject> subject;
  for (const Row &row : rows) {
    if (!subject || subject->build != row.build)
      subject = std::make_shared<Subject>(row.build, backend);
    std::string name = std::string(row.name) + "/" + backendName;
    benchmark::RegisterBenchmark(name.c_str(), [&row, subject](benchmark::State &state) {
      measure(state, row, *subject);
    })->Unit(benchmark::kMicrosecond);
  }
}

} // namespace

int main(int argc, char **argv) {
  registerRows("llvm", Backend::llvm);
  registerRows("naive", Backend::naive);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
