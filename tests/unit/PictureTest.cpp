#include "wick/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace {

std::string drawn(const std::function<void(FILE *)> &draw) {
  char *text = nullptr;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  draw(out);
  std::fclose(out);
  std::string result(text, size);
  std::free(text);
  return result;
}

constexpr wick_picture_style ascii{.width = 24, .height = 3, .unicode = false, .color = false};
constexpr wick_picture_style unicode{.width = 24, .height = 3, .unicode = true, .color = false};
constexpr wick_picture_style color{.width = 24, .height = 3, .unicode = true, .color = true};

std::string lines(wick_picture_style style, std::vector<double> values) {
  return drawn([&](FILE *out) {
    wick_picture_series series{nullptr, values.data(), static_cast<int64_t>(values.size())};
    wick_picture_lines(out, style, "loss", "step", &series, 1);
  });
}

TEST(PictureLines, DrawsAFallingLine) {
  EXPECT_EQ(lines(ascii, {2, 1, 0}), "loss\n"
                                     "        2 +****        \n"
                                     "        1 +   *******  \n"
                                     "        0 +         ***\n"
                                     "          +------------\n"
                                     "           1   step   3\n");
  EXPECT_EQ(lines(unicode, {0, 1}), "loss\n"
                                    "        1 ┤        ⣀⡤⠖⠋\n"
                                    "      0.5 ┤    ⣀⡤⠖⠋⠁   \n"
                                    "        0 ┤⣀⡤⠖⠋⠁       \n"
                                    "          └────────────\n"
                                    "           1   step   2\n");
}

TEST(PictureLines, LeavesGapsAndSurvivesDegenerateValues) {
  EXPECT_EQ(lines(ascii, {NAN, INFINITY}), "loss\n  (no finite values to draw)\n");
  EXPECT_EQ(lines(ascii, {}), "loss\n  (no finite values to draw)\n");
  EXPECT_NE(lines(ascii, {5}).find("5 +************"), std::string::npos);
  std::string gap = lines(ascii, {0, 0, 0, NAN, NAN, NAN, 0, 0, 0});
  EXPECT_NE(gap.find("***      ***"), std::string::npos) << gap;
}

TEST(PictureLines, NamesEachSeries) {
  const double values[] = {1, 2};
  const wick_picture_series series[] = {{"train", values, 2}, {"test", values, 1}};
  std::string text = drawn([&](FILE *out) { wick_picture_lines(out, ascii, "t", "x", series, 2); });
  EXPECT_NE(text.find("           * train  + test\n"), std::string::npos) << text;
}

TEST(PictureScatter, ShowsPointsOverTheRegion) {
  const float points[] = {0, 0, 1, 1, 1, 1};
  const int32_t labels[] = {0, 1, 0};
  const wick_picture_plane plane{-0.5, 1.5, -0.5, 1.5, 4, 2};
  const uint8_t region[] = {0, 1, 1, 1, 0, 0, 1, 1};
  auto draw = [&](wick_picture_style style) {
    return drawn([&](FILE *out) {
      wick_picture_scatter(out, style, "xor", &plane, points, labels, 3, region);
    });
  };
  EXPECT_EQ(draw(ascii), "xor\n+----+\n| ..*|\n| o..|\n+----+\n"
                         "  o class 0   x class 1   . predicted 1\n");
  EXPECT_EQ(draw(unicode), "xor\n┌────┐\n│ ░░◐│\n│ ○░░│\n└────┘\n"
                           "  ○ class 0   ● class 1   ░ predicted 1\n");
}

TEST(PictureScatter, ThePlaneHoldsAllPointsAndItsCells) {
  const float points[] = {-1, 2, 3, 2};
  wick_picture_plane plane = wick_picture_plane_around(ascii, points, 2);
  EXPECT_LT(plane.x_min, -1);
  EXPECT_GT(plane.x_max, 3);
  EXPECT_LT(plane.y_min, 2);
  EXPECT_GT(plane.y_max, 2);
  float x = 0, y = 0;
  wick_picture_cell(&plane, 0, 0, &x, &y);
  EXPECT_NEAR(x, plane.x_min + (plane.x_max - plane.x_min) / plane.columns / 2, 1e-5);
  EXPECT_NEAR(y, plane.y_max - (plane.y_max - plane.y_min) / plane.rows / 2, 1e-5);
  wick_picture_plane empty = wick_picture_plane_around(ascii, points, 0);
  EXPECT_LT(empty.x_min, empty.x_max);
}

