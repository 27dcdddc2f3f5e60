// The fixture of labs' checks, and the process in which a check runs.
#include "curriculum/checker/Program.h"
#include "curriculum/checker/Sandbox.h"
#include "ir/Slot.h"
#include "passes/graph/vjp/Vjp.h"
#include <gtest/gtest.h>

using namespace wick;
using namespace wick::check;

namespace {

//===----------------------------------------------------------------------===//
// Sandbox
//===----------------------------------------------------------------------===//

constexpr Limits kShort = {.cpuSeconds = 1, .wallSeconds = 2, .gibibytes = 1};

std::string messageOf(const std::function<void()> &check) {
  Ending ending = runApart(check, kShort);
  return ending.red ? ending.red->message : "passed";
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != std::string::npos;
}

TEST(SandboxTest, Passes) {
  EXPECT_EQ(messageOf([] {}), "passed");
}

TEST(SandboxTest, HandsOverWhatACheckFinds) {
  Ending ending = runApart([] { throw Red{"wrong", "b", "a", "e", "i", "l"}; }, kShort);
  ASSERT_TRUE(ending.red);
  EXPECT_FALSE(ending.isCut);
  EXPECT_EQ(ending.red->message, "wrong");
  EXPECT_EQ(ending.red->before + ending.red->after + ending.red->expected + ending.red->input +
                ending.red->location,
            "baeil");
}

TEST(SandboxTest, SurvivesACrashAndNamesWhatRan) {
  Ending ending = runApart(
      [] {
        noteActivity("wick-autodiff", "the IR");
        std::abort();
      },
      kShort);
  ASSERT_TRUE(ending.red);
  EXPECT_TRUE(ending.isCut);
  EXPECT_TRUE(contains(ending.red->message, "crashed while running 'wick-autodiff': Aborted"))
      << ending.red->message;
  EXPECT_EQ(ending.red->before, "the IR");
}

TEST(SandboxTest, SaysWhyAnOpCannotBeBuilt) {
  Ending ending = runApart(
      [] {
        noteActivity("wick-autodiff", "func");
        noteError("C3: inner sizes differ");
        noteError("and so on");
        llvm::report_fatal_error("Failed to infer result type(s):\n\"wick.matmul\"");
      },
      kShort);
  ASSERT_TRUE(ending.red);
  EXPECT_EQ(ending.red->message,
            "C3: inner sizes differ while running 'wick-autodiff'; this op cannot be built");
}

TEST(SandboxTest, EndsAnEndlessLoop) {
  std::string message = messageOf([] {
    for (volatile int i = 0;; i = i + 1) {
    }
  });
  EXPECT_TRUE(contains(message, "did not come to an end")) << message;
}

TEST(SandboxTest, EndsOneThatWaits) {
  std::string message = messageOf([] { pause(); });
  EXPECT_TRUE(contains(message, "did not come to an end")) << message;
}

#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
TEST(SandboxTest, BoundsMemory) {
  // To fill a gibibyte takes seconds on a busy machine.
  const Limits patient = {.cpuSeconds = 10, .wallSeconds = 60, .gibibytes = 1};
  Ending ending = runApart(
      [] {
        for (std::vector<std::vector<char>> all;;)
          all.emplace_back(64 << 20);
      },
      patient);
  ASSERT_TRUE(ending.red);
  EXPECT_TRUE(contains(ending.red->message, "used more than 1 GiB of memory"))
      << ending.red->message;
}
#endif

TEST(SandboxTest, RefusesToBeLeft) {
  std::string message = messageOf([] { _exit(0); });
  EXPECT_TRUE(contains(message, "ended the process with exit code 0")) << message;
}

//===----------------------------------------------------------------------===//
// Program
//===----------------------------------------------------------------------===//

const char square[] = R"(
func.func @f(%w: tensor<$Sf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %y = wick.mul %w, %w : (tensor<$Sf64>, tensor<$Sf64>) -> tensor<$Sf64>
  %loss = wick.mse_loss %y, %w : (tensor<$Sf64>, tensor<$Sf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

Red redOf(const std::function<void()> &check) {
  try {
    check();
  } catch (Red &red) {
    return red;
  }
  return {"passed"};
}

/// While one exists, the rule of wick.mul forgets a factor of 2 in each operand's gradient.
class WrongRule {
public:
  WrongRule() {
    static const auto wrong = +[](ir::MulOp op, ir::Build &b, mlir::Value g) {
      mlir::Value half = b.mul(g, 0.5);
      return mlir::SmallVector<mlir::Value>{b.mul(half, op.getRhs()), b.mul(half, op.getLhs())};
    };
    addToSlot("vjp.mul", reinterpret_cast<SlotEntry::Function>(wrong)).replacement =
        reinterpret_cast<SlotEntry::Function>(wrong);
  }
  ~WrongRule() { llvm::cantFail(useSlot("vjp.mul", "")); }
};

TEST(ProgramTest, FillsInTheLongestName) {
  EXPECT_EQ(redOf([] { given("$SX", {{"S", "short"}, {"SX", "long"}}); }).before, "long");
}

TEST(ProgramTest, ComputesWithGivenNumbers) {
  // y = w^2 = [4, 9], loss = ((4 - 2)^2 + (9 - 3)^2) / 2.
  Program program = given(square, {{"S", "2x"}});
  program.with("w", {2, 3}).expectResult("loss", {20});
  Red red = redOf([&] { program.expectResult("loss", {21}); });
  EXPECT_EQ(red.message, "the result 'loss' is [20], not [21]");
  EXPECT_EQ(red.input, "w = [2, 3]\n");
}

TEST(ProgramTest, MatchesPatterns) {
  Program program = given(square, {{"S", "2x"}});
  program.expectIR("CHECK: %[[Y:.*]] = wick.mul\nCHECK-NEXT: wick.mse_loss %[[Y]]");
  Red red = redOf([&] { program.expectIR("CHECK: wick.matmul"); });
  EXPECT_TRUE(contains(red.message, "does not look as expected")) << red.message;
  EXPECT_EQ(red.expected, "CHECK: wick.matmul");
}

TEST(ProgramTest, ShowsTheIRAsItIsWrittenAndTheLineOfAnError) {
  const char unknown[] = "\nfunc.func @f(%x: tensor<2xf64>) {\n  %y = \"wick.none\"(%x)\n}";
  Red red = redOf([&] { given(unknown); });
  EXPECT_EQ(red.location, "line 2 of the IR");
  EXPECT_EQ(red.before, unknown + 1);
}

TEST(ProgramTest, CountsOps) {
  Program program = given(square, {{"S", "2x"}});
  program.expectOps("wick.mul", 1).expectAtMostOps("", 2);
  EXPECT_EQ(redOf([&] { program.expectOps("wick.mul", 2); }).message,
            "the function has 1 wick.mul, not 2");
  EXPECT_EQ(redOf([&] { program.expectAtMostOps("", 1); }).message,
            "the function has 2 ops; 1 are enough");
}

TEST(ProgramTest, FindsWrongGradients) {
  given(square, {{"S", "3x"}}).run("wick-autodiff").expectGradients();
  WrongRule wrong;
  Red red = redOf([] { given(square, {{"S", "3x"}}).run("wick-autodiff").expectGradients(); });
  EXPECT_TRUE(contains(red.message, "the gradient of 'w' at element 0 is")) << red.message;
}

TEST(ProgramTest, ComparesWithTheReference) {
  WrongRule wrong;
  Program program = given(square, {{"S", "3x"}});
  program.run("wick-autodiff");
  EXPECT_TRUE(
      contains(redOf([&] { program.expectReferenceResults(); }).message, "the result 'd_w' is"));
  EXPECT_TRUE(contains(redOf([&] { program.expectReferenceCost(); }).message, "flops"));
}

TEST(ProgramTest, ShowsTheSmallestProgram) {
  WrongRule wrong;
  Red red = redOf([] {
    forRandomLosses(50, [](Program &program) { program.run("wick-autodiff").expectGradients(); });
  });
  EXPECT_TRUE(contains(red.message, "shrunk")) << red.message;
  // The square of the loss is a mul itself: no op besides is needed.
  EXPECT_LE(llvm::StringRef(red.before).count(" = wick."), 3u) << red.before;
}

TEST(ProgramTest, SeesErrorsOfPassesThatGoOn) {
  Red red = redOf([] { given("func.func @f(%x: tensor<2xf32>) { return }").run("no-such-pass"); });
  EXPECT_TRUE(contains(red.message, "cannot be parsed")) << red.message;
}

TEST(ProgramTest, ExpectsRefusals) {
  const char wrong[] = "func.func @f(%x: tensor<$Sf32>) { %y = wick.add %x, %x : (tensor<$Sf32>, "
                       "tensor<$Sf32>) -> tensor<3xf32> return }";
  expectRefused(wrong, "tensor<2xf32>", {{"S", "2x"}});
  EXPECT_EQ(redOf([&] { expectRefused(wrong, "C1", {{"S", "3x"}}); }).message,
            "this IR is wrong, but it is accepted");
  EXPECT_TRUE(contains(redOf([&] { expectRefused(wrong, "no such text", {{"S", "2x"}}); }).message,
                       "refused with another message"));
}

} // namespace
