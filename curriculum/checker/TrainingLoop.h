//===- TrainingLoop.h - call a training step again and again ------------------===//

#ifndef WICK_CURRICULUM_CHECKER_TRAININGLOOP_H
#define WICK_CURRICULUM_CHECKER_TRAININGLOOP_H

#include "curriculum/checker/Program.h"

namespace wick::check {

/// The first function of a program, called by the interpreter. A donated result is its argument's
/// value in the next call; arguments that passes have added begin with their initial values. What
/// is asked for and not there, or is not as expected, is Red.
class TrainingLoop {
public:
  /// `program` must outlive the loop.
  explicit TrainingLoop(const Program &program);

  TrainingLoop &step(unsigned times = 1);

  /// Elements of the argument `name` as the next call will find it; of the result `name` of the
  /// last call.
  std::vector<double> argument(llvm::StringRef name) const;
  std::vector<double> result(llvm::StringRef name) const;

  /// Sets all elements of an argument.
  TrainingLoop &set(llvm::StringRef name, double number);

  TrainingLoop &expectArgument(llvm::StringRef name, const std::vector<double> &numbers);
  TrainingLoop &expectResult(llvm::StringRef name, const std::vector<double> &numbers);

private:
  unsigned indexOf(llvm::StringRef argument) const;
  void compare(const std::string &what, const std::vector<double> &actual,
               const std::vector<double> &expected) const;

  const Program &program;
  mlir::func::FuncOp function;
  Tensors arguments, results;
  unsigned steps = 0;
};

} // namespace wick::check

#endif // WICK_CURRICULUM_CHECKER_TRAININGLOOP_H
