// The models W1 to W4 end to end, by each of Wick's backends and as plain C.
#include "backends/onednn/Library.h"
#include "bench/CFast.h"
#include "bench/Column.h"
#include "bench/LoadedModel.h"
#include "bench/workloads/Workloads.h"

#include <memory>

namespace wick::bench {
namespace {

/// What a row of the models calls.
struct Work {
  const char *name;
  Build build;
  const char *entry;
  const char *result;
  int steps = 1; ///< calls of the entry in one timed call
};

/// Training is compared by its first losses: later ones amplify rounding.
constexpr int kComparedSteps = 3;

Column column(const Work &work, const char *backendName, Backend backend) {
  auto model = std::make_shared<LoadedModel>(work.build, backend);
  bool trains = std::string_view(work.entry) == "train_step";
  Column column;
  column.backend = backendName;
  column.run = [=] {
    if (work.steps > 1)
      model->reset();
    for (int step = 0; step < work.steps; ++step)
      model->run(work.entry);
  };
  column.result = [=] {
    std::vector<float> elements;
    model->reset();
    for (int step = 0; step < (trains ? kComparedSteps : 1); ++step) {
      model->run(work.entry);
      for (float element : model->result(work.entry, work.result))
        elements.push_back(element);
    }
    return elements;
  };
  column.prepare = [=] { model->reset(); };
  return column;
}

Case makeCase(const Work &work) {
  auto columns = [work] {
    std::vector<Column> columns{column(work, "naive", Backend::naive),
                                column(work, "llvm", Backend::llvm)};
    if (isOneDNNAtHand())
      columns.push_back(column(work, "onednn", Backend::onednn));
    if (std::optional<Column> inC = cFastColumn(work.name))
      columns.push_back(std::move(*inC));
    return columns;
  };
  auto cost = [work] {
    Cost call = costOf(work.build, work.entry);
    return Cost{work.steps * call.flops, work.steps * call.bytes};
  };
  return {work.name, columns, cost};
}

void buildMlpSgd(Model &m) { workloads::buildMlp(m, workloads::kMlpSgd); }
void buildMlpAdam(Model &m) { workloads::buildMlp(m, workloads::kMlpAdam); }

} // namespace

std::vector<Case> modelCases() {
  const Work works[] = {
      {"W1 infer b100", workloads::buildPerceptron, "infer", "probability"},
      {"W1 train b100", workloads::buildPerceptron, "train_step", "loss"},
      {"W2 1000 epochs", workloads::buildXor, "train_step", "loss", workloads::kXorEpochs},
      {"W3 infer b1", buildMlpSgd, "infer_b1", "logits"},
      {"W3 infer b32", buildMlpSgd, "infer_b32", "logits"},
      {"W3 infer b256", buildMlpSgd, "infer_b256", "logits"},
      {"W3 train b32 SGDm", buildMlpSgd, "train_step", "loss"},
      {"W3 train b32 Adam", buildMlpAdam, "train_step", "loss"},
      {"W4a infer b1", workloads::buildSmallCnn, "infer_b1", "logits"},
      {"W4a infer b32", workloads::buildSmallCnn, "infer_b32", "logits"},
      {"W4a train b32 Adam", workloads::buildSmallCnn, "train_step", "loss"},
      {"W4b infer b32", workloads::buildLargeCnn, "infer_b32", "logits"},
      {"W4b train b32 Adam", workloads::buildLargeCnn, "train_step", "loss"},
  };
  std::vector<Case> cases;
  for (const Work &work : works)
    cases.push_back(makeCase(work));
  return cases;
}

} // namespace wick::bench
