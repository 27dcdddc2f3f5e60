#include "mlir/Dialect/LLVMIR/FunctionCallUtils.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/SymbolTable.h"
#include "passes/Passes.h"
#include "passes/codegen/ParallelLoop.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_WRAPPARALLEL
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Replaces the calls of one outlined body by calls of wick_parallel_for.
class BodyWrapper {
public:
  explicit BodyWrapper(LLVM::LLVMFuncOp body)
      : body(body), loc(body.getLoc()), context(body.getContext()),
        pointer(LLVM::LLVMPointerType::get(context)), i64(IntegerType::get(context, 64)),
        nothing(LLVM::LLVMVoidType::get(context)),
        captures(LLVM::LLVMStructType::getLiteral(
            context, body.getFunctionType().getParams().drop_front(2))) {}

  /// Replaces `calls`, all that there are of the body. Fails when the module has another function
  /// of the run-time function's name.
  LogicalResult run(ModuleOp module, ArrayRef<LLVM::CallOp> calls) {
    OpBuilder builder(body);
    FailureOr<LLVM::LLVMFuncOp> pool = LLVM::lookupOrCreateFn(
        builder, module, "wick_parallel_for", {pointer, i64, i64, pointer}, nothing);
    if (failed(pool))
      return failure();
    int64_t grain = cast<IntegerAttr>(body->removeAttr(kGrainAttr)).getInt();
    body.setLinkage(LLVM::Linkage::Internal);
    LLVM::LLVMFuncOp wrapper = makeWrapper();
    for (LLVM::CallOp call : calls)
      replace(call, *pool, wrapper, grain);
    return success();
  }

private:
  Value field(OpBuilder &builder, Value captured, int32_t index) {
    return LLVM::GEPOp::create(builder, loc, pointer, captures, captured,
                               ArrayRef<LLVM::GEPArg>{0, index});
  }

  /// void <body>_range(int64_t begin, int64_t end, void *captured)
  LLVM::LLVMFuncOp makeWrapper() {
    OpBuilder builder(body->getBlock(), std::next(Block::iterator(body)));
    auto wrapper = LLVM::LLVMFuncOp::create(
        builder, loc, (body.getName() + "_range").str(),
        LLVM::LLVMFunctionType::get(nothing, {i64, i64, pointer}), LLVM::Linkage::Internal);
    Block *block = wrapper.addEntryBlock(builder);
    builder.setInsertionPointToStart(block);
    SmallVector<Value> arguments(block->getArguments().take_front(2));
    for (auto [i, type] : llvm::enumerate(captures.getBody()))
      arguments.push_back(LLVM::LoadOp::create(
          builder, loc, type, field(builder, block->getArgument(2), static_cast<int32_t>(i))));
    LLVM::CallOp::create(builder, loc, body, arguments);
    LLVM::ReturnOp::create(builder, loc, ValueRange{});
    return wrapper;
  }

  /// The captured values go to the stack of the caller, in its entry block, so that a call in a
  /// loop uses the same memory each time.
  void replace(LLVM::CallOp call, LLVM::LLVMFuncOp pool, LLVM::LLVMFuncOp wrapper, int64_t grain) {
    auto caller = call->getParentOfType<LLVM::LLVMFuncOp>();
    OpBuilder builder = OpBuilder::atBlockBegin(&caller.getBody().front());
    Value one = LLVM::ConstantOp::create(builder, loc, i64, 1);
    Value captured = LLVM::AllocaOp::create(builder, loc, pointer, captures, one);
    builder.setInsertionPoint(call);
    for (auto [i, value] : llvm::enumerate(call.getArgOperands().drop_front(2)))
      LLVM::StoreOp::create(builder, loc, value, field(builder, captured, static_cast<int32_t>(i)));
    // Iterations are counted from 0, where every outlined call begins.
    Value count = call.getArgOperands()[1];
    LLVM::CallOp::create(builder, loc, pool,
                         ValueRange{LLVM::AddressOfOp::create(builder, loc, wrapper), count,
                                    LLVM::ConstantOp::create(builder, loc, i64, grain), captured});
    call.erase();
  }

  LLVM::LLVMFuncOp body;
  Location loc;
  MLIRContext *context;
  LLVM::LLVMPointerType pointer;
  IntegerType i64;
  LLVM::LLVMVoidType nothing;
  LLVM::LLVMStructType captures;
};

struct WrapParallel : wick::impl::WrapParallelBase<WrapParallel> {
  void runOnOperation() override {
    llvm::StringMap<SmallVector<LLVM::CallOp>> calls;
    getOperation().walk([&](LLVM::CallOp call) {
      if (std::optional<StringRef> callee = call.getCallee())
        calls[*callee].push_back(call);
    });
    for (auto function : llvm::make_early_inc_range(getOperation().getOps<LLVM::LLVMFuncOp>()))
      if (function->hasAttr(kGrainAttr) &&
          failed(BodyWrapper(function).run(getOperation(), calls[function.getName()])))
        return signalPassFailure();
  }
};

} // namespace
