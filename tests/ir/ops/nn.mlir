// Composites of neural networks (layer_norm: nn-layer-norm.mlir): round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @nn
func.func @nn(%x: tensor<2x3x4xf32>, %w: tensor<4x5xf32>, %b: tensor<5xf32>, %labels: tensor<2x3xi64>, %seed: tensor<i64>) {
  // CHECK: wick.linear %{{.+}}, %{{.+}}, %{{.+}} : (tensor<2x3x4xf32>, tensor<4x5xf32>, tensor<5xf32>) -> tensor<2x3x5xf32>
  %0 = wick.linear %x, %w, %b : (tensor<2x3x4xf32>, tensor<4x5xf32>, tensor<5xf32>) -> tensor<2x3x5xf32>
  // CHECK: wick.linear %{{.+}}, %{{.+}} : (tensor<2x3x4xf32>, tensor<4x5xf32>) -> tensor<2x3x5xf32>
  %1 = wick.linear %x, %w : (tensor<2x3x4xf32>, tensor<4x5xf32>) -> tensor<2x3x5xf32>
  // CHECK: wick.softmax %{{.+}} {dim = 1 : i64} : tensor<2x3x4xf32>
  %2 = wick.softmax %x {dim = 1 : i64} : tensor<2x3x4xf32>
  // CHECK: wick.log_softmax %{{.+}} {dim = 2 : i64} : tensor<2x3x4xf32>
  %3 = wick.log_softmax %x {dim = 2 : i64} : tensor<2x3x4xf32>
  // CHECK: wick.mse_loss %{{.+}}, %{{.+}} : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<f32>
  %4 = wick.mse_loss %x, %x : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<f32>
  // CHECK: wick.bce_with_logits %{{.+}}, %{{.+}} : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<f32>
  %5 = wick.bce_with_logits %x, %x : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<f32>
  // CHECK: wick.cross_entropy %{{.+}}, %{{.+}} : (tensor<2x3x4xf32>, tensor<2x3xi64>) -> tensor<f32>
  %6 = wick.cross_entropy %x, %labels : (tensor<2x3x4xf32>, tensor<2x3xi64>) -> tensor<f32>
  // CHECK: wick.dropout %{{.+}}, %{{.+}}, %{{.+}} {rate = 1.000000e-01 : f64, stream = 1 : i64} : (tensor<2x3x4xf32>, tensor<i64>, tensor<i64>) -> tensor<2x3x4xf32>
  %7 = wick.dropout %x, %seed, %seed {rate = 1.000000e-01 : f64, stream = 1 : i64} : (tensor<2x3x4xf32>, tensor<i64>, tensor<i64>) -> tensor<2x3x4xf32>
  return
}

// -----

// wick.linear I1: floats only.
func.func @linear_i1(%x: tensor<2x3xi32>, %w: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.linear' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.linear %x, %w : (tensor<2x3xi32>, tensor<3x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

// wick.linear I2: floats only.
func.func @linear_i2(%x: tensor<2x3xf32>, %w: tensor<3x4xi32>) {
  // expected-error@+1 {{'wick.linear' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.linear %x, %w : (tensor<2x3xf32>, tensor<3x4xi32>) -> tensor<2x4xf32>
  return
}

// -----

// wick.linear I3: floats only.
func.func @linear_i3(%x: tensor<2x3xf32>, %w: tensor<3x4xf32>, %b: tensor<4xi32>) {
  // expected-error@+1 {{'wick.linear' op operand #2 must be statically shaped tensor of f32, f64 or bf16}}
  wick.linear %x, %w, %b : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<4xi32>) -> tensor<2x4xf32>
  return
}

// -----

