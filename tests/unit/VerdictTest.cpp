// The checker's lines, as they are read.
#include "curriculum/engine/Verdict.h"

#include <gtest/gtest.h>

#include <stdexcept>

using namespace wick::lab;

namespace {

const char output[] =
    R"({"lab":"05.1","check":"sum","rung":2,"title":"Sums","points":10,"passed":true,"message":""}
{"lab":"05.1","check":"once","rung":3,"title":"Once","points":30,"passed":false,"message":"no","before":"a","after":"b","expected":"c","input":"d","location":"x.cpp:3","cut":true}
{"lab":"05.1","check":"free","rung":4,"title":"Free","points":0,"passed":false,"message":"no"}
{"lab":"05.1","passed":false,"seconds":0.25,"fingerprint":"abc"}
)";

TEST(VerdictTest, readsChecksAndVerdict) {
  Verdict verdict = readVerdict(output);
  EXPECT_EQ(verdict.lab, "05.1");
  EXPECT_FALSE(verdict.passed);
  EXPECT_EQ(verdict.seconds, 0.25);
  EXPECT_EQ(verdict.fingerprint, "abc");
  ASSERT_EQ(verdict.checks.size(), 3u);
  const CheckResult &once = verdict.checks[1];
  EXPECT_EQ(verdict.firstRed(), &once);
  EXPECT_EQ(once.rung, 3);
  EXPECT_EQ(once.before + once.after + once.expected + once.input, "abcd");
  EXPECT_EQ(once.location, "x.cpp:3");
  EXPECT_TRUE(once.isCut);
  EXPECT_FALSE(verdict.checks[0].isCut);
  EXPECT_TRUE(once.isGraded());
  EXPECT_FALSE(verdict.checks[2].isGraded());
}

TEST(VerdictTest, sharesThePointsOfGradedChecks) { EXPECT_EQ(readVerdict(output).share(), 0.25); }

TEST(VerdictTest, refusesAnOutputThatBreaksOff) {
  const std::string text = output;
  EXPECT_THROW(readVerdict(text.substr(0, text.rfind("{\"lab\""))), std::runtime_error);
  EXPECT_THROW(readVerdict("{\"lab\""), std::runtime_error);
  EXPECT_THROW(readVerdict("Segmentation fault\n"), std::runtime_error);
  EXPECT_THROW(readVerdict(""), std::runtime_error);
}

} // namespace
