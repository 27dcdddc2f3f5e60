#include "curriculum/plugin/PluginBuild.h"
#include "curriculum/engine/Digest.h"
#include "curriculum/engine/Process.h"
#include "curriculum/engine/ScratchFolder.h"
#include "curriculum/engine/TextFile.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>

namespace fs = std::filesystem;

namespace wick::lab {

#include "PluginCommands.h" // written by CMake

/// The runtime's sources are in C.
static bool isOfRuntime(const fs::path &source) { return source.extension() == ".c"; }

static Command compileCommand(const fs::path &source, const fs::path &object) {
  const bool isC = isOfRuntime(source);
  const std::vector<std::string> &flags = isC ? runtimeFlags : compileFlags;
  std::vector<std::string> arguments = {isC ? runtimeCompiler : compiler};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  if (!isC)
    arguments.insert(arguments.end(), {"-include-pch", precompiledHeader});
  arguments.insert(arguments.end(), {"-c", source.string(), "-o", object.string()});
  return {.arguments = std::move(arguments)};
}

/// What the compiler says of a precompiled header that is older than what it holds means nothing to
/// a learner.
static std::string complaintsOf(const Outcome &outcome) {
  const bool isStale =
      outcome.err.find("since the precompiled header") != std::string::npos && outcome.status != 0;
  return isStale
             ? "The sources of Wick have changed since they were built; run './wick build-only'.\n"
             : outcome.err;
}

/// A plug-in of the runtime brings the rest of the runtime along: what stands between a check's
/// call and the learner's function then calls the learner's.
static Command linkCommand(const std::vector<fs::path> &objects, const fs::path &library,
                           bool isOfRuntime) {
  const std::vector<std::string> &libraries = isOfRuntime ? runtimeLibraries : compilerLibraries;
  std::vector<std::string> arguments = {compiler};
  arguments.insert(arguments.end(), linkFlags.begin(), linkFlags.end());
  arguments.insert(arguments.end(), objects.begin(), objects.end());
  arguments.insert(arguments.end(), {"-o", library.string()});
  arguments.insert(arguments.end(), libraries.begin(), libraries.end());
  return {.arguments = std::move(arguments)};
}

/// Runs all commands, some at a time; their outcomes in order.
static std::vector<Outcome> runAll(const std::vector<Command> &commands) {
  std::vector<Outcome> outcomes(commands.size());
  std::vector<std::string> errors(commands.size());
  std::atomic<size_t> next = 0;
  auto work = [&] {
    for (size_t i; (i = next++) < commands.size();)
      try {
        outcomes[i] = run(commands[i]);
      } catch (const std::exception &error) {
        errors[i] = error.what();
      }
  };
  std::vector<std::thread> threads;
  const size_t processors = std::max(1u, std::thread::hardware_concurrency());
  for (size_t i = 1; i < std::min(commands.size(), processors); ++i)
    threads.emplace_back(work);
  work();
  for (std::thread &thread : threads)
    thread.join();
  for (const std::string &error : errors)
    if (!error.empty())
      throw std::runtime_error(error);
  return outcomes;
}

/// Copies the objects that are not in `kept` yet there, each complete or not at all.
static void keep(const std::vector<fs::path> &sources, const std::vector<fs::path> &objects,
                 const fs::path &kept) {
  for (size_t i = 0; i < sources.size(); ++i)
    if (objects[i].parent_path() != kept)
      writeFile(kept / (sha256OfFile(sources[i]) + ".o"), readFile(objects[i]));
}

PluginBuild buildPlugin(const std::vector<fs::path> &sources, const fs::path &output,
                        const fs::path &kept) {
  const ScratchFolder scratch;
  const auto start = std::chrono::steady_clock::now();
  std::vector<fs::path> objects;
  std::vector<Command> commands;
  for (const fs::path &source : sources) {
    const fs::path known = kept / (sha256OfFile(source) + ".o");
    const bool isKnown = !kept.empty() && fs::exists(known);
    objects.push_back(isKnown ? known : scratch.path() / (std::to_string(objects.size()) + ".o"));
    if (!isKnown)
      commands.push_back(compileCommand(source, objects.back()));
  }
  PluginBuild build;
  build.isBuilt = true;
  auto note = [&](const Outcome &outcome) {
    build.complaints += complaintsOf(outcome);
    build.isBuilt = build.isBuilt && outcome.status == 0;
  };
  std::ranges::for_each(runAll(commands), note);
  if (build.isBuilt) {
    if (!kept.empty())
      keep(sources, objects, kept);
    fs::create_directories(fs::absolute(output).parent_path());
    const fs::path linked = output.string() + ".linking";
    note(run(linkCommand(objects, linked, std::ranges::any_of(sources, isOfRuntime))));
    if (build.isBuilt)
      fs::rename(linked, output);
    else
      fs::remove(linked);
  }
  build.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return build;
}

std::string compilerStamp() {
  // They are written anew whenever one of these changes.
  std::string stamp;
  for (const std::string &file : {std::string(precompiledHeader), runtimeLibraries.front()})
    stamp += std::to_string(fs::last_write_time(file).time_since_epoch().count()) + " ";
  return stamp;
}

} // namespace wick::lab
