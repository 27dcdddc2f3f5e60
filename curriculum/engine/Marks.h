// The marks that cut a lab out of a real source:
//
//   // LAB BEGIN 05.1 "The reverse sweep"
//   // TASK: what the learner is to write; a line or more
//   // STUB: code that stands in the learner's file instead; a line or more, may be empty
//   <the reference>
//   // LAB END
//
// A part is named by its lab, 05.1, or, where a lab has several parts, by the lab and a letter:
// 05.1a, 05.1b.
#pragma once

#include "curriculum/engine/Finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace wick::lab {

/// One marked part of a source. Line numbers count from 0.
struct Part {
  std::string id;    ///< "05.1" or "05.1a"
  std::string title; ///< what stands in quotes
  std::vector<std::string> task, stub;
  size_t begin = 0; ///< line of LAB BEGIN
  size_t code = 0;  ///< first line of the reference
  size_t end = 0;   ///< line of LAB END

  /// "05.1" for "05.1" and "05.1a".
  std::string lab() const;
  /// "05".
  std::string module() const { return id.substr(0, 2); }
};

/// A source, its lines without their line feeds, and its marked parts in order.
struct MarkedSource {
  std::vector<std::string> lines;
  std::vector<Part> parts;
};

/// Reads the marks of `text`. A mark that makes no sense is reported at `file`:line, and its part
/// is left out.
MarkedSource readMarks(std::string_view text, const std::string &file, Findings &findings);

/// The learner's file: the source with each part of `module` replaced by its task as a comment and
/// its stub between the marks. Of the parts of other modules only the reference stays.
std::string starterText(const MarkedSource &source, const std::string &module);

/// The learner's file of one who has solved the parts of `module`: as starterText, with the
/// reference in place of the stubs.
std::string solvedText(const MarkedSource &source, const std::string &module);

/// The lines between the marks of part `id` in a learner's file, without the task's comment; empty
/// when the file has no such part.
std::vector<std::string> partLines(std::string_view text, const std::string &id);

} // namespace wick::lab