TEST(PictureImages, PutsTwoPixelsInACharacter) {
  const float pixels[] = {1, 0, 0, 1, 1, 0, /* second image */ NAN, 2, -1, 0.5f, 1, 0};
  const char *captions[] = {"7", "9"};
  auto draw = [&](wick_picture_style style) {
    return drawn([&](FILE *out) { wick_picture_images(out, style, pixels, 2, 3, 2, captions); });
  };
  EXPECT_EQ(draw(unicode), "▀▄   █  \n▀   ▀   \n7   9   \n");
  EXPECT_EQ(draw(ascii), "++   #  \n+   +   \n7   9   \n");
  EXPECT_EQ(draw(color).find("\033[38;5;255;48;5;232m▀\033[38;5;232;48;5;255m▀\033[0m  "), 0u);
}

TEST(PictureImages, WrapsAtTheWidth) {
  const std::vector<float> pixels(5 * 2 * 6);
  std::string text =
      drawn([&](FILE *out) { wick_picture_images(out, ascii, pixels.data(), 5, 2, 6, nullptr); });
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2); // three images of 8 columns a line
}

TEST(PictureConfusion, CountsTruthAgainstPrediction) {
  const int64_t counts[] = {10, 2, 0, 0};
  EXPECT_EQ(drawn([&](FILE *out) { wick_picture_confusion(out, unicode, counts, 2, nullptr); }),
            "      predicted\ntruth     0   1  recall\n─────┼────────\n"
            "   0 │  10   2   83.3%\n   1 │   ·   ·      -\n");
  const char *names[] = {"cat", "mouse"};
  EXPECT_EQ(drawn([&](FILE *out) { wick_picture_confusion(out, ascii, counts, 2, names); }),
            "        predicted\n truth     cat mouse  recall\n-------+------------\n"
            "   cat |    10     2   83.3%\n mouse |     .     .      -\n");
}

TEST(PictureTable, PutsNumbersToTheRight) {
  const char *headers[] = {"model", "µs"}, *cells[] = {"xor", "1.25", "perceptron", "12"};
  EXPECT_EQ(drawn([&](FILE *out) { wick_picture_table(out, unicode, headers, 2, cells, 2); }),
            "model         µs\n──────────  ────\nxor         1.25\nperceptron    12\n");
}

// The style with these environment variables.
wick_picture_style styleWith(std::map<std::string, const char *> variables) {
  for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG", "TERM", "NO_COLOR"})
    unsetenv(name);
  for (auto &[name, value] : variables)
    setenv(name.c_str(), value, 1);
  FILE *file = std::tmpfile();
  EXPECT_NE(file, nullptr);
  if (!file)
    return {};
  wick_picture_style style = wick_picture_style_of(file);
  std::fclose(file);
  return style;
}

TEST(PictureStyle, FollowsTheEnvironment) {
  EXPECT_TRUE(styleWith({{"LANG", "C.UTF-8"}}).unicode);
  EXPECT_TRUE(styleWith({{"LANG", "de_DE.utf8"}, {"TERM", "xterm"}}).unicode);
  EXPECT_FALSE(styleWith({{"LANG", "C.UTF-8"}, {"LC_ALL", "C"}}).unicode);
  EXPECT_FALSE(styleWith({{"LANG", "C.UTF-8"}, {"TERM", "dumb"}}).unicode);
  EXPECT_FALSE(styleWith({}).unicode);
  EXPECT_FALSE(styleWith({{"TERM", "xterm"}}).color); // a file is no terminal
  EXPECT_EQ(styleWith({}).width, 80);
}

} // namespace
