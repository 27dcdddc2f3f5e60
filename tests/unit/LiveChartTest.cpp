#include "wick/live_chart.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

/// A chart whose output is kept, as if it went to a terminal.
class LiveChart : public testing::Test {
protected:
  LiveChart() {
    chart = wick_live_chart_begin(out, "loss", "step");
    chart.style = {.width = 40, .height = 3, .unicode = false, .color = false};
    chart.visible = true;
    chart.drawn = 0; // long ago
  }
  ~LiveChart() override {
    std::fclose(out);
    std::free(text);
  }
  void update() {
    const wick_picture_series series = {nullptr, values, 4};
    wick_live_chart_update(&chart, &series, 1);
  }
  std::string drawn() {
    std::fflush(out);
    return {text, size};
  }

  char *text = nullptr;
  size_t size = 0;
  std::FILE *out = open_memstream(&text, &size);
  const double values[4] = {4, 3, 2, 1};
  wick_live_chart chart{};
};

TEST_F(LiveChart, DrawsOverTheLastDrawing) {
  update();
  const std::string first = drawn();
  EXPECT_EQ(first.find("loss\n"), 0u);
  EXPECT_EQ(chart.lines, 1 + 3 + 2); // title, rows, axis and its labels
  update();                          // at once: not drawn
  EXPECT_EQ(drawn(), first);
  chart.drawn = 0;
  update();
  EXPECT_EQ(drawn(), first + "\r\033[6A\033[J" + first);
  wick_live_chart_end(&chart);
  EXPECT_EQ(drawn(), first + "\r\033[6A\033[J" + first + "\r\033[6A\033[J");
  chart.drawn = 0;
  update(); // after its end
  EXPECT_EQ(drawn().size(), 2 * first.size() + 2 * std::string("\r\033[6A\033[J").size());
}

TEST_F(LiveChart, IsSilentWhereThereIsNoTerminal) {
  std::FILE *file = std::tmpfile();
  wick_live_chart other = wick_live_chart_begin(file, "loss", "step");
  const wick_picture_series series = {nullptr, values, 4};
  wick_live_chart_update(&other, &series, 1);
  wick_live_chart_end(&other);
  EXPECT_EQ(std::ftell(file), 0);
  std::fclose(file);
}

} // namespace
