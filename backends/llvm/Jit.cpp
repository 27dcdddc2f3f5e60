#include "backends/llvm/Jit.h"
#include "backends/Buffer.h"
#include "backends/llvm/Codegen.h"
#include "backends/llvm/CompiledModel.h"
#include "backends/llvm/ModelTables.h"
#include "wick/parallel.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

using namespace mlir;
using wick::ir::HostTensor;

namespace wick {

Jit::Jit() = default;
Jit::Jit(Jit &&) = default;
Jit &Jit::operator=(Jit &&) = default;
Jit::~Jit() = default;

/// What compiled code calls: the runtime that is linked into this process.
static llvm::Error defineRuntime(llvm::orc::LLJIT &engine) {
  llvm::orc::SymbolMap symbols;
  symbols[engine.mangleAndIntern("wick_parallel_for")] = {
      llvm::orc::ExecutorAddr::fromPtr(&wick_parallel_for), llvm::JITSymbolFlags::Exported};
  return engine.getMainJITDylib().define(llvm::orc::absoluteSymbols(std::move(symbols)));
}

Jit::Loaded::~Loaded() {
  if (const wick_library *library = table ? table->library : nullptr)
    library->release(library->calls, library->call_count);
}

FailureOr<Jit> Jit::create(ModuleOp module, const CompileOptions &options) {
  Location loc = module.getLoc();
  if (!options.target.runsHere)
    return emitError(loc) << "target '" << options.target.name << "' does not run on this CPU";
  FailureOr<CompiledModel> compiled = wick::compile(module, options, /*withMain=*/false, "");
  if (failed(compiled))
    return failure();
  SmallVector<char, 0> object;
  llvm::raw_svector_ostream stream(object);
  emit(*compiled->module, *compiled->machine, stream, llvm::CodeGenFileType::ObjectFile);

  Jit jit;
  jit.description = compiled->description;
  auto report = [&](llvm::Error error) {
    return emitError(loc) << "the compiled object cannot be loaded: " << toString(std::move(error));
  };
  auto engine = llvm::orc::LLJITBuilder().create();
  if (!engine)
    return report(engine.takeError());
  jit.loaded = std::make_unique<Loaded>();
  jit.loaded->engine = std::move(*engine);
  if (llvm::Error error = defineRuntime(*jit.loaded->engine))
    return report(std::move(error));
  if (llvm::Error error = jit.loaded->engine->addObjectFile(
          std::make_unique<llvm::SmallVectorMemoryBuffer>(std::move(object), false)))
    return report(std::move(error));
  auto symbol = jit.loaded->engine->lookup(modelSymbol(jit.description));
  if (!symbol)
    return report(symbol.takeError());
  jit.loaded->table = symbol->toPtr<const wick_model *>();
  return jit;
}

namespace {

/// Zeroed memory at a 64-byte boundary.
class AlignedBytes {
public:
  explicit AlignedBytes(size_t size) : storage(size + 64) {
    auto address = reinterpret_cast<uintptr_t>(storage.data());
    start = storage.data() + (64 - address % 64) % 64;
  }
  char *data() { return start; }

private:
  std::vector<char> storage;
  char *start;
};

} // namespace

std::vector<HostTensor> Jit::call(StringRef name, ArrayRef<HostTensor> arguments) const {
  auto found = llvm::find_if(description.entries, [&](auto &entry) { return entry.name == name; });
  assert(found != description.entries.end() && "no such entry");
  const wick_entry &entry = model().entries[found - description.entries.begin()];
  std::vector<AlignedBytes> buffers;
  for (const HostTensor &argument : arguments) {
    std::vector<char> bytes = toBytes(argument);
    llvm::copy(bytes, buffers.emplace_back(bytes.size()).data());
  }
  std::vector<size_t> resultBuffers;
  for (const SlotDescription &result : found->results) {
    resultBuffers.push_back(result.donates >= 0 ? result.donates : buffers.size());
    if (result.donates < 0)
      buffers.emplace_back(toBytes(HostTensor(result.type)).size());
  }
  std::vector<void *> pointers;
  for (AlignedBytes &buffer : buffers)
    pointers.push_back(buffer.data());
  AlignedBytes arena(entry.arena_bytes);
  entry.run(pointers.data(), arena.data());
  std::vector<HostTensor> results;
  for (auto [slot, index] : llvm::zip_equal(found->results, resultBuffers))
    results.push_back(fromBytes(cTypeOf(slot.type.getElementType()), pointers[index], slot.type));
  return results;
}

} // namespace wick
