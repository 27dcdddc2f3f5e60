// Pictures of what a convolution knows and of what it sees.
#pragma once

#include "curriculum/milestones/images/Images.h"

namespace milestone {

/// Prints the filters of the first convolution and the feature maps that both convolutions make of
/// the first test image: the param "conv1.weight" and the entry "look" from "image" to "strokes"
/// and "parts". False: wick_last_error() says why.
bool showMaps(wick::runtime::Instance &instance, const Images &images);

} // namespace milestone
