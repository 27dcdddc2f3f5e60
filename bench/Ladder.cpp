#include "bench/Ladder.h"
#include "bench/LoadedModel.h"
#include "bench/kernels/Problem.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace wick::bench {
namespace {

/// A step, and what the compiler does since then. The passes stand in place of the pipeline's
/// stages layout and loops; $isa is the target's. Until tiles are vectors, the loops in a tile keep
/// the order of the rung below: a tile's columns innermost.
struct Rung {
  const char *name;
  const char *step; ///< the pass that makes it
  const char *passes;
  Backend backend; ///< naive: LLVM does not vectorize
  bool prefetches, runsOnThreads;
};

#define LINALG "wick-to-linalg,canonicalize,cse,"
#define LOOPS "wick-fuse,canonicalize,cse,wick-bind-destinations,eliminate-empty-tensors"
#define TILES LINALG LOOPS ",wick-tile-and-fuse{isa=$isa},canonicalize,cse"
#define PACKED TILES ",wick-pack{isa=$isa},wick-fold-packed-weights"
#define VECTORS PACKED ",wick-vectorize{isa=$isa},canonicalize,cse,loop-invariant-code-motion"
constexpr Rung kRungs[] = {
    {"naive", "wick-to-linalg", LINALG LOOPS, Backend::naive, false, false},
    {"loop order", "wick-order-loops", LINALG "wick-order-loops," LOOPS, Backend::naive, false,
     false},
    {"tiled", "wick-tile-and-fuse", TILES ",wick-order-loops", Backend::naive, false, false},
    {"packed", "wick-pack", PACKED ",wick-order-loops", Backend::naive, false, false},
    {"vectorized", "wick-vectorize", VECTORS, Backend::llvm, false, false},
    {"prefetch", "wick-prefetch", VECTORS, Backend::llvm, true, false},
    {"threads", "wick-parallelize", VECTORS, Backend::llvm, true, true},
};
#undef LINALG
#undef LOOPS
#undef TILES
#undef PACKED
#undef VECTORS

std::string withIsa(std::string passes) {
  const std::string mark = "$isa";
  for (size_t at; (at = passes.find(mark)) != std::string::npos;)
    passes.replace(at, mark.size(), compileOptions().target.isa);
  return passes;
}

CompileOptions optionsOf(const Rung &rung) {
  CompileOptions options = compileOptions();
  options.kernelPasses = withIsa(rung.passes);
  options.tiles = rung.prefetches ? "pf=16" : "pf=0"; // of wick-prefetch; the passes name theirs
  options.parallelFrom = rung.runsOnThreads ? kParallelFrom : kNeverParallel;
  return options;
}

std::vector<Column> columns() {
  constexpr int64_t size = 512;
  auto problem = std::make_shared<const Problem>(squareMatmul(size));
  std::vector<Column> columns;
  for (const Rung &rung : kRungs)
    columns.push_back(wickColumn(problem, rung.name, rung.backend, optionsOf(rung)));
  if (std::optional<Column> onednn = onednnColumn(problem))
    columns.push_back(std::move(*onednn));
  return columns;
}

/// The pass of a rung; a library has none.
std::string stepOf(const std::string &name) {
  for (const Rung &rung : kRungs)
    if (name == rung.name)
      return rung.step;
  return "a library's kernel";
}

std::string format(const char *pattern, double number) {
  char text[32];
  std::snprintf(text, sizeof(text), pattern, number);
  return text;
}

double fastest(const std::vector<Row> &rungs) {
  return std::ranges::max_element(rungs, {}, &Row::gflops)->gflops;
}

} // namespace

std::vector<Case> ladderCases() {
  auto cost = [] {
    return costOf(modelOf(std::make_shared<const Problem>(squareMatmul(512))), kKernelEntry);
  };
  return {{"W7 matmul 512", columns, cost}};
}

void printLadder(const std::vector<Row> &rungs) {
  constexpr double longest = 40; // characters
  std::printf("\n%-12s %-40s %9s %7s %7s  %s\n", "rung", "", "GFLOP/s", "of peak", "step", "by");
  double below = 0;
  for (const Row &rung : rungs) {
    auto length = static_cast<size_t>(rung.gflops / fastest(rungs) * longest + 0.5);
    std::string step = below > 0 ? format("%.1fx", rung.gflops / below) : "";
    std::printf("%-12s %-40s %9.2f %6.1f%% %7s  %s\n", rung.backend.c_str(),
                std::string(std::max<size_t>(length, 1), '#').c_str(), rung.gflops,
                rung.peakPercent, step.c_str(), stepOf(rung.backend).c_str());
    below = rung.gflops;
  }
}

void writeLadder(const std::string &path, const Machine &machine, const std::vector<Row> &rungs) {
  constexpr double height = 30, left = 100, longest = 380, top = 40; // pixels
  std::ofstream file(path);
  file << "<svg xmlns='http://www.w3.org/2000/svg' width='860' height='"
       << top + height * static_cast<double>(rungs.size()) + 10
       << "' font-family='sans-serif' font-size='13'>\n"
       << "<rect width='100%' height='100%' fill='white'/>\n<text x='10' y='22'>"
       << rungs.front().work << ", " << machine.cpu << "</text>\n";
  double y = top;
  for (const Row &rung : rungs) {
    double length = std::max(1.0, rung.gflops / fastest(rungs) * longest);
    file << "<text x='10' y='" << y + 16 << "'>" << rung.backend << "</text>\n<rect x='" << left
         << "' y='" << y << "' width='" << length << "' height='" << height - 8
         << "' fill='#27a'/>\n<text x='" << left + length + 8 << "' y='" << y + 16 << "'>"
         << format("%.1f GFLOP/s, ", rung.gflops)
         << format("%.1f %% of the peak: ", rung.peakPercent) << stepOf(rung.backend)
         << "</text>\n";
    y += height;
  }
  file << "</svg>\n";
  if (!file.flush())
    throw std::runtime_error("cannot write '" + path + "'");
}

} // namespace wick::bench
