// What a program looks like and what it costs: patterns and counts.
#include "curriculum/checker/Program.h"
#include "ir/Wick.h"
#include "llvm/FileCheck/FileCheck.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::check {

Program &Program::expectIR(StringRef patterns) {
  llvm::FileCheckRequest request;
  request.CheckPrefixes = {"CHECK"};
  request.IsDefaultCheckPrefix = true;
  request.EnableVarScope = true;
  llvm::FileCheck fileCheck(request);
  llvm::SourceMgr sources;
  std::string complaint;
  sources.setDiagHandler(
      [](const llvm::SMDiagnostic &diagnostic, void *out) {
        llvm::raw_string_ostream stream(*static_cast<std::string *>(out));
        diagnostic.print(nullptr, stream, /*ShowColors=*/false, /*ShowKindLabel=*/false);
      },
      &complaint);
  // Buffers of FileCheck end in a null byte, and whitespace is canonical.
  auto add = [&](StringRef text, StringRef name) {
    auto buffer = llvm::MemoryBuffer::getMemBufferCopy(text, name);
    llvm::SmallString<4096> canonical;
    StringRef reduced = fileCheck.CanonicalizeFile(*buffer, canonical);
    auto copy = llvm::MemoryBuffer::getMemBufferCopy(reduced, name);
    StringRef kept = copy->getBuffer();
    sources.AddNewSourceBuffer(std::move(copy), llvm::SMLoc());
    return kept;
  };
  if (fileCheck.readCheckFile(sources, add(patterns, "expected")))
    throw Red{"the check's patterns cannot be read: " + complaint};
  if (!fileCheck.checkInput(sources, add(text(), "after")))
    throw red("the IR does not look as expected: " + complaint, patterns.trim().str());
  return *this;
}

static unsigned countOps(func::FuncOp function, StringRef name) {
  unsigned count = 0;
  function.getBody().walk([&](Operation *op) {
    if (name.empty() ? !op->hasTrait<OpTrait::IsTerminator>()
                     : op->getName().getStringRef() == name)
      ++count;
  });
  return count;
}

static std::string countText(unsigned count, StringRef op) {
  return std::to_string(count) + " " + (op.empty() ? "op" : op.str()) + (count == 1 ? "" : "s");
}

Program &Program::expectOps(StringRef op, unsigned count) {
  unsigned actual = countOps(function(), op);
  if (actual != count)
    throw red("the function has " + countText(actual, op) + ", not " + std::to_string(count),
              countText(count, op));
  return *this;
}

Program &Program::expectAtMostOps(StringRef op, unsigned count) {
  unsigned actual = countOps(function(), op);
  if (actual > count)
    throw red("the function has " + countText(actual, op) + "; " + std::to_string(count) +
                  " are enough",
              "at most " + countText(count, op));
  return *this;
}

namespace {
struct Cost {
  int64_t flops = 0, bytes = 0;
};
} // namespace

static Cost costOf(func::FuncOp function) {
  Cost cost;
  function.getBody().walk([&](CostInterface op) {
    cost.flops += op.getFlops();
    cost.bytes += op.getBytes();
  });
  return cost;
}

Program &Program::expectReferenceCost() {
  Cost mine = costOf(function()), reference = costOf(byReference().function());
  auto bound = [&](StringRef unit, int64_t actual, int64_t enough) {
    if (actual > enough)
      throw red("the function costs " + std::to_string(actual) + " " + unit.str() + "; " +
                    std::to_string(enough) + " are enough",
                "at most " + std::to_string(enough) + " " + unit.str());
  };
  bound("flops", mine.flops, reference.flops);
  bound("bytes", mine.bytes, reference.bytes);
  return *this;
}

} // namespace wick::check
