// W1 and W2.
#include "bench/c/reference.h"

#include <math.h>

void c_perceptron_infer(const struct c_perceptron *model, const float *restrict x,
                        float *restrict probability) {
  for (int i = 0; i < C_PERCEPTRON_BATCH; ++i) {
    float logit = x[2 * i] * model->weight[0] + x[2 * i + 1] * model->weight[1] + model->bias;
    probability[i] = 1 / (1 + expf(-logit));
  }
}

float c_perceptron_train(struct c_perceptron *model, const float *x, const float *y, float rate) {
  enum { batch = C_PERCEPTRON_BATCH };
  float logits[batch], gradient[batch], dweight[2], dbias;
  c_linear(batch, 2, 1, x, model->weight, &model->bias, logits);
  float loss = c_bce(batch, logits, y, gradient);
  c_linear_gradients(batch, 2, 1, x, gradient, dweight, &dbias);
  for (int k = 0; k < 2; ++k)
    model->weight[k] -= rate * dweight[k];
  model->bias -= rate * dbias;
  return loss;
}

float c_xor_train(struct c_xor *model, const float *x, const float *y, float rate) {
  enum { batch = 4, hidden = 4 };
  float h[batch * hidden], logits[batch], dlogits[batch], dh[batch * hidden];
  struct c_xor gradients;
  c_linear(batch, 2, hidden, x, model->weight1, model->bias1, h);
  for (int i = 0; i < batch * hidden; ++i)
    h[i] = fmaxf(h[i], 0);
  c_linear(batch, hidden, 1, h, model->weight2, &model->bias2, logits);
  float loss = c_bce(batch, logits, y, dlogits);
  c_linear_gradients(batch, hidden, 1, h, dlogits, gradients.weight2, &gradients.bias2);
  c_relu_gradient(batch, hidden, 1, h, dlogits, model->weight2, dh);
  c_linear_gradients(batch, 2, hidden, x, dh, gradients.weight1, gradients.bias1);
  float *weights = (float *)model;
  const float *changes = (const float *)&gradients;
  for (int i = 0; i < (int)(sizeof(struct c_xor) / sizeof(float)); ++i)
    weights[i] -= rate * changes[i];
  return loss;
}
