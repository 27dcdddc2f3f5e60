//===- Check.h - the checks of labs ------------------------------------------===//
//
// A check is a function that returns when the learner's code is right and throws a Red, mostly
// through the fixture of Program.h, when it is not:
//
//   LAB_CHECK("05.1", structure, square, "A value used twice gets the sum of both gradients") {
//     given(squareOfW).run("wick-autodiff").expectIR("CHECK: wick.add");
//   }
//
// Each check runs in a process of its own, so it may crash, hang or exhaust memory.

#ifndef WICK_CURRICULUM_CHECKER_CHECK_H
#define WICK_CURRICULUM_CHECKER_CHECK_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace mlir {
class MLIRContext;
}

namespace wick::check {

/// What a check is about. Later rungs are not tried when one is red.
enum class Rung {
  verifies = 1, ///< the IR is valid after the pass
  structure,    ///< small IR looks as it should
  execution,    ///< the interpreter computes what it should
  cost          ///< no more ops, flops or bytes than needed
};

/// Why a check failed; all but the message may be empty.
struct Red {
  std::string message = {};  ///< what is wrong and, where that is known, what to look at
  std::string before = {};   ///< the IR that was given
  std::string after = {};    ///< what became of it
  std::string expected = {}; ///< patterns or numbers
  std::string input = {};    ///< values of the arguments
  std::string location = {}; ///< of the diagnostic
};

struct Check {
  std::string lab, name, title;
  Rung rung;
  unsigned weight; ///< its share of the lab's points, relative to the other checks'
  void (*run)();
};

/// All checks of the program, in no order that means anything.
std::vector<Check> &checks();

struct Registration {
  Registration(const char *lab, Rung rung, const char *name, const char *title, void (*run)(),
               unsigned weight = 1) {
    checks().push_back({lab, name, title, rung, weight, run});
  }
};

/// Defines and registers the check `name` of `lab`. A further argument is its weight.
#define LAB_CHECK(lab, rung, name, title, ...)                                                     \
  static void name();                                                                              \
  static const ::wick::check::Registration name##Registration(                                     \
      lab, ::wick::check::Rung::rung, #name, title, name __VA_OPT__(, ) __VA_ARGS__);              \
  static void name()

/// The context of all checks, with all dialects loaded.
mlir::MLIRContext &context();

/// What random numbers of checks start from; the same for the same --seed.
uint32_t seed();
void setSeed(uint32_t seed);

} // namespace wick::check

#endif // WICK_CURRICULUM_CHECKER_CHECK_H
