#include "backends/llvm/ModelTables.h"
#include "backends/Buffer.h"
#include "passes/codegen/LibrarySpec.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;

namespace wick {

namespace {

/// Builds constants whose layout is that of the C structures of wick/model.h: LLVM's struct types
/// without packing follow the same rules as C's on all targets of Wick.
class Tables {
public:
  explicit Tables(Module &module)
      : module(module), context(module.getContext()), pointer(PointerType::getUnqual(context)),
        size(module.getDataLayout().getIntPtrType(context)) {}

  Constant *i32(int64_t value) { return ConstantInt::getSigned(Type::getInt32Ty(context), value); }
  Constant *i64(int64_t value) { return ConstantInt::getSigned(Type::getInt64Ty(context), value); }
  Constant *sizeOf(uint64_t value) { return ConstantInt::get(size, value); }
  Constant *null() { return ConstantPointerNull::get(pointer); }

  Constant *text(StringRef value) {
    return global(ConstantDataArray::getString(context, value), "text");
  }

  /// A 64-byte aligned blob.
  Constant *bytes(StringRef value) {
    Constant *data = ConstantDataArray::getRaw(value, value.size(), Type::getInt8Ty(context));
    GlobalVariable *variable = global(data, "weights");
    variable->setAlignment(Align(64));
    return variable;
  }

  Constant *record(ArrayRef<Constant *> fields) { return ConstantStruct::getAnon(context, fields); }

  Constant *array(ArrayRef<Constant *> elements) {
    if (elements.empty())
      return null();
    auto *type = ArrayType::get(elements.front()->getType(), elements.size());
    return global(ConstantArray::get(type, elements), "table");
  }

  GlobalVariable *global(Constant *value, const Twine &name) {
    return new GlobalVariable(module, value->getType(), /*isConstant=*/true,
                              GlobalValue::PrivateLinkage, value, name);
  }

private:
  Module &module;
  LLVMContext &context;
  PointerType *pointer;
  Type *size;
};

} // namespace

/// wick_slot.
static Constant *slotRecord(Tables &tables, const SlotDescription &slot) {
  SmallVector<Constant *> shape;
  for (int64_t extent : slot.type.getShape())
    shape.push_back(tables.i64(extent));
  return tables.record({tables.text(slot.name), tables.i32(slot.role),
                        tables.i32(cTypeOf(slot.type.getElementType())),
                        tables.i32(slot.type.getRank()), tables.i32(slot.donates),
                        tables.array(shape)});
}

static Constant *slotTable(Tables &tables, const std::vector<SlotDescription> &slots) {
  SmallVector<Constant *> records;
  for (const SlotDescription &slot : slots)
    records.push_back(slotRecord(tables, slot));
  return tables.array(records);
}

/// wick_entry.
static Constant *entryRecord(Tables &tables, Module &module, const EntryDescription &entry,
                             int64_t arenaBytes) {
  Function *run = module.getFunction(entry.symbol + "_run");
  assert(run && "wick-wrap-entry makes one wrapper per entry");
  run->setLinkage(GlobalValue::InternalLinkage);
  return tables.record({tables.text(entry.name), tables.i32(entry.arguments.size()),
                        tables.i32(entry.results.size()), slotTable(tables, entry.arguments),
                        slotTable(tables, entry.results), tables.sizeOf(arenaBytes), run});
}

static GlobalVariable *libraryCalls(const Module &module) {
  return module.getGlobalVariable(kLibraryCallsSymbol, /*AllowInternal=*/true);
}

bool callsOneDNN(const Module &module) { return libraryCalls(module); }

/// wick_library, or null.
static Constant *libraryRecord(Tables &tables, Module &module) {
  GlobalVariable *calls = libraryCalls(module);
  if (!calls)
    return tables.null();
  auto *pointer = PointerType::getUnqual(module.getContext());
  // The signatures stand in wick/model.h; here only addresses are taken.
  auto *type = FunctionType::get(pointer, false);
  auto address = [&](const char *name) {
    return cast<Constant>(module.getOrInsertFunction(name, type).getCallee());
  };
  return tables.global(
      tables.record({calls, tables.i32(calls->getValueType()->getArrayNumElements()),
                     address("wick_onednn_prepare"), address("wick_onednn_begin"),
                     address("wick_onednn_end"), address("wick_onednn_release")}),
      "library");
}

void addModelTables(Module &module, const ModelDescription &model, ArrayRef<int64_t> arenaBytes,
                    StringRef cpuFeatures, StringRef weights) {
  Tables tables(module);
  SmallVector<Constant *> entries;
  for (auto [entry, bytes] : zip_equal(model.entries, arenaBytes))
    entries.push_back(entryRecord(tables, module, entry, bytes));
  Constant *record =
      tables.record({tables.i32(WICK_ABI_VERSION), tables.i32(model.entries.size()),
                     tables.text(model.name), tables.array(entries), tables.text(cpuFeatures),
                     weights.empty() ? tables.null() : tables.bytes(weights),
                     tables.sizeOf(weights.size()), libraryRecord(tables, module)});
  GlobalVariable *table = tables.global(record, modelSymbol(model));
  table->setLinkage(GlobalValue::ExternalLinkage);
}

void addStandardMain(Module &module, const ModelDescription &model) {
  LLVMContext &context = module.getContext();
  Type *i32 = Type::getInt32Ty(context), *pointer = PointerType::getUnqual(context);
  auto *type = FunctionType::get(i32, {i32, pointer}, false);
  auto *main = Function::Create(type, GlobalValue::ExternalLinkage, "main", module);
  auto standard = module.getOrInsertFunction(
      "wick_standard_main", FunctionType::get(i32, {pointer, i32, pointer}, false));
  IRBuilder<> builder(BasicBlock::Create(context, "entry", main));
  builder.CreateRet(builder.CreateCall(
      standard, {module.getNamedGlobal(modelSymbol(model)), main->getArg(0), main->getArg(1)}));
}

} // namespace wick
