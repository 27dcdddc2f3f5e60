// Models as text: the parsers, verifiers and printers of the wick dialect, and the folders.
#include "ir/Wick.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"
#include "passes/Registration.h"

using namespace mlir;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static MLIRContext &context = *[] {
    DialectRegistry registry;
    wick::registerDialects(registry);
    auto *made = new MLIRContext(registry, MLIRContext::Threading::DISABLED);
    made->loadDialect<wick::ir::WickDialect, func::FuncDialect>();
    return made;
  }();
  ScopedDiagnosticHandler silence(&context, [](Diagnostic &) { return success(); });
  // The lexer reads up to a zero, which a string has behind it.
  const std::string source(reinterpret_cast<const char *>(data), size);
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(source, &context);
  if (!module)
    return 0;
  PassManager passes(&context);
  passes.addPass(createCanonicalizerPass());
  if (failed(passes.run(*module)))
    return 0;
  std::string text;
  llvm::raw_string_ostream(text) << *module;
  if (!parseSourceString<ModuleOp>(text, &context))
    llvm::report_fatal_error("a printed module cannot be read again");
  return 0;
}
