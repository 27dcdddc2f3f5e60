#include "tests/unit/NativeFixture.h"
#include "ir/Entry.h"
#include "ir/Wick.h"
#include "ir/interp/InitialValues.h"
#include "ir/interp/Interpreter.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Parser/Parser.h"
#include "passes/Registration.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

static DialectRegistry allDialects() {
  DialectRegistry registry;
  registerDialects(registry);
  return registry;
}

NativeFixture::NativeFixture()
    : context(allDialects(), MLIRContext::Threading::DISABLED),
      handler(&context, [this](Diagnostic &diagnostic) {
        llvm::raw_string_ostream(diagnostics)
            << diagnostic.getLocation() << ": " << diagnostic.str() << "\n";
      }) {
  context.loadDialect<WickDialect>();
}

std::string withType(std::string text, const std::string &type) {
  for (size_t at; (at = text.find("$T")) != std::string::npos;)
    text.replace(at, 2, type);
  return text;
}

static void makeEntry(func::FuncOp function) {
  Builder builder(function.getContext());
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    function.setArgAttr(i, kNameAttr, builder.getStringAttr("a" + Twine(i)));
    function.setArgAttr(i, kRoleAttr, RoleAttr::get(function.getContext(), Role::input));
  }
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    function.setResultAttr(i, kNameAttr, builder.getStringAttr("r" + Twine(i)));
  function->setAttr(kEntryAttr, builder.getUnitAttr());
}

OwningOpRef<ModuleOp> NativeFixture::parse(const std::string &text) {
  auto module = parseSourceString<ModuleOp>(text, &context, "model.mlir");
  if (!module)
    throw std::runtime_error(text + "\n" + diagnostics);
  for (auto function : module->getOps<func::FuncOp>())
    if (!isEntry(function))
      makeEntry(function);
  return module;
}

HostTensor NativeFixture::reals(const std::string &type, std::vector<double> elements) {
  HostTensor tensor(cast<RankedTensorType>(parseType(type, &context)));
  tensor.reals = std::move(elements);
  return tensor;
}

void NativeFixture::expectAsInterpreted(const std::string &text,
                                        std::vector<HostTensor> arguments) {
  OwningOpRef<ModuleOp> module = parse(text);
  func::FuncOp function = *module->getOps<func::FuncOp>().begin();
  for (auto [i, type] : llvm::enumerate(function.getArgumentTypes()))
    if (arguments.size() <= i)
      arguments.push_back(seededValue(i + 1, cast<RankedTensorType>(type)));
  FailureOr<SmallVector<HostTensor>> expected = interpret(function, arguments);
  ASSERT_TRUE(succeeded(expected)) << text << diagnostics;
  for (Backend backend : {Backend::llvm, Backend::naive}) {
    OwningOpRef<ModuleOp> copy(module->clone());
    FailureOr<Jit> jit =
        Jit::create(*copy, {.target = cantFail(findTarget("native")), .backend = backend});
    ASSERT_TRUE(succeeded(jit)) << text << diagnostics;
    std::vector<HostTensor> results = jit->call(function.getName(), arguments);
    ASSERT_EQ(results.size(), expected->size());
    for (size_t i = 0; i < results.size(); ++i)
      expectNear(results[i], (*expected)[i],
                 "result " + std::to_string(i) + " by the " +
                     (backend == Backend::llvm ? "llvm" : "naive") + " backend of\n" + text);
  }
}

static double toleranceOf(Type element) {
  return element.isF64()    ? kFloat64Tolerance
         : element.isBF16() ? kBFloat16Tolerance
                            : kFloat32Tolerance;
}

void NativeFixture::expectNear(const HostTensor &got, const HostTensor &expected,
                               const std::string &what) {
  ASSERT_EQ(got.type, expected.type) << what;
  if (!expected.isReal()) {
    EXPECT_EQ(got.integers, expected.integers) << what;
    return;
  }
  double tolerance = toleranceOf(expected.type.getElementType());
  for (size_t i = 0; i < expected.reals.size(); ++i) {
    double a = got.reals[i], b = expected.reals[i];
    if (a == b || (std::isnan(a) && std::isnan(b)))
      continue;
    ASSERT_LE(std::abs(a - b), tolerance * (1 + std::abs(b))) << "element " << i << " of " << what;
  }
}

} // namespace wick::test
