#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "passes/Passes.h"
#include "passes/codegen/LibrarySpec.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_LOWERLIBRARYCALLS
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// "model.cpp:7".
std::string placeOf(Location loc) {
  std::string place;
  loc->walk([&](Location part) {
    auto file = dyn_cast<FileLineColLoc>(part);
    if (!file)
      return WalkResult::advance();
    place = (file.getFilename().getValue() + ":" + Twine(file.getLine())).str();
    return WalkResult::interrupt();
  });
  return place.empty() ? "the model" : place;
}

struct LowerLibraryCalls : wick::impl::LowerLibraryCallsBase<LowerLibraryCalls> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<func::FuncOp> declarations;
    for (auto function : module.getOps<func::FuncOp>())
      if (function->hasAttr(kLibrarySpecAttr))
        declarations.push_back(function);
    if (declarations.empty())
      return;
    OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
    pointer = LLVM::LLVMPointerType::get(&getContext());
    LLVM::GlobalOp calls = createCalls(builder, declarations);
    SmallVector<Type> operands(7, pointer); // the call, four operands, output and scratch memory
    auto run = LLVM::LLVMFuncOp::create(
        builder, module.getLoc(), "wick_onednn_run",
        LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(&getContext()), operands));
    for (auto [index, declaration] : llvm::enumerate(declarations)) {
      for (Operation *user : usersOf(declaration))
        lower(cast<func::CallOp>(user), declaration, index, calls, run);
      declaration.erase();
    }
  }

  static SmallVector<Operation *> usersOf(func::FuncOp declaration) {
    SmallVector<Operation *> users;
    std::optional<SymbolTable::UseRange> uses =
        declaration.getSymbolUses(declaration->getParentOfType<ModuleOp>());
    for (SymbolTable::SymbolUse use : *uses)
      users.push_back(use.getUser());
    return users;
  }

  static ArrayRef<int64_t> specOf(func::FuncOp declaration) {
    return declaration->getAttrOfType<DenseI64ArrayAttr>(kLibrarySpecAttr).asArrayRef();
  }

  /// The table of wick_onednn_call, with empty `kits`.
  LLVM::GlobalOp createCalls(OpBuilder &builder, ArrayRef<func::FuncOp> declarations) {
    size_t words = specOf(declarations.front()).size();
    auto spec = LLVM::LLVMArrayType::get(builder.getI64Type(), words);
    auto call = LLVM::LLVMStructType::getLiteral(&getContext(), {spec, pointer, pointer});
    auto table = LLVM::LLVMArrayType::get(call, declarations.size());
    SmallVector<LLVM::GlobalOp> places;
    for (func::FuncOp declaration : declarations)
      places.push_back(createText(builder, declaration, places.size()));
    Location loc = getOperation().getLoc();
    auto calls = LLVM::GlobalOp::create(builder, loc, table, /*isConstant=*/false,
                                        LLVM::Linkage::Internal, kLibraryCallsSymbol, Attribute());
    OpBuilder::InsertionGuard guard(builder);
    builder.createBlock(&calls.getInitializerRegion());
    Value value = LLVM::ZeroOp::create(builder, loc, table);
    for (auto [i, declaration] : llvm::enumerate(declarations)) {
      Value bytes = LLVM::ConstantOp::create(builder, loc, spec,
                                             builder.getI64TensorAttr(specOf(declaration)));
      Value place = LLVM::AddressOfOp::create(builder, loc, places[i]);
      int64_t index = i;
      value = LLVM::InsertValueOp::create(builder, loc, value, bytes, {index, 0});
      value = LLVM::InsertValueOp::create(builder, loc, value, place, {index, 1});
    }
    LLVM::ReturnOp::create(builder, loc, value);
    return calls;
  }

  LLVM::GlobalOp createText(OpBuilder &builder, func::FuncOp declaration, size_t index) {
    std::string text = placeOf(declaration.getLoc());
    auto bytes = builder.getStringAttr(StringRef(text.c_str(), text.size() + 1));
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.size());
    return LLVM::GlobalOp::create(builder, declaration.getLoc(), type, /*isConstant=*/true,
                                  LLVM::Linkage::Internal,
                                  "wick_onednn_place_" + std::to_string(index), bytes);
  }

  /// The address of the first element of a buffer without gaps.
  Value addressOf(OpBuilder &builder, Location loc, Value buffer) {
    auto type = cast<MemRefType>(buffer.getType());
    Value address = memref::ExtractAlignedPointerAsIndexOp::create(builder, loc, buffer);
    auto [strides, offset] = type.getStridesAndOffset();
    if (offset != 0) {
      auto metadata = memref::ExtractStridedMetadataOp::create(builder, loc, buffer);
      Value bytes = arith::ConstantIndexOp::create(builder, loc, type.getElementTypeBitWidth() / 8);
      Value skipped = arith::MulIOp::create(builder, loc, metadata.getOffset(), bytes);
      address = arith::AddIOp::create(builder, loc, address, skipped);
    }
    Value word = arith::IndexCastOp::create(builder, loc, builder.getI64Type(), address);
    return LLVM::IntToPtrOp::create(builder, loc, pointer, word);
  }

  void lower(func::CallOp call, func::FuncOp declaration, size_t index, LLVM::GlobalOp calls,
             LLVM::LLVMFuncOp run) {
    OpBuilder builder(call);
    Location loc = call.getLoc();
    auto present = declaration->getAttrOfType<DenseBoolArrayAttr>(kLibraryOperandsAttr);
    Value table = LLVM::AddressOfOp::create(builder, loc, calls);
    SmallVector<Value> operands = {
        LLVM::GEPOp::create(builder, loc, pointer, calls.getGlobalType(), table,
                            ArrayRef<LLVM::GEPArg>{0, static_cast<int32_t>(index)})};
    unsigned next = 0;
    auto append = [&](bool has) {
      operands.push_back(has ? addressOf(builder, loc, call.getOperand(next++))
                             : Value(LLVM::ZeroOp::create(builder, loc, pointer)));
    };
    for (bool has : present.asArrayRef())
      append(has);
    append(true); // the output
    append(next < call.getNumOperands());
    LLVM::CallOp::create(builder, loc, run, operands);
    call.erase();
  }

  LLVM::LLVMPointerType pointer;
};

} // namespace
