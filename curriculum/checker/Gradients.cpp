// Gradients against central differences.
#include "curriculum/checker/Program.h"
#include "ir/Entry.h"
#include "ir/interp/Interpreter.h"
#include "tests/Tolerances.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::check {

static constexpr int64_t kElements = 24;

/// The loss of the original program at `values`, with element `k` of argument `i` moved.
static double lossAt(func::FuncOp function, unsigned loss, Tensors values, unsigned i, int64_t k,
                     double step) {
  values[i].reals[k] += step;
  return ir::interpret(function, values).value()[loss].reals[0];
}

Program &Program::expectGradients() {
  func::FuncOp before = *ModuleOp(original.get()).getOps<func::FuncOp>().begin();
  unsigned loss = before->getAttrOfType<IntegerAttr>(kLossAttr).getInt();
  Tensors results = interpret();
  for (unsigned r = 0; r < function().getNumResults(); ++r) {
    auto parameter = function().getResultAttrOfType<StringAttr>(r, kGradientOfAttr);
    if (!parameter)
      continue;
    unsigned i = *findArgument(before, parameter.getValue());
    // Of large tensors some elements, spread evenly: each costs four evaluations.
    const int64_t stride = (results[r].size() + kElements - 1) / kElements;
    for (int64_t k = 0; k < results[r].size(); k += stride) {
      auto slope = [&](double h) {
        return (lossAt(before, loss, values, i, k, h) - lossAt(before, loss, values, i, k, -h)) /
               (2 * h);
      };
      double coarse = slope(test::kDifferenceStep), fine = slope(test::kDifferenceStep / 2);
      double scale = 1 + std::abs(fine) + std::abs(results[loss].reals[0]);
      if (std::abs(coarse - fine) > test::kCurvatureTolerance * scale)
        continue; // the function bends too much here for the formula
      double actual = results[r].reals[k];
      if (std::abs(actual - fine) <= 10 * test::kCurvatureTolerance * scale)
        continue;
      std::string element = "'" + parameter.str() + "'" +
                            (results[r].size() == 1 ? "" : " at element " + std::to_string(k));
      throw red("the gradient of " + element + " is " + llvm::formatv("{0:f6}", actual).str() +
                    "; the loss changes by " + llvm::formatv("{0:f6}", fine).str() +
                    " per unit of it",
                llvm::formatv("{0:f6}", fine).str());
    }
  }
  return *this;
}

} // namespace wick::check
