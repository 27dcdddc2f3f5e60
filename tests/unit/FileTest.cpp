extern "C" {
#include "runtime/file.h"
}
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace {

TEST(File, ReadsAnImage) {
  TemporaryFolder folder;
  wick_image image;
  ASSERT_TRUE(wick_image_open(folder.write("f", "abc").c_str(), &image)) << wick_last_error();
  ASSERT_EQ(image.size, 3u);
  EXPECT_EQ(std::memcmp(image.bytes, "abc", 3), 0);
  wick_image_close(&image);
  ASSERT_TRUE(wick_image_open(folder.write("empty", "").c_str(), &image));
  EXPECT_EQ(image.size, 0u);
  wick_image_close(&image);
}

TEST(File, SaysWhyItCannotRead) {
  TemporaryFolder folder;
  wick_image image;
  std::string missing = folder / "missing";
  EXPECT_FALSE(wick_image_open(missing.c_str(), &image));
  EXPECT_EQ(wick_last_error(), "cannot open '" + missing + "': No such file or directory");
  EXPECT_FALSE(wick_image_open((folder / "").c_str(), &image));
  EXPECT_NE(std::strstr(wick_last_error(), "it is not a regular file"), nullptr);
}

} // namespace
