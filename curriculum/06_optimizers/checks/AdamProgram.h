//===- AdamProgram.h - one step of Adam or AdamW, for checks ------------------===//

#ifndef WICK_CURRICULUM_06_OPTIMIZERS_CHECKS_ADAMPROGRAM_H
#define WICK_CURRICULUM_06_OPTIMIZERS_CHECKS_ADAMPROGRAM_H

#include "curriculum/checker/Program.h"

namespace wick::check {

/// wick.<op> on w, g, m, v of `shape` ("3x5x", "" for scalars), the step t and the rate lr. The
/// results are new_w, new_m and new_v. `attributes` as in IR: "beta1 = 0.5".
inline Program adam(const char *op, const char *shape, const char *attributes) {
  return given(R"(
func.func @f(%w: tensor<$SHAPEf64> {wick.name = "w", wick.role = #wick.role<input>},
             %g: tensor<$SHAPEf64> {wick.name = "g", wick.role = #wick.role<input>},
             %m: tensor<$SHAPEf64> {wick.name = "m", wick.role = #wick.role<input>},
             %v: tensor<$SHAPEf64> {wick.name = "v", wick.role = #wick.role<input>},
             %t: tensor<i64> {wick.name = "t", wick.role = #wick.role<input>},
             %lr: tensor<f64> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<$SHAPEf64> {wick.name = "new_w"}, tensor<$SHAPEf64> {wick.name = "new_m"},
        tensor<$SHAPEf64> {wick.name = "new_v"}) attributes {wick.entry} {
  %new_w, %new_m, %new_v = wick.$OP %w, %g, %m, %v, %t, %lr {$ATTRIBUTES}
      : (tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<i64>,
         tensor<f64>) -> (tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<$SHAPEf64>)
  return %new_w, %new_m, %new_v : tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<$SHAPEf64>
})",
               {{"SHAPE", shape}, {"OP", op}, {"ATTRIBUTES", attributes}});
}

} // namespace wick::check

#endif // WICK_CURRICULUM_06_OPTIMIZERS_CHECKS_ADAMPROGRAM_H
