// A compiled model as the compiler would emit it, written by hand: linear regression y = x w.
#pragma once

#include "wick/model.h"

#include <string>

// Entries:
//   train_step(x: 4x2 input, y: 4 input, w: 2 param, v: 2 state, steps: i64 state, lr: hyper)
//     -> loss, w_next (updates w), v_next (updates v), steps_next (updates steps)
//     one step of SGD with momentum 0.9 on the mean squared error
//   predict(x: 4x2 input, w) -> y: 4
// It has no weights; embed() adds some.
wick_model fakeModel();

// A safetensors image: the length, the JSON header, the data.
std::string safetensorsImage(const std::string &header, const std::string &data);

// w = {0.5, -1}, lr = 0.25, and the example train_step/x = 1..8.
const std::string &fakeWeights();

// The model with those weights embedded.
wick_model fakeModelWithWeights();
