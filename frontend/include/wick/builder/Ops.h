//===- Ops.h - what a model computes ----------------------------------------===//
//
// Functions from tensors to tensors. Shapes are checked here: a mistake is a wick::Error at the
// caller's line. Elementwise functions of two or more operands broadcast as numpy does: shapes are
// aligned at the last dimension, and a dimension that is missing or 1 is repeated. Element types
// must be equal (cast); a number takes the element type of the tensor beside it.

#ifndef WICK_BUILDER_OPS_H
#define WICK_BUILDER_OPS_H

#include "wick/builder/Tensor.h"

namespace wick {

class Model;
using Location = std::source_location;

//===----------------------------------------------------------------------===//
// Arithmetic. An operator's location is its right operand's.
//===----------------------------------------------------------------------===//

Tensor operator+(Operand a, Operand b);
Tensor operator-(Operand a, Operand b);
Tensor operator*(Operand a, Operand b);
Tensor operator/(Operand a, Operand b);
Tensor operator-(Operand x);

/// The larger, the smaller; NaN if one is NaN. On a tie `a` gets the gradient.
Tensor maximum(Operand a, Operand b, Location loc = Location::current());
Tensor minimum(Operand a, Operand b, Location loc = Location::current());

//===----------------------------------------------------------------------===//
// Comparison: i1. Not differentiable.
//===----------------------------------------------------------------------===//

Tensor operator<(Operand a, Operand b);
Tensor operator<=(Operand a, Operand b);
Tensor operator>(Operand a, Operand b);
Tensor operator>=(Operand a, Operand b);
Tensor equal(Operand a, Operand b, Location loc = Location::current());
Tensor not_equal(Operand a, Operand b, Location loc = Location::current());

/// a where the condition (i1) holds, else b. Two numbers are f32.
Tensor where(Tensor condition, Operand a, Operand b, Location loc = Location::current());

//===----------------------------------------------------------------------===//
// Elementwise functions of floats
//===----------------------------------------------------------------------===//

Tensor exp(Tensor x, Location loc = Location::current());
Tensor log(Tensor x, Location loc = Location::current());
Tensor sqrt(Tensor x, Location loc = Location::current());
Tensor rsqrt(Tensor x, Location loc = Location::current());
Tensor tanh(Tensor x, Location loc = Location::current());
Tensor erf(Tensor x, Location loc = Location::current());

/// 1 / (1 + exp(-x)).
Tensor sigmoid(Tensor x, Location loc = Location::current());

/// max(x, 0); the gradient at 0 is 0.
Tensor relu(Tensor x, Location loc = Location::current());

/// x * Phi(x), Hendrycks and Gimpel, 2016: with the error function, or its approximation by tanh.
enum class Gelu { exact, tanh };
Tensor gelu(Tensor x, Gelu formula = Gelu::exact, Location loc = Location::current());

/// To another element type. Floats become integers by truncation that saturates; i1 is x != 0.
Tensor cast(Tensor x, DType dtype, Location loc = Location::current());

/// x, without a gradient.
Tensor stop_gradient(Tensor x, Location loc = Location::current());

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

/// [.., m, k] x [.., k, n] -> [.., m, n]; the leading dimensions broadcast.
Tensor matmul(Tensor a, Tensor b, Location loc = Location::current());

/// [.., in] x [in, out] + [out] -> [.., out]; an empty `bias` is left out.
Tensor linear(Tensor x, Tensor weight, Tensor bias = {}, Location loc = Location::current());

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

/// The same elements, row-major, under another shape. One size may be -1: what remains.
Tensor reshape(Tensor x, Shape shape, Location loc = Location::current());

/// Dimension i of the result is dimension permutation[i] of x; empty: all dimensions reversed.
Tensor transpose(Tensor x, Dims permutation = {}, Location loc = Location::current());

/// Repeats x along new leading dimensions and those of size 1.
Tensor broadcast_to(Tensor x, Shape shape, Location loc = Location::current());

/// Elements starts, starts + strides, ... below limits; one number per dimension; empty strides
/// are 1.
Tensor slice(Tensor x, Dims starts, Dims limits, Dims strides = {},
             Location loc = Location::current());

/// The inputs one after the other along `dim`.
Tensor concat(std::vector<Tensor> inputs, int64_t dim, Location loc = Location::current());

/// `low` values before and `high` after the elements, `interior` between them; one number per
/// dimension.
Tensor pad(Tensor x, Dims low, Dims high, double value = 0, Dims interior = {},
           Location loc = Location::current());

/// `destination` with the block that begins at `starts` replaced by `source`.
Tensor insert_slice(Tensor source, Tensor destination, Dims starts,
                    Location loc = Location::current());

//===----------------------------------------------------------------------===//
// Reductions. Empty `dims`: all. `keep_dims` leaves 1 in place of a reduced dimension.
//===----------------------------------------------------------------------===//

Tensor sum(Tensor x, Dims dims = {}, bool keep_dims = false, Location loc = Location::current());
Tensor mean(Tensor x, Dims dims = {}, bool keep_dims = false, Location loc = Location::current());

/// Among equal elements the first gets the gradient.
Tensor max(Tensor x, Dims dims = {}, bool keep_dims = false, Location loc = Location::current());

/// i32 index of the first largest element along `dim`.
Tensor argmax(Tensor x, int64_t dim = -1, Location loc = Location::current());

//===----------------------------------------------------------------------===//
// Networks
//===----------------------------------------------------------------------===//

/// exp(x) / sum(exp(x)) along `dim`, and its logarithm, both without overflow.
Tensor softmax(Tensor x, int64_t dim = -1, Location loc = Location::current());
Tensor log_softmax(Tensor x, int64_t dim = -1, Location loc = Location::current());

/// (x - mean) / sqrt(variance + eps) * gamma + beta, with mean and (biased) variance of each row
/// along the last dimension. Ba, Kiros and Hinton, 2016. x [.., n], gamma and beta [n].
Tensor layer_norm(Tensor x, Tensor gamma, Tensor beta, double eps = 1e-5,
                  Location loc = Location::current());

/// Mean of (x - target)^2 over all elements.
Tensor mse(Tensor x, Tensor target, Location loc = Location::current());

/// Mean binary cross-entropy of sigmoid(logits) and target (0..1).
Tensor bce_with_logits(Tensor logits, Tensor target, Location loc = Location::current());

/// Mean of -log_softmax(logits)[label]; logits [.., classes], labels [..] i32 or i64.
Tensor cross_entropy(Tensor logits, Tensor labels, Location loc = Location::current());

/// In training entries x / (1 - rate) with probability 1 - rate, else 0; x in all others. `rate` in
/// [0, 1).
Tensor dropout(Tensor x, double rate, Location loc = Location::current());

//===----------------------------------------------------------------------===//
// Tensors out of nothing
//===----------------------------------------------------------------------===//

/// Numbers known at compile time, row-major.
Tensor constant(Model &model, Shape shape, std::vector<double> values, DType dtype = DType::f32,
                Location loc = Location::current());

/// The index along `dim`: 0, 1, 2, ...
Tensor iota(Model &model, Shape shape, int64_t dim, DType dtype = DType::i32,
            Location loc = Location::current());

/// Random numbers, new in each training step (Model::train): uniform in [low, high), normal.
Tensor random_uniform(Model &model, Shape shape, double low = 0, double high = 1,
                      DType dtype = DType::f32, Location loc = Location::current());
Tensor random_normal(Model &model, Shape shape, double mean = 0, double stddev = 1,
                     DType dtype = DType::f32, Location loc = Location::current());

} // namespace wick

#endif // WICK_BUILDER_OPS_H
