#include "wick/tensor.h"
#include "wick/error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

namespace {

bool bytesOf(int32_t dtype, std::vector<int64_t> shape, size_t &bytes) {
  return wick_shape_bytes(dtype, static_cast<int32_t>(shape.size()), shape.data(), &bytes);
}

TEST(Tensor, BytesAreElementsTimesSize) {
  size_t bytes = 0;
  EXPECT_TRUE(bytesOf(WICK_F32, {3, 5}, bytes));
  EXPECT_EQ(bytes, 60u);
  EXPECT_TRUE(bytesOf(WICK_BF16, {}, bytes));
  EXPECT_EQ(bytes, 2u);
  EXPECT_TRUE(bytesOf(WICK_I1, {7, 0, 9}, bytes));
  EXPECT_EQ(bytes, 0u);
}

TEST(Tensor, RefusesShapesThatLie) {
  size_t bytes = 0;
  constexpr int64_t huge = int64_t(1) << 40;
  EXPECT_FALSE(bytesOf(WICK_F32, {huge, huge}, bytes));
  EXPECT_STREQ(wick_last_error(), "a tensor of this shape is larger than the address space");
  EXPECT_FALSE(bytesOf(WICK_F32, {0, huge, huge}, bytes));
  EXPECT_FALSE(bytesOf(WICK_F32, {2, -1}, bytes));
  EXPECT_STREQ(wick_last_error(), "dimension 1 is negative (-1)");
  EXPECT_FALSE(bytesOf(42, {2}, bytes));
  EXPECT_STREQ(wick_last_error(), "42 is no element type");
  EXPECT_FALSE(bytesOf(WICK_F32, std::vector<int64_t>(9, 1), bytes));
  EXPECT_STREQ(wick_last_error(), "rank 9 is outside 0..8");
}

TEST(Tensor, IsZeroAndAligned) {
  wick_tensor tensor;
  const int64_t shape[] = {3, 7};
  ASSERT_TRUE(wick_tensor_create(WICK_F64, 2, shape, &tensor));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(tensor.data) % WICK_ALIGNMENT, 0u);
  EXPECT_EQ(wick_tensor_bytes(&tensor), 168u);
  for (int64_t i = 0; i < wick_tensor_count(&tensor); ++i)
    EXPECT_EQ(wick_element_get(WICK_F64, tensor.data, i), 0);
  wick_tensor_free(&tensor);
  EXPECT_EQ(wick_tensor_count(&tensor), 0);
  wick_tensor_free(&tensor);
}

double throughType(int32_t dtype, double value) {
  alignas(8) unsigned char element[8];
  wick_element_set(dtype, element, 0, value);
  return wick_element_get(dtype, element, 0);
}

TEST(Tensor, ElementsConvertAsDocumented) {
  EXPECT_EQ(throughType(WICK_I8, 300), 127);
  EXPECT_EQ(throughType(WICK_I8, -300), -128);
  EXPECT_EQ(throughType(WICK_I32, -2.9), -2);
  EXPECT_EQ(throughType(WICK_I32, NAN), 0);
  EXPECT_EQ(throughType(WICK_I64, 1e30), static_cast<double>(INT64_MAX));
  EXPECT_EQ(throughType(WICK_I1, 0.5), 1);
  EXPECT_EQ(throughType(WICK_I1, 0), 0);
  EXPECT_EQ(throughType(WICK_F32, 0.1), 0.1f);
}

TEST(Tensor, Bf16RoundsToNearestEven) {
  EXPECT_EQ(throughType(WICK_BF16, 1 + 0x1p-8), 1);            // a tie: down to even
  EXPECT_EQ(throughType(WICK_BF16, 1 + 0x3p-8), 1 + 0x2p-7);   // a tie: up to even
  EXPECT_EQ(throughType(WICK_BF16, 1 + 0x1.8p-8), 1 + 0x1p-7); // above a tie
  EXPECT_TRUE(std::isnan(throughType(WICK_BF16, NAN)));
  EXPECT_EQ(throughType(WICK_BF16, INFINITY), INFINITY);
}

std::string printed(int32_t dtype, std::vector<int64_t> shape, const void *data) {
  char *text = nullptr;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  wick_tensor_print(out, dtype, static_cast<int32_t>(shape.size()), shape.data(), data);
  std::fclose(out);
  std::string result(text, size);
  std::free(text);
  return result;
}

TEST(Tensor, PrintsAsNumpyDoes) {
  const float values[] = {1, -2.5, 3, 0.125, 5, 1e9};
  EXPECT_EQ(printed(WICK_F32, {2, 3}, values), "[[    1  -2.5     3]\n [0.125     5 1e+09]]\n");
  EXPECT_EQ(printed(WICK_F32, {}, values), "1\n");
  const int64_t big[] = {INT64_MAX};
  EXPECT_EQ(printed(WICK_I64, {1}, big), "[9223372036854775807]\n");
  const uint8_t flags[] = {1, 0};
  EXPECT_EQ(printed(WICK_I1, {2}, flags), "[ true false]\n");
}

TEST(Tensor, PrintsTheEdgesOfLongOnes) {
  std::vector<int32_t> values(1001);
  for (int i = 0; i < 1001; ++i)
    values[i] = i;
  EXPECT_EQ(printed(WICK_I32, {1001}, values.data()), "[   0    1    2 ...  998  999 1000]\n");
  EXPECT_EQ(printed(WICK_I32, {2, 2, 0}, values.data()), "[[[]\n  []]\n [[]\n  []]]\n");
}

TEST(Tensor, ShapesReadAsTypes) {
  char text[64];
  const int64_t shape[] = {32, 64};
  EXPECT_STREQ(wick_shape_text(WICK_F32, 2, shape, text, sizeof text), "32x64xf32");
  EXPECT_STREQ(wick_shape_text(WICK_I1, 0, nullptr, text, sizeof text), "i1");
  EXPECT_STREQ(wick_shape_text(WICK_F32, 2, shape, text, 5), "32x6");
}

} // namespace
