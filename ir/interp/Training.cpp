// Reference evaluation of the optimizer updates. Operands and results are named as in Training.td.
#include "ir/Wick.h"
#include "ir/interp/HostTensor.h"
#include <cmath>

using namespace wick::ir;
using Operands = llvm::ArrayRef<const HostTensor *>;
using Results = llvm::MutableArrayRef<HostTensor>;

void StopGradientOp::evaluate(Operands operands, Results results) { results[0] = *operands[0]; }

void SgdStepOp::evaluate(Operands operands, Results results) {
  double rate = operands[2]->reals[0], decay = getWeightDecay().convertToDouble();
  for (int64_t i = 0; i < results[0].size(); ++i) {
    double w = operands[0]->reals[i], g = operands[1]->reals[i];
    results[0].reals[i] = w - rate * (g + decay * w);
  }
}

void MomentumStepOp::evaluate(Operands operands, Results results) {
  double rate = operands[3]->reals[0], decay = getWeightDecay().convertToDouble();
  double momentum = getMomentum().convertToDouble();
  for (int64_t i = 0; i < results[0].size(); ++i) {
    double w = operands[0]->reals[i], g = operands[1]->reals[i], v = operands[2]->reals[i];
    double newVelocity = momentum * v + g + decay * w;
    results[0].reals[i] = w - rate * newVelocity;
    results[1].reals[i] = newVelocity;
  }
}

/// Kingma and Ba, 2015, algorithm 1, over all elements. `decayOnGradient` is Adam's weight decay,
/// added to the gradient; `decayOnWeight` is AdamW's, which shrinks the weight before the step
/// (Loshchilov and Hutter, 2019, algorithm 2).
template <typename Op>
static void evaluateAdam(Op op, Operands operands, Results results, double decayOnGradient,
                         double decayOnWeight) {
  double beta1 = op.getBeta1().convertToDouble(), beta2 = op.getBeta2().convertToDouble();
  double epsilon = op.getEpsilon().convertToDouble();
  double step = static_cast<double>(operands[4]->integers[0]), rate = operands[5]->reals[0];
  double correction1 = 1 - std::pow(beta1, step), correction2 = 1 - std::pow(beta2, step);
  for (int64_t i = 0; i < results[0].size(); ++i) {
    double w = operands[0]->reals[i];
    double g = operands[1]->reals[i] + decayOnGradient * w;
    double m = beta1 * operands[2]->reals[i] + (1 - beta1) * g;
    double v = beta2 * operands[3]->reals[i] + (1 - beta2) * g * g;
    w -= rate * decayOnWeight * w;
    results[0].reals[i] = w - rate * (m / correction1) / (std::sqrt(v / correction2) + epsilon);
    results[1].reals[i] = m;
    results[2].reals[i] = v;
  }
}

void AdamStepOp::evaluate(Operands operands, Results results) {
  evaluateAdam(*this, operands, results, getWeightDecay().convertToDouble(), 0);
}

void AdamWStepOp::evaluate(Operands operands, Results results) {
  evaluateAdam(*this, operands, results, 0, getWeightDecay().convertToDouble());
}
