// The models W1, W2 and W3 as plain loops, compiled with all that a C compiler may do (-O3
// -march=native -ffast-math): what Wick has to beat. Matrices are row-major; weights are [in, out].
#ifndef WICK_BENCH_C_REFERENCE_H
#define WICK_BENCH_C_REFERENCE_H

#ifdef __cplusplus
extern "C" {
#endif

// y [rows, out] = x [rows, in] weight + bias.
void c_linear(int rows, int in, int out, const float *x, const float *weight, const float *bias,
              float *y);

// Mean binary cross-entropy of `count` logits; gradient [count] with respect to them.
float c_bce(int count, const float *logits, const float *targets, float *gradient);

// dweight [in, out] = x' dy and dbias [out] = column sums of dy.
void c_linear_gradients(int rows, int in, int out, const float *x, const float *dy, float *dweight,
                        float *dbias);

// dx [rows, in] = dy weight', where x, the output of a relu, is above 0; else 0.
void c_relu_gradient(int rows, int in, int out, const float *x, const float *dy,
                     const float *weight, float *dx);

// W1: [100, 2] -> [100, 1].
enum { C_PERCEPTRON_BATCH = 100 };
struct c_perceptron {
  float weight[2], bias;
};
void c_perceptron_infer(const struct c_perceptron *model, const float *x, float *probability);
float c_perceptron_train(struct c_perceptron *model, const float *x, const float *y, float rate);

// W2: 2 -> 4 -> 1 on the four corners.
struct c_xor {
  float weight1[2 * 4], bias1[4], weight2[4], bias2;
};
float c_xor_train(struct c_xor *model, const float *x, const float *y, float rate);

// W3: 784 -> 128 -> 64 -> 10.
enum { C_MLP_LARGEST_BATCH = 256 };
struct c_mlp_weights {
  float weight1[784 * 128], bias1[128], weight2[128 * 64], bias2[64], weight3[64 * 10], bias3[10];
};
struct c_mlp {
  struct c_mlp_weights weights, gradients, first_moment, second_moment;
  float hidden1[C_MLP_LARGEST_BATCH * 128], hidden2[C_MLP_LARGEST_BATCH * 64];
  float logits[C_MLP_LARGEST_BATCH * 10];
  float dhidden1[C_MLP_LARGEST_BATCH * 128], dhidden2[C_MLP_LARGEST_BATCH * 64];
  float dlogits[C_MLP_LARGEST_BATCH * 10];
  int step;
};
void c_mlp_infer(struct c_mlp *model, int batch, const float *x);
// Loss before the update: SGD (lr 0.01, momentum 0.9), Adam (lr 1e-3).
float c_mlp_train_sgd(struct c_mlp *model, int batch, const float *x, const int *labels);
float c_mlp_train_adam(struct c_mlp *model, int batch, const float *x, const int *labels);

#ifdef __cplusplus
}
#endif

#endif // WICK_BENCH_C_REFERENCE_H
