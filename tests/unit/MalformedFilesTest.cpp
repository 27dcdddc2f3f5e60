// Thousands of truncated, oversized and lying files for each reader: each is read or refused with a
// sentence; none crashes, reads outside of the file or allocates by the file's word. The process
// has little address space beyond what it starts with.
#include "wick/checkpoint.h"
#include "wick/error.h"
#include "wick/idx.h"
#include "wick/npy.h"
#include "wick/random.h"
#include "wick/safetensors.h"
#include "wick/tensor.h"

#include "FakeModel.h"
#include "MemoryFile.h"
#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <sys/resource.h>

namespace {

constexpr int randomVariants = 4000;

// Reads a variant; returns whether it was accepted.
using Reader = std::function<bool(const std::string &)>;

void check(const Reader &reader, const std::string &variant, int &accepted) {
  if (reader(variant)) {
    ++accepted;
    return;
  }
  std::string sentence = wick_last_error();
  ASSERT_GT(sentence.size(), 20u) << "refused without a reason";
  // A reader that believes a length asks for memory before it looks at the file.
  ASSERT_EQ(sentence.find("no memory"), std::string::npos) << sentence;
}

void checkTruncations(const Reader &reader, const std::string &image) {
  int accepted = 0;
  for (size_t size = 0; size < image.size(); ++size)
    check(reader, image.substr(0, size), accepted);
  EXPECT_EQ(accepted, 0) << "a truncated file was accepted";
  check(reader, image + '\0', accepted);
  check(reader, image + image, accepted);
  EXPECT_EQ(accepted, 0) << "an oversized file was accepted";
}

// Each byte, and each word of 2, 4 and 8 bytes, replaced by extreme values.
void checkLies(const Reader &reader, const std::string &image) {
  int accepted = 0;
  for (size_t at = 0; at < image.size(); ++at)
    for (size_t width : {1, 2, 4, 8})
      for (unsigned char fill : {0x00, 0x01, 0x7f, 0x80, 0xff, 0x39 /* '9' */}) {
        std::string variant = image;
        for (size_t i = at; i < std::min(at + width, image.size()); ++i)
          variant[i] = static_cast<char>(fill);
        check(reader, variant, accepted);
      }
}

// Bytes replaced, inserted, removed and copied at random.
void checkRandomDamage(const Reader &reader, const std::string &image) {
  wick_random sequence{.seed = 1, .counter = 0, .index = 0, .stream = 0};
  auto random = [&] { return wick_random_next(&sequence); };
  int accepted = 0;
  for (int i = 0; i < randomVariants; ++i) {
    std::string variant = image;
    for (unsigned edits = 1 + random() % 6; edits > 0 && !variant.empty(); --edits) {
      size_t at = random() % variant.size();
      switch (random() % 4) {
      case 0:
        variant[at] = static_cast<char>(random());
        break;
      case 1:
        variant.insert(at, 1 + random() % 4,
                       static_cast<char>("0123456789,:[]{}\"-"[random() % 18]));
        break;
      case 2:
        variant.erase(at, 1 + random() % 4);
        break;
      default:
        variant.insert(random() % variant.size(), variant, at, random() % 16);
      }
    }
    check(reader, variant, accepted);
  }
}

void checkAll(const Reader &reader, const std::string &image) {
  ASSERT_TRUE(reader(image)) << wick_last_error();
  checkTruncations(reader, image);
  checkLies(reader, image);
  checkRandomDamage(reader, image);
}

// Accepts a tensor only if its data can all be touched and is no larger than the file explains.
bool consume(wick_tensor &tensor, size_t fileBytes) {
  EXPECT_LE(wick_tensor_bytes(&tensor), 4 * fileBytes); // u8 widens to i32
  double sum = 0;
  for (int64_t i = 0; i < wick_tensor_count(&tensor); ++i)
    sum += wick_element_get(tensor.dtype, tensor.data, i);
  [[maybe_unused]] static volatile double keep;
  keep = sum;
  wick_tensor_free(&tensor);
  return true;
}

TEST(MalformedFiles, Npy) {
  const float values[] = {1, 2, 3, 4, 5, 6};
  const int64_t shape[] = {2, 3};
  TemporaryFolder folder;
  ASSERT_TRUE(wick_npy_write((folder / "x.npy").c_str(), WICK_F32, 2, shape, values));
  checkAll(
      [](const std::string &variant) {
        MemoryFile file(variant);
        wick_tensor tensor;
        EXPECT_TRUE(file);
        return wick_npy_read(file.path(), &tensor) && consume(tensor, variant.size());
      },
      TemporaryFolder::read(folder / "x.npy"));
}

TEST(MalformedFiles, Idx) {
  for (char type : {0x08, 0x0b, 0x0e}) {
    size_t bytes = type == 0x08 ? 1 : type == 0x0b ? 2 : 8;
    std::string image{0, 0, type, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3};
    checkAll(
        [](const std::string &variant) {
          MemoryFile file(variant);
          wick_tensor tensor;
          EXPECT_TRUE(file);
          return wick_idx_read(file.path(), &tensor) && consume(tensor, variant.size());
        },
        image + std::string(12 * bytes, '\x05'));
  }
}

// Touches all that a file says of itself.
bool consume(const wick_safetensors &file) {
  unsigned sum = 0;
  for (int32_t i = 0; i < wick_safetensors_count(&file); ++i) {
    const wick_named_tensor *tensor = wick_safetensors_at(&file, i);
    size_t bytes = 0;
    EXPECT_TRUE(wick_shape_bytes(tensor->dtype, tensor->rank, tensor->shape, &bytes));
    for (size_t b = 0; b < bytes; ++b)
      sum += static_cast<const unsigned char *>(tensor->data)[b];
    sum += static_cast<unsigned>(std::strlen(tensor->name));
  }
  [[maybe_unused]] static volatile unsigned keep;
  keep = sum;
  return true;
}

TEST(MalformedFiles, Safetensors) {
  checkAll(
      [](const std::string &variant) {
        // A copy of its own, so that the address sanitizer sees a read past its end.
        std::unique_ptr<char[]> copy(new char[variant.size()]);
        std::memcpy(copy.get(), variant.data(), variant.size());
        std::unique_ptr<wick_safetensors, decltype(&wick_safetensors_close)> file(
            wick_safetensors_view(copy.get(), variant.size(), "variant"), wick_safetensors_close);
        return file && consume(*file);
      },
      fakeWeights());
}

TEST(MalformedFiles, Checkpoint) {
  TemporaryFolder folder;
  wick_model model = fakeModelWithWeights();
  std::unique_ptr<wick_instance, decltype(&wick_instance_destroy)> instance(
      wick_instance_create(&model), wick_instance_destroy);
  wick_training_state state{};
  ASSERT_TRUE(wick_checkpoint_save((folder / "c").c_str(), instance.get(), &state, nullptr, 0));
  checkAll(
      [&](const std::string &variant) {
        MemoryFile file(variant);
        EXPECT_TRUE(file);
        return wick_checkpoint_load(file.path(), instance.get(), &state);
      },
      TemporaryFolder::read(folder / "c"));
}

// The address sanitizer's shadow needs terabytes of address space, so it has no limit.
void limitAddressSpace() {
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  constexpr rlim_t allowance = 256 << 20;
  unsigned long pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  rlim_t limit = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + allowance;
  const rlimit both{limit, limit};
  setrlimit(RLIMIT_AS, &both);
#endif
}

} // namespace

int main(int argc, char **argv) {
  limitAddressSpace();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
