// wick lab prove: the stub of a lab fails every graded check, the reference passes all, and every
// mutant is killed.
#include "curriculum/engine/Mistakes.h"
#include "curriculum/engine/ScratchFolder.h"
#include "curriculum/engine/TextFile.h"
#include "tools/wick/lab/Answer.h"
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Matrix.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <iostream>
#include <thread>

namespace fs = std::filesystem;
using namespace wick::lab;
using nlohmann::ordered_json;

namespace wick::driver {
namespace {

struct ProveOptions {
  std::string name, json;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
};

using Texts = std::map<std::string, std::string>; ///< by the names of sources

/// The lab's files as `show` (starterText or solvedText) presents them.
Texts present(const Curriculum &curriculum, const Module &module, const Lab &lab,
              std::string (*show)(const MarkedSource &, const std::string &)) {
  Texts texts;
  for (const std::string &file : lab.files)
    texts[file] = show(readSource(curriculum.tree(), file), module.id);
  return texts;
}

class Proof {
public:
  Proof(const Curriculum &curriculum, const Module &module, const Lab &lab)
      : module(module), lab(lab) {
    variants.push_back({.name = "stub"});
    texts.push_back(present(curriculum, module, lab, starterText));
    variants.push_back({.name = "reference"});
    texts.push_back(present(curriculum, module, lab, solvedText));
    for (const Mutant &mutant : readMutants(curriculum, module, lab)) {
      variants.push_back({.name = mutant.name, .mutant = mutant});
      texts.push_back(mutated(curriculum, mutant, variants.back().misfit));
    }
  }

  /// How long an edit of the reference takes to its verdict, compiled anew, with nothing beside it.
  double timeVerdict() {
    Texts edited = texts[1];
    auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    for (auto &[name, text] : edited)
      text += "// edited at " + std::to_string(now) + "\n";
    return checkFiles(lab, write(edited, "edited"), {}).seconds;
  }

  /// Checks all variants, several at a time.
  void run(unsigned jobs) {
    std::atomic<size_t> next = 0;
    std::vector<std::future<void>> workers;
    for (unsigned i = 0; i < jobs; ++i)
      workers.push_back(std::async(std::launch::async, [&] {
        for (size_t k; (k = next++) < variants.size();)
          if (variants[k].misfit.empty())
            variants[k].checked =
                checkFiles(lab, write(texts[k], variants[k].name),
                           {.goesOn = true, .objects = scratch.path() / "objects"});
      }));
    for (std::future<void> &worker : workers)
      worker.get();
  }

  const std::vector<Variant> &results() const { return variants; }

private:
  Texts mutated(const Curriculum &curriculum, const Mutant &mutant, std::string &misfit) const {
    try {
      return mutate(curriculum, lab, mutant);
    } catch (const std::runtime_error &error) {
      misfit = error.what();
      return {};
    }
  }

  /// Writes the files of a variant as a learner has them.
  std::vector<fs::path> write(const Texts &variant, const std::string &name) const {
    std::vector<fs::path> files;
    for (const LearnerFile &file : learnerFiles(module, lab)) {
      files.push_back(scratch.path() / name / file.name);
      writeFile(files.back(), variant.at(file.source));
    }
    return files;
  }

  const Module &module;
  const Lab &lab;
  ScratchFolder scratch;
  std::vector<Variant> variants;
  std::vector<Texts> texts;
};

ordered_json prove(Site &site, const Module &module, const Lab &lab, unsigned jobs,
                   std::ostream &out) {
  auto begin = std::chrono::steady_clock::now();
  Proof proof(site.curriculum(), module, lab);
  double verdictSeconds = proof.timeVerdict();
  proof.run(jobs);
  std::multimap<std::string, Mutant> mistakes;
  for (const Variant &variant : proof.results())
    if (variant.mutant && variant.checked.verdict)
      mistakes.emplace(variant.checked.verdict->fingerprint, *variant.mutant);
  Mistakes(buildFolder()).store(lab.id, mistakes);
  printMatrix(lab, proof.results(), out);
  out << "  edit to verdict " << verdictSeconds << " s, proof "
      << std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()
      << " s\n\n";
  return summarize(lab, proof.results(), verdictSeconds);
}

/// Whether the module's questions have answers; prints them.
bool answerPredictions(const Curriculum &curriculum, const Module &module, std::ostream &out) {
  bool isAnswered = true;
  for (const Prediction &prediction : module.predictions)
    try {
      out << module.id << " " << prediction.question << "\n  " << findAnswer(curriculum, prediction)
          << "\n";
    } catch (const std::runtime_error &error) {
      out << "  " << error.what() << "\n";
      isAnswered = false;
    }
  return isAnswered;
}

void proveAll(Site &site, const ProveOptions &options) {
  std::ostream &out = options.json == "-" ? std::cerr : std::cout;
  ordered_json rows = ordered_json::array();
  bool isProven = true;
  std::vector<Selection> selections;
  if (options.name == "all")
    for (const Module &module : site.curriculum().modules())
      selections.push_back(site.select(module.id));
  else
    selections.push_back(site.select(options.name));
  for (const Selection &selection : selections) {
    for (const Lab *lab : selection.labs) {
      rows.push_back(prove(site, *selection.module, *lab, options.jobs, out));
      isProven = isProven && isProof(rows.back());
    }
    if (selection.labs.size() == selection.module->labs.size())
      isProven = answerPredictions(site.curriculum(), *selection.module, out) && isProven;
  }
  if (options.json == "-")
    std::cout << rows.dump(2) << "\n";
  else if (!options.json.empty())
    writeFile(options.json, rows.dump(2) + "\n");
  if (!isProven) {
    std::cerr << "wick: a lab is not proven\n";
    throw CLI::RuntimeError(1);
  }
}

} // namespace

void addLabProve(CLI::App &lab, SharedSite site) {
  CLI::App *command = lab.add_subcommand(
      "prove", "For authors: stubs are red, the reference is green, mutants are killed");
  auto options = std::make_shared<ProveOptions>();
  command->add_option("lab", options->name, "05, 05.1 or all")->required();
  command->add_option("--json", options->json, "Write a row a lab; - is standard output")
      ->type_name("FILE");
  command->add_option("--jobs", options->jobs, "Variants at a time (default: one a CPU)")
      ->check(CLI::Range(1, 256));
  command->callback([site, options] { proveAll(*site, *options); });
}

} // namespace wick::driver
