#include "wick/metrics.h"
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>

namespace {

using Metrics = std::unique_ptr<wick_metrics, decltype(&wick_metrics_destroy)>;

Metrics create() { return {wick_metrics_create(), wick_metrics_destroy}; }

TEST(Metrics, WritesNamedValuesInOrder) {
  TemporaryFolder folder;
  Metrics metrics = create();
  ASSERT_TRUE(metrics);
  EXPECT_TRUE(wick_metrics_set_number(metrics.get(), "test_accuracy", 0.1));
  EXPECT_TRUE(wick_metrics_set_integer(metrics.get(), "parameters", INT64_MAX));
  EXPECT_TRUE(wick_metrics_set_text(metrics.get(), "backend", "ll\"vm"));
  EXPECT_TRUE(wick_metrics_set_number(metrics.get(), "loss", NAN));
  EXPECT_TRUE(wick_metrics_set_number(metrics.get(), "test_accuracy", 0.2));
  std::string path = folder / "m.json";
  ASSERT_TRUE(wick_metrics_write(metrics.get(), path.c_str())) << wick_last_error();
  EXPECT_EQ(TemporaryFolder::read(path), "{\n  \"test_accuracy\": 0.2,\n"
                                         "  \"parameters\": 9223372036854775807,\n"
                                         "  \"backend\": \"ll\\\"vm\",\n  \"loss\": null\n}\n");
}

TEST(Metrics, AppendsOneLineEach) {
  TemporaryFolder folder;
  Metrics metrics = create();
  std::string path = folder / "m.jsonl";
  for (int epoch : {1, 2}) {
    EXPECT_TRUE(wick_metrics_set_integer(metrics.get(), "epoch", epoch));
    ASSERT_TRUE(wick_metrics_append(metrics.get(), path.c_str())) << wick_last_error();
  }
  EXPECT_EQ(TemporaryFolder::read(path), "{\"epoch\":1}\n{\"epoch\":2}\n");
}

TEST(Metrics, FailsWithASentence) {
  Metrics metrics = create();
  EXPECT_FALSE(wick_metrics_set_text(metrics.get(), "name", "\xff"));
  EXPECT_STREQ(wick_last_error(), "metric 'name': its name or text is not UTF-8, or there is no "
                                  "memory for it");
  EXPECT_FALSE(wick_metrics_write(metrics.get(), "/nowhere/m.json"));
  EXPECT_STREQ(wick_last_error(), "cannot write '/nowhere/m.json.tmp': No such file or directory");
  EXPECT_FALSE(wick_metrics_append(metrics.get(), "/dev/full"));
  EXPECT_STREQ(wick_last_error(), "cannot write '/dev/full': No space left on device");
}

} // namespace
