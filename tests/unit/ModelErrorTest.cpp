// The texts of the builder API's errors: what, why, the author's line, how to fix it.
#include "frontend/ModelImpl.h"
#include "wick/wick.h"

#include <gtest/gtest.h>

#include <functional>

using namespace wick;

namespace {

/// message and fix of the Error that `action` throws; the calling line is its place.
std::string errorOf(const std::function<void()> &action,
                    std::source_location here = std::source_location::current()) {
  try {
    action();
  } catch (const Error &error) {
    EXPECT_EQ(error.line(), here.line()) << error.what();
    EXPECT_STREQ(error.file(), here.file_name());
    return error.message() + " | " + error.fix();
  }
  return "no error";
}

/// A model with tensors of awkward shapes.
struct ModelErrors : testing::Test {
  Model m{"errors"};
  std::string line; ///< of x and w
  Tensor x, y, labels, w;

  ModelErrors() {
    line = std::to_string(__LINE__ + 1);
    x = m.input("x", {4, 3}), w = m.param("w", {4, 3}, init::ones());
    y = m.input("y", {2, 8}), labels = m.input("labels", {4}, DType::i32);
  }
};

TEST_F(ModelErrors, TextNamesPlaceMessageAndFix) {
  try {
    matmul(x, y);
    FAIL();
  } catch (const Error &error) {
    EXPECT_EQ(
        std::string(error.what()),
        std::string(error.file()) + ":" + std::to_string(__LINE__ - 5) +
            ":5: error: matmul: lhs 4x3 has inner size 3 but rhs 2x8 has 2 (C3)\n"
            "  fix: the last dimension of lhs must be the second to last of rhs; transpose one "
            "of them, or change a layer's size");
  }
}

TEST_F(ModelErrors, Elementwise) {
  EXPECT_EQ(
      errorOf([&] { x + y; }),
      "add: shapes 4x3 and 2x8 do not broadcast; aligned at the last dimension, sizes must be "
      "equal or 1 (C2) | reshape or broadcast_to one operand");
  EXPECT_EQ(errorOf([&] { (void)(x * labels); }),
            "mul: operands have element types f32 and i32; cast one of them (C1) | for example "
            "cast(x, DType::f32)");
  EXPECT_EQ(errorOf([&] { labels + 0.5; }),
            "add: 0.5 is no value of i32 | cast the tensor to a floating-point type, or round the "
            "number");
  EXPECT_EQ(
      errorOf([&] { maximum(1.0, 2.0); }),
      "maximum: a tensor is empty: it was declared but never given a value | assign the result "
      "of an op, of Model::input or of Model::param to it");
  EXPECT_EQ(errorOf([&] { relu(labels); }),
            "relu: operand #0 must be statically shaped tensor of f32, f64 or bf16, but got "
            "'tensor<4xi32>' | cast the operand to a type that the op takes: cast(x, DType::f32)");
}

TEST_F(ModelErrors, Shapes) {
  EXPECT_EQ(
      errorOf([&] { reshape(x, {5, 2}); }),
      "reshape: 4x3 has 12 elements but 5x2 has 10 (C1) | choose sizes with the same product, "
      "or give one size as -1");
  EXPECT_EQ(
      errorOf([&] { reshape(x, {5, -1}); }),
      "reshape: no size in place of -1 gives 12 elements | choose sizes with the same product, "
      "or give one size as -1");
  EXPECT_EQ(
      errorOf([&] { transpose(x, {0, 0}); }),
      "transpose: permutation must name each of the 2 dimensions of 4x3 once (C1) | list every "
      "dimension once, in its new order");
  EXPECT_EQ(
      errorOf([&] { slice(x, {0, 2}, {4, 5}); }),
      "slice: [2, 5) is empty or outside dimension 1 of 4x3 (C2) | 0 <= start < limit <= size "
      "must hold in every dimension");
  EXPECT_EQ(
      errorOf([&] { concat({x, y}, 0); }),
      "concat: inputs 4x3 and 2x8 differ outside dimension 0 or in element type (C3) | reshape "
      "or cast the inputs so that they differ in that dimension only");
  EXPECT_EQ(errorOf([&] { broadcast_to(x, {4, 6}); }),
            "broadcast_to: dimension 1 of 4x3 is neither 1 nor dimension 1 of 4x6 (C2) | only a "
            "dimension of size 1 can be repeated");
  EXPECT_EQ(
      errorOf([&] { sum(x, {2}); }),
      "sum: dims must be strictly increasing and in [0, 2) for 4x3 (C1) | name each dimension "
      "once; -1 is the last");
}

TEST_F(ModelErrors, Networks) {
  EXPECT_EQ(
      errorOf([&] { nn::Linear(m, "fc", 64, 10)(x); }),
      "linear: input 4x3 ends in 3 but weight 64x10 takes 64 (C3) | make `in` of the layer the "
      "last dimension of its input, or reshape the input");
  EXPECT_EQ(errorOf([&] { nn::LayerNorm(m, "ln", 4)(x); }),
            "layer_norm: input 4x3 ends in 3 but gamma has 4 elements and beta 4 (C3) | make "
            "`size` of the layer the last dimension of its input");
  EXPECT_EQ(errorOf([&] { nn::LayerNorm(m, "ln0", 3, {.eps = 0})(x); }),
            "layer_norm: epsilon must be finite and above 0, got 0.000000 (C4) | 1e-5 is usual");
  EXPECT_EQ(
      errorOf([&] { softmax(x, 2); }),
      "softmax: dim 2 is not in [0, 2) (C1) | choose a dimension of the tensor; -1 is the last");
  EXPECT_EQ(errorOf([&] { mse(x, y); }),
            "mse: input 4x3 and target 2x8 need one type (C1) | reshape or cast the target to the "
            "type of the prediction");
  EXPECT_EQ(errorOf([&] { cross_entropy(y, labels); }),
            "cross_entropy: labels 4 must have the shape of logits 2x8 without its last dimension "
            "(C1) | labels are class indices, one per row of the logits: shape [batch] for logits "
            "[batch, classes]");
  EXPECT_EQ(
      errorOf([&] { dropout(x, 1); }),
      "dropout: rate 1.000000 is not in [0, 1) (C1) | rate is the share that is set to zero, 0 "
      "or more and less than 1");
}

TEST_F(ModelErrors, Leaves) {
  EXPECT_EQ(
      errorOf([&] { m.input("z", {4, 0}); }),
      "input: shape 4x0 has a size below 1 | shapes are static: give every dimension its size");
  EXPECT_EQ(errorOf([&] { m.param("w", {1}, init::zeros()); }),
            "param: the name 'w' is taken by the param of line " + line + " | choose another name");
  EXPECT_EQ(errorOf([&] { m.param("2w", {1}, init::zeros()); }),
            "param: '2w' is no name | use letters, digits, '_' and '.', and no digit in front");
  EXPECT_EQ(errorOf([&] { m.hyper("lr", 1); }),
            "hyper: the name 'lr' is the compiler's own | choose another name");
  EXPECT_EQ(errorOf([&] { m.param("v", {3}, init::values({1, 2})); }),
            "param: 2 values for shape 3, which has 3 elements | give one value per element, "
            "row-major");
  EXPECT_EQ(errorOf([&] { m.param("v", {3}, init::he()); }),
            "param: shape 3 has no fan-in: it is no weight of rank 2 or more | use init::uniform, "
            "init::normal or init::zeros");
  EXPECT_EQ(errorOf([&] { m.param("v", {3}, init::uniform(1, 0)); }),
            "param: uniform from 1 to 0 is empty | low must be less than high");
  EXPECT_EQ(
      errorOf([&] { m.param("v", {3}, init::normal(0, 1), DType::i32); }),
      "param: a random initial value needs a floating-point type, not i32 | use init::constant "
      "or init::values");
  EXPECT_EQ(errorOf([&] { m.example(w, {1}); }),
            "example: the tensor is no input | give a tensor that Model::input returned");
}

TEST_F(ModelErrors, TensorsOfOtherModels) {
  Model other("other");
  Tensor foreign = other.input("x", {4, 3});
  EXPECT_EQ(errorOf([&] { x + foreign; }),
            "add: a tensor belongs to another model | build one model with its own tensors only");
  EXPECT_EQ(errorOf([&] { m.entry("f", {x}, {foreign}); }),
            "entry: a tensor belongs to another model | build one model with its own tensors only");
  Tensor empty;
  EXPECT_EQ(
      errorOf([&] { relu(empty); }),
      "relu: a tensor is empty: it was declared but never given a value | assign the result of "
      "an op, of Model::input or of Model::param to it");
}

TEST_F(ModelErrors, Entries) {
  EXPECT_EQ(errorOf([&] { m.entry("f", {y}, {x * w}); }),
            "entry: a result of entry 'f' needs input 'x' of line " + line +
                ", which is not in its list of "
                "inputs | add it to the list, or leave out the result that needs it");
  EXPECT_EQ(
      errorOf([&] { m.entry("f", {x, w}, {x * w}); }),
      "entry: an input of entry 'f' is no input of the model | list tensors that Model::input "
      "returned; params, states and hypers come by themselves");
  EXPECT_EQ(errorOf([&] { m.entry("f", {x, x}, {x * w}); }),
            "entry: two arguments of entry 'f' are named 'x' | list each input once, and give the "
            "inputs of one entry different names");
  EXPECT_EQ(errorOf([&] { m.entry("f", {x}, {{"a", x * w}, {"a", x}}); }),
            "entry: two results of entry 'f' are named 'a' | give each result a name of its own: "
            "{{\"name\", tensor}}");
  EXPECT_EQ(errorOf([&] { m.entry("f", {x}, {}); }),
            "entry: entry 'f' has no result | name at least one tensor to compute");
  EXPECT_EQ(errorOf([&] { m.entry("f", {x}, {x}, {{x, x}}); }),
            "entry: the target of an update is no state | update a tensor that Model::state "
            "returned; a training step updates params itself");
  m.entry("f", {x}, {x * w});
  EXPECT_EQ(errorOf([&] { m.entry("f", {x}, {x * w}); }),
            "entry: there is an entry 'f' already | choose another name");
  EXPECT_EQ(
      errorOf([&] { m.seed(1); }),
      "seed: an entry with initial values of seed 42 exists already | set the seed before the "
      "first entry");
}

TEST_F(ModelErrors, StatesAreNotReadAfterTheirUpdate) {
  Tensor s = m.state("s", {4, 3});
  Tensor next = s + x;
  EXPECT_EQ(errorOf([&] { m.entry("f", {x}, {next * s}, {{s, next}}); }),
            "entry: reads argument 's' of entry 'f' after its update; read it before, or use the "
            "updated value (E4) | compute what reads the state before its new value");
}

TEST_F(ModelErrors, Training) {
  EXPECT_EQ(errorOf([&] { m.train("t", x * w, optim::Sgd{}); }),
            "train: the loss has shape 4x3 but must be a scalar | reduce it: mean(loss)");
  EXPECT_EQ(errorOf([&] { m.train("t", mean(x), optim::Sgd{}); }),
            "train: the loss of entry 't' depends on no parameter, so there is nothing to train | "
            "compute it from a layer, or from a tensor that Model::param returned");
  EXPECT_EQ(errorOf([&] { m.train("t", sum(labels), optim::Sgd{}); }),
            "train: the loss has type i32, which has no gradient | compute the loss from "
            "floating-point values");
  EXPECT_EQ(errorOf([&] { m.train("t", mean(x * w), optim::Sgd{.momentum = 1}); }),
            "train: momentum must be in [0, 1), got 1.000000e+00 | change that number of the "
            "optimizer");
  EXPECT_EQ(errorOf([&] { m.train("t", mean(x * w), optim::Adam{.lr = 0}); }),
            "train: the learning rate 0 is not positive | set .lr");
  EXPECT_EQ(
      errorOf([&] { m.train("t", mean(x * w), optim::Adam{.clip_norm = -1}); }),
      "train: gradients cannot be clipped to the norm -1 | set .clip_norm above 0, or to 0 to "
      "clip nothing");
  EXPECT_EQ(
      errorOf([&] { m.train("t", mean(x * w), optim::Sgd{.accumulate = 0}); }),
      "train: an update cannot gather the gradients of 0 steps | set .accumulate to 1 or more");
}

TEST_F(ModelErrors, Schedules) {
  auto errorOfSchedule = [&](optim::Schedule schedule,
                             std::source_location here = std::source_location::current()) {
    return errorOf(
        [&] { m.train("t", mean(x * w), optim::Sgd{.lr = 1, .schedule = schedule}, {}, {}, here); },
        here);
  };
  EXPECT_EQ(errorOfSchedule(optim::Cosine{.steps = 0}),
            "train: a cosine schedule of 0 steps has no end | set .steps to the steps of the "
            "training");
  EXPECT_EQ(errorOfSchedule(optim::Cosine{.steps = 9, .minimum = 2}),
            "train: the schedule's minimum 2 is not between 0 and the learning rate 1 | change "
            ".minimum or .lr");
  EXPECT_EQ(errorOfSchedule(optim::Step{.every = 0}),
            "train: a schedule cannot drop the learning rate every 0 steps | set .every to 1 or "
            "more");
  EXPECT_EQ(errorOfSchedule(optim::Step{.every = 9, .factor = 0}),
            "train: the schedule's factor 0 is not in (0, 1] | set .factor to what the learning "
            "rate is multiplied by");
  EXPECT_EQ(errorOfSchedule(optim::Constant{.warm_up = -1}),
            "train: a warm-up cannot take -1 steps | set .warm_up to 0 or more");
}

TEST_F(ModelErrors, FailedCallsLeaveTheModelAsItWas) {
  std::string error = errorOf([&] { matmul(x, y); });
  EXPECT_NE(error, "no error");
  EXPECT_NE(errorOf([&] { m.entry("f", {}, {x}); }), "no error");
  m.entry("f", {x}, {x * w});
  EXPECT_TRUE(buildModule(m));
}

TEST(ModelErrorsWithoutEntries, CompilingNeedsOne) {
  Model m("empty");
  EXPECT_THROW(buildModule(m), Error);
}

TEST(ModelErrorsUncaught, EndWithTheTextAndExitCodeOne) {
  auto body = [] {
    Model m("tiny");
    Tensor x = m.input("x", {2, 3});
    [&]() noexcept { matmul(x, x); }();
  };
  EXPECT_EXIT(
      body(), testing::ExitedWithCode(1),
      "^[^\n]*ModelErrorTest.cpp:[0-9]+:[0-9]+: error: matmul: lhs 2x3 has inner size 3 but "
      "rhs 2x3 has 2 \\(C3\\)\n  fix: ");
}

} // namespace
