#include "wick/idx.h"
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

std::string bytes(std::initializer_list<int> values) { return {values.begin(), values.end()}; }

class Idx : public testing::Test {
protected:
  ~Idx() override { wick_tensor_free(&tensor); }

  bool read(const std::string &image) {
    wick_tensor_free(&tensor);
    return wick_idx_read(folder.write("x-idx", image).c_str(), &tensor);
  }
  std::vector<double> values() const {
    std::vector<double> list;
    list.reserve(wick_tensor_count(&tensor));
    for (int64_t i = 0; i < wick_tensor_count(&tensor); ++i)
      list.push_back(wick_element_get(tensor.dtype, tensor.data, i));
    return list;
  }
  void refuses(const std::string &image, const std::string &sentence) {
    EXPECT_FALSE(read(image));
    EXPECT_EQ(wick_last_error(), "'" + folder / "x-idx" + "'" + sentence);
    EXPECT_EQ(tensor.data, nullptr);
  }

  TemporaryFolder folder;
  wick_tensor tensor{};
};

using Values = std::vector<double>;

TEST_F(Idx, ReadsEveryType) {
  ASSERT_TRUE(read(bytes({0, 0, 8, 1, 0, 0, 0, 2, 0, 255})));
  EXPECT_EQ(tensor.dtype, WICK_I32);
  EXPECT_EQ(values(), (Values{0, 255}));
  ASSERT_TRUE(read(bytes({0, 0, 9, 1, 0, 0, 0, 2, 127, 255})));
  EXPECT_EQ(tensor.dtype, WICK_I8);
  EXPECT_EQ(values(), (Values{127, -1}));
  ASSERT_TRUE(read(bytes({0, 0, 11, 1, 0, 0, 0, 2, 1, 2, 255, 254})));
  EXPECT_EQ(tensor.dtype, WICK_I32);
  EXPECT_EQ(values(), (Values{258, -2}));
  ASSERT_TRUE(read(bytes({0, 0, 12, 1, 0, 0, 0, 1, 255, 255, 255, 253})));
  EXPECT_EQ(tensor.dtype, WICK_I32);
  EXPECT_EQ(values(), (Values{-3}));
  ASSERT_TRUE(read(bytes({0, 0, 13, 1, 0, 0, 0, 1, 0x3f, 0xc0, 0, 0})));
  EXPECT_EQ(tensor.dtype, WICK_F32);
  EXPECT_EQ(values(), (Values{1.5}));
  ASSERT_TRUE(read(bytes({0, 0, 14, 1, 0, 0, 0, 1, 0xc0, 4, 0, 0, 0, 0, 0, 0})));
  EXPECT_EQ(tensor.dtype, WICK_F64);
  EXPECT_EQ(values(), (Values{-2.5}));
}

TEST_F(Idx, ReadsScaledPixels) {
  std::string path = folder.write(
      "pixels", bytes({0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, 255}));
  ASSERT_TRUE(wick_idx_read_scaled(path.c_str(), 1 / 255.0f, &tensor)) << wick_last_error();
  EXPECT_EQ(tensor.dtype, WICK_F32);
  ASSERT_EQ(tensor.rank, 3);
  EXPECT_EQ(tensor.shape[2], 2);
  const float *pixels = static_cast<const float *>(tensor.data);
  EXPECT_EQ(pixels[1], 51 * (1 / 255.0f));
  EXPECT_EQ(pixels[3], 1.0f);
}

TEST_F(Idx, RefusesWithASentence) {
  refuses("\x1f\x8b\x08 gzip", " is not an IDX file (if it ends in .gz, unpack it with gunzip)");
  refuses(bytes({0, 0, 7, 1, 0, 0, 0, 0}), " is not an IDX file: it has no element type 0x07");
  refuses(bytes({0, 0, 8, 9}), " has rank 9; readable is at most 8");
  refuses(bytes({0, 0, 8, 2, 0, 0, 0, 1}), " is truncated: it ends inside its header");
  refuses(bytes({0, 0, 8, 1, 0, 0, 0, 3, 1, 2}),
          " announces other data than the 2 bytes it holds; it is truncated or damaged");
  refuses(bytes({0, 0, 8, 1, 0, 0, 0, 1, 1, 2}),
          " announces other data than the 2 bytes it holds; it is truncated or damaged");
}

TEST_F(Idx, RefusesLengthsWhoseProductOverflows) {
  // 2^31 * 2^31 * 4 bytes is 2^64, which is 0 in 64 bits: the length of the empty rest.
  refuses(bytes({0, 0, 12, 2, 128, 0, 0, 0, 128, 0, 0, 0}),
          " announces other data than the 0 bytes it holds; it is truncated or damaged");
}

} // namespace
