#include "wick/builder/Error.h"
#include "frontend/ModelImpl.h"

#include <cstdio>
#include <exception>

namespace wick {

static std::string textOf(std::source_location where, const std::string &message,
                          const std::string &fix) {
  std::string text = std::string(where.file_name()) + ":" + std::to_string(where.line()) + ":" +
                     std::to_string(where.column()) + ": error: " + message;
  return fix.empty() ? text : text + "\n  fix: " + fix;
}

Error::Error(std::source_location where, std::string message, std::string fix)
    : std::runtime_error(textOf(where, message, fix)), where(where), text(std::move(message)),
      advice(std::move(fix)) {}

Error::~Error() = default;

void fail(const Call &call, const llvm::Twine &message, const llvm::Twine &fix) {
  throw Error(call.loc, (call.function + ": " + message).str(), fix.str());
}

mlir::LogicalResult refusalOf(mlir::MLIRContext *context, std::string &refusal,
                              llvm::function_ref<mlir::LogicalResult()> action) {
  mlir::ScopedDiagnosticHandler handler(context, [&](mlir::Diagnostic &diagnostic) {
    if (refusal.empty() && diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error)
      refusal = diagnostic.str();
    return mlir::success();
  });
  return action();
}

void failWithDiagnostic(const Call &call, llvm::StringRef mnemonic, llvm::StringRef diagnostic) {
  llvm::StringRef text = diagnostic.split("' op ").second;
  if (text.empty())
    fail(call, diagnostic, "");
  auto [label, reason] = text.split(": ");
  bool isLabelled = label.size() >= 2 && (label[0] == 'C' || label[0] == 'E') &&
                    llvm::all_of(label.drop_front(), llvm::isDigit);
  if (!isLabelled)
    fail(call, text, fixFor(mnemonic, ""));
  fail(call, reason + " (" + label + ")", fixFor(mnemonic, label));
}

//===----------------------------------------------------------------------===//
// Uncaught errors
//===----------------------------------------------------------------------===//

static std::terminate_handler previousHandler;

static void endWithMessage() {
  try {
    if (std::exception_ptr current = std::current_exception())
      std::rethrow_exception(current);
  } catch (const Error &error) {
    std::fflush(stdout);
    std::fprintf(stderr, "%s\n", error.what());
    std::_Exit(1);
  } catch (...) {
  }
  if (previousHandler)
    previousHandler();
  std::abort();
}

void endUncaughtErrorsCleanly() {
  static const bool installed = [] {
    previousHandler = std::set_terminate(endWithMessage);
    return true;
  }();
  (void)installed;
}

} // namespace wick
