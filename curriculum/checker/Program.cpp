#include "curriculum/checker/Program.h"
#include "curriculum/checker/Sandbox.h"
#include "ir/Slot.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include <random>

using namespace mlir;
using namespace wick::ir;

namespace wick::check {

namespace {

/// The first error of a scope, and where it was.
class Errors {
public:
  Errors()
      : handler(&context(), [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() != DiagnosticSeverity::Error || !message.empty())
            return;
          message = diagnostic.str();
          noteError(message);
          if (auto place = diagnostic.getLocation()->findInstanceOf<FileLineColLoc>())
            location = "line " + std::to_string(place.getLine()) + " of the IR";
        }) {}
  std::string message, location;

private:
  ScopedDiagnosticHandler handler;
};

/// A replacement may contain further names; of names that begin alike the longest is meant.
std::string fill(StringRef text, const std::map<std::string, std::string> &replacements) {
  std::string filled = text.ltrim('\n').str(); // lines are counted from the first with text
  for (size_t at = 0; (at = filled.find('$', at)) != std::string::npos;) {
    auto named = llvm::find_if(llvm::reverse(replacements), [&](const auto &replacement) {
      return StringRef(filled).substr(at + 1).starts_with(replacement.first);
    });
    if (named == replacements.rend())
      throw Red{"the check's IR has a '$' without a replacement", filled};
    filled.replace(at, named->first.size() + 1, named->second);
  }
  return filled;
}

std::string print(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, OpPrintingFlags().elideLargeElementsAttrs(64));
  return text;
}

func::FuncOp firstFunction(ModuleOp module) { return *module.getOps<func::FuncOp>().begin(); }

Tensors randomValues(func::FuncOp function) {
  std::mt19937 random(seed());
  Tensors values;
  for (Type type : function.getArgumentTypes()) {
    HostTensor &tensor = values.emplace_back(cast<RankedTensorType>(type));
    for (double &number : tensor.reals)
      number = std::uniform_real_distribution<>(-2, 2)(random);
    for (int64_t &number : tensor.integers)
      number = std::uniform_int_distribution<int64_t>(0, 1)(random);
  }
  return values;
}

} // namespace

Program given(StringRef ir, const std::map<std::string, std::string> &replacements) {
  std::string text = fill(ir, replacements);
  Errors errors;
  auto module = parseSourceString<ModuleOp>(text, &context());
  if (!module)
    throw Red{errors.message, text, "", "", "", errors.location};
  Tensors values = randomValues(firstFunction(*module));
  return Program(std::move(module), std::move(values), std::move(text));
}

void expectRefused(StringRef ir, StringRef message,
                   const std::map<std::string, std::string> &replacements) {
  std::string text = fill(ir, replacements);
  Errors errors;
  auto module = parseSourceString<ModuleOp>(text, &context());
  if (module)
    throw Red{"this IR is wrong, but it is accepted", text, "", "error: " + message.str(), "", ""};
  if (!StringRef(errors.message).contains(message))
    throw Red{"this IR is refused with another message: " + errors.message,
              text,
              "",
              "error: " + message.str(),
              "",
              errors.location};
}

void expectNoError(llvm::function_ref<void()> code) {
  Errors errors;
  code();
  if (!errors.message.empty())
    throw Red{errors.message, "", "", "", "", errors.location};
}

Program::Program(OwningOpRef<ModuleOp> module, Tensors values, std::string source)
    : source(std::move(source)), original(ModuleOp(module->clone())), current(std::move(module)),
      values(std::move(values)) {}

func::FuncOp Program::function() const { return firstFunction(*current); }
std::string Program::text() const { return print(*current); }

Red Program::red(std::string message, std::string expected) const {
  std::string before = print(*original), after = text();
  if (before == after)
    after.clear();
  return {std::move(message),
          source.empty() ? before : source,
          after,
          std::move(expected),
          input(),
          ""};
}

Program &Program::run(StringRef pipeline) {
  pipelines.push_back(pipeline.str());
  Errors errors;
  noteActivity(pipeline, source.empty() || pipelines.size() > 1 ? text() : source);
  PassManager manager(&context());
  if (failed(parsePassPipeline(pipeline, manager)))
    throw Red{"the check's pipeline cannot be parsed: " + pipeline.str() + ": " + errors.message};
  bool isDone = succeeded(manager.run(*current));
  if (isDone && errors.message.empty())
    return *this;
  Red red = this->red(errors.message.empty() ? pipeline.str() + " fails without saying why"
                                             : errors.message);
  red.location = errors.location;
  throw red;
}

Program Program::byReference() const {
  ReferenceScope scope;
  Program program(OwningOpRef<ModuleOp>(ModuleOp(original.get()).clone()), values, source);
  for (const std::string &pipeline : pipelines)
    program.run(pipeline);
  return program;
}

} // namespace wick::check
