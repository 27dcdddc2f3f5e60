#include "wick/safetensors.h"
#include "wick/error.h"
#include "wick/tensor.h"

#include "FakeModel.h"
#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>

namespace {

using File = std::unique_ptr<wick_safetensors, decltype(&wick_safetensors_close)>;

File view(const std::string &image) {
  return {wick_safetensors_view(image.data(), image.size(), "test"), wick_safetensors_close};
}

void refuses(const std::string &header, const std::string &data, const std::string &sentence) {
  EXPECT_EQ(view(safetensorsImage(header, data)), nullptr) << header;
  EXPECT_EQ(wick_last_error(), "'test' is not a valid safetensors file: " + sentence);
}

TEST(Safetensors, ReadsTensorsAndMetadata) {
  std::string image = safetensorsImage(
      R"({"__metadata__":{"made":"by hand"},"b":{"dtype":"I8","shape":[3],"data_offsets":[8,11]},)"
      R"("a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}})",
      std::string("\0\0\x80\x3f\0\0\0\x40\1\2\3", 11));
  File file = view(image);
  ASSERT_TRUE(file) << wick_last_error();
  ASSERT_EQ(wick_safetensors_count(file.get()), 2);
  EXPECT_STREQ(wick_safetensors_at(file.get(), 0)->name, "a"); // by their data
  const wick_named_tensor *a = wick_safetensors_find(file.get(), "a");
  ASSERT_TRUE(a);
  EXPECT_EQ(a->dtype, WICK_F32);
  ASSERT_EQ(a->rank, 2);
  EXPECT_EQ(a->shape[1], 2);
  float values[2];
  std::memcpy(values, a->data, sizeof values);
  EXPECT_EQ(values[0], 1);
  EXPECT_EQ(values[1], 2);
  const wick_named_tensor *b = wick_safetensors_find(file.get(), "b");
  ASSERT_TRUE(b);
  EXPECT_EQ(static_cast<const int8_t *>(b->data)[2], 3);
  EXPECT_EQ(wick_safetensors_find(file.get(), "c"), nullptr);
  EXPECT_STREQ(wick_safetensors_metadata(file.get(), "made"), "by hand");
  EXPECT_EQ(wick_safetensors_metadata(file.get(), "unmade"), nullptr);
}

TEST(Safetensors, ReadsAFileWithoutTensors) {
  File file = view(safetensorsImage("{}", ""));
  ASSERT_TRUE(file) << wick_last_error();
  EXPECT_EQ(wick_safetensors_count(file.get()), 0);
}

TEST(Safetensors, RefusesHeadersThatLie) {
  refuses(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}})", "12345678",
          "tensor 'a' has data_offsets outside of the file, which may be truncated");
  refuses(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", "12345678",
          "tensor 'a' has data_offsets outside of the file, which may be truncated");
  refuses(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}})", "12345678",
          "tensor 'a' has data_offsets outside of the file, which may be truncated");
  refuses(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", "12345678",
          "tensor 'a' has data of another length than its shape");
  refuses(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", "",
          "tensor 'a': a tensor of this shape is larger than the address space");
  refuses(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}})", "",
          "tensor 'a': dimension 0 is negative (-1)");
  refuses(R"({"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}})", "12345678",
          "tensor 'a' has no element type of F32 F64 BF16 I32 I64 I8 BOOL; convert it to F32");
  refuses(R"({"a":{"dtype":"I8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}})", "1",
          "tensor 'a' has no shape of at most 8 dimensions");
}

TEST(Safetensors, RefusesOverlapsAndHoles) {
  refuses(R"({"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},)"
          R"("b":{"dtype":"I8","shape":[2],"data_offsets":[1,3]}})",
          "123", "tensor 'b' overlaps another");
  refuses(R"({"a":{"dtype":"I8","shape":[1],"data_offsets":[0,1]},)"
          R"("b":{"dtype":"I8","shape":[1],"data_offsets":[2,3]}})",
          "123", "tensor 'b' leaves a hole before its data");
  refuses(R"({"a":{"dtype":"I8","shape":[1],"data_offsets":[0,1]}})", "123",
          "2 bytes follow its last tensor");
}

