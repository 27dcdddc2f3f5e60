#include "tests/unit/EvaluationFixture.h"
#include "ir/Wick.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Parser/Parser.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

EvaluationFixture::EvaluationFixture()
    : context(MLIRContext::Threading::DISABLED), handler(&context, [this](Diagnostic &diagnostic) {
        llvm::raw_string_ostream(diagnostics)
            << diagnostic.getLocation() << ": " << diagnostic.str() << "\n";
      }) {
  context.loadDialect<WickDialect, func::FuncDialect, arith::ArithDialect>();
}

func::FuncOp EvaluationFixture::parse(const std::string &text) {
  module = parseSourceString<ModuleOp>(text, &context, "model.mlir");
  if (!module)
    throw std::runtime_error(text + "\n" + diagnostics);
  return *module->getOps<func::FuncOp>().begin();
}

HostTensor EvaluationFixture::evaluate(const std::string &type, const std::string &body) {
  func::FuncOp function =
      parse("func.func @f() -> " + type + " {\n" + body + "\nreturn %y : " + type + "\n}");
  FailureOr<SmallVector<HostTensor>> results = interpret(function, {});
  if (failed(results))
    throw std::runtime_error(body + "\n" + diagnostics);
  return results->front();
}

void EvaluationFixture::expectReals(const std::string &type, const std::string &body,
                                    const std::vector<double> &expected) {
  HostTensor y = evaluate(type, body);
  ASSERT_EQ(y.reals.size(), expected.size()) << body;
  for (size_t i = 0; i < expected.size(); ++i)
    if (std::isfinite(expected[i]))
      EXPECT_NEAR(y.reals[i], expected[i], kFloat64Tolerance * (1 + std::abs(expected[i])))
          << "element " << i << " of\n"
          << body;
    else
      EXPECT_TRUE(y.reals[i] == expected[i] || (std::isnan(y.reals[i]) && std::isnan(expected[i])))
          << "element " << i << " is " << y.reals[i] << ", not " << expected[i] << " in\n"
          << body;
}

void EvaluationFixture::expectIntegers(const std::string &type, const std::string &body,
                                       const std::vector<int64_t> &expected) {
  EXPECT_EQ(evaluate(type, body).integers, expected) << body;
}

} // namespace wick::test
