// wick-decompose leaves no composite. That the numbers stay is tested on random graphs (tests/numeric).
//
// RUN: wick-opt "%s" --wick-decompose | FileCheck "%s"
// RUN: wick-opt "%s" --wick-decompose --wick-decompose | FileCheck "%s"
// RUN: wick-opt "%s" --wick-decompose | FileCheck "%s" --check-prefix=NONE
//
// NONE-NOT: wick.{{sigmoid|relu|gelu|linear|layer_norm|softmax|log_softmax|reduce_mean|.*loss|bce|cross|dropout|.*_step|batch_norm|conv2d_input_gradient}}

// (1 + tanh(x/2)) / 2.
// CHECK-LABEL: func.func @sigmoid
// CHECK-SAME: (%[[X:.+]]: tensor<4xf64>)
// CHECK: %[[HALF:.+]] = wick.mul %[[X]], %{{.+}}
// CHECK: %[[TANH:.+]] = wick.tanh %[[HALF]]
// CHECK: %[[SCALED:.+]] = wick.mul %[[TANH]], %{{.+}}
// CHECK: %[[Y:.+]] = wick.add %[[SCALED]], %{{.+}}
// CHECK: return %[[Y]]
func.func @sigmoid(%x: tensor<4xf64>) -> tensor<4xf64> {
  %0 = wick.sigmoid %x : tensor<4xf64>
  return %0 : tensor<4xf64>
}

