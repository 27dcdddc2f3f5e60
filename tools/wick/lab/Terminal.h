// Colours and marks of a learner's terminal. Without a terminal, or with NO_COLOR set, there are no
// colours.
#pragma once

#include "curriculum/engine/Progress.h"

#include <string>
#include <string_view>

namespace wick::driver {

enum class Colour { Green, Red, Yellow, Faint, Bold };

std::string paint(Colour colour, std::string_view text);

/// One character: filled circle, cross, tilde, circle, dot.
std::string markOf(lab::State state);

/// "not started", "open", "red", "green", "changed since its last check".
const char *nameOf(lab::State state);

/// A line of a unified diff, added lines green and removed ones red.
std::string paintDiff(std::string_view diff);

/// Every line of `text` behind `indent`.
std::string indented(std::string_view text, std::string_view indent);

} // namespace wick::driver
