#include "curriculum/checker/TrainingLoop.h"
#include "ir/Entry.h"
#include "ir/interp/InitialValues.h"
#include "ir/interp/Interpreter.h"
#include "tests/Tolerances.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::check {

static std::vector<double> elementsOf(const HostTensor &tensor) {
  if (tensor.isReal())
    return {tensor.reals.begin(), tensor.reals.end()};
  return {tensor.integers.begin(), tensor.integers.end()};
}

static std::string textOf(const std::vector<double> &numbers) {
  std::string text = "[";
  for (double number : numbers) {
    char digits[32];
    snprintf(digits, sizeof digits, "%.8g", number);
    text += (text.size() > 1 ? ", " : "") + std::string(digits);
  }
  return text + "]";
}

TrainingLoop::TrainingLoop(const Program &program)
    : program(program), function(program.function()), arguments(program.arguments()) {
  for (unsigned i = arguments.size(); i < function.getNumArguments(); ++i) {
    auto type = cast<RankedTensorType>(function.getArgumentTypes()[i]);
    Attribute init = function.getArgAttr(i, kInitAttr);
    if (!init)
      throw program.red("the new argument '" + argumentName(function, i).str() +
                        "' has no initial value");
    arguments.push_back(*initialValue(init, type));
  }
}

TrainingLoop &TrainingLoop::step(unsigned times) {
  for (; times > 0; --times, ++steps) {
    FailureOr<Tensors> next = ir::interpret(function, arguments);
    if (failed(next))
      throw program.red("the interpreter cannot run the result");
    results = *next;
    for (unsigned i = 0; i < results.size(); ++i)
      if (std::optional<unsigned> argument = donatedArgument(function, i))
        arguments[*argument] = results[i];
  }
  return *this;
}

unsigned TrainingLoop::indexOf(StringRef argument) const {
  std::optional<unsigned> index = findArgument(function, argument);
  if (!index)
    throw program.red("there is no argument '" + argument.str() + "'");
  return *index;
}

std::vector<double> TrainingLoop::argument(StringRef name) const {
  return elementsOf(arguments[indexOf(name)]);
}

std::vector<double> TrainingLoop::result(StringRef name) const {
  for (unsigned i = 0; i < results.size(); ++i)
    if (resultName(function, i) == name)
      return elementsOf(results[i]);
  throw program.red("there is no result '" + name.str() + "'");
}

TrainingLoop &TrainingLoop::set(StringRef name, double number) {
  HostTensor &tensor = arguments[indexOf(name)];
  llvm::fill(tensor.reals, number);
  llvm::fill(tensor.integers, static_cast<int64_t>(number));
  return *this;
}

void TrainingLoop::compare(const std::string &what, const std::vector<double> &actual,
                           const std::vector<double> &expected) const {
  for (size_t i = 0; i < expected.size(); ++i)
    if (actual.size() != expected.size() ||
        !(std::abs(actual[i] - expected[i]) <=
          test::kFloat64Tolerance * (1 + std::abs(expected[i]))))
      throw program.red(what + " is " + textOf(actual) + " after step " + std::to_string(steps) +
                            ", not " + textOf(expected),
                        textOf(expected));
}

TrainingLoop &TrainingLoop::expectArgument(StringRef name, const std::vector<double> &numbers) {
  compare("'" + name.str() + "'", argument(name), numbers);
  return *this;
}

TrainingLoop &TrainingLoop::expectResult(StringRef name, const std::vector<double> &numbers) {
  compare("the result '" + name.str() + "'", result(name), numbers);
  return *this;
}

} // namespace wick::check
