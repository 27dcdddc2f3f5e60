#include "bench/c/reference.h"

#include <math.h>

void c_linear(int rows, int in, int out, const float *restrict x, const float *restrict weight,
              const float *restrict bias, float *restrict y) {
  for (int row = 0; row < rows; ++row) {
    for (int n = 0; n < out; ++n)
      y[row * out + n] = bias[n];
    for (int k = 0; k < in; ++k)
      for (int n = 0; n < out; ++n)
        y[row * out + n] += x[row * in + k] * weight[k * out + n];
  }
}

float c_bce(int count, const float *restrict logits, const float *restrict targets,
            float *restrict gradient) {
  float loss = 0;
  for (int i = 0; i < count; ++i) {
    float x = logits[i];
    loss += fmaxf(x, 0) - x * targets[i] + log1pf(expf(-fabsf(x)));
    gradient[i] = (1 / (1 + expf(-x)) - targets[i]) / (float)count;
  }
  return loss / (float)count;
}

void c_linear_gradients(int rows, int in, int out, const float *restrict x,
                        const float *restrict dy, float *restrict dweight, float *restrict dbias) {
  for (int i = 0; i < in * out; ++i)
    dweight[i] = 0;
  for (int n = 0; n < out; ++n)
    dbias[n] = 0;
  for (int row = 0; row < rows; ++row) {
    for (int k = 0; k < in; ++k)
      for (int n = 0; n < out; ++n)
        dweight[k * out + n] += x[row * in + k] * dy[row * out + n];
    for (int n = 0; n < out; ++n)
      dbias[n] += dy[row * out + n];
  }
}

void c_relu_gradient(int rows, int in, int out, const float *restrict x, const float *restrict dy,
                     const float *restrict weight, float *restrict dx) {
  for (int row = 0; row < rows; ++row)
    for (int k = 0; k < in; ++k) {
      float sum = 0;
      for (int n = 0; n < out; ++n)
        sum += dy[row * out + n] * weight[k * out + n];
      dx[row * in + k] = x[row * in + k] > 0 ? sum : 0;
    }
}
