//===- wick.h - write a model in C++, compile it ahead of time -------------===//
//
// Everything that a model's author needs; no header of the compiler is included. A program that
// builds a model is a generator: running it compiles the model (Model::compile).
//
//   Model m("xor");
//   Tensor x = m.input("x", {4, 2}), y = m.input("y", {4, 1});
//   nn::Linear hidden(m, "hidden", 2, 4), head(m, "head", 4, 1);
//   Tensor logits = head(tanh(hidden(x)));
//   m.entry("predict", {x}, {{"probability", sigmoid(logits)}});
//   m.train("train_step", bce_with_logits(logits, y), optim::Sgd{.lr = 0.5});
//   return m.compile(argc, argv);
//
// Every mistake is a wick::Error thrown by the call that makes it, with the author's line.

#ifndef WICK_WICK_H
#define WICK_WICK_H

#include "wick/builder/Error.h"
#include "wick/builder/Init.h"
#include "wick/builder/Layers.h"
#include "wick/builder/Model.h"
#include "wick/builder/Ops.h"
#include "wick/builder/Optim.h"
#include "wick/builder/Tensor.h"
#include "wick/builder/Vision.h"

#endif // WICK_WICK_H