TEST(Safetensors, RefusesWhatIsNoHeader) {
  refuses("[]", "", "its header is no JSON object (another value)");
  refuses(R"({"__metadata__":{"a":1}})", "", "__metadata__ must map text to text");
  refuses(R"({"a":{"dtype":"I8","shape":[0],"data_offsets":[0,0]},)"
          R"("a":{"dtype":"I8","shape":[0],"data_offsets":[0,0]}})",
          "", "its header is no JSON object (duplicate object key near '\"a\"')");
  refuses(R"({"a":7})", "",
          "tensor 'a' has no element type of F32 F64 BF16 I32 I64 I8 BOOL; convert it to F32");
  EXPECT_EQ(view("short"), nullptr);
  EXPECT_STREQ(wick_last_error(), "'test' is not a safetensors file: it has only 5 bytes");
  EXPECT_EQ(view(std::string(8, '\xff') + "{}"), nullptr);
  EXPECT_STREQ(wick_last_error(),
               "'test' is no safetensors file or is truncated: it announces a header of "
               "18446744073709551615 bytes and has 2");
}

TEST(Safetensors, WritesWhatItReadsWideTypesFirstAndAligned) {
  TemporaryFolder folder;
  const int64_t three[] = {3};
  const int8_t small[] = {1, 2, 3};
  const double wide[] = {1.5, 2.5, 3.5};
  const float scalar[] = {-1};
  const wick_named_tensor tensors[] = {{"small", WICK_I8, 1, three, small},
                                       {"wide", WICK_F64, 1, three, wide},
                                       {"scalar", WICK_F32, 0, nullptr, scalar}};
  const wick_metadata metadata[] = {{"key", "väl\"ue"}};
  std::string path = folder / "w.safetensors";
  ASSERT_TRUE(wick_safetensors_write(path.c_str(), tensors, 3, metadata, 1)) << wick_last_error();
  File file{wick_safetensors_open(path.c_str()), wick_safetensors_close};
  ASSERT_TRUE(file) << wick_last_error();
  EXPECT_STREQ(wick_safetensors_at(file.get(), 0)->name, "wide");
  EXPECT_STREQ(wick_safetensors_at(file.get(), 2)->name, "small");
  EXPECT_EQ(reinterpret_cast<uintptr_t>(wick_safetensors_at(file.get(), 0)->data) % WICK_ALIGNMENT,
            0u);
  EXPECT_EQ(std::memcmp(wick_safetensors_find(file.get(), "wide")->data, wide, sizeof wide), 0);
  EXPECT_EQ(std::memcmp(wick_safetensors_find(file.get(), "small")->data, small, sizeof small), 0);
  EXPECT_EQ(wick_safetensors_find(file.get(), "scalar")->rank, 0);
  EXPECT_STREQ(wick_safetensors_metadata(file.get(), "key"), "väl\"ue");
}

TEST(Safetensors, WritesNothingThatItWouldNotRead) {
  TemporaryFolder folder;
  std::string path = folder / "w.safetensors";
  const int8_t byte[] = {1};
  const wick_named_tensor twice[] = {{"a", WICK_I8, 0, nullptr, byte},
                                     {"a", WICK_I8, 0, nullptr, byte}};
  EXPECT_FALSE(wick_safetensors_write(path.c_str(), twice, 2, nullptr, 0));
  EXPECT_EQ(wick_last_error(), "cannot write '" + path + "': two tensors are named 'a'");
  const wick_named_tensor latin[] = {{"\xe4", WICK_I8, 0, nullptr, byte}};
  EXPECT_FALSE(wick_safetensors_write(path.c_str(), latin, 1, nullptr, 0));
  EXPECT_EQ(TemporaryFolder::read(path), "");
}

} // namespace
