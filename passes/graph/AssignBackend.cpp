#include "passes/graph/AssignBackend.h"
#include "ir/Entry.h"
#include "ir/Inference.h"
#include "passes/graph/LibraryPattern.h"
#include "wick/onednn.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_ASSIGNBACKEND
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

struct AssignBackend : wick::impl::AssignBackendBase<AssignBackend> {
  using AssignBackendBase::AssignBackendBase;
  AssignBackend(AssignBackendOptions options, LibraryQuestion question)
      : AssignBackendBase(std::move(options)), askLibrary(std::move(question)) {}

  void runOnOperation() override {
    if (policy != "llvm" && policy != "onednn" && policy != "auto") {
      getOperation()->emitError() << "there is no policy '" << policy
                                  << "'; use llvm, onednn or auto";
      return signalPassFailure();
    }
    if (policy == "llvm")
      return;
    // Functions with an epilogue come first, and take in what would else be a call of its own.
    for (bool elementwise : {false, true}) {
      SmallVector<Operation *> ops;
      getOperation()->walk([&](Operation *op) { ops.push_back(op); });
      erased.clear();
      for (Operation *op : ops)
        if (!erased.contains(op))
          if (std::optional<LibraryPattern> pattern = LibraryPattern::match(op))
            if ((pattern->function == LibraryFunction::elementwise) == elementwise)
              consider(*pattern);
    }
    getOperation()->walk([](MaxPool2dGradientOp op) {
      keep(op, "the library's needs what its forward pass notes in training");
    });
  }

  void consider(LibraryPattern &pattern) {
    std::string reason = reasonAgainst(pattern);
    bool fits = reason.empty();
    while (fits) {
      SmallVector<Operation *> built = pattern.build();
      reason = settle(cast<LibraryCallOp>(*llvm::find_if(built, llvm::IsaPred<LibraryCallOp>)));
      if (reason.empty())
        return replace(pattern, built.back());
      for (Operation *op : llvm::reverse(built))
        op->erase();
      // An implementation may be fast without the end of its epilogue.
      fits = pattern.shorten();
    }
    keep(pattern.root(), reason);
  }

  static void keep(Operation *op, StringRef reason) {
    emitRemark(op->getLoc()) << "'" << op->getName() << "' stays with generated code: " << reason;
  }

  /// What needs no library to know.
  std::string reasonAgainst(const LibraryPattern &pattern) {
    RankedTensorType type = tensorType(pattern.output());
    if (!type.getElementType().isF32())
      return "the library is given f32 only";
    if (type.getRank() == 0 || type.getRank() > WICK_ONEDNN_MOST_DIMS)
      return "it has " + std::to_string(type.getRank()) + " dimensions";
    if (type.getNumElements() == 0 || tensorType(pattern.input).getNumElements() == 0)
      return "it has no elements";
    if (policy != "auto")
      return "";
    if (pattern.function != LibraryFunction::matmul)
      return "generated code is faster";
    if (cast<CostInterface>(pattern.root()).getFlops() < autoFlops)
      return "generated code is as fast below " + std::to_string(autoFlops) + " flops";
    return "";
  }

  /// How the library computes a call, or why it should not.
  std::string settle(LibraryCallOp call) {
    StringRef function = stringifyLibraryFunction(call.getFunction());
    if (llvm::is_contained(except, function))
      return "the option 'except' names " + function.str();
    LibraryAnswer answer;
    bool mayTransform = winograd && call.getFunction() == LibraryFunction::conv2d;
    for (bool transforms : {mayTransform, false}) {
      call.setWinograd(transforms);
      answer = askLibrary ? askLibrary(call) : LibraryAnswer();
      if (answer.refusal.empty() || !transforms)
        break;
    }
    call.setScratchBytes(answer.scratchBytes);
    return answer.refusal;
  }

  void replace(const LibraryPattern &pattern, Operation *by) {
    Value output = pattern.output();
    output.replaceAllUsesWith(by->getResult(0));
    for (Operation *op : llvm::reverse(pattern.ops)) {
      erased.insert(op);
      op->erase();
    }
  }

  SmallPtrSet<Operation *, 16> erased; // of the ops of this walk
  LibraryQuestion askLibrary;
};

} // namespace

std::unique_ptr<Pass> wick::createAssignBackend(AssignBackendOptions options,
                                                LibraryQuestion question) {
  return std::make_unique<AssignBackend>(std::move(options), std::move(question));
}
