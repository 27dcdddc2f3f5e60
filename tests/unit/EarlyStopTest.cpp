#include "wick/early_stop.h"
#include "wick/error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace {

TEST(EarlyStop, IsDueWhenTheBestIsTooOld) {
  wick_early_stop stop = wick_early_stop_begin(/*patience=*/2, /*least_gain=*/0);
  EXPECT_TRUE(wick_early_stop_take(&stop, 3));
  EXPECT_FALSE(wick_early_stop_take(&stop, 4));
  EXPECT_FALSE(wick_early_stop_is_due(&stop));
  EXPECT_TRUE(wick_early_stop_take(&stop, 2)); // a gain: patience begins anew
  EXPECT_FALSE(wick_early_stop_take(&stop, 2));
  EXPECT_FALSE(wick_early_stop_is_due(&stop));
  EXPECT_FALSE(wick_early_stop_take(&stop, 2.5));
  EXPECT_TRUE(wick_early_stop_is_due(&stop));
  EXPECT_EQ(stop.best, 2);
}

TEST(EarlyStop, WantsMoreThanTheLeastGain) {
  wick_early_stop stop = wick_early_stop_begin(1, 0.5);
  EXPECT_TRUE(wick_early_stop_take(&stop, 3));
  EXPECT_FALSE(wick_early_stop_take(&stop, 2.5));
  EXPECT_TRUE(wick_early_stop_take(&stop, 2.25));
}

TEST(EarlyStop, NaNIsNoGain) {
  wick_early_stop stop = wick_early_stop_begin(2, 0);
  EXPECT_FALSE(wick_early_stop_take(&stop, NAN));
  EXPECT_FALSE(wick_early_stop_take(&stop, NAN));
  EXPECT_TRUE(wick_early_stop_is_due(&stop));
  EXPECT_TRUE(std::isinf(stop.best));
}

TEST(EarlyStop, WithoutPatienceNeverEnds) {
  wick_early_stop stop = wick_early_stop_begin(0, 0);
  for (int epoch = 0; epoch < 100; ++epoch)
    wick_early_stop_take(&stop, 1);
  EXPECT_FALSE(wick_early_stop_is_due(&stop));
}

TEST(EarlyStop, ComesBackFromTextToTheBit) {
  for (double loss : {0.1, 1e-310, 1 / 3.0, double(INFINITY)}) {
    wick_early_stop stop = wick_early_stop_begin(5, 0), back = stop;
    wick_early_stop_take(&stop, loss);
    wick_early_stop_take(&stop, loss);
    char text[WICK_EARLY_STOP_TEXT];
    wick_early_stop_write(&stop, text);
    ASSERT_TRUE(wick_early_stop_read(text, &back)) << text;
    EXPECT_EQ(std::memcmp(&stop.best, &back.best, sizeof stop.best), 0) << text;
    EXPECT_EQ(stop.stale, back.stale);
  }
}

TEST(EarlyStop, RefusesOtherTexts) {
  wick_early_stop stop = wick_early_stop_begin(5, 0);
  for (const char *text : {"", "best", "best 1 stale", "best 1 stale -1", "best nan stale 0",
                           "best 1 stale 2 ", "best 1 stale 2x"}) {
    EXPECT_FALSE(wick_early_stop_read(text, &stop)) << text;
    EXPECT_TRUE(std::isinf(stop.best));
  }
  EXPECT_FALSE(wick_early_stop_read(nullptr, &stop));
  EXPECT_STREQ(wick_last_error(), "'' is not the state of an early stop");
}

} // namespace
