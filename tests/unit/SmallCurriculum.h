// A source tree with one module, 05_autograd: labs 05.1 and 05.2 in passes/Sweep.cpp, the latter in
// ir/Rules.cpp too, with hints and a mutant.
#pragma once

#include "curriculum/engine/Curriculum.h"
#include "tests/unit/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

class SmallCurriculum : public testing::Test {
protected:
  SmallCurriculum();

  void write(const std::string &file, const std::string &text);
  std::string read(const std::string &file) { return TemporaryFolder::read(tree / file); }

  /// The curriculum as it is now; a wrong manifest fails the test.
  wick::lab::Curriculum load();

  /// "place: message" a line.
  static std::string textOf(const wick::lab::Findings &findings);

  /// Replaces `from`, which must be there, in a file.
  void edit(const std::string &file, const std::string &from, const std::string &to);

  static constexpr const char *manifest = "curriculum/05_autograd/module.toml";
  TemporaryFolder tree;
  std::filesystem::path labs = tree / "my labs";
};
