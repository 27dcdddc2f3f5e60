// What a program computes: values of arguments, and results against numbers and other programs.
#include "backends/llvm/Jit.h"
#include "curriculum/checker/Program.h"
#include "ir/Entry.h"
#include "ir/interp/Interpreter.h"
#include "tests/Tolerances.h"
#include "tests/numeric/RandomGraph.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::check {

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static std::string numberText(double number) {
  char text[32];
  snprintf(text, sizeof text, "%.6g", number);
  return text;
}

static double element(const HostTensor &tensor, int64_t i) {
  return tensor.isReal() ? tensor.reals[i] : static_cast<double>(tensor.integers[i]);
}

static std::string valuesText(const HostTensor &tensor) {
  constexpr int64_t kShown = 16;
  std::string text;
  for (int64_t i = 0; i < std::min(tensor.size(), kShown); ++i)
    text += (i ? ", " : "") + numberText(element(tensor, i));
  return "[" + text + (tensor.size() > kShown ? ", ..." : "") + "]";
}

/// The name of a result, or its number.
static std::string nameOf(func::FuncOp function, unsigned result) {
  StringRef name = resultName(function, result);
  return name.empty() ? std::to_string(result) : "'" + name.str() + "'";
}

std::string Program::input() const {
  std::string text;
  func::FuncOp original = *ModuleOp(this->original.get()).getOps<func::FuncOp>().begin();
  for (auto [i, tensor] : llvm::enumerate(values)) {
    StringRef name = argumentName(original, i);
    text += (name.empty() ? "argument " + std::to_string(i) : name.str()) + " = " +
            valuesText(tensor) + "\n";
  }
  return text;
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

Program &Program::with(StringRef name, std::vector<double> numbers) {
  std::optional<unsigned> index = findArgument(function(), name);
  if (!index)
    throw Red{"the check sets an argument that the program does not have: " + name.str(), text()};
  HostTensor &tensor = values[*index];
  if (numbers.size() != 1 && static_cast<int64_t>(numbers.size()) != tensor.size())
    throw Red{"the check sets '" + name.str() + "' to another number of elements", text()};
  for (int64_t i = 0; i < tensor.size(); ++i) {
    double number = numbers[numbers.size() == 1 ? 0 : i];
    if (tensor.isReal())
      tensor.reals[i] = number;
    else
      tensor.integers[i] = static_cast<int64_t>(number);
  }
  return *this;
}

Tensors Program::interpret() const {
  std::string error;
  ScopedDiagnosticHandler handler(&context(),
                                  [&](Diagnostic &diagnostic) { error = diagnostic.str(); });
  FailureOr<Tensors> results = ir::interpret(function(), values);
  if (failed(results))
    throw red("the interpreter cannot run the result: " + error);
  return *results;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

/// Sums of large numbers may be small: an error is relative to the largest number of all results.
static double scaleOf(const Tensors &expected) {
  double largest = 0;
  for (const HostTensor &tensor : expected)
    for (double number : tensor.reals)
      if (std::isfinite(number))
        largest = std::max(largest, std::abs(number));
  return 1 + largest;
}

/// Why `actual` is not `expected`; "" when it is.
static std::string difference(const HostTensor &actual, const HostTensor &expected,
                              double tolerance) {
  if (actual.shape() != expected.shape())
    return "has another shape";
  for (int64_t i = 0; i < expected.size(); ++i) {
    double a = element(actual, i), b = element(expected, i);
    bool agree = a == b || (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= tolerance;
    if (!agree)
      return "is " + valuesText(actual) + ", not " + valuesText(expected) +
             (expected.size() > 1 ? "; they differ first at element " + std::to_string(i) : "");
  }
  return "";
}

/// Throws a Red about `program`, whose results are `actual`, unless its first results are
/// `expected`.
static void compare(const Program &program, const Tensors &actual, const Tensors &expected,
                    double unit) {
  double tolerance = unit * scaleOf(expected);
  for (auto [i, pair] : llvm::enumerate(llvm::zip(actual, expected)))
    if (std::string why = difference(std::get<0>(pair), std::get<1>(pair), tolerance); !why.empty())
      throw program.red("the result " + nameOf(program.function(), i) + " " + why,
                        valuesText(std::get<1>(pair)));
}

/// The tolerance of a program's numbers: its constants are rounded to its element type.
static double toleranceOf(func::FuncOp function) {
  double tolerance = test::kFloat64Tolerance;
  for (Type type : function.getResultTypes())
    tolerance =
        std::max(tolerance, test::toleranceOf(cast<RankedTensorType>(type).getElementType()));
  return tolerance;
}

Program &Program::expectResult(StringRef name, std::vector<double> numbers) {
  func::FuncOp function = this->function();
  unsigned index = 0;
  while (index < function.getNumResults() && resultName(function, index) != name)
    ++index;
  if (index == function.getNumResults())
    throw red("there is no result '" + name.str() + "'");
  HostTensor actual = interpret()[index], expected(actual.type);
  if (static_cast<int64_t>(numbers.size()) != expected.size())
    throw red("the result '" + name.str() + "' has " + std::to_string(expected.size()) +
              " elements, not " + std::to_string(numbers.size()));
  if (expected.isReal())
    expected.reals = numbers;
  else
    llvm::copy(numbers, expected.integers.begin());
  std::string why = difference(actual, expected, toleranceOf(function) * scaleOf({expected}));
  if (!why.empty())
    throw red("the result '" + name.str() + "' " + why, valuesText(expected));
  return *this;
}

Program &Program::expectSameResults() {
  Program before(OwningOpRef<ModuleOp>(ModuleOp(original.get()).clone()), values);
  Tensors expected = before.interpret();
  compare(*this, interpret(), expected, toleranceOf(before.function()));
  return *this;
}

Program &Program::expectReferenceResults() {
  Program reference = byReference();
  if (reference.function().getFunctionType() != function().getFunctionType())
    throw red("the function has another type", reference.text());
  compare(*this, interpret(), reference.interpret(), toleranceOf(function()));
  return *this;
}

Program &Program::expectNativeResults(StringRef backend) {
  Program interpreted(OwningOpRef<ModuleOp>(ModuleOp(original.get()).clone()), values);
  OwningOpRef<ModuleOp> module(ModuleOp(original.get()).clone());
  std::string error;
  ScopedDiagnosticHandler handler(&context(), [&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error && error.empty())
      error = diagnostic.str();
  });
  FailureOr<Jit> jit = Jit::create(
      *module, {.target = llvm::cantFail(findTarget("native")), .backend = *findBackend(backend)});
  if (failed(jit) || !error.empty())
    throw red("it does not compile: " + error);
  compare(*this, llvm::to_vector(jit->call(function().getName(), values)), interpreted.interpret(),
          test::kFloat32Tolerance);
  return *this;
}

} // namespace wick::check
