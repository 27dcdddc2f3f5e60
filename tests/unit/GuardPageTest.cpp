// Compiled code touches nothing beside its buffers. Each argument, each result and the arena ends
// right in front of a page that cannot be accessed, or begins right behind one: what a mask leaves
// out of a vector must not be read either.
#include "backends/Buffer.h"
#include "ir/interp/InitialValues.h"
#include "tests/numeric/RandomGraph.h"
#include "tests/unit/NativeFixture.h"
#include "llvm/Support/FormatVariadic.h"

#include <csetjmp>
#include <csignal>
#include <sys/mman.h>
#include <unistd.h>

using namespace mlir;
using namespace wick::ir;

namespace wick::test {
namespace {

/// Graphs for each target and element type.
constexpr uint32_t kGraphs = 12;

/// On which side of a buffer its guard is.
enum class Guard { before, behind };

class GuardedBytes {
public:
  GuardedBytes(size_t size, Guard guard) {
    const size_t page = sysconf(_SC_PAGESIZE), accessible = llvm::alignTo(size, page);
    length = accessible + 2 * page;
    mapping = static_cast<char *>(
        mmap(nullptr, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, /*fd=*/-1, 0));
    if (mapping == MAP_FAILED || mprotect(mapping + page, accessible, PROT_READ | PROT_WRITE) != 0)
      throw std::runtime_error("no memory with guard pages");
    start = mapping + page + (guard == Guard::behind ? accessible - size : 0);
  }
  GuardedBytes(const GuardedBytes &) = delete;
  ~GuardedBytes() { munmap(mapping, length); }

  char *data() { return start; }

private:
  char *mapping, *start;
  size_t length;
};

sigjmp_buf beforeCall;

/// Whether `run`, which must own nothing that would need a destructor, touches no guard page.
bool staysInside(llvm::function_ref<void()> run) {
  struct sigaction onFault = {}, previous;
  onFault.sa_handler = [](int) { siglongjmp(beforeCall, 1); };
  sigaction(SIGSEGV, &onFault, &previous);
  if (sigsetjmp(beforeCall, /*savemask=*/1) != 0) {
    sigaction(SIGSEGV, &previous, nullptr);
    return false;
  }
  run();
  sigaction(SIGSEGV, &previous, nullptr);
  return true;
}

using Buffers = std::vector<std::unique_ptr<GuardedBytes>>;

/// Calls the first entry, which donates nothing, with guarded buffers.
testing::AssertionResult callsGuarded(const Jit &jit, ArrayRef<HostTensor> arguments, Guard guard) {
  const wick_entry &entry = jit.model().entries[0];
  const EntryDescription &described = jit.describe().entries.front();
  const std::vector<HostTensor> expected = jit.call(described.name, arguments);
  Buffers buffers;
  std::vector<void *> pointers;
  auto add = [&](const std::vector<char> &bytes) {
    buffers.push_back(std::make_unique<GuardedBytes>(bytes.size(), guard));
    llvm::copy(bytes, buffers.back()->data());
    pointers.push_back(buffers.back()->data());
  };
  for (const HostTensor &argument : arguments)
    add(toBytes(argument));
  for (const SlotDescription &result : described.results)
    add(toBytes(HostTensor(result.type)));
  constexpr size_t kArenaAlignment = 64; // of wick_entry::run
  GuardedBytes arena(llvm::alignTo(entry.arena_bytes, kArenaAlignment), guard);

  if (!staysInside([&] { entry.run(pointers.data(), arena.data()); }))
    return testing::AssertionFailure() << "touches memory beside its buffers";
  for (auto [i, argument] : llvm::enumerate(arguments)) {
    const std::vector<char> bytes = toBytes(argument);
    if (!std::equal(bytes.begin(), bytes.end(), buffers[i]->data()))
      return testing::AssertionFailure() << "writes to argument " << i;
  }
  for (auto [i, result] : llvm::enumerate(expected)) {
    const std::vector<char> bytes = toBytes(result);
    if (!std::equal(bytes.begin(), bytes.end(), buffers[arguments.size() + i]->data()))
      return testing::AssertionFailure() << "result " << i << " depends on where buffers are";
  }
  return testing::AssertionSuccess();
}

const char *nameOf(Guard guard) { return guard == Guard::before ? "before" : "behind"; }

class GuardPageTest : public NativeFixture, public testing::WithParamInterface<const char *> {
protected:
  void SetUp() override {
    context.loadDialect<func::FuncDialect>();
    options.target = cantFail(findTarget(GetParam()));
    if (!options.target.runsHere)
      GTEST_SKIP() << "this CPU does not run " << GetParam();
  }

  void expectInside(ModuleOp module, ArrayRef<HostTensor> arguments, const std::string &what) {
    FailureOr<Jit> jit = compile(module, options);
    ASSERT_TRUE(succeeded(jit)) << what;
    for (Guard guard : {Guard::before, Guard::behind})
      ASSERT_TRUE(callsGuarded(*jit, arguments, guard))
          << "guard " << nameOf(guard) << " each buffer of\n"
          << what;
  }

  void expectInside(const std::string &text) {
    OwningOpRef<ModuleOp> module = parse(text);
    std::vector<HostTensor> arguments;
    for (Type type : (*module->getOps<func::FuncOp>().begin()).getArgumentTypes())
      arguments.push_back(seededValue(arguments.size() + 1, cast<RankedTensorType>(type)));
    expectInside(*module, arguments, text);
  }

