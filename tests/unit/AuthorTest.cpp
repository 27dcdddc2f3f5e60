// The public headers need no header of the compiler, and the library keeps what they promise.
#include "wick/wick.h"

#include <gtest/gtest.h>

#if __has_include("mlir/IR/Builders.h") || __has_include("ir/Wick.h")
#error "authors of models must not need the compiler's include paths"
#endif

using namespace wick;

TEST(Author, BuildsAModel) {
  Model m("xor");
  Tensor x = m.input("x", {4, 2}), y = m.input("y", {4, 1});
  nn::Sequential net{nn::Linear(m, "hidden", 2, 4), nn::tanh, nn::Linear(m, "head", 4, 1)};
  m.entry("predict", {x}, {{"probability", sigmoid(net(x))}});
  m.train("train_step", bce_with_logits(net(x), y), optim::Sgd{.lr = 0.5});
  EXPECT_EQ(m.parameters().size(), 4u);
}

TEST(Author, CatchesErrors) {
  Model m("errors");
  Tensor x = m.input("x", {4, 2});
  EXPECT_THROW(x + m.input("y", {3}), Error);
}
