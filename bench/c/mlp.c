// W3.
#include "bench/c/reference.h"

#include <math.h>

enum { FEATURES = 784, HIDDEN1 = 128, HIDDEN2 = 64, CLASSES = 10 };

static void relu(int count, float *x) {
  for (int i = 0; i < count; ++i)
    x[i] = fmaxf(x[i], 0);
}

void c_mlp_infer(struct c_mlp *m, int batch, const float *x) {
  const struct c_mlp_weights *w = &m->weights;
  c_linear(batch, FEATURES, HIDDEN1, x, w->weight1, w->bias1, m->hidden1);
  relu(batch * HIDDEN1, m->hidden1);
  c_linear(batch, HIDDEN1, HIDDEN2, m->hidden1, w->weight2, w->bias2, m->hidden2);
  relu(batch * HIDDEN2, m->hidden2);
  c_linear(batch, HIDDEN2, CLASSES, m->hidden2, w->weight3, w->bias3, m->logits);
}

/// Mean cross-entropy, and its gradient with respect to the logits.
static float cross_entropy(struct c_mlp *m, int batch, const int *labels) {
  float loss = 0;
  for (int row = 0; row < batch; ++row) {
    const float *x = m->logits + row * CLASSES;
    float *gradient = m->dlogits + row * CLASSES, largest = x[0], sum = 0;
    for (int c = 1; c < CLASSES; ++c)
      largest = fmaxf(largest, x[c]);
    for (int c = 0; c < CLASSES; ++c)
      sum += expf(x[c] - largest);
    loss += largest + logf(sum) - x[labels[row]];
    for (int c = 0; c < CLASSES; ++c)
      gradient[c] = (expf(x[c] - largest) / sum - (float)(c == labels[row])) / (float)batch;
  }
  return loss / (float)batch;
}

static float compute_gradients(struct c_mlp *m, int batch, const float *x, const int *labels) {
  const struct c_mlp_weights *w = &m->weights;
  struct c_mlp_weights *g = &m->gradients;
  c_mlp_infer(m, batch, x);
  float loss = cross_entropy(m, batch, labels);
  c_linear_gradients(batch, HIDDEN2, CLASSES, m->hidden2, m->dlogits, g->weight3, g->bias3);
  c_relu_gradient(batch, HIDDEN2, CLASSES, m->hidden2, m->dlogits, w->weight3, m->dhidden2);
  c_linear_gradients(batch, HIDDEN1, HIDDEN2, m->hidden1, m->dhidden2, g->weight2, g->bias2);
  c_relu_gradient(batch, HIDDEN1, HIDDEN2, m->hidden1, m->dhidden2, w->weight2, m->dhidden1);
  c_linear_gradients(batch, FEATURES, HIDDEN1, x, m->dhidden1, g->weight1, g->bias1);
  return loss;
}

enum { PARAMETERS = sizeof(struct c_mlp_weights) / sizeof(float) };

float c_mlp_train_sgd(struct c_mlp *m, int batch, const float *x, const int *labels) {
  float loss = compute_gradients(m, batch, x, labels);
  float *restrict w = (float *)&m->weights, *restrict v = (float *)&m->first_moment;
  const float *restrict g = (const float *)&m->gradients;
  for (int i = 0; i < PARAMETERS; ++i) {
    v[i] = 0.9f * v[i] + g[i];
    w[i] -= 0.01f * v[i];
  }
  return loss;
}

float c_mlp_train_adam(struct c_mlp *model, int batch, const float *x, const int *labels) {
  float loss = compute_gradients(model, batch, x, labels);
  float *restrict w = (float *)&model->weights;
  float *restrict m = (float *)&model->first_moment, *restrict v = (float *)&model->second_moment;
  const float *restrict g = (const float *)&model->gradients;
  double step = ++model->step;
  float rate = (float)(1e-3 / (1 - pow(0.9, step))), scale = (float)(1 / (1 - pow(0.999, step)));
  for (int i = 0; i < PARAMETERS; ++i) {
    m[i] = 0.9f * m[i] + 0.1f * g[i];
    v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
    w[i] -= rate * m[i] / (sqrtf(v[i] * scale) + 1e-8f);
  }
  return loss;
}
