/* Calls the compiled model from C: prints 2 4 6. */
#include "doubling.h"
#include "wick/runtime.h"

#include <stdio.h>

int main(void) {
  wick_instance *instance = wick_instance_create(&wick_model_doubling);
  float *x = instance ? wick_instance_buffer(instance, "predict", "x") : NULL;
  if (!x) {
    fprintf(stderr, "%s\n", wick_last_error());
    return 1;
  }
  for (int i = 0; i < 3; ++i)
    x[i] = (float)(i + 1);
  if (!wick_instance_run(instance, "predict")) {
    fprintf(stderr, "%s\n", wick_last_error());
    return 1;
  }
  const float *y = wick_instance_buffer(instance, "predict", "y");
  printf("%g %g %g\n", y[0], y[1], y[2]);
  wick_instance_destroy(instance);
  return 0;
}
