//===- EvaluationFixture.h - values of wick ops given as text ----------------===//

#ifndef WICK_TESTS_UNIT_EVALUATIONFIXTURE_H
#define WICK_TESTS_UNIT_EVALUATIONFIXTURE_H

#include "ir/interp/Interpreter.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "tests/Tolerances.h"
#include <gtest/gtest.h>

namespace wick::test {

/// Interprets functions without arguments, whose body is given as text.
class EvaluationFixture : public testing::Test {
protected:
  EvaluationFixture();

  /// %name = a constant, a line of IR.
  static std::string denseConstant(const std::string &name, const std::string &value,
                                   const std::string &type) {
    return "%" + name + " = wick.constant dense<" + value + "> : tensor<" + type + ">\n";
  }

  /// The value of %y, of type `type`, that `body` defines; fails the test with the diagnostics when
  /// there is none.
  ir::HostTensor evaluate(const std::string &type, const std::string &body);

  /// Expects %y to have these elements, row-major; NaN equals NaN.
  void expectReals(const std::string &type, const std::string &body,
                   const std::vector<double> &expected);
  void expectIntegers(const std::string &type, const std::string &body,
                      const std::vector<int64_t> &expected);

  /// The only function of a module given as text.
  mlir::func::FuncOp parse(const std::string &text);

  mlir::MLIRContext context;
  mlir::ScopedDiagnosticHandler handler;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::string diagnostics; // "location: message" a line
};

} // namespace wick::test

#endif // WICK_TESTS_UNIT_EVALUATIONFIXTURE_H