// wick.linear C1: the ranks.
func.func @linear_c1(%x: tensor<2x3xf32>, %w: tensor<3x4x1xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.linear' op C1: input needs rank 1 or more, weight 2, bias 1; got 2x3, 3x4x1, 4}}
  wick.linear %x, %w, %b : (tensor<2x3xf32>, tensor<3x4x1xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  return
}

// -----

// wick.linear C1: the ranks without bias.
func.func @linear_c1_2(%x: tensor<f32>, %w: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.linear' op C1: input needs rank 1 or more, weight 2, bias 1; got scalar, 3x4}}
  wick.linear %x, %w : (tensor<f32>, tensor<3x4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.linear C2: one element type.
func.func @linear_c2(%x: tensor<2x3xf32>, %w: tensor<3x4xf64>) {
  // expected-error@+1 {{'wick.linear' op C2: operands have different element types; cast one of them}}
  wick.linear %x, %w : (tensor<2x3xf32>, tensor<3x4xf64>) -> tensor<2x4xf32>
  return
}

// -----

// wick.linear C3: input ends in what weight takes.
func.func @linear_c3(%x: tensor<2x3xf32>, %w: tensor<4x5xf32>) {
  // expected-error@+1 {{'wick.linear' op C3: input 2x3 ends in 3 but weight 4x5 takes 4}}
  wick.linear %x, %w : (tensor<2x3xf32>, tensor<4x5xf32>) -> tensor<2x5xf32>
  return
}

// -----

// wick.linear C4: bias has what weight makes.
func.func @linear_c4(%x: tensor<2x3xf32>, %w: tensor<3x4xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.linear' op C4: bias has 3 elements but weight makes 4}}
  wick.linear %x, %w, %b : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<3xf32>) -> tensor<2x4xf32>
  return
}

// -----

// wick.linear C5: the result is [.., out].
func.func @linear_c5(%x: tensor<2x3xf32>, %w: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.linear' op result types are 'tensor<2x3xf32>' but the operands make 'tensor<2x4xf32>'}}
  wick.linear %x, %w : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.softmax I1: floats only.
func.func @softmax_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.softmax' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.softmax %x {dim = 0 : i64} : tensor<4xi32>
  return
}

// -----

// wick.softmax I2: dim is given.
func.func @softmax_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.softmax' op requires attribute 'dim'}}
  wick.softmax %x : tensor<4xf32>
  return
}

// -----

// wick.softmax C1: dim is a dimension.
func.func @softmax_c1(%x: tensor<4x2xf32>) {
  // expected-error@+1 {{'wick.softmax' op C1: dim 2 is not in [0, 2)}}
  wick.softmax %x {dim = 2 : i64} : tensor<4x2xf32>
  return
}

// -----

// wick.softmax C2: the result has the type of the input.
func.func @softmax_c2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.softmax' op requires the same type for all operands and results}}
  "wick.softmax"(%x) <{dim = 0 : i64}> : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.log_softmax I1: floats only.
func.func @log_softmax_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.log_softmax' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.log_softmax %x {dim = 0 : i64} : tensor<4xi32>
  return
}

// -----

// wick.log_softmax I2: dim is given.
func.func @log_softmax_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.log_softmax' op requires attribute 'dim'}}
  wick.log_softmax %x : tensor<4xf32>
  return
}

// -----

// wick.log_softmax C1: dim is a dimension.
func.func @log_softmax_c1(%x: tensor<4x2xf32>) {
  // expected-error@+1 {{'wick.log_softmax' op C1: dim 2 is not in [0, 2)}}
  wick.log_softmax %x {dim = 2 : i64} : tensor<4x2xf32>
  return
}

// -----

// wick.log_softmax C2: the result has the type of the input.
func.func @log_softmax_c2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.log_softmax' op requires the same type for all operands and results}}
  "wick.log_softmax"(%x) <{dim = 0 : i64}> : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.mse_loss I1: floats only.
