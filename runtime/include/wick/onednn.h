/* Calls of oneDNN from a compiled model: what libwick_onednn implements. Only models that were
 * compiled for the backend onednn link it, and with it oneDNN. */
#ifndef WICK_ONEDNN_H
#define WICK_ONEDNN_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum wick_onednn_function {
  WICK_ONEDNN_MATMUL,
  WICK_ONEDNN_SOFTMAX,
  WICK_ONEDNN_LAYER_NORM,
  WICK_ONEDNN_ELEMENTWISE,
  WICK_ONEDNN_CONV2D,
  WICK_ONEDNN_CONV2D_INPUT_GRADIENT,
  WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT,
  WICK_ONEDNN_MAX_POOL2D,
  WICK_ONEDNN_AVG_POOL2D
} wick_onednn_function;

typedef enum wick_onednn_step {
  WICK_ONEDNN_RELU,
  WICK_ONEDNN_GELU_ERF,
  WICK_ONEDNN_GELU_TANH,
  WICK_ONEDNN_SIGMOID,
  WICK_ONEDNN_TANH,
  WICK_ONEDNN_EXP,
  WICK_ONEDNN_ADDEND
} wick_onednn_step;

enum { WICK_ONEDNN_MOST_DIMS = 6, WICK_ONEDNN_MOST_STEPS = 8 };

/* What a call computes. All data is f32, dense and row-major. Every member has eight bytes, so that
 * the compiler can write it as an array of them. */
typedef struct wick_onednn_spec {
  int64_t function; /* wick_onednn_function */
  int64_t rank;     /* of input and output, and of the weight of a matmul */
  /* [rank]: [batch.., m, k], [batch.., k, n] and [batch.., m, n] of a matmul, before it is said
   * that the buffers hold the last two dimensions of input or weight in the other order. Images,
   * [n, h, w, c], and filters, [f, c, kh, kw], of convolutions and poolings: the gradient of the
   * windowed image is the input of CONV2D_INPUT_GRADIENT and the weight of
   * CONV2D_WEIGHT_GRADIENT. */
  int64_t input[WICK_ONEDNN_MOST_DIMS];
  int64_t weight[WICK_ONEDNN_MOST_DIMS];
  int64_t output[WICK_ONEDNN_MOST_DIMS];
  int64_t transpose_input, transpose_weight;
  int64_t has_bias;     /* matmul: [n] */
  int64_t keeps_weight; /* the weight is a constant, or a param that the entry does not update */
  int64_t dim;          /* softmax */
  double epsilon;       /* layer_norm; its scale and shift are weight and bias [last dimension] */
  int64_t kernel[2];    /* pooling: height and width */
  int64_t strides[2], padding[2]; /* of windows: vertical and horizontal */
  int64_t winograd;               /* CONV2D: fewer multiplications, other rounding */
  int64_t scratch_bytes;          /* of the memory that a run is given */
  int64_t step_count;
  int64_t steps[WICK_ONEDNN_MOST_STEPS]; /* wick_onednn_step, in order */
} wick_onednn_spec;

typedef struct wick_onednn_call {
  wick_onednn_spec spec;
  const char *place; /* the author's line, for messages */
  void *kits;        /* primitives, made by the library; NULL at first */
} wick_onednn_call;

/* Makes the primitives of `calls` (wick_onednn_call[count]) for this many threads. NULL, or a
 * sentence that says why it cannot, valid until the next call on this thread. Warns on stderr of a
 * call for which oneDNN has only its reference implementation. */
const char *wick_onednn_prepare(void *calls, int32_t count, int32_t threads);

/* Frees what the library has made for `calls`, none of which is running, before their memory goes;
 * a program need not. */
void wick_onednn_release(void *calls, int32_t count);

/* Brackets the run of an entry on this thread. While `*version` stays what begin has made of it (0:
 * make a new one), the params at one address have not changed, and packed copies of them are used
 * again. NULL, or no begin: nothing is known, and params are read where they lie. Without a begin
 * the number of threads is that of the environment variable WICK_NUM_THREADS, else 1. */
void wick_onednn_begin(uint64_t *version, int32_t threads);
void wick_onednn_end(void);

/* Computes one call. Re-entrant. Aborts with a message where a primitive cannot be made, which
 * wick_onednn_prepare says beforehand. Pointers that the call does not have are NULL. `scratch`
 * has spec.scratch_bytes bytes; where oneDNN needs more on this CPU or with this many threads than
 * the compiler was told, the library keeps memory of its own for it. */
void wick_onednn_run(wick_onednn_call *call, const float *input, const float *weight,
                     const float *bias, const float *addend, float *output, void *scratch);

/* The name of oneDNN's implementation, as "brg:avx512_core", or NULL when it has none; valid until
 * the next call on this thread. Names of reference implementations begin with "ref". */
const char *wick_onednn_implementation(const wick_onednn_spec *spec);

/* The scratch memory that a run on this CPU needs at most with one thread or with `threads`. */
int64_t wick_onednn_scratch_bytes(const wick_onednn_spec *spec, int32_t threads);

/* "2.6.3". */
const char *wick_onednn_version(void);

#ifdef __cplusplus
}
#endif
#endif
