//===- NativeFixture.h - compiled functions against the interpreter ----------===//

#ifndef WICK_TESTS_UNIT_NATIVEFIXTURE_H
#define WICK_TESTS_UNIT_NATIVEFIXTURE_H

#include "backends/llvm/Jit.h"
#include "mlir/IR/OwningOpRef.h"
#include "tests/Tolerances.h"
#include <gtest/gtest.h>

namespace wick::test {

/// Compiles functions given as text for this CPU.
class NativeFixture : public testing::Test {
protected:
  NativeFixture();

  /// A module given as text; its functions become entries (arguments a0.., results r0..) unless
  /// they are already.
  mlir::OwningOpRef<mlir::ModuleOp> parse(const std::string &text);

  /// Expects `backends` to compute what the interpreter does, for the only function of `text`,
  /// on `arguments` or, without any, on seeded numbers. Allows the tolerance of each result's type.
  /// By llvm, one, two and three threads that share every loop they can compute the
  /// same bits.
  void expectAsInterpreted(const std::string &text, std::vector<ir::HostTensor> arguments = {});

  /// A tensor of these elements: f32, f64 or bf16.
  ir::HostTensor reals(const std::string &type, std::vector<double> elements);

  mlir::MLIRContext context;
  mlir::ScopedDiagnosticHandler handler;
  std::string diagnostics; // "location: message" a line
  std::vector<Backend> backends = {Backend::llvm, Backend::naive};
  Target target = llvm::cantFail(findTarget("native"));

  /// `module` compiled; it stays as it is.
  mlir::FailureOr<Jit> compile(mlir::ModuleOp module, const CompileOptions &options);

private:
  void expectThreadsToAgree(mlir::ModuleOp module, llvm::ArrayRef<ir::HostTensor> arguments,
                            const std::vector<ir::HostTensor> &expected);
  void expectNear(const ir::HostTensor &got, const ir::HostTensor &expected,
                  const std::string &what);
};

/// `text` with `type` in place of each "$T".
std::string withType(std::string text, const std::string &type);

} // namespace wick::test

#endif // WICK_TESTS_UNIT_NATIVEFIXTURE_H
