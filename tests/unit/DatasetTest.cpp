#include "wick/dataset.h"
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <string>

namespace {

const std::string images("\0\0\x08\x03\0\0\0\x02\0\0\0\x01\0\0\0\x02\x00\xff\x33\x66", 20);
const std::string labels("\0\0\x08\x01\0\0\0\x02\x07\x09", 10);

TEST(Dataset, ReadsAPairOfIdxFiles) {
  TemporaryFolder folder;
  wick_dataset dataset;
  ASSERT_TRUE(wick_dataset_read_idx(folder.write("i", images).c_str(),
                                    folder.write("l", labels).c_str(), 1 / 255.0f, 10, &dataset))
      << wick_last_error();
  EXPECT_EQ(wick_dataset_count(&dataset), 2);
  EXPECT_EQ(static_cast<float *>(dataset.samples.data)[1], 1.0f);
  EXPECT_EQ(static_cast<int32_t *>(dataset.labels.data)[1], 9);
  wick_dataset_free(&dataset);
  EXPECT_EQ(wick_dataset_count(&dataset), 0);
}

TEST(Dataset, RefusesFilesThatDoNotBelongTogether) {
  TemporaryFolder folder;
  wick_dataset dataset;
  std::string i = folder.write("i", images);
  std::string l = folder.write("l", std::string("\0\0\x08\x01\0\0\0\x01\x07", 9));
  EXPECT_FALSE(wick_dataset_read_idx(i.c_str(), l.c_str(), 1, 10, &dataset));
  EXPECT_EQ(wick_last_error(), "'" + i + "' and '" + l +
                                   "' do not belong together: 2 samples have 1 labels; the first "
                                   "dimensions must agree");
  l = folder.write("l", std::string("\0\0\x0d\x01\0\0\0\x01\0\0\0\0", 12));
  EXPECT_FALSE(wick_dataset_read_idx(i.c_str(), l.c_str(), 1, 10, &dataset));
  EXPECT_EQ(wick_last_error(), "'" + l + "' holds f32 elements and cannot be labels");
  EXPECT_FALSE(wick_dataset_read_idx(i.c_str(), (folder / "missing").c_str(), 1, 10, &dataset));
}

TEST(Dataset, RefusesLabelsThatAreNoClass) {
  TemporaryFolder folder;
  wick_dataset dataset;
  const std::string i = folder.write("i", images), l = folder.write("l", labels);
  EXPECT_FALSE(wick_dataset_read_idx(i.c_str(), l.c_str(), 1, 9, &dataset));
  EXPECT_EQ(wick_last_error(), "'" + l + "': label 1 is 9; there are 9 classes, 0 to 8");
  folder.write("l", std::string("\0\0\x0c\x01\0\0\0\x02\0\0\0\0\xff\xff\xff\xff", 16));
  EXPECT_FALSE(wick_dataset_read_idx(i.c_str(), l.c_str(), 1, 9, &dataset));
  EXPECT_EQ(wick_last_error(), "'" + l + "': label 1 is -1; there are 9 classes, 0 to 8");
  EXPECT_EQ(dataset.samples.data, nullptr);
}

TEST(Dataset, GivesARangeAsAView) {
  TemporaryFolder folder;
  wick_dataset dataset, range;
  ASSERT_TRUE(wick_dataset_read_idx(folder.write("i", images).c_str(),
                                    folder.write("l", labels).c_str(), 1, 10, &dataset));
  ASSERT_TRUE(wick_dataset_range(&dataset, 1, 2, &range));
  EXPECT_EQ(wick_dataset_count(&range), 1);
  EXPECT_EQ(static_cast<float *>(range.samples.data)[1], 0x66);
  EXPECT_EQ(static_cast<int32_t *>(range.labels.data)[0], 9);
  EXPECT_FALSE(wick_dataset_range(&dataset, 1, 3, &range));
  EXPECT_STREQ(wick_last_error(), "there are no samples from 1 to 3 among 2");
  EXPECT_FALSE(wick_dataset_range(&dataset, 1, 1, &range));
  EXPECT_FALSE(wick_dataset_range(&dataset, -1, 1, &range));
  wick_dataset_free(&dataset);
}

TEST(Dataset, RefusesScalars) {
  wick_tensor scalar;
  wick_dataset dataset;
  ASSERT_TRUE(wick_tensor_create(WICK_F32, 0, nullptr, &scalar));
  EXPECT_FALSE(wick_dataset_create(&scalar, nullptr, &dataset));
  wick_tensor_free(&scalar);
}

} // namespace
