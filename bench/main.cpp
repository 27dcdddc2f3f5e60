// wick-bench: how long the workloads take by each backend and library, in turns, beside what this
// machine can do at most. `wick bench` starts it, so that the driver needs none of the libraries.
#include "bench/Agreement.h"
#include "bench/Builds.h"
#include "bench/Ladder.h"
#include "bench/LoadedModel.h"
#include "bench/Report.h"
#include "bench/Roofline.h"
#include "bench/kernels/Problem.h"
#include "passes/Registration.h"
#include "passes/codegen/TileTable.h"
#include "tools/wick/UsageError.h"
#include "tools/wick/Use.h"
#include "wick/progress.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <regex>
#include <thread>

using namespace wick::bench;

// Of libgomp, the one OpenMP runtime of the process (runtime/parallel.c); oneDNN follows it.
// <omp.h> would be that of another one.
extern "C" void omp_set_num_threads(int);

namespace {

constexpr const char *kLadder = "ladder";

struct Options {
  std::string filter, columns, json, roofline, svg, target = "native", tiles;
  int threads = 1;
  double seconds = 0.7;
  wick::lab::Use use;
};

/// The columns that `pattern` matches somewhere; there must be one.
std::vector<Column> chosen(const Case &work, const std::string &pattern) {
  std::vector<Column> columns = work.columns();
  std::string names;
  for (const Column &column : columns)
    names += " " + column.backend;
  std::erase_if(columns, [regex = std::regex(pattern)](const Column &column) {
    return !std::regex_search(column.backend, regex);
  });
  if (columns.empty())
    throw CLI::ValidationError("--columns", "'" + pattern + "' matches none of" + names);
  return columns;
}

/// Times the columns of a case and, in turns with them, the machine's peak.
std::vector<Row> measure(const std::string &suite, const Case &work, const Options &options) {
  wick_progress progress = wick_progress_begin(work.work.c_str(), 1);
  wick_progress_update(&progress, 0, "compiling and comparing");
  std::vector<Column> columns = chosen(work, options.columns);
  requireAgreement(work.work, columns);
  Cost cost = work.cost();
  columns.push_back(peakColumn());
  std::vector<Timing> timings =
      timeInTurns(columns, options.seconds, [&](int64_t done, int64_t total) {
        progress.total = total;
        wick_progress_update(&progress, done, nullptr);
      });
  wick_progress_end(&progress);
  double peak = peakColumnFlops() / timings.back().median * 1e-3 * options.threads;
  std::vector<Row> rows;
  for (size_t i = 0; i + 1 < columns.size(); ++i) {
    double gflops = cost.flops / timings[i].median * 1e-3;
    rows.push_back({suite, work.work, columns[i].backend, options.threads, timings[i], gflops,
                    cost.flops / cost.bytes, 100 * gflops / peak});
  }
  return rows;
}

/// The cases whose names the filter matches somewhere; there must be one.
std::vector<Case> select(std::vector<Case> cases, const std::string &filter) {
  std::regex pattern(filter);
  std::string names;
  for (const Case &work : cases)
    names += "\n  " + work.work;
  std::erase_if(cases, [&](const Case &work) { return !std::regex_search(work.work, pattern); });
  if (cases.empty())
    throw CLI::ValidationError("--filter", "'" + filter + "' matches none of" + names);
  return cases;
}

/// For this process's threads, and for those of generated code.
std::string setThreads(int threads) {
  std::string cpus = pinTo(threads);
  setenv("WICK_NUM_THREADS", std::to_string(threads).c_str(), /*overwrite=*/1);
  omp_set_num_threads(threads);
  setOpenBLASThreads(threads);
  return cpus;
}

/// Of the columns that Wick generates.
void chooseCode(const Options &options) {
  llvm::Expected<wick::Target> target = wick::findTarget(options.target);
  if (!target)
    throw CLI::ValidationError("--target", llvm::toString(target.takeError()));
  if (!target->runsHere)
    throw CLI::ValidationError("--target", "code for " + options.target + " does not run here");
  if (llvm::Expected<wick::Tiling> tiling = wick::Tiling::find(target->isa, options.tiles); !tiling)
    throw CLI::ValidationError("--tiles", llvm::toString(tiling.takeError()));
  compileOptions().target = *target;
  compileOptions().tiles = options.tiles;
}

void runSuite(const std::string &suite, std::vector<Case> cases, const Options &options) {
  chooseCode(options);
  cases = select(std::move(cases), options.filter);
  std::string cpus = setThreads(options.threads);
  constexpr double machineShare = 0.2; // of the time of a column, for each figure
  Machine machine = measureMachine(machineShare * options.seconds);
  printMachine(machine);
  std::printf("oneDNN: %s\nOpenBLAS: %s\n%d thread%s, on CPU %s\n", describeOneDNN().c_str(),
              describeOpenBLAS().c_str(), options.threads, options.threads == 1 ? "" : "s",
              cpus.c_str());
  printHeader();
  std::vector<Row> all;
  for (const Case &work : cases) {
    std::vector<Row> rows = measure(suite, work, options);
    printRows(rows);
    all.insert(all.end(), rows.begin(), rows.end());
  }
  if (!options.json.empty())
    writeJSON(options.json, machine, all);
  if (!options.roofline.empty())
    writeRoofline(options.roofline, machine, all, "llvm");
  if (suite == kLadder)
    printLadder(all);
  if (!options.svg.empty())
    writeLadder(options.svg, machine, all);
}

/// Of an option's value.
const CLI::Validator kIsRegex(
    [](const std::string &text) {
      try {
        std::regex pattern(text);
        return std::string();
      } catch (const std::regex_error &error) {
        return "'" + text + "' is no regular expression: " + error.what();
      }
    },
    "REGEX");

void addFilter(CLI::App &suite, Options &options) {
  suite
      .add_option("--filter", options.filter,
                  "Only works whose name this regular expression matches somewhere")
      ->check(kIsRegex);
  suite.add_option("--json", options.json, "Also write the rows to this file");
}

void addBuilds(CLI::App &app, Options &options) {
  CLI::App *suite = app.add_subcommand(
      "builds", "What comes before the first result: compiling, the program's size, its start");
  addFilter(*suite, options);
  suite->callback([&options] {
    std::vector<BuildRow> rows = measureBuilds(options.filter);
    if (!options.json.empty())
      writeBuildsJSON(options.json, rows);
  });
}

void addSuite(CLI::App &app, const std::string &name, const std::string &summary,
              std::vector<Case> (*cases)(), Options &options) {
  CLI::App *suite = app.add_subcommand(name, summary);
  addFilter(*suite, options);
  CLI::Option *threads =
      suite->add_option("--threads", options.threads, "Threads, each on a CPU of its own")
          ->check(CLI::PositiveNumber)
          ->capture_default_str();
  suite
      ->add_option("--columns", options.columns,
                   "Only columns whose name this regular expression matches somewhere")
      ->check(kIsRegex);
  if (name == kLadder)
    threads->default_str("all CPUs");
  suite->add_option("--seconds", options.seconds, "Time of a column; slow ones take seven calls")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  suite
      ->add_option("--target", options.target,
                   "The CPU that Wick compiles for; the libraries use all they find")
      ->capture_default_str();
  suite->add_option("--tiles", options.tiles, "Register tiles, as for wick build: mr=8,nr=32,ku=4")
      ->type_name("TILES");
  if (name == kLadder)
    suite->add_option("--svg", options.svg, "Also draw the bars into this SVG file");
  else
    suite->add_option("--roofline", options.roofline,
                      "Also draw Wick's points below the machine's roof into this SVG file");
  wick::driver::addUseOptions(*suite, options.use);
  suite->callback([name, cases, threads, &options] {
    wick::driver::applyUse(options.use);
    if (name == kLadder && threads->empty()) // its last steps are threads
      options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    runSuite(name, cases(), options);
  });
}

} // namespace

int main(int argc, char **argv) {
  constexpr int usageErrorExitCode = 2;
  CLI::App app("Time kernels or models by each backend, in turns, after comparing their results.",
               "wick bench");
  app.require_subcommand(1);
  app.get_formatter()->label("SUBCOMMAND", "SUITE");
  Options options;
  addSuite(
      app, "kernels",
      "W7: products, linear+bias+gelu, convolutions, poolings, softmax, layernorm; also oneDNN, "
      "OpenBLAS",
      kernelCases, options);
  addSuite(app, "models", "W1 to W4: inference and training; also as plain C", modelCases, options);
  addSuite(app, kLadder, "One product as each pass leaves it, from naive loops to oneDNN",
           ladderCases, options);
  addBuilds(app, options);
  wick::registerPasses(); // the ladder's pipelines are text
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    if (error.get_exit_code() == 0)
      return app.exit(error);
    std::cerr << "wick: " << wick::driver::explainUsageError(app, error) << "\n"
              << "Run 'wick bench --help' or 'wick bench SUITE --help'.\n";
    return usageErrorExitCode;
  } catch (const std::exception &error) {
    std::cerr << "wick: " << error.what() << "\n";
    return 1;
  }
}
