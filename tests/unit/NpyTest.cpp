#include "wick/npy.h"
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

namespace {

// A file of the given version, as numpy writes it.
std::string npyImage(const std::string &dictionary, const std::string &data, char version = 1) {
  std::string image = "\x93NUMPY";
  image += version;
  image += '\0';
  size_t length = dictionary.size();
  for (int i = 0; i < (version == 1 ? 2 : 4); ++i)
    image += static_cast<char>(length >> 8 * i);
  return image + dictionary + data;
}

std::string floats(std::vector<float> values) {
  std::string bytes(values.size() * sizeof(float), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

class Npy : public testing::Test {
protected:
  ~Npy() override { wick_tensor_free(&tensor); }

  bool read(const std::string &image) {
    wick_tensor_free(&tensor);
    return wick_npy_read(folder.write("x.npy", image).c_str(), &tensor);
  }
  void refuses(const std::string &image, const std::string &sentence) {
    EXPECT_FALSE(read(image));
    EXPECT_EQ(wick_last_error(), "'" + folder / "x.npy" + "'" + sentence);
    EXPECT_EQ(tensor.data, nullptr);
  }

  TemporaryFolder folder;
  wick_tensor tensor{};
};

TEST_F(Npy, ReadsEveryVersion) {
  for (char version : {1, 2, 3}) {
    ASSERT_TRUE(read(npyImage("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }\n",
                              floats({1, 2}), version)))
        << wick_last_error();
    EXPECT_EQ(tensor.dtype, WICK_F32);
    ASSERT_EQ(tensor.rank, 2);
    EXPECT_EQ(tensor.shape[0], 2);
    EXPECT_EQ(tensor.shape[1], 1);
    EXPECT_EQ(static_cast<float *>(tensor.data)[1], 2);
  }
}

TEST_F(Npy, ReadsScalarsAndVectorsInAnyKeyOrder) {
  ASSERT_TRUE(read(npyImage(R"({"shape":(),"fortran_order":False,"descr":"<f4"})", floats({7}))));
  EXPECT_EQ(tensor.rank, 0);
  ASSERT_TRUE(read(
      npyImage("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", floats({1, 2, 3}))));
  EXPECT_EQ(tensor.rank, 1);
  ASSERT_TRUE(read(npyImage("{'descr': '|b1', 'fortran_order': False, 'shape': (0, 5)}", "")));
  EXPECT_EQ(wick_tensor_count(&tensor), 0);
}

TEST_F(Npy, RefusesWithASentence) {
  refuses("hello", " is not a .npy file");
  refuses(std::string("\x93NUMPY\x01\0\xf4\x01{'descr': ", 20),
          " is truncated: its header of 500 bytes is not there");
  refuses(npyImage("", "", 9), " has .npy version 9; readable are 1 to 3");
  refuses(npyImage("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", floats({1})),
          " is in Fortran order; save numpy.ascontiguousarray(x) instead");
  refuses(npyImage("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", floats({1})),
          " has elements of type '>f4'; convert it with x.astype('<f4') (readable are "
          "<f4 <f8 <i4 <i8 |i1 |b1)");
  refuses(npyImage("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", floats({1, 2})),
          " says 3xf32, which is 12 bytes, and holds 8; it is truncated or damaged");
  refuses(npyImage("{'descr': '<f4', 'fortran_order': False}", ""),
          ": its header lacks descr, fortran_order or shape");
  refuses(npyImage("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1)}", ""),
          ": its header is damaged at 'shape'");
  refuses(npyImage("[1]", ""), ": its header is not a Python dictionary; is it a .npy file?");
}

// A terabyte by its word, twelve bytes in truth.
TEST_F(Npy, AllocatesNothingByTheFilesWord) {
  refuses(npyImage("{'descr': '<f8', 'fortran_order': False, 'shape': (137438953472,), }", "12"),
          " says 137438953472xf64, which is 1099511627776 bytes, and holds 2; it is truncated or "
          "damaged");
  refuses(
      npyImage("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296,4294967296)}", ""),
      ": a tensor of this shape is larger than the address space");
}

TEST_F(Npy, WritesWhatItReads) {
  const int64_t shape[] = {2, 3};
  for (int32_t dtype : {WICK_F32, WICK_F64, WICK_I32, WICK_I64, WICK_I8, WICK_I1}) {
    wick_tensor original;
    ASSERT_TRUE(wick_tensor_create(dtype, 2, shape, &original));
    for (int i = 0; i < 6; ++i)
      wick_element_set(dtype, original.data, i, i - 2);
    ASSERT_TRUE(wick_npy_write((folder / "w.npy").c_str(), dtype, 2, shape, original.data));
    wick_tensor_free(&tensor);
    ASSERT_TRUE(wick_npy_read((folder / "w.npy").c_str(), &tensor)) << wick_last_error();
    EXPECT_EQ(tensor.dtype, dtype);
    EXPECT_EQ(std::memcmp(tensor.data, original.data, wick_tensor_bytes(&original)), 0);
    wick_tensor_free(&original);
  }
}

TEST_F(Npy, WritesTheBytesOfNumpy) {
  const float values[] = {1};
  ASSERT_TRUE(wick_npy_write((folder / "w.npy").c_str(), WICK_F32, 0, nullptr, values));
  std::string image = TemporaryFolder::read(folder / "w.npy");
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (), }";
  EXPECT_EQ(image.substr(0, 10), std::string("\x93NUMPY\x01\x00\x76\x00", 10));
  EXPECT_EQ(image.substr(10, 118), header + std::string(117 - header.size(), ' ') + "\n");
  EXPECT_EQ(image.substr(128), floats({1}));
}

TEST_F(Npy, WidensBf16) {
  const uint16_t values[] = {0x3f80, 0xc000};
  const int64_t shape[] = {2};
  ASSERT_TRUE(wick_npy_write((folder / "w.npy").c_str(), WICK_BF16, 1, shape, values));
  ASSERT_TRUE(wick_npy_read((folder / "w.npy").c_str(), &tensor));
  EXPECT_EQ(tensor.dtype, WICK_F32);
  EXPECT_EQ(static_cast<float *>(tensor.data)[0], 1);
  EXPECT_EQ(static_cast<float *>(tensor.data)[1], -2);
}

} // namespace
