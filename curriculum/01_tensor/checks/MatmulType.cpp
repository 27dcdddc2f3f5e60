// 01.2, the type of a matrix product.
#include "curriculum/01_tensor/checks/TwoOperands.h"
#include "llvm/ADT/Twine.h"
#include <random>

using namespace wick::check;

static const char lhs[] = "transpose_lhs = true";
static const char rhs[] = "transpose_rhs = true";
static const char both[] = "transpose_lhs = true, transpose_rhs = true";

static Program multiply(const std::string &a, const std::string &b, const std::string &c,
                        const char *flags = "") {
  return given(twoOperands, replacementsOf(matmul(flags), a, b, c));
}

static void refuse(const std::string &a, const std::string &b, const char *message,
                   const char *flags = "") {
  expectRefused(twoOperands, message, replacementsOf(matmul(flags), a, b, a));
}

LAB_CHECK("01.2", verifies, matrices, "[m, k] times [k, n] is [m, n]") {
  multiply("2x3xf64", "3x5xf64", "2x5xf64");
  multiply("1x7xf64", "7x1xf64", "1x1xf64");
  multiply("4x1xi32", "1x4xi32", "4x4xi32");
}

LAB_CHECK("01.2", verifies, transposes, "A transposed operand swaps its last two sizes") {
  multiply("3x2xf64", "3x5xf64", "2x5xf64", lhs);
  multiply("2x3xf64", "5x3xf64", "2x5xf64", rhs);
  multiply("3x2xf64", "5x3xf64", "2x5xf64", both);
}

LAB_CHECK("01.2", verifies, batches, "Batch dimensions broadcast") {
  multiply("7x2x3xf64", "7x3x5xf64", "7x2x5xf64");
  multiply("7x2x3xf64", "3x5xf64", "7x2x5xf64");
  multiply("2x3xf64", "7x3x5xf64", "7x2x5xf64");
  multiply("4x1x2x3xf64", "6x3x5xf64", "4x6x2x5xf64");
  multiply("4x3x2xf64", "1x5x3xf64", "4x2x5xf64", both);
}

LAB_CHECK("01.2", verifies, refusesInner, "Inner sizes that differ are refused (C3)") {
  refuse("2x3xf64", "4x5xf64", "C3");
  refuse("2x3xf64", "2x3xf64", "C3");
  refuse("2x3xf64", "3x5xf64", "C3", lhs);
  refuse("2x3xf64", "3x5xf64", "C3", rhs);
  refuse("2x3xf64", "1x5xf64", "C3");
}

LAB_CHECK("01.2", verifies, helpfulErrors, "An error names both shapes") {
  for (const char *shape : {"2x3", "4x5"})
    refuse("2x3xf64", "4x5xf64", shape);
}

LAB_CHECK("01.2", execution, byHand, "A row times a column is their scalar product") {
  multiply("1x3xf64", "3x2xf64", "1x2xf64")
      .with("a", {1, 2, 3})
      .with("b", {1, 10, 2, 20, 3, 30})
      .expectResult("c", {14, 140});
}

LAB_CHECK("01.2", execution, randomSizes, "Random sizes, transposed or not, in a batch or not") {
  std::mt19937 random(seed());
  auto size = [&] { return std::to_string(random() % 6 + 2); };
  auto text = [](std::string batch, std::string rows, std::string columns, bool isSwapped) {
    return batch + (isSwapped ? columns + "x" + rows : rows + "x" + columns) + "xf64";
  };
  for (int i = 0; i < 60; ++i) {
    std::string m = size(), k = size(), n = size(), batch = size() + "x";
    unsigned form = random() % 4, batched = random() % 4;
    const char *flags[] = {"", lhs, rhs, both};
    std::string a = text(batched & 1 ? batch : "", m, k, form & 1);
    std::string b = text(batched & 2 ? batch : "", k, n, form & 2);
    std::string c = text(batched ? batch : "", m, n, false);
    multiply(a, b, c, flags[form]);
    refuse(a, text(batched & 2 ? batch : "", "1", n, form & 2), "C3", flags[form]);
  }
}
