#include "ir/Entry.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_WRAPENTRY
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

struct WrapEntry : wick::impl::WrapEntryBase<WrapEntry> {
  void runOnOperation() override {
    for (auto function : llvm::make_early_inc_range(getOperation().getOps<LLVM::LLVMFuncOp>()))
      if (function->hasAttr(kArenaBytesAttr))
        wrap(function);
  }

  /// void <entry>_run(void *const *buffers, void *arena): loads the pointers and calls the entry.
  void wrap(LLVM::LLVMFuncOp function) {
    OpBuilder builder(function->getBlock(), std::next(Block::iterator(function)));
    Location loc = function.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(&getContext());
    auto type =
        LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(&getContext()), {pointer, pointer});
    auto wrapper =
        LLVM::LLVMFuncOp::create(builder, loc, (function.getName() + "_run").str(), type);
    Block *body = wrapper.addEntryBlock(builder);
    builder.setInsertionPointToStart(body);
    SmallVector<Value> arguments;
    for (int32_t i = 0, end = function.getNumArguments() - 1; i < end; ++i) {
      Value slot = LLVM::GEPOp::create(builder, loc, pointer, pointer, body->getArgument(0),
                                       ArrayRef<LLVM::GEPArg>{i});
      arguments.push_back(LLVM::LoadOp::create(builder, loc, pointer, slot));
    }
    arguments.push_back(body->getArgument(1));
    LLVM::CallOp::create(builder, loc, function, arguments);
    LLVM::ReturnOp::create(builder, loc, ValueRange{});
  }
};

} // namespace
