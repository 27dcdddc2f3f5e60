extern "C" {
#include "runtime/command_line.h"
}
#include "wick/error.h"

#include <gtest/gtest.h>

#include <iterator>
#include <string>
#include <vector>

namespace {

class CommandLine : public testing::Test {
protected:
  bool parse(std::vector<std::string> words) {
    kept = std::move(words); // targets point into them
    std::vector<char *> argv(kept.size());
    for (size_t i = 0; i < kept.size(); ++i)
      argv[i] = kept[i].data();
    return wick_flags_parse(flags, std::size(flags), static_cast<int>(argv.size()), argv.data());
  }
  void refuses(std::vector<std::string> words, const std::string &sentence) {
    EXPECT_FALSE(parse(std::move(words)));
    EXPECT_EQ(wick_last_error(), sentence);
  }

  bool json = false;
  const char *file = nullptr;
  int64_t steps = 0;
  double seconds = 0;
  text_list inputs{};
  std::vector<std::string> kept;
  const flag flags[5] = {{"--json", nullptr, "", FLAG_SWITCH, &json},
                         {"--file", "FILE", "", FLAG_TEXT, &file},
                         {"--steps", "N", "", FLAG_INTEGER, &steps},
                         {"--seconds", "S", "", FLAG_NUMBER, &seconds},
                         {"--input", "NAME=VALUE", "", FLAG_LIST, &inputs}};
};

TEST_F(CommandLine, ReadsEveryKindInBothSpellings) {
  ASSERT_TRUE(parse(
      {"--json", "--file", "a", "--steps=12", "--seconds", "0.5", "--input", "x=1", "--input=y=2"}))
      << wick_last_error();
  EXPECT_TRUE(json);
  EXPECT_STREQ(file, "a");
  EXPECT_EQ(steps, 12);
  EXPECT_EQ(seconds, 0.5);
  ASSERT_EQ(inputs.count, 2);
  EXPECT_STREQ(inputs.items[1], "y=2");
}

TEST_F(CommandLine, RefusesWithASentence) {
  refuses({"--jsno"}, "unknown flag '--jsno' (did you mean '--json'?)");
  refuses({"--entirely-else"}, "unknown flag '--entirely-else'");
  refuses({"word"}, "unexpected 'word'");
  refuses({"--steps"}, "--steps needs a value: --steps N");
  refuses({"--steps", "0"}, "--steps needs a whole number of at least 1, not '0'");
  refuses({"--steps", "12x"}, "--steps needs a whole number of at least 1, not '12x'");
  refuses({"--steps", "99999999999999999999"},
          "--steps needs a whole number of at least 1, not '99999999999999999999'");
  refuses({"--seconds=nan"}, "--seconds needs a number above 0, not 'nan'");
  refuses({"--json=yes"}, "--json takes no value");
}

TEST_F(CommandLine, BoundsItsLists) {
  std::vector<std::string> words(LONGEST_TEXT_LIST + 1, "--input=x=1");
  refuses(words, "--input is given more than 64 times");
}

} // namespace
