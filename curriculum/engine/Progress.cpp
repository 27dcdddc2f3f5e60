#include "curriculum/engine/Progress.h"
#include "curriculum/engine/Digest.h"
#include "curriculum/engine/TextFile.h"

#include <nlohmann/json.hpp>

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace wick::lab {

Progress::Progress(const Curriculum &curriculum, const Module &module, const Lab &lab,
                   const fs::path &labs)
    : curriculum(curriculum), module(module), lab(lab), workspace(curriculum, module, labs),
      file(labs / ".progress" / (lab.id + ".json")) {}

/// A record that cannot be read counts as none: a check writes it anew.
ordered_json Progress::read() const {
  if (!fs::exists(file))
    return ordered_json::object();
  ordered_json record = ordered_json::parse(readFile(file), nullptr, /*allow_exceptions=*/false);
  return record.is_object() ? record : ordered_json::object();
}

void Progress::write(const ordered_json &record) const { writeFile(file, record.dump(2) + "\n"); }

ordered_json Progress::currentDigests() const {
  ordered_json digests = ordered_json::object();
  for (const LearnerFile &learner : learnerFiles(module, lab))
    digests[learner.name] = {{"mine", sha256OfFile(workspace.file(learner))},
                             {"reference", sha256OfFile(curriculum.tree() / learner.source)}};
  return digests;
}

State Progress::state() const {
  if (!workspace.isStarted())
    return State::NotStarted;
  ordered_json record = read();
  if (!record.contains("passed"))
    return State::Open;
  if (record.value("files", ordered_json()) != currentDigests())
    return State::Stale;
  return record.value("passed", false) ? State::Green : State::Red;
}

bool Progress::wasGreen() const { return read().contains("first_green"); }
int Progress::hintsShown() const { return read().value("hints", 0); }
bool Progress::hasGivenUp() const { return read().contains("gave_up"); }

void Progress::recordVerdict(const Verdict &verdict) {
  ordered_json record = read();
  record["lab"] = lab.id;
  record["passed"] = verdict.passed;
  record["checked"] = timeStamp();
  record["seconds"] = verdict.seconds;
  record["files"] = currentDigests();
  record["checks"] = ordered_json::array();
  for (const CheckResult &check : verdict.checks)
    record["checks"].push_back(toJson(check));
  if (verdict.passed && !record.contains("first_green"))
    record["first_green"] = record["checked"];
  write(record);
}

void Progress::recordHint(int tier) {
  ordered_json record = read();
  record["lab"] = lab.id;
  record["hints"] = std::max(tier, record.value("hints", 0));
  write(record);
}

void Progress::recordGivingUp() {
  ordered_json record = read();
  record["lab"] = lab.id;
  record["gave_up"] = timeStamp();
  write(record);
}

} // namespace wick::lab