// CHECK-LABEL: func.func @activations
// CHECK: wick.maximum
// CHECK: wick.erf
// CHECK: wick.tanh
func.func @activations(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0 = wick.relu %x : tensor<4xf32>
  %1 = wick.gelu %x : tensor<4xf32>
  %2 = wick.gelu %x {approximate = #wick<gelu_approximation tanh>} : tensor<4xf32>
  return %0, %1, %2 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// Leading dimensions become rows of one product.
// CHECK-LABEL: func.func @linear
// CHECK-SAME: (%[[X:.+]]: tensor<2x3x4xf32>, %[[W:.+]]: tensor<4x5xf32>, %[[B:.+]]: tensor<5xf32>)
// CHECK-NEXT: %[[ROWS:.+]] = wick.reshape %[[X]] : tensor<2x3x4xf32> -> tensor<6x4xf32>
// CHECK-NEXT: %[[P:.+]] = wick.matmul %[[ROWS]], %[[W]]
// CHECK-NEXT: %[[S:.+]] = wick.add %[[P]], %[[B]]
// CHECK-NEXT: %[[Y:.+]] = wick.reshape %[[S]] : tensor<6x5xf32> -> tensor<2x3x5xf32>
// CHECK-NEXT: return %[[Y]]
func.func @linear(%x: tensor<2x3x4xf32>, %w: tensor<4x5xf32>, %b: tensor<5xf32>) -> tensor<2x3x5xf32> {
  %0 = wick.linear %x, %w, %b : (tensor<2x3x4xf32>, tensor<4x5xf32>, tensor<5xf32>) -> tensor<2x3x5xf32>
  return %0 : tensor<2x3x5xf32>
}

// CHECK-LABEL: func.func @linear_without_bias
// CHECK-NEXT: %[[P:.+]] = wick.matmul
// CHECK-NEXT: return %[[P]]
func.func @linear_without_bias(%x: tensor<3x4xf32>, %w: tensor<4x5xf32>) -> tensor<3x5xf32> {
  %0 = wick.linear %x, %w : (tensor<3x4xf32>, tensor<4x5xf32>) -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}

// A sum over nothing is zero, not an error.
// CHECK-LABEL: func.func @linear_over_nothing
// CHECK: wick.reshape %{{.+}} : tensor<2x3x0xf32> -> tensor<6x0xf32>
func.func @linear_over_nothing(%x: tensor<2x3x0xf32>, %w: tensor<0x5xf32>) -> tensor<2x3x5xf32> {
  %0 = wick.linear %x, %w : (tensor<2x3x0xf32>, tensor<0x5xf32>) -> tensor<2x3x5xf32>
  return %0 : tensor<2x3x5xf32>
}

// Two passes over a row: the variance is the mean of the squared differences from the mean.
// CHECK-LABEL: func.func @layer_norm
// CHECK-SAME: (%[[X:.+]]: tensor<2x4xf32>, %[[G:.+]]: tensor<4xf32>, %[[B:.+]]: tensor<4xf32>)
// CHECK: %[[SUM:.+]] = wick.reduce_sum %[[X]] {dims = array<i64: 1>, keep_dims = true}
// CHECK: %[[MEAN:.+]] = wick.mul %[[SUM]], %{{.+}}
// CHECK: %[[CENTERED:.+]] = wick.sub %[[X]], %[[MEAN]]
// CHECK: %[[SQUARES:.+]] = wick.mul %[[CENTERED]], %[[CENTERED]]
// CHECK: %[[TOTAL:.+]] = wick.reduce_sum %[[SQUARES]] {dims = array<i64: 1>, keep_dims = true}
// CHECK: %[[VARIANCE:.+]] = wick.mul %[[TOTAL]], %{{.+}}
// CHECK: %[[SAFE:.+]] = wick.add %[[VARIANCE]], %{{.+}}
// CHECK: %[[INVERSE:.+]] = wick.rsqrt %[[SAFE]]
// CHECK: %[[Z:.+]] = wick.mul %[[CENTERED]], %[[INVERSE]]
// CHECK: %[[SCALED:.+]] = wick.mul %[[Z]], %[[G]]
// CHECK: %[[Y:.+]] = wick.add %[[SCALED]], %[[B]]
// CHECK: return %[[Y]]
func.func @layer_norm(%x: tensor<2x4xf32>, %g: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<2x4xf32> {
  %0 = wick.layer_norm %x, %g, %b : (tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}

// bf16 is widened once and rounded once.
// CHECK-LABEL: func.func @layer_norm_bf16
// CHECK-COUNT-3: wick.cast %{{.+}} : tensor<{{.*}}bf16> -> tensor<{{.*}}f32>
// CHECK: %[[Y:.+]] = wick.cast %{{.+}} : tensor<2x4xf32> -> tensor<2x4xbf16>
// CHECK-NEXT: return %[[Y]]
func.func @layer_norm_bf16(%x: tensor<2x4xbf16>, %g: tensor<4xbf16>, %b: tensor<4xbf16>) -> tensor<2x4xbf16> {
  %0 = wick.layer_norm %x, %g, %b : (tensor<2x4xbf16>, tensor<4xbf16>, tensor<4xbf16>) -> tensor<2x4xbf16>
  return %0 : tensor<2x4xbf16>
}

// Composites of composites: the loss holds a log_softmax, and the label selects by comparison.
// CHECK-LABEL: func.func @cross_entropy
// CHECK-SAME: (%[[X:.+]]: tensor<4x3xf32>, %[[L:.+]]: tensor<4xi32>)
// CHECK: %[[MAX:.+]] = wick.reduce_max %[[X]] {dims = array<i64: 1>, keep_dims = true}
// CHECK: %[[SHIFTED:.+]] = wick.sub %[[X]], %[[MAX]]
// CHECK: wick.log
// CHECK: %[[COLUMN:.+]] = wick.reshape %[[L]] : tensor<4xi32> -> tensor<4x1xi32>
// CHECK: wick.compare eq, %{{.+}}, %[[COLUMN]]
// CHECK: wick.select
func.func @cross_entropy(%x: tensor<4x3xf32>, %l: tensor<4xi32>) -> tensor<f32> {
  %0 = wick.cross_entropy %x, %l : (tensor<4x3xf32>, tensor<4xi32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// The mask is drawn by the seed, counter and stream of the op.
// CHECK-LABEL: func.func @dropout
// CHECK-SAME: (%{{.+}}: tensor<4xf32>, %[[S:.+]]: tensor<i64>, %[[C:.+]]: tensor<i64>)
// CHECK: wick.random_uniform %[[S]], %[[C]] {stream = 3 : i64}
// CHECK: wick.compare ge
func.func @dropout(%x: tensor<4xf32>, %s: tensor<i64>, %c: tensor<i64>) -> tensor<4xf32> {
  %0 = wick.dropout %x, %s, %c {rate = 0.25, stream = 3} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// Several results.
// CHECK-LABEL: func.func @momentum
// CHECK-SAME: (%[[W:.+]]: tensor<4xf32>, %[[G:.+]]: tensor<4xf32>, %[[V:.+]]: tensor<4xf32>, %[[LR:.+]]: tensor<f32>)
// CHECK: %[[OLD:.+]] = wick.mul %[[V]], %{{.+}}
// CHECK-NEXT: %[[NEW:.+]] = wick.add %[[OLD]], %[[G]]
// CHECK-NEXT: %[[STEP:.+]] = wick.mul %[[NEW]], %[[LR]]
// CHECK-NEXT: %[[W1:.+]] = wick.sub %[[W]], %[[STEP]]
// CHECK-NEXT: return %[[W1]], %[[NEW]]
func.func @momentum(%w: tensor<4xf32>, %g: tensor<4xf32>, %v: tensor<4xf32>, %lr: tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0, %1 = wick.momentum_step %w, %g, %v, %lr {momentum = 0.5} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @simple_ops
// CHECK-NEXT: wick.matmul
// CHECK-NEXT: wick.stop_gradient
// CHECK-NEXT: return
func.func @simple_ops(%x: tensor<3x4xf32>, %w: tensor<4x5xf32>) -> tensor<3x5xf32> {
  %0 = wick.matmul %x, %w : (tensor<3x4xf32>, tensor<4x5xf32>) -> tensor<3x5xf32>
  %1 = wick.stop_gradient %0 : tensor<3x5xf32>
  return %1 : tensor<3x5xf32>
}

// The gradient of the image is the convolution by the reversed filters.
// CHECK-LABEL: func.func @conv2d_input_gradient
// CHECK-SAME: (%[[G:.+]]: tensor<2x4x5x7xf32>, %[[W:.+]]: tensor<4x3x3x3xf32>)
// CHECK: %[[P:.+]] = wick.pad %[[G]] {high = array<i64: 0, 0, 1, 1>, interior = array<i64: 0, 0, 0, 0>, low = array<i64: 0, 0, 1, 1>}
// CHECK: %[[T:.+]] = wick.transpose %[[W]] {permutation = array<i64: 1, 0, 2, 3>}
// CHECK: %[[R:.+]] = wick.reverse %[[T]] {dims = array<i64: 2, 3>}
// CHECK: wick.conv2d %[[P]], %[[R]]
func.func @conv2d_input_gradient(%g: tensor<2x4x5x7xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<2x3x5x7xf32> {
  %0 = wick.conv2d_input_gradient %g, %w {padding = array<i64: 1, 1>} : (tensor<2x4x5x7xf32>, tensor<4x3x3x3xf32>) -> tensor<2x3x5x7xf32>
  return %0 : tensor<2x3x5x7xf32>
}

// The running statistics stay as they are, or move towards the batch's.
// CHECK-LABEL: func.func @batch_norm
// CHECK-SAME: (%{{.+}}: tensor<2x3x4xf32>, %[[C:.+]]: tensor<3xf32>)
// CHECK: wick.rsqrt %{{.+}} : tensor<3xf32>
// CHECK: return %{{.+}}, %[[C]] :
func.func @batch_norm(%x: tensor<2x3x4xf32>, %c: tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>) {
  %0:3 = wick.batch_norm %x, %c, %c, %c, %c : (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0, %0#1 : tensor<2x3x4xf32>, tensor<3xf32>
}

// CHECK-LABEL: func.func @batch_norm_training
// CHECK: wick.reduce_sum %{{.+}} {dims = array<i64: 0, 2>} : (tensor<2x3x4xf32>) -> tensor<3xf32>
// CHECK: wick.reduce_sum %{{.+}} {dims = array<i64: 0, 2>} : (tensor<2x3x4xf32>) -> tensor<3xf32>
func.func @batch_norm_training(%x: tensor<2x3x4xf32>, %c: tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>) {
  %0:3 = wick.batch_norm %x, %c, %c, %c, %c {training = true} : (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x4xf32>, tensor<3xf32>, tensor<3xf32>)
  return %0#0, %0#1 : tensor<2x3x4xf32>, tensor<3xf32>
}
