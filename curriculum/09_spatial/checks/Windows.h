// The programs of 09.1 to 09.4: windows of many sizes on images of many sizes.
#pragma once

#include "curriculum/checker/Program.h"
#include <array>

namespace wick::check {

using Pair = std::array<int, 2>; // vertical, horizontal

/// Windows on images that are no square, do not fill them, jump over them or hang over the edge.
struct Setting {
  Pair image, kernel, strides{1, 1}, padding{0, 0};

  /// How often the window can be put down along `dim`, found by putting it down.
  int count(int dim) const {
    int windows = 0;
    for (int start = -padding[dim]; start + kernel[dim] <= image[dim] + padding[dim];
         start += strides[dim])
      ++windows;
    return windows;
  }
};

inline const Setting awkwardSettings[] = {
    {{2, 3}, {1, 1}},                 // every element by itself
    {{3, 4}, {3, 3}, {1, 1}, {1, 1}}, // as many windows as elements
    {{3, 4}, {2, 2}, {1, 1}, {1, 0}}, // an even window, a border on two sides only
    {{4, 5}, {2, 2}, {2, 2}},         // side by side; the last column is in none
    {{5, 4}, {1, 2}, {3, 3}, {0, 1}}, // apart from each other
    {{6, 3}, {3, 2}, {2, 1}},         // the last row is in none
    {{2, 5}, {2, 3}, {1, 2}, {1, 2}}, // hanging over
    {{2, 3}, {2, 3}},                 // one window
};

/// Enough of them for what is compiled to machine code.
inline const Setting compiledSettings[] = {
    {{5, 5}, {3, 3}, {1, 1}, {1, 1}}, // a square: rows and columns can be mixed up
    {{5, 4}, {1, 2}, {3, 3}, {0, 1}},
    {{6, 5}, {3, 2}, {2, 1}, {2, 1}},
};

inline std::string sizes(int a, int b, Pair c) {
  std::string text;
  for (int size : {a, b, c[0], c[1]})
    text += std::to_string(size) + "x";
  return text;
}

inline std::string list(Pair pair) {
  return "array<i64: " + std::to_string(pair[0]) + ", " + std::to_string(pair[1]) + ">";
}

/// Replaces $X, $W, $B, $Y, the shapes of `images` images of `channels` channels, of `filters`
/// filters, of a bias and of the result ("2x3x"), and the attributes $KERNEL, $STRIDES, $PADDING.
inline std::map<std::string, std::string> replacementsOf(const Setting &s, int images, int channels,
                                                         int filters) {
  return {{"X", sizes(images, channels, s.image)},
          {"W", sizes(filters, channels, s.kernel)},
          {"B", std::to_string(filters) + "x"},
          {"Y", sizes(images, filters, {s.count(0), s.count(1)})},
          {"KERNEL", list(s.kernel)},
          {"STRIDES", list(s.strides)},
          {"PADDING", list(s.padding)}};
}

} // namespace wick::check
