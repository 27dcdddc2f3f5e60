// How long a module takes, from what there is to read and to write.
#pragma once

#include "curriculum/engine/Curriculum.h"

namespace wick::lab {

struct Effort {
  size_t words = 0;     ///< of the README, code blocks included
  size_t read = 0;      ///< lines of the learner's files at most `linesAround` away from a part
  size_t written = 0;   ///< lines of the reference inside the parts, comments left out
  size_t questions = 0; ///< predictions
  size_t labs = 0;
  // Blank lines never count, nor does an extra lab.

  double hours() const;
};

/// Minutes for each. The README is read once, at the pace of technical prose with a worked example
/// followed by hand; the code around the parts is skimmed; a line that a learner writes is found,
/// tried and mended; a prediction is thought about; a lab's hints and
/// verdicts are read.
inline constexpr double wordsPerMinute = 80, linesReadPerMinute = 12, minutesPerLineWritten = 2.5,
                        minutesPerQuestion = 4, minutesPerLab = 5;

/// What a learner looks at before and behind a part of a longer file.
inline constexpr size_t linesAround = 40;

Effort measureEffort(const Curriculum &curriculum, const Module &module);

} // namespace wick::lab
