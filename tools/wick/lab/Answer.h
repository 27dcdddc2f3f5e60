// The answer of a prediction: what its command prints.
#pragma once

#include "curriculum/engine/Curriculum.h"

#include <string>

namespace wick::driver {

/// Without the white space around it.
std::string trimmed(const std::string &text);

/// Runs the question's command in the source tree, with the programs of this build first in PATH.
/// Throws std::runtime_error when it fails or prints nothing.
std::string findAnswer(const lab::Curriculum &curriculum, const lab::Prediction &prediction);

} // namespace wick::driver
