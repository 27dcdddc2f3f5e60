#include "backends/llvm/Observers.h"
#include "ir/Entry.h"
#include "ir/interp/InitialValues.h"
#include "ir/interp/Interpreter.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/Pass/Pass.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace mlir;
using namespace wick::ir;

namespace wick {

namespace {

ModuleOp moduleOf(Operation *op) {
  auto module = dyn_cast<ModuleOp>(op);
  return module ? module : op->getParentOfType<ModuleOp>();
}

class Dumper : public PassInstrumentation {
public:
  explicit Dumper(std::string folder) : folder(std::move(folder)) {}

  void runAfterPass(Pass *pass, Operation *op) override {
    if (pass->getArgument().empty()) // the adaptor around nested passes
      return;
    ModuleOp module = moduleOf(op);
    OperationFingerPrint print(module);
    if (last && *last == print)
      return;
    last.emplace(print);
    if (llvm::sys::fs::create_directories(folder))
      return;
    llvm::SmallString<128> path(folder);
    llvm::sys::path::append(path, llvm::formatv("{0,0+2}_{1}.mlir", count++, pass->getArgument()));
    std::error_code error;
    llvm::raw_fd_ostream out(path, error);
    constexpr int64_t kLargestPrinted = 64;
    if (!error)
      module.print(out, OpPrintingFlags()
                            .elideLargeElementsAttrs(kLargestPrinted)
                            .elideLargeResourceString(kLargestPrinted));
  }

private:
  std::string folder;
  int count = 0;
  std::optional<OperationFingerPrint> last;
};

/// Results of an entry by name.
using Results = std::map<std::string, HostTensor>;

/// How far a result may move, relative to 1 + its size: a pass may regroup sums, which float64
/// hardly notices, and may compute constants, which it rounds to the element type.
double toleranceOf(Type element) {
  if (!isa<FloatType>(element))
    return 0;
  return element.isF64() ? 1e-9 : element.isBF16() ? 0.05 : 1e-5;
}

class ResultChecker : public PassInstrumentation {
public:
  explicit ResultChecker(ModuleOp module) { baseline = evaluate(module); }

  void runAfterPass(Pass *pass, Operation *op) override {
    if (done || pass->getArgument().empty())
      return;
    ModuleOp module = moduleOf(op);
    if (!isEvaluable(module)) {
      done = true;
      return;
    }
    auto results = evaluate(module);
    for (auto &[entry, before] : baseline)
      for (auto &[name, value] : before)
        compare(pass, module, entry, name, value, results[entry]);
    // A later pass must keep what this one added, such as gradients and updates.
    baseline = std::move(results);
  }

private:
  static bool isEvaluable(ModuleOp module) {
    return !module
                .walk([](Operation *op) {
                  return isa<WickDialect, func::FuncDialect, BuiltinDialect>(op->getDialect())
                             ? WalkResult::advance()
                             : WalkResult::interrupt();
                })
                .wasInterrupted();
  }

  static std::map<std::string, Results> evaluate(ModuleOp module) {
    std::map<std::string, Results> all;
    for (auto function : module.getOps<func::FuncOp>()) {
      if (!isEntry(function))
        continue;
      SmallVector<HostTensor> arguments;
      for (unsigned i = 0; i < function.getNumArguments(); ++i)
        arguments.push_back(argumentValue(function, i));
      FailureOr<SmallVector<HostTensor>> values = interpret(function, arguments);
      if (failed(values))
        continue;
      for (auto [i, value] : llvm::enumerate(*values))
        all[function.getName().str()][resultName(function, i).str()] = std::move(value);
    }
    return all;
  }

  /// The initial value, or numbers seeded by the argument's name, so that they are the same before
  /// and after a pass.
  static HostTensor argumentValue(func::FuncOp function, unsigned index) {
    auto type = cast<RankedTensorType>(function.getArgumentTypes()[index]);
    if (Attribute init = function.getArgAttr(index, kInitAttr))
      if (FailureOr<HostTensor> value = initialValue(init, type); succeeded(value))
        return *value;
    return seededValue(static_cast<uint32_t>(llvm::hash_value(argumentName(function, index))),
                       type);
  }

  void compare(Pass *pass, ModuleOp module, const std::string &entry, const std::string &name,
               const HostTensor &before, Results &after) {
    auto found = after.find(name);
    if (done || found == after.end())
      return;
    double tolerance = toleranceOf(before.type.getElementType());
    for (int64_t i = 0; i < before.size(); ++i) {
      double was = before.isReal() ? before.reals[i] : double(before.integers[i]);
      double is = before.isReal() ? found->second.reals[i] : double(found->second.integers[i]);
      if (std::abs(was - is) <= tolerance * (1 + std::abs(was)) ||
          (std::isnan(was) && std::isnan(is)) || was == is)
        continue;
      done = true;
      module.emitError() << "pass '" << pass->getArgument() << "' changes result '" << name
                         << "' of entry '" << entry << "': element " << i << " was " << was
                         << " and is " << is << "; run it alone with wick-opt --"
                         << pass->getArgument();
      return;
    }
  }

  std::map<std::string, Results> baseline;
  bool done = false;
};

} // namespace

std::unique_ptr<PassInstrumentation> createDumper(std::string folder) {
  return std::make_unique<Dumper>(std::move(folder));
}

std::unique_ptr<PassInstrumentation> createResultChecker(ModuleOp module) {
  return std::make_unique<ResultChecker>(module);
}

} // namespace wick
