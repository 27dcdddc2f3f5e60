// Initial weights for another seed than the model's own.
#pragma once

#include "wick/runtime.hpp"

namespace milestone {

/// Draws the params of every nn::Linear anew, U(+-1/sqrt(in)) for weight and bias, and those of
/// every nn::Conv2d, N(0, 2/(in height width)) for the weight and zeros for the bias, by the
/// compiler's convention: the stream is a hash of the param's name (frontend/Init.cpp), so the
/// model's own seed gives the model's own values, bit for bit. The hyper "rng.seed", where the
/// model has one, becomes `seed`. False, with wick_last_error(), when a param belongs to no
/// such layer.
bool drawWeights(const wick::runtime::Instance &instance, uint64_t seed);

} // namespace milestone
