// wick milestone: the models of history, trained here and held against what they must reach.
#include "tools/wick/Commands.h"
#include "tools/wick/UsageError.h"
#include "tools/wick/Use.h"
#include "tools/wick/milestone/Catalog.h"
#include "tools/wick/milestone/InterpretedModel.h"
#include "tools/wick/milestone/JitModel.h"
#include "tools/wick/milestone/Judgement.h"
#include "tools/wick/milestone/Process.h"

#include "backends/llvm/Link.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <unistd.h>

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace wick::driver {
namespace {

struct MilestoneOptions {
  std::string which, json, data, backend = "llvm";
  int64_t epochs = 0; // 0: the milestone's default
  lab::Use use;
  std::vector<std::string> mine; // the learner's labs in use, a line each
};

/// What is wrong with the name of a milestone; "" for nothing.
std::string checkName(const std::string &name) {
  if (name == "all" || findMilestone(name))
    return "";
  std::vector<std::string> names = {"all"};
  std::string list;
  for (const Milestone &milestone : milestones()) {
    std::string folder = milestone.folder;
    names.insert(names.end(), {milestone.number, folder, folder.substr(folder.find('_') + 1)});
    list += std::string(milestone.number) + ", ";
  }
  std::string nearest = name.size() > 2 ? nearestMatch(name, names) : ""; // numbers are all alike
  return "there is no milestone '" + name + "'; there are " + list + "all" +
         (nearest.empty() ? "" : "; did you mean '" + nearest + "'?");
}

std::vector<const Milestone *> selected(const MilestoneOptions &options) {
  std::vector<const Milestone *> list;
  for (const Milestone &milestone : milestones())
    if (options.which == "all" || findMilestone(options.which) == &milestone)
      list.push_back(&milestone);
  if (!options.data.empty() && !list.back()->readsData)
    throw CLI::ValidationError("--data", std::string("milestone ") + list.back()->number +
                                             " draws its points itself and reads no data");
  return list;
}

/// The command line of the milestone's program.
std::vector<std::string> argumentsFor(const Milestone &milestone, const MilestoneOptions &options,
                                      const std::string &json) {
  fs::path program = programFolder() / ("wick-milestone-" + std::string(milestone.number));
  std::vector<std::string> arguments = {program, "--json", json};
  bool isSlow = options.backend == "interp";
  if (int64_t epochs = options.epochs ? options.epochs : isSlow ? milestone.interpreterEpochs : 0)
    arguments.insert(arguments.end(), {"--epochs", std::to_string(epochs)});
  if (milestone.readsData && !options.data.empty())
    arguments.insert(arguments.end(), {"--data", options.data});
  return arguments;
}

/// Removed with this object.
class TemporaryFile {
public:
  /// In `folder`, or where the system keeps such files.
  explicit TemporaryFile(llvm::StringRef suffix,
                         const fs::path &folder = fs::temp_directory_path()) {
    const std::string model = folder / ("wick-milestone-%%%%%%." + suffix.str());
    int descriptor;
    if (std::error_code error = llvm::sys::fs::createUniqueFile(model, descriptor, name))
      throw std::runtime_error("cannot make a temporary file: " + error.message());
    close(descriptor);
    remover.setFile(name);
  }
  std::string path() const { return name.str().str(); }

private:
  llvm::SmallString<128> name;
  llvm::FileRemover remover;
};

std::vector<char *> pointersTo(std::vector<std::string> &arguments) {
  std::vector<char *> pointers;
  for (std::string &argument : arguments)
    pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// In the child process: becomes the milestone's native program.
int runNative(std::vector<std::string> arguments) {
  execv(arguments.front().c_str(), pointersTo(arguments).data());
  throw std::runtime_error("cannot run " + arguments.front() + ": " + std::strerror(errno) +
                           "; build or install the target 'milestones'");
}

/// The module of a model at the stage `emit`, by the model's own program, which compiles with the
/// learner's passes when this process does.
std::string emitModule(const std::string &model, const std::string &emit,
                       const std::string &output) {
  const std::string program = programFolder() / (model + "_generator");
  if (!fs::exists(program))
    throw std::runtime_error("there is no " + program +
                             "; milestones are compiled anew in the source tree, after "
                             "'./wick build-only milestones'");
  if (llvm::Error error = runCommand({program, "--emit=" + emit, "-o", output})) {
    llvm::consumeError(std::move(error)); // the program has said why
    throw CLI::RuntimeError(1);
  }
  return output;
}

/// In the child process: the program's training on models of this process. With the learner's
/// passes they are made anew; else the interpreter takes the modules that stand beside the
/// programs. `options` are those of a Model, after its file.
template <typename Model, typename... Options>
int runHere(const Milestone &milestone, std::vector<std::string> arguments, const char *backend,
            const char *emit, bool isAnew, Options... options) {
  std::vector<std::unique_ptr<Model>> owners;
  std::vector<const wick_model *> models;
  models.reserve(milestone.models.size());
  for (const std::string name : milestone.models) {
    fs::path module = sharedFolder() / "milestones" / milestone.folder / (name + ".mlir");
    TemporaryFile anew("mlir");
    owners.push_back(std::make_unique<Model>(
        isAnew ? emitModule(name, emit, anew.path()) : module.string(), options...));
    models.push_back(&owners.back()->model());
  }
  return milestone.train(
      {models, backend, static_cast<int>(arguments.size()), pointersTo(arguments).data()});
}

/// In the child process: the milestone's native program, linked anew with the learner's files in
/// place of the runtime's, and with models that the learner's passes compile.
int runRelinked(const Milestone &milestone, std::vector<std::string> arguments) {
  llvm::Expected<Installation> installation = findInstallation();
  if (!installation)
    throw std::runtime_error(llvm::toString(installation.takeError()));
  const fs::path libraries = installation->libraryFolder;
  std::vector<std::unique_ptr<TemporaryFile>> files;
  std::vector<std::string> objects;
  for (const std::string name : milestone.models) {
    files.push_back(std::make_unique<TemporaryFile>("o"));
    objects.push_back(emitModule(name, "obj", files.back()->path()));
  }
  objects.push_back(libraries / ("libwick_milestone_" + std::string(milestone.number) + ".a"));
  objects.push_back(libraries / "libwick_milestones.a");
  TemporaryFile program("program", programFolder()); // beside its data
  if (llvm::Error error =
          linkProgram(objects, /*callOneDNN=*/false, /*keepSymbols=*/false, program.path()))
    throw std::runtime_error(llvm::toString(std::move(error)));
  fs::permissions(program.path(), fs::perms::owner_all);
  arguments.front() = program.path();
  if (llvm::Error error = runCommand(arguments)) {
    llvm::consumeError(std::move(error)); // the program has said why
    return 1;
  }
  return 0;
}

/// Whether labs of the runtime are in use (curriculum/plugin/Use.h).
bool hasRuntimeOfItsOwn() {
  const char *sources = std::getenv("WICK_RUNTIME_SOURCES");
  return sources && *sources;
}

/// In the child process.
int runTraining(const Milestone &milestone, const MilestoneOptions &options,
                std::vector<std::string> arguments) {
  const bool isMine = !options.use.selection.empty();
  if (options.backend != "llvm" && hasRuntimeOfItsOwn())
    throw std::runtime_error(
        "labs of the runtime run in native programs only; leave out --backend " + options.backend +
        ", or use others");
  if (options.backend == "interp")
    return runHere<InterpretedModel>(milestone, std::move(arguments), "interp", "mlir-train",
                                     isMine);
  if (options.backend == "llvm" && !isMine)
    return runNative(std::move(arguments));
  if (hasRuntimeOfItsOwn())
    return runRelinked(milestone, std::move(arguments));
  const char *backend = options.backend == "llvm" ? "jit" : options.backend.c_str();
  return runHere<JitModel>(milestone, std::move(arguments), backend, "mlir-model", true,
                           *findBackend(options.backend));
}

/// Trains one milestone and returns its metrics, judged.
ordered_json runMilestone(const Milestone &milestone, const MilestoneOptions &options) {
  TemporaryFile file("json");
  std::vector<std::string> arguments = argumentsFor(milestone, options, file.path());
  int code = runInChild([&] { return runTraining(milestone, options, std::move(arguments)); },
                        /*quietStdout=*/options.json == "-");
  if (code != 0)
    throw CLI::RuntimeError(code); // the program has said why
  ordered_json record = judge(milestone, ordered_json::parse(std::ifstream(file.path())));
  if (!options.use.selection.empty())
    record["mine"] = options.mine;
  return record;
}

void writeJson(const ordered_json &document, const std::string &path) {
  if (path == "-") {
    std::puts(document.dump(2).c_str());
    return;
  }
  std::ofstream out(path);
  out << document.dump(2) << "\n";
  if (!out.flush())
    throw std::runtime_error("cannot write '" + path + "': " + std::strerror(errno));
}

void runMilestones(const MilestoneOptions &options) {
  std::FILE *out = options.json == "-" ? stderr : stdout;
  ordered_json records = ordered_json::array();
  bool isReached = true;
  for (const Milestone *milestone : selected(options)) {
    std::fprintf(out, "%s== %s %s ==\n%s\n", records.empty() ? "" : "\n", milestone->number,
                 milestone->title, historyOf(*milestone).c_str());
    records.push_back(runMilestone(*milestone, options));
    printJudgement(records.back(), out);
    isReached = isReached && records.back()["reached"].get<bool>();
  }
  if (!options.json.empty())
    writeJson(options.which == "all" ? records : records.front(), options.json);
  if (!isReached) {
    std::fprintf(stderr, "wick: a gate is missed\n");
    throw CLI::RuntimeError(1);
  }
}

void listMilestones() {
  for (const Milestone &milestone : milestones()) {
    std::printf("%s  %s\n", milestone.number, milestone.title);
    for (const Gate &gate : milestone.gates)
      std::printf("      %s %s %g%s%s\n", gate.metric, gate.isUpper ? "at most" : "at least",
                  gate.bound, gate.model ? " by " : "", gate.model ? gate.model : "");
  }
}

void addRunMilestone(CLI::App &parent) {
  auto options = std::make_shared<MilestoneOptions>();
  CLI::App *command = parent.add_subcommand("run", "Train milestones and judge what they reach");
  command->add_option("which", options->which, "01, 02, 03, 04 or all")
      ->required()
      ->check(CLI::Validator(checkName, "", "milestone"));
  command
      ->add_option("--json", options->json,
                   "Write the metrics, with all an array of them; - is standard output")
      ->type_name("FILE");
  command->add_option("--epochs", options->epochs, "Passes over the training data")
      ->check(CLI::Range(1, 1000000));
  command
      ->add_option("--data", options->data,
                   "A folder with MNIST's files, for 03, or CIFAR-10's, for 04")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  command
      ->add_option(
          "--backend", options->backend,
          "llvm, native code; onednn, calls of oneDNN where it has a function; auto, where "
          "that is faster; naive, plain loops; interp, the reference interpreter, for "
          "fewer epochs")
      ->check(CLI::IsMember({"llvm", "onednn", "auto", "naive", "interp"}))
      ->capture_default_str();
  addUseOptions(*command, options->use);
  command->callback([options] {
    options->mine = applyUse(options->use);
    runMilestones(*options);
  });
}

} // namespace

void addMilestone(CLI::App &app) {
  CLI::App *milestone = app.add_subcommand(
      "milestone", "Train the models of history: perceptron, XOR, digits, images");
  milestone->require_subcommand(1);
  milestone->get_formatter()->label("SUBCOMMAND", "COMMAND");
  milestone->add_subcommand("list", "Name the milestones and their gates")
      ->callback(listMilestones);
  addRunMilestone(*milestone);
}

} // namespace wick::driver
