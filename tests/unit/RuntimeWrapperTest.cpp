#include "wick/runtime.hpp"

#include "FakeModel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

namespace {

TEST(RuntimeWrapper, RunsAModel) {
  wick_model model = fakeModelWithWeights();
  wick::runtime::Instance instance(model);
  ASSERT_TRUE(instance) << wick_last_error();
  std::span<float> x = instance.buffer<float>("predict", "x");
  ASSERT_EQ(x.size(), 8u);
  x[0] = 2;
  ASSERT_TRUE(instance.run("predict"));
  EXPECT_EQ(instance.buffer<float>("predict", "y")[0], 1);
  EXPECT_TRUE(instance.buffer<int32_t>("predict", "y").empty());
  EXPECT_TRUE(instance.buffer<float>("predict", "z").empty());
  EXPECT_TRUE(instance.set(nullptr, "lr", 0.5));
  EXPECT_EQ(instance.get(nullptr, "lr"), 0.5);
  EXPECT_TRUE(std::isnan(instance.get(nullptr, "nothing")));
}

TEST(RuntimeWrapper, MovesAndReportsFailure) {
  wick_model model = fakeModel();
  wick::runtime::Instance instance(model), moved = std::move(instance);
  EXPECT_FALSE(instance);
  EXPECT_TRUE(moved);
  model.abi_version = 0;
  EXPECT_FALSE(wick::runtime::Instance(model));
}

} // namespace
