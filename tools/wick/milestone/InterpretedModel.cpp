#include "tools/wick/milestone/InterpretedModel.h"

#include "backends/Buffer.h"
#include "ir/interp/Interpreter.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "passes/Registration.h"
#include "tools/wick/milestone/InitialImage.h"

#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::driver {

static DialectRegistry allDialects() {
  DialectRegistry registry;
  registerDialects(registry);
  return registry;
}

/// One entry: its function, and its slots as the runtime sees them.
struct InterpretedModel::Entry {
  Entry(func::FuncOp function, const EntryDescription &description)
      : function(function), description(description) {
    for (const SlotDescription &slot : description.arguments)
      arguments.push_back(slotOf(slot));
    for (const SlotDescription &slot : description.results)
      results.push_back(slotOf(slot));
  }

  static wick_slot slotOf(const SlotDescription &slot) {
    return {slot.name.c_str(),
            slot.role,
            cTypeOf(slot.type.getElementType()),
            static_cast<int32_t>(slot.type.getRank()),
            slot.donates,
            slot.type.getShape().data()};
  }

  /// `buffers` as in wick_entry: arguments, then the results that are not donated.
  void run(void *const *buffers) const;

  func::FuncOp function;
  const EntryDescription &description;
  std::vector<wick_slot> arguments, results;
};

void InterpretedModel::Entry::run(void *const *buffers) const {
  SmallVector<HostTensor> values;
  for (auto [i, slot] : llvm::enumerate(description.arguments))
    values.push_back(fromBytes(arguments[i].dtype, buffers[i], slot.type));
  FailureOr<SmallVector<HostTensor>> computed = ir::interpret(function, values);
  if (failed(computed))
    std::exit(1); // the interpreter has said why
  void *const *next = buffers + arguments.size();
  for (auto [slot, value] : llvm::zip_equal(description.results, *computed)) {
    std::vector<char> bytes = toBytes(value);
    std::memcpy(slot.donates >= 0 ? buffers[slot.donates] : *next++, bytes.data(), bytes.size());
  }
}

//===----------------------------------------------------------------------===//
// Functions without context
//===----------------------------------------------------------------------===//

// wick_entry::run gets no context, so each entry of a living model has one of these functions.
using Runner = std::function<void(void *const *)>;
static constexpr size_t mostEntries = 32;
static std::array<Runner, mostEntries> runners;

template <size_t index> static void callRunner(void *const *buffers, void *) {
  runners[index](buffers);
}

using RunFunction = void (*)(void *const *, void *);

template <size_t... indices>
static constexpr std::array<RunFunction, mostEntries> listCalls(std::index_sequence<indices...>) {
  return {callRunner<indices>...};
}

static constexpr auto calls = listCalls(std::make_index_sequence<mostEntries>());

static RunFunction claimCall(Runner runner) {
  for (size_t i = 0; i < mostEntries; ++i)
    if (!runners[i]) {
      runners[i] = std::move(runner);
      return calls[i];
    }
  throw std::runtime_error("the models at hand have more than " + std::to_string(mostEntries) +
                           " entries");
}

static void releaseCall(RunFunction call) {
  runners[std::ranges::find(calls, call) - calls.begin()] = nullptr;
}

//===----------------------------------------------------------------------===//
// The model
//===----------------------------------------------------------------------===//

InterpretedModel::InterpretedModel(const std::string &path)
    : context(allDialects(), MLIRContext::Threading::DISABLED),
      module(parseSourceFile<ModuleOp>(path, &context)) {
  if (!module)
    throw std::runtime_error("cannot read the module '" + path + "'");
  description = describeModel(*module);
  for (const EntryDescription &entry : description.entries) {
    auto function = module->lookupSymbol<func::FuncOp>(entry.name);
    const Entry *made = entries.emplace_back(std::make_unique<Entry>(function, entry)).get();
    entryTable.push_back({entry.name.c_str(), static_cast<int32_t>(made->arguments.size()),
                          static_cast<int32_t>(made->results.size()), made->arguments.data(),
                          made->results.data(), /*arena_bytes=*/0,
                          claimCall([made](void *const *buffers) { made->run(buffers); })});
  }
  weights = initialImage(description, module->getLoc());
  table = {WICK_ABI_VERSION,         static_cast<int32_t>(entryTable.size()),
           description.name.c_str(), entryTable.data(),
           /*cpu_features=*/"",      reinterpret_cast<const unsigned char *>(weights.data()),
           weights.size(),
           /*library=*/nullptr};
}

InterpretedModel::~InterpretedModel() {
  for (const wick_entry &entry : entryTable)
    releaseCall(entry.run);
}

} // namespace wick::driver