  CompileOptions options;
};

TEST_P(GuardPageTest, randomGraphs) {
  Builder b(&context);
  for (Type element : {Type(b.getF32Type()), Type(b.getF64Type()), Type(b.getBF16Type())})
    for (uint32_t seed = 0; seed < kGraphs && !HasFatalFailure(); ++seed) {
      const Graph graph = randomGraph(context, seed, {.element = element, .images = seed % 2 == 1});
      expectInside(*graph.module, graph.arguments, graph.text());
    }
}

/// Sizes that no vector, no tile and no cache line divides.
const char *const kOdd[] = {
    R"(
func.func @f(%x: tensor<37x129x$T>, %w: tensor<129x67x$T>, %b: tensor<67x$T>) -> tensor<37x67x$T> {
  %0 = wick.linear %x, %w, %b : (tensor<37x129x$T>, tensor<129x67x$T>, tensor<67x$T>) -> tensor<37x67x$T>
  %1 = wick.gelu %0 : tensor<37x67x$T>
  return %1 : tensor<37x67x$T>
})",
    R"(
func.func @f(%x: tensor<1x301x$T>, %w: tensor<301x13x$T>) -> tensor<1x13x$T> {
  %0 = wick.matmul %x, %w : (tensor<1x301x$T>, tensor<301x13x$T>) -> tensor<1x13x$T>
  return %0 : tensor<1x13x$T>
})",
    R"(
func.func @f(%x: tensor<41x19x$T>, %d: tensor<41x35x$T>, %w: tensor<35x19x$T>) -> (tensor<19x35x$T>, tensor<41x19x$T>, tensor<41x35x$T>) {
  %0 = wick.matmul %x, %d {transpose_lhs = true} : (tensor<41x19x$T>, tensor<41x35x$T>) -> tensor<19x35x$T>
  %1 = wick.matmul %d, %w : (tensor<41x35x$T>, tensor<35x19x$T>) -> tensor<41x19x$T>
  %2 = wick.matmul %x, %w {transpose_rhs = true} : (tensor<41x19x$T>, tensor<35x19x$T>) -> tensor<41x35x$T>
  return %0, %1, %2 : tensor<19x35x$T>, tensor<41x19x$T>, tensor<41x35x$T>
})",
    R"(
func.func @f(%x: tensor<5x1003x$T>, %g: tensor<1003x$T>, %b: tensor<1003x$T>) -> (tensor<5x1003x$T>, tensor<5x1003x$T>, tensor<1003x$T>) {
  %0 = wick.softmax %x {dim = 1 : i64} : tensor<5x1003x$T>
  %1 = wick.layer_norm %x, %g, %b {epsilon = 0.25 : f64} : (tensor<5x1003x$T>, tensor<1003x$T>, tensor<1003x$T>) -> tensor<5x1003x$T>
  %2 = wick.reduce_sum %x {dims = array<i64: 0>} : (tensor<5x1003x$T>) -> tensor<1003x$T>
  return %0, %1, %2 : tensor<5x1003x$T>, tensor<5x1003x$T>, tensor<1003x$T>
})",
    R"(
func.func @f(%x: tensor<2x3x13x11x$T>, %w: tensor<21x3x3x3x$T>, %b: tensor<21x$T>) -> (tensor<2x21x13x11x$T>, tensor<2x21x6x5x$T>) {
  %0 = wick.conv2d %x, %w, %b {strides = array<i64: 1, 1>, padding = array<i64: 1, 1>} : (tensor<2x3x13x11x$T>, tensor<21x3x3x3x$T>, tensor<21x$T>) -> tensor<2x21x13x11x$T>
  %1 = wick.relu %0 : tensor<2x21x13x11x$T>
  %2 = wick.max_pool2d %1 {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x21x13x11x$T>) -> tensor<2x21x6x5x$T>
  return %1, %2 : tensor<2x21x13x11x$T>, tensor<2x21x6x5x$T>
})",
};

TEST_P(GuardPageTest, oddSizes) {
  for (const char *text : kOdd)
    for (const char *type : {"f32", "f64", "bf16"})
      expectInside(withType(text, type));
}

/// The guards see one element too many.
TEST_P(GuardPageTest, seesWhatIsBeside) {
  auto sum = [&](int size) {
    return parse(llvm::formatv(R"(func.func @f(%x: tensor<{0}xf32>) -> tensor<f32> {{
  %0 = wick.reduce_sum %x {{dims = array<i64: 0>} : (tensor<{0}xf32>) -> tensor<f32>
  return %0 : tensor<f32>
})",
                               size));
  };
  FailureOr<Jit> jit = compile(*sum(17), options);
  ASSERT_TRUE(succeeded(jit));
  const wick_entry &entry = jit->model().entries[0];
  GuardedBytes shorter(16 * sizeof(float), Guard::behind),
      longer(17 * sizeof(float), Guard::behind);
  float result = 0;
  alignas(64) char arena[4096];
  ASSERT_LE(entry.arena_bytes, sizeof arena);
  void *tooShort[] = {shorter.data(), &result}, *right[] = {longer.data(), &result};
  EXPECT_FALSE(staysInside([&] { entry.run(tooShort, arena); }));
  EXPECT_TRUE(staysInside([&] { entry.run(right, arena); }));
}

INSTANTIATE_TEST_SUITE_P(Target, GuardPageTest,
                         testing::Values("x86-64-v2", "x86-64-v3", "x86-64-v4"),
                         [](const auto &info) {
                           std::string name = info.param;
                           llvm::erase_if(name, [](char c) { return c == '-'; });
                           return name;
                         });

} // namespace
} // namespace wick::test
