#include "tests/unit/NativeFixture.h"
#include "ir/Entry.h"
#include "ir/Wick.h"
#include "ir/interp/InitialValues.h"
#include "ir/interp/Interpreter.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Parser/Parser.h"
#include "passes/Registration.h"
#include "wick/parallel.h"

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

FailureOr<Jit> NativeFixture::compile(ModuleOp module, const CompileOptions &options) {
  OwningOpRef<ModuleOp> copy(module.clone());
  FailureOr<Jit> jit = Jit::create(*copy, options);
  EXPECT_TRUE(succeeded(jit)) << diagnostics;
  return jit;
}

/// NaN is a NaN, whatever its sign and payload.
static bool sameBits(const HostTensor &a, const HostTensor &b) {
  return a.type == b.type && a.integers == b.integers &&
         llvm::equal(a.reals, b.reals, [](double x, double y) {
           return (x == y && std::signbit(x) == std::signbit(y)) ||
                  (std::isnan(x) && std::isnan(y));
         });
}

void NativeFixture::expectThreadsToAgree(ModuleOp module, ArrayRef<HostTensor> arguments,
                                         const std::vector<HostTensor> &expected) {
  std::string entry = (*module.getOps<func::FuncOp>().begin()).getName().str();
  FailureOr<Jit> jit = compile(module, {.target = target, .parallelFrom = 0});
  ASSERT_TRUE(succeeded(jit));
  for (int32_t threads : {1, 2, 3}) {
    wick_set_thread_count(threads);
    std::vector<HostTensor> results = jit->call(entry, arguments);
    wick_set_thread_count(1);
    ASSERT_EQ(results.size(), expected.size());
    for (size_t i = 0; i < results.size(); ++i)
      EXPECT_TRUE(sameBits(results[i], expected[i]))
          << "result " << i << " on " << threads << " threads";
  }
}

static std::string nameOf(Backend backend) {
  return backend == Backend::llvm ? "llvm" : backend == Backend::naive ? "naive" : "onednn";
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
  CompileOptions options{.target = target};
  for (Backend backend : backends) {
    options.backend = backend;
    FailureOr<Jit> jit = compile(*module, options);
    ASSERT_TRUE(succeeded(jit)) << text;
    std::vector<HostTensor> results = jit->call(function.getName(), arguments);
    ASSERT_EQ(results.size(), expected->size());
    for (size_t i = 0; i < results.size(); ++i)
      expectNear(results[i], (*expected)[i],
                 "result " + std::to_string(i) + " by the " + nameOf(backend) + " backend of\n" +
                     text);
    if (backend == Backend::llvm)
      expectThreadsToAgree(*module, arguments, results);
    ASSERT_FALSE(HasFailure()) << text;
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
