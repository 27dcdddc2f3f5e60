#include "bench/Agreement.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace wick::bench;

namespace {

Column computing(const char *backend, std::vector<float> result) {
  Column column;
  column.backend = backend;
  column.result = [result] { return result; };
  return column;
}

/// What requireAgreement says about two columns; "" when they agree.
std::string objection(std::vector<float> first, std::vector<float> second) {
  Column columns[] = {computing("naive", std::move(first)), computing("llvm", std::move(second))};
  try {
    requireAgreement("W9 sum", columns);
  } catch (const std::runtime_error &error) {
    return error.what();
  }
  return "";
}

TEST(AgreementTest, AllowsRounding) { EXPECT_EQ(objection({1, -1000}, {1.00001f, -1000.01f}), ""); }

TEST(AgreementTest, NamesTheWorkTheColumnsAndTheElement) {
  EXPECT_EQ(objection({1, 2}, {1, 2.5}),
            "W9 sum: naive and llvm differ: element 1 is 2.000000 and 2.500000");
}

TEST(AgreementTest, RefusesNaN) {
  EXPECT_NE(objection({1}, {NAN}), "");
  EXPECT_NE(objection({NAN}, {1}), "");
}

TEST(AgreementTest, RefusesAnotherNumberOfElements) {
  EXPECT_EQ(objection({1, 2}, {1}), "W9 sum: naive and llvm differ: 2 and 1 elements");
}

} // namespace
