//===- Intermediates.h - the numbers on the way to a result ------------------===//

#ifndef WICK_CURRICULUM_ACTIVATIONS_INTERMEDIATES_H
#define WICK_CURRICULUM_ACTIVATIONS_INTERMEDIATES_H

#include "curriculum/checker/Program.h"
#include "ir/Wick.h"
#include <cmath>

namespace wick::check {

/// Red when an op of the program computes an infinity or NaN, or a number beyond the largest of
/// f32.
inline void expectModestNumbers(Program &program) {
  constexpr double largest = 3.4e38;
  mlir::func::FuncOp function = program.function();
  mlir::Block &body = function.getBody().front();
  llvm::SmallVector<mlir::Value> values;
  for (mlir::Operation &op : body.without_terminator())
    llvm::append_range(values, op.getResults());
  // Every value becomes a result for as long as it takes to compute it.
  mlir::Operation *end = body.getTerminator();
  llvm::SmallVector<mlir::Value> results(end->getOperands());
  mlir::FunctionType type = function.getFunctionType();
  end->setOperands(values);
  function.setFunctionType(type.clone(type.getInputs(), mlir::ValueRange(values).getTypes()));
  Tensors numbers = program.interpret();
  end->setOperands(results);
  function.setFunctionType(type);
  for (auto [value, tensor] : llvm::zip_equal(values, numbers))
    for (double number : tensor.reals)
      if (!(std::abs(number) <= largest))
        throw program.red(value.getDefiningOp()->getName().getStringRef().str() +
                          (std::isnan(number) ? " computes NaN" : " overflows"));
}

} // namespace wick::check

#endif // WICK_CURRICULUM_ACTIVATIONS_INTERMEDIATES_H
