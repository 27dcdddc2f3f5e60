// RUN: wick-opt "%s" -wick-autodiff="wrt=x,w" | FileCheck "%s" --check-prefix=WRT
// RUN: wick-opt "%s" -wick-autodiff -wick-autodiff="of=d_w wrt=w" -canonicalize -cse | FileCheck "%s" --check-prefix=SECOND
// RUN: wick-opt "%s" -wick-autodiff="report" -o /dev/null 2>&1 | FileCheck "%s" --check-prefix=REPORT
// RUN: not wick-opt "%s" -wick-autodiff="wrt=nobody" 2>&1 | FileCheck "%s" --check-prefix=UNKNOWN
// RUN: not wick-opt "%s" -wick-autodiff="wrt=k" 2>&1 | FileCheck "%s" --check-prefix=INTEGER
// RUN: wick-opt "%s" -wick-autodiff -mlir-print-debuginfo | FileCheck "%s" --check-prefix=LOCATION

// The gradient of an input carries no wick.gradient_of: it is no parameter's.
// WRT: tensor<f32> {wick.name = "d_x"}, tensor<f32> {wick.gradient_of = "w", wick.name = "d_w"}

// loss = x w^3: the gradient is 3 x w^2, and the gradient of that 6 x w.
// SECOND: tensor<f32> {wick.gradient_of = "w", wick.name = "d_w"}, tensor<f32> {wick.name = "d_d_w_d_w"}

// REPORT: Saved activations of @cubic
// REPORT: bytes  type
// REPORT: 4  tensor<f32>             wick.mul                {{.*}}autodiff-options.mlir:[[# @LINE + 14]]
// REPORT: 4  tensor<f32>             argument 'w'
// REPORT: 8  saved in 2 values; 8 bytes of arguments are read again

// UNKNOWN: error: 'func.func' op has no floating-point argument 'nobody' to differentiate with respect to
// INTEGER: error: 'func.func' op has no floating-point argument 'k' to differentiate with respect to

// LOCATION: #[[FORWARD:loc.*]] = loc("{{.*}}autodiff-options.mlir":[[# @LINE + 7]]:
// LOCATION: loc("gradient of wick.mul"(#[[FORWARD]]))
func.func @cubic(%x: tensor<f32> {wick.name = "x", wick.role = #wick.role<input>},
                 %k: tensor<i32> {wick.name = "k", wick.role = #wick.role<input>},
                 %w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  %a = wick.mul %x, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %b = wick.mul %a, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %loss = wick.mul %b, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %loss : tensor<f32>
}
