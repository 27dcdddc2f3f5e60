//===- GradientFixture.h - a function of wick ops, its gradient, and numbers -===//

#ifndef WICK_TESTS_NUMERIC_GRADIENTFIXTURE_H
#define WICK_TESTS_NUMERIC_GRADIENTFIXTURE_H

#include "ir/interp/HostTensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringRef.h"
#include <ostream>

namespace wick::test {

/// A piece of a function: its arguments and ops; the result of the last op is y.
struct GradientCase {
  std::string name;
  std::string arguments;           // "%a: tensor<3xf64>, %b: tensor<f64>"
  std::string body;                // "%y = wick.add %a, %b : ..."
  double low = -2, high = 2;       // range of the floating-point arguments
  int64_t intLow = 0, intHigh = 4; // range of the integer arguments, both included
};
inline std::ostream &operator<<(std::ostream &out, const GradientCase &c) { return out << c.body; }

using Tensors = llvm::SmallVector<ir::HostTensor>;

/// An entry @f with the arguments x0, x1, .. of a case, then w of the type of y, and the result
/// loss = <y, w>. All floating-point arguments but w are params.
class GradientFixture {
public:
  explicit GradientFixture(const GradientCase &testCase);
  ~GradientFixture();

  /// Runs a pass pipeline on the module. False, with the diagnostics in `diagnostics`, on failure.
  bool run(llvm::StringRef pipeline);

  /// Appends the result h = <v, result `name`> with the further argument v.
  void addProbe(llvm::StringRef name);

  /// Values for all arguments now present, the same for the same seed.
  Tensors sample(uint32_t seed) const;

  /// The result named `result` for the given arguments; missing trailing arguments are an error.
  ir::HostTensor evaluate(llvm::StringRef result, const Tensors &arguments) const;

  /// Compares each gradient `prefix` + x<i> with central differences of the scalar result `of`.
  void expectGradients(llvm::StringRef of, llvm::StringRef prefix, const Tensors &arguments) const;

  mlir::func::FuncOp function() const;
  std::string diagnostics;

private:
  struct Context;
  std::unique_ptr<Context> context;
  const GradientCase testCase;
};

} // namespace wick::test

#endif // WICK_TESTS_NUMERIC_GRADIENTFIXTURE_H
