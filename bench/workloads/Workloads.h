//===- Workloads.h - the models on which systems are compared ----------------===//
//
// f32 models whose weights, inputs and labels follow from their names (Data.h), as example data of
// the inputs. A system that reproduces the check values has done the same work.

#ifndef WICK_BENCH_WORKLOADS_WORKLOADS_H
#define WICK_BENCH_WORKLOADS_WORKLOADS_H

#include "wick/wick.h"

namespace wick::workloads {

/// W1, a perceptron [100, 2] -> [100, 1] with sigmoid. Entries `infer` (result "probability") and
/// `train_step`: mean binary cross-entropy, SGD with lr 0.1.
void buildPerceptron(Model &m);

/// W2, XOR by layers 2-4-1 with relu and sigmoid. Entries `infer` (result "probability") of the
/// four corners and `train_step`: mean binary cross-entropy, SGD with lr 0.5.
void buildXor(Model &m);

/// Epochs of W2, each one step.
inline constexpr int kXorEpochs = 1000;

/// W3, layers 784-128-64-10 with relu. Entries `infer_b1`, `infer_b32` and `infer_b256` (result
/// "logits"), each batch the beginning of the larger one, and `train_step` for 32 samples: mean
/// cross-entropy and one of the optimizers below.
void buildMlp(Model &m, optim::Optimizer optimizer);

/// One entry of W3 alone: `infer_b<batch>` or `train_step`.
void buildMlpInference(Model &m, int64_t batch);
void buildMlpTraining(Model &m, optim::Optimizer optimizer);

/// A small net, layers 64-32-10 with relu for images of digits; its entry `infer` takes 32.
void buildDigitsInference(Model &m);

inline constexpr optim::Sgd kMlpSgd{.lr = 0.01, .momentum = 0.9};
inline constexpr optim::Adam kMlpAdam{.lr = 1e-3};

/// W4a, a convolutional network on 1 x 28 x 28: 3 x 3 convolutions of 16 and 32 filters, relu and 2
/// x 2 pooling behind each, then layers 1568-128-10. Entries `infer_b1` and `infer_b32` (result
/// "logits") and `train_step` for 32 images: mean cross-entropy, Adam.
void buildSmallCnn(Model &m);

/// W4b, the same on 3 x 32 x 32 with 32, 64 and 128 filters and one layer 2048-10.
void buildLargeCnn(Model &m);

/// What a result sums to, itself and its absolute values, and its first elements.
struct CheckValues {
  double sum, absoluteSum;
  double first[3];
};

// Computed in f32 by an independent implementation, losses before the steps 1, 2 and 3.
inline constexpr CheckValues kPerceptronProbability = {
    63.202437, 63.202437, {0.6237406, 0.6564045, 0.6407639}};
inline constexpr CheckValues kMlpLogits = {
    26.797317, 29.750417, {0.0006771, 0.1106806, 0.0379756}}; // of infer_b32
inline constexpr CheckValues kSmallCnnLogits = {
    3.052857, 18.020976, {-0.1437548, 0.0490653, 0.0614475}}; // of infer_b32
inline constexpr CheckValues kLargeCnnLogits = {
    0.564061, 12.974451, {-0.0317332, 0.0560863, 0.0689064}}; // of infer_b32
inline constexpr double kSmallCnnLosses[] = {2.337209, 2.257990, 2.189751};
inline constexpr double kLargeCnnLosses[] = {2.307935, 2.193444, 2.127432};
inline constexpr double kXorFinalLoss = 0.004620;
inline constexpr double kMlpSgdLosses[] = {2.318475, 2.315570, 2.310150};
inline constexpr double kMlpAdamLosses[] = {2.318475, 2.216006, 2.134382};

} // namespace wick::workloads

#endif // WICK_BENCH_WORKLOADS_WORKLOADS_H