func.func @mse_loss_i1(%x: tensor<4xi32>, %t: tensor<4xf32>) {
  // expected-error@+1 {{'wick.mse_loss' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.mse_loss %x, %t : (tensor<4xi32>, tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.mse_loss I2: floats only.
func.func @mse_loss_i2(%x: tensor<4xf32>, %t: tensor<4xi32>) {
  // expected-error@+1 {{'wick.mse_loss' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.mse_loss %x, %t : (tensor<4xf32>, tensor<4xi32>) -> tensor<f32>
  return
}

// -----

// wick.mse_loss C1: one type.
func.func @mse_loss_c1(%x: tensor<4x1xf32>, %t: tensor<4xf32>) {
  // expected-error@+1 {{'wick.mse_loss' op C1: input 4x1 and target 4 need one type}}
  wick.mse_loss %x, %t : (tensor<4x1xf32>, tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.mse_loss C1: one element type.
func.func @mse_loss_c1_2(%x: tensor<4xf32>, %t: tensor<4xf64>) {
  // expected-error@+1 {{'wick.mse_loss' op C1: input 4 and target 4 need one type}}
  wick.mse_loss %x, %t : (tensor<4xf32>, tensor<4xf64>) -> tensor<f32>
  return
}

// -----

// wick.mse_loss C2: a scalar of the element type.
func.func @mse_loss_c2(%x: tensor<4xf32>, %t: tensor<4xf32>) {
  // expected-error@+1 {{'wick.mse_loss' op result types are 'tensor<f64>' but the operands make 'tensor<f32>'}}
  wick.mse_loss %x, %t : (tensor<4xf32>, tensor<4xf32>) -> tensor<f64>
  return
}

// -----

// wick.bce_with_logits I1: floats only.
func.func @bce_with_logits_i1(%x: tensor<4xi32>, %t: tensor<4xf32>) {
  // expected-error@+1 {{'wick.bce_with_logits' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.bce_with_logits %x, %t : (tensor<4xi32>, tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.bce_with_logits I2: floats only.
func.func @bce_with_logits_i2(%x: tensor<4xf32>, %t: tensor<4xi32>) {
  // expected-error@+1 {{'wick.bce_with_logits' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.bce_with_logits %x, %t : (tensor<4xf32>, tensor<4xi32>) -> tensor<f32>
  return
}

// -----

// wick.bce_with_logits C1: one type.
func.func @bce_with_logits_c1(%x: tensor<4x1xf32>, %t: tensor<4xf32>) {
  // expected-error@+1 {{'wick.bce_with_logits' op C1: input 4x1 and target 4 need one type}}
  wick.bce_with_logits %x, %t : (tensor<4x1xf32>, tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.bce_with_logits C1: one element type.
func.func @bce_with_logits_c1_2(%x: tensor<4xf32>, %t: tensor<4xf64>) {
  // expected-error@+1 {{'wick.bce_with_logits' op C1: input 4 and target 4 need one type}}
  wick.bce_with_logits %x, %t : (tensor<4xf32>, tensor<4xf64>) -> tensor<f32>
  return
}

// -----

// wick.bce_with_logits C2: a scalar of the element type.
func.func @bce_with_logits_c2(%x: tensor<4xf32>, %t: tensor<4xf32>) {
  // expected-error@+1 {{'wick.bce_with_logits' op result types are 'tensor<f64>' but the operands make 'tensor<f32>'}}
  wick.bce_with_logits %x, %t : (tensor<4xf32>, tensor<4xf32>) -> tensor<f64>
  return
}

// -----

// wick.cross_entropy I1: floats only.
func.func @cross_entropy_i1(%x: tensor<4x3xi32>, %l: tensor<4xi32>) {
  // expected-error@+1 {{'wick.cross_entropy' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.cross_entropy %x, %l : (tensor<4x3xi32>, tensor<4xi32>) -> tensor<f32>
  return
}

// -----

// wick.cross_entropy I2: indices only.
func.func @cross_entropy_i2(%x: tensor<4x3xf32>, %l: tensor<4xi8>) {
  // expected-error@+1 {{'wick.cross_entropy' op operand #1 must be statically shaped tensor of i32 or i64}}
  wick.cross_entropy %x, %l : (tensor<4x3xf32>, tensor<4xi8>) -> tensor<f32>
  return
}

// -----

// wick.cross_entropy C1: a label per row.
func.func @cross_entropy_c1(%x: tensor<4x3xf32>, %l: tensor<3xi32>) {
  // expected-error@+1 {{'wick.cross_entropy' op C1: labels 3 must have the shape of logits 4x3 without its last dimension}}
  wick.cross_entropy %x, %l : (tensor<4x3xf32>, tensor<3xi32>) -> tensor<f32>
  return
}

// -----

// wick.cross_entropy C2: a scalar of the element type.
func.func @cross_entropy_c2(%x: tensor<4x3xf32>, %l: tensor<4xi32>) {
  // expected-error@+1 {{'wick.cross_entropy' op result types are 'tensor<f64>' but the operands make 'tensor<f32>'}}
  wick.cross_entropy %x, %l : (tensor<4x3xf32>, tensor<4xi32>) -> tensor<f64>
  return
}

// -----

// wick.dropout I1: floats only.
func.func @dropout_i1(%x: tensor<4xi32>, %s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.dropout' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.dropout %x, %s, %c {rate = 0.1 : f64} : (tensor<4xi32>, tensor<i64>, tensor<i64>) -> tensor<4xi32>
  return
}

// -----

// wick.dropout I2: the seed is a scalar.
func.func @dropout_i2(%x: tensor<4xf32>, %s: tensor<1xi64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.dropout' op operand #1 must be rank-0 tensor of i64}}
  wick.dropout %x, %s, %c {rate = 0.1 : f64} : (tensor<4xf32>, tensor<1xi64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.dropout I3: the counter is i64.
func.func @dropout_i3(%x: tensor<4xf32>, %s: tensor<i64>, %c: tensor<i32>) {
  // expected-error@+1 {{'wick.dropout' op operand #2 must be rank-0 tensor of i64}}
  wick.dropout %x, %s, %c {rate = 0.1 : f64} : (tensor<4xf32>, tensor<i64>, tensor<i32>) -> tensor<4xf32>
  return
}

// -----

// wick.dropout I4: a rate is given.
func.func @dropout_i4(%x: tensor<4xf32>, %s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.dropout' op requires attribute 'rate'}}
  wick.dropout %x, %s, %c : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.dropout I5: the stream is an integer.
func.func @dropout_i5(%x: tensor<4xf32>, %s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.dropout' op attribute 'stream' failed to satisfy constraint: 64-bit signless integer attribute}}
  wick.dropout %x, %s, %c {rate = 0.1 : f64, stream = 1.0 : f64} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.dropout C1: not everything is dropped.
func.func @dropout_c1(%x: tensor<4xf32>, %s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.dropout' op C1: rate 1.000000 is not in [0, 1)}}
  wick.dropout %x, %s, %c {rate = 1.0 : f64} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.dropout C2: the result has the type of the input.
func.func @dropout_c2(%x: tensor<4xf32>, %s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.dropout' op result types are 'tensor<4xf64>' but the operands make 'tensor<4xf32>'}}
  wick.dropout %x, %s, %c {rate = 0.1 : f64} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf64>
  return
}

// -----

// wick.dropout C3: a stream is a word.
func.func @dropout_c3(%x: tensor<4xf32>, %s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.dropout' op C3: stream must be in [0, 2^32), got 4294967296}}
  wick.dropout %x, %s, %c {rate = 0.1 : f64, stream = 4294967296 : i64} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}
