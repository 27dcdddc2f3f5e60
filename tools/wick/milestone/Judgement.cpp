#include "tools/wick/milestone/Judgement.h"

#include <cstdio>

using nlohmann::ordered_json;

namespace wick::driver {

static ordered_json judge(const Gate &gate, const ordered_json &metrics) {
  const ordered_json value = metrics.value(gate.metric, ordered_json());
  bool isReached = value.is_number() && (gate.isUpper ? value.get<double>() <= gate.bound
                                                      : value.get<double>() >= gate.bound);
  return {{"metric", gate.metric},
          {"kind", gate.isUpper ? "at most" : "at least"},
          {"bound", gate.bound},
          {"value", value},
          {"reached", isReached}};
}

ordered_json judge(const Milestone &milestone, const ordered_json &metrics) {
  ordered_json record = {{"milestone", milestone.number}, {"title", milestone.title}};
  record.update(metrics);
  record["gates"] = ordered_json::array();
  bool isReached = true;
  for (const Gate &gate : milestone.gates) {
    if (gate.model && metrics.value("model", "") != gate.model)
      continue;
    record["gates"].push_back(judge(gate, metrics));
    isReached = isReached && record["gates"].back()["reached"].get<bool>();
  }
  record["reached"] = isReached;
  return record;
}

void printJudgement(const ordered_json &record, std::FILE *out) {
  std::fprintf(out, "\nMilestone %s: %lld parameters",
               record["milestone"].get<std::string>().c_str(), record.value("parameters", 0LL));
  if (long long bytes = record.value("binary_bytes", 0LL))
    std::fprintf(out, ", a program of %lld KB", (bytes + 1023) / 1024);
  std::fprintf(out, ", trained for %lld epochs in %.2f s (%s)\n", record.value("epochs", 0LL),
               record.value("train_seconds", 0.0), record.value("backend", "").c_str());
  for (const ordered_json &gate : record["gates"]) {
    bool isNumber = gate["value"].is_number();
    std::fprintf(out, "  %-7s %s: %.1f %%, %s %.1f %%\n",
                 gate["reached"].get<bool>() ? "reached" : "MISSED",
                 gate["metric"].get<std::string>().c_str(),
                 isNumber ? 100 * gate["value"].get<double>() : 0.0,
                 gate["kind"].get<std::string>().c_str(), 100 * gate["bound"].get<double>());
  }
  std::fflush(out);
}

} // namespace wick::driver
