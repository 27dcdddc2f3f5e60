// Steps of a training as checks of labs take them: what a step leaves is what the next one finds.
#include "curriculum/checker/TrainingLoop.h"
#include <gtest/gtest.h>

using namespace wick::check;

namespace {

/// The momentum 0.5 and the rate 1, with the gradient g.
const char step[] = R"(
func.func @step(%w: tensor<f64> {wick.name = "w", wick.role = #wick.role<param>},
                %g: tensor<f64> {wick.name = "g", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "d_w", wick.gradient_of = "w"})
    attributes {wick.entry, wick.optimizer = #wick.sgd<momentum = 0.5>, wick.learning_rate = 1.0} {
  return %g : tensor<f64>
})";

Program optimized() {
  return std::move(given(step).with("w", {0}).with("g", {1}).run("wick-optimizer"));
}

std::string messageOf(const std::function<void()> &check) {
  try {
    check();
  } catch (const Red &red) {
    return red.message;
  }
  return "passed";
}

TEST(TrainingLoopTest, FeedsBackWhatIsDonated) {
  Program program = optimized();
  TrainingLoop(program)
      .expectArgument("w.velocity", {0})
      .step()
      .expectArgument("w.velocity", {1})
      .step(2)
      .expectArgument("w.velocity", {1.75})
      .expectArgument("w", {-4.25})
      .expectResult("w", {-4.25});
}

TEST(TrainingLoopTest, SetsArgumentsThatPassesHaveAdded) {
  Program program = optimized();
  TrainingLoop(program).set("lr", 0).step().expectArgument("w", {0});
}

TEST(TrainingLoopTest, SaysWhatIsWrongAndWhen) {
  Program program = optimized();
  TrainingLoop loop(program);
  loop.step(2);
  EXPECT_EQ(messageOf([&] { loop.expectArgument("w", {-2}); }),
            "'w' is [-2.5] after step 2, not [-2]");
  EXPECT_EQ(messageOf([&] { loop.expectResult("w.velocity", {1, 2}); }),
            "the result 'w.velocity' is [1.5] after step 2, not [1, 2]");
  EXPECT_EQ(messageOf([&] { loop.expectArgument("v", {0}); }), "there is no argument 'v'");
  EXPECT_EQ(messageOf([&] { loop.expectResult("loss", {0}); }), "there is no result 'loss'");
}

} // namespace
