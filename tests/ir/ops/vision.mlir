// Convolution, pooling and batch norm: round trip through text and bytecode, then one refusal per
// constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @conv2d
func.func @conv2d(%x: tensor<2x3x5x7xf32>, %w: tensor<4x3x2x3xf32>, %b: tensor<4xf32>) {
  // CHECK: wick.conv2d %{{.+}}, %{{.+}}, %{{.+}} : (tensor<2x3x5x7xf32>, tensor<4x3x2x3xf32>, tensor<4xf32>) -> tensor<2x4x4x5xf32>
  %0 = wick.conv2d %x, %w, %b : (tensor<2x3x5x7xf32>, tensor<4x3x2x3xf32>, tensor<4xf32>) -> tensor<2x4x4x5xf32>
  // CHECK: wick.conv2d %{{.+}}, %{{.+}} {padding = array<i64: 1, 2>, strides = array<i64: 3, 2>} : (tensor<2x3x5x7xf32>, tensor<4x3x2x3xf32>) -> tensor<2x4x2x5xf32>
  %1 = wick.conv2d %x, %w {strides = array<i64: 3, 2>, padding = array<i64: 1, 2>} : (tensor<2x3x5x7xf32>, tensor<4x3x2x3xf32>) -> tensor<2x4x2x5xf32>
  return
}

// CHECK-LABEL: func.func @gradients
func.func @gradients(%x: tensor<2x3x5x7xf32>, %w: tensor<4x3x2x3xf32>, %g: tensor<2x4x2x5xf32>) {
  // CHECK: wick.conv2d_input_gradient %{{.+}}, %{{.+}} {padding = array<i64: 1, 2>, strides = array<i64: 3, 2>} : (tensor<2x4x2x5xf32>, tensor<4x3x2x3xf32>) -> tensor<2x3x5x7xf32>
  %0 = wick.conv2d_input_gradient %g, %w {strides = array<i64: 3, 2>, padding = array<i64: 1, 2>} : (tensor<2x4x2x5xf32>, tensor<4x3x2x3xf32>) -> tensor<2x3x5x7xf32>
  // CHECK: wick.conv2d_weight_gradient %{{.+}}, %{{.+}} {padding = array<i64: 1, 2>, strides = array<i64: 3, 2>} : (tensor<2x3x5x7xf32>, tensor<2x4x2x5xf32>) -> tensor<4x3x2x3xf32>
  %1 = wick.conv2d_weight_gradient %x, %g {strides = array<i64: 3, 2>, padding = array<i64: 1, 2>} : (tensor<2x3x5x7xf32>, tensor<2x4x2x5xf32>) -> tensor<4x3x2x3xf32>
  return
}

// CHECK-LABEL: func.func @pooling
func.func @pooling(%x: tensor<2x3x5x7xf32>, %g: tensor<2x3x2x3xf32>) {
  // CHECK: wick.max_pool2d %{{.+}} {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x3x5x7xf32>) -> tensor<2x3x2x3xf32>
  %0 = wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x3x5x7xf32>) -> tensor<2x3x2x3xf32>
  // CHECK: wick.avg_pool2d %{{.+}} {kernel = array<i64: 3, 2>, padding = array<i64: 1, 0>, strides = array<i64: 2, 4>} : (tensor<2x3x5x7xf32>) -> tensor<2x3x3x2xf32>
  %1 = wick.avg_pool2d %x {kernel = array<i64: 3, 2>, strides = array<i64: 2, 4>, padding = array<i64: 1, 0>} : (tensor<2x3x5x7xf32>) -> tensor<2x3x3x2xf32>
  // CHECK: wick.max_pool2d_gradient %{{.+}}, %{{.+}} {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x3x5x7xf32>, tensor<2x3x2x3xf32>) -> tensor<2x3x5x7xf32>
  %2 = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x3x5x7xf32>, tensor<2x3x2x3xf32>) -> tensor<2x3x5x7xf32>
  return
}

// CHECK-LABEL: func.func @batch_norm
func.func @batch_norm(%x: tensor<2x3x5x7xf32>, %c: tensor<3xf32>) {
  // CHECK: wick.batch_norm %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>)
  %0:3 = wick.batch_norm %x, %c, %c, %c, %c : (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>)
  // CHECK: wick.batch_norm %{{.+}} {epsilon = 1.000000e-03 : f64, momentum = 5.000000e-01 : f64, training = true} :
  %1:3 = wick.batch_norm %x, %c, %c, %c, %c {training = true, epsilon = 1.0e-3 : f64, momentum = 0.5 : f64} : (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x5x7xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

// wick.conv2d I1: floats only.
func.func @conv2d_i1(%x: tensor<1x1x3x3xi32>, %w: tensor<1x1x2x2xi32>) {
  // expected-error@+1 {{'wick.conv2d' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.conv2d %x, %w : (tensor<1x1x3x3xi32>, tensor<1x1x2x2xi32>) -> tensor<1x1x2x2xi32>
  return
}

// -----

// wick.conv2d I4: integers.
func.func @conv2d_i4(%x: tensor<1x1x3x3xf32>, %w: tensor<1x1x2x2xf32>) {
  // expected-error@+1 {{'wick.conv2d' op attribute 'strides' failed to satisfy constraint: i64 dense array attribute}}
  wick.conv2d %x, %w {strides = 2 : i64} : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  return
}

// -----

// wick.conv2d C1: images have rank 4.
func.func @conv2d_c1(%x: tensor<1x3x3xf32>, %w: tensor<1x1x2x2xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C1: input and weight need rank 4, bias 1; got 1x3x3, 1x1x2x2}}
  wick.conv2d %x, %w : (tensor<1x3x3xf32>, tensor<1x1x2x2xf32>) -> tensor<1x1x2x2xf32>
  return
}

// -----

// wick.conv2d C1: a bias is a vector.
func.func @conv2d_c1_2(%x: tensor<1x1x3x3xf32>, %w: tensor<1x1x2x2xf32>, %b: tensor<1x1xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C1: input and weight need rank 4, bias 1; got 1x1x3x3, 1x1x2x2, 1x1}}
  wick.conv2d %x, %w, %b : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>, tensor<1x1xf32>) -> tensor<1x1x2x2xf32>
  return
}

// -----

// wick.conv2d C2: one element type.
func.func @conv2d_c2(%x: tensor<1x1x3x3xf32>, %w: tensor<1x1x2x2xf64>) {
  // expected-error@+1 {{'wick.conv2d' op C2: operands have different element types; cast one of them}}
  wick.conv2d %x, %w : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf64>) -> tensor<1x1x2x2xf32>
  return
}

// -----

// wick.conv2d C3: channels of the image and of the filters.
func.func @conv2d_c3(%x: tensor<1x3x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C3: input 1x3x8x8 has 3 channels but weight 4x2x3x3 has 2}}
  wick.conv2d %x, %w : (tensor<1x3x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

// wick.conv2d C4: an element of the bias for each filter.
func.func @conv2d_c4(%x: tensor<1x2x8x8xf32>, %w: tensor<4x2x3x3xf32>, %b: tensor<2xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C4: bias has 2 elements but there are 4 filters}}
  wick.conv2d %x, %w, %b : (tensor<1x2x8x8xf32>, tensor<4x2x3x3xf32>, tensor<2xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

// wick.conv2d C5: two strides.
func.func @conv2d_c5(%x: tensor<1x2x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C5: strides need two entries of 1 or more, padding two of 0 or more that are less than the window; got 3x3 at strides 2, padding 0x0}}
  wick.conv2d %x, %w {strides = array<i64: 2>} : (tensor<1x2x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x3x3xf32>
  return
}

// -----

// wick.conv2d C5: strides of 1 or more.
func.func @conv2d_c5_2(%x: tensor<1x2x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C5: strides need two entries of 1 or more, padding two of 0 or more that are less than the window; got 3x3 at strides 0x1, padding 0x0}}
  wick.conv2d %x, %w {strides = array<i64: 0, 1>} : (tensor<1x2x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

// wick.conv2d C5: no window lies in the border.
func.func @conv2d_c5_3(%x: tensor<1x2x8x8xf32>, %w: tensor<4x2x3x1xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C5: strides need two entries of 1 or more, padding two of 0 or more that are less than the window; got 3x1 at strides 1x1, padding 1x1}}
  wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<1x2x8x8xf32>, tensor<4x2x3x1xf32>) -> tensor<1x4x8x10xf32>
  return
}

// -----

// wick.conv2d C6: a window fits.
func.func @conv2d_c6(%x: tensor<1x2x2x8xf32>, %w: tensor<4x2x5x3xf32>) {
  // expected-error@+1 {{'wick.conv2d' op C6: input 1x2x2x8 holds no window 5x3 at strides 1x1, padding 1x0}}
  wick.conv2d %x, %w {padding = array<i64: 1, 0>} : (tensor<1x2x2x8xf32>, tensor<4x2x5x3xf32>) -> tensor<1x4x1x6xf32>
  return
}

// -----

// wick.conv2d C7: the result's shape.
func.func @conv2d_c7(%x: tensor<1x2x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error@+1 {{'wick.conv2d' op result types are 'tensor<1x4x8x8xf32>' but the operands make 'tensor<1x4x6x6xf32>'}}
  wick.conv2d %x, %w : (tensor<1x2x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x8x8xf32>
  return
}

// -----

// wick.conv2d_input_gradient C1: the channels of the image are the filters'.
func.func @conv2d_input_gradient_c1(%g: tensor<1x4x6x6xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error@+1 {{'wick.conv2d_input_gradient' op C1: a convolution of 'tensor<1x3x8x8xf32>' by 'tensor<4x2x3x3xf32>' at strides 1x1, padding 0x0 does not make 'tensor<1x4x6x6xf32>'}}
  wick.conv2d_input_gradient %g, %w : (tensor<1x4x6x6xf32>, tensor<4x2x3x3xf32>) -> tensor<1x3x8x8xf32>
  return
}

// -----

// wick.conv2d_input_gradient C1: one element type.
func.func @conv2d_input_gradient_c1_2(%g: tensor<1x4x6x6xf32>, %w: tensor<4x2x3x3xf64>) {
  // expected-error@+1 {{'wick.conv2d_input_gradient' op C1: a convolution of 'tensor<1x2x8x8xf32>' by 'tensor<4x2x3x3xf64>' at strides 1x1, padding 0x0 does not make 'tensor<1x4x6x6xf32>'}}
  wick.conv2d_input_gradient %g, %w : (tensor<1x4x6x6xf32>, tensor<4x2x3x3xf64>) -> tensor<1x2x8x8xf32>
  return
}

// -----

// wick.conv2d_weight_gradient C1: the windows of filters of that size.
func.func @conv2d_weight_gradient_c1(%x: tensor<1x2x8x8xf32>, %g: tensor<1x4x6x6xf32>) {
  // expected-error@+1 {{'wick.conv2d_weight_gradient' op C1: a convolution of 'tensor<1x2x8x8xf32>' by 'tensor<4x2x5x3xf32>' at strides 1x1, padding 0x0 does not make 'tensor<1x4x6x6xf32>'}}
  wick.conv2d_weight_gradient %x, %g : (tensor<1x2x8x8xf32>, tensor<1x4x6x6xf32>) -> tensor<4x2x5x3xf32>
  return
}

// -----

// wick.conv2d_weight_gradient C1: strides as wick.conv2d takes them.
func.func @conv2d_weight_gradient_c1_2(%x: tensor<1x2x8x8xf32>, %g: tensor<1x4x6x6xf32>) {
  // expected-error@+1 {{'wick.conv2d_weight_gradient' op C1: a convolution of 'tensor<1x2x8x8xf32>' by 'tensor<4x2x3x3xf32>' at strides 1, padding 0x0 does not make 'tensor<1x4x6x6xf32>'}}
  wick.conv2d_weight_gradient %x, %g {strides = array<i64: 1>} : (tensor<1x2x8x8xf32>, tensor<1x4x6x6xf32>) -> tensor<4x2x3x3xf32>
  return
}

// -----

// wick.max_pool2d C1: images have rank 4.
func.func @max_pool2d_c1(%x: tensor<8x8xf32>) {
  // expected-error@+1 {{'wick.max_pool2d' op C1: input needs rank 4, [n, channels, height, width]; got 8x8}}
  wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<8x8xf32>) -> tensor<4x4xf32>
  return
}

// -----

// wick.max_pool2d C2: windows are not empty.
func.func @max_pool2d_c2(%x: tensor<1x1x8x8xf32>) {
  // expected-error@+1 {{'wick.max_pool2d' op C2: kernel and strides need two entries of 1 or more, padding two of 0 or more that are less than the window; got 0x2 at strides 2x2, padding 0x0}}
  wick.max_pool2d %x {kernel = array<i64: 0, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x8x8xf32>) -> tensor<1x1x4x4xf32>
  return
}

// -----

// wick.max_pool2d C2: no window lies in the border.
func.func @max_pool2d_c2_2(%x: tensor<1x1x8x8xf32>) {
  // expected-error@+1 {{'wick.max_pool2d' op C2: kernel and strides need two entries of 1 or more, padding two of 0 or more that are less than the window; got 2x2 at strides 2x2, padding 2x0}}
  wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, padding = array<i64: 2, 0>} : (tensor<1x1x8x8xf32>) -> tensor<1x1x6x4xf32>
  return
}

// -----

// wick.max_pool2d C3: a window fits.
func.func @max_pool2d_c3(%x: tensor<1x1x3x8xf32>) {
  // expected-error@+1 {{'wick.max_pool2d' op C3: input 1x1x3x8 holds no window 4x2 at strides 2x2, padding 0x0}}
  wick.max_pool2d %x {kernel = array<i64: 4, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x3x8xf32>) -> tensor<1x1x1x4xf32>
  return
}

// -----

// wick.max_pool2d C3: the border alone is no image.
func.func @max_pool2d_c3_2(%x: tensor<1x1x0x8xf32>) {
  // expected-error@+1 {{'wick.max_pool2d' op C3: input 1x1x0x8 holds no window 2x2 at strides 2x2, padding 1x0}}
  wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, padding = array<i64: 1, 0>} : (tensor<1x1x0x8xf32>) -> tensor<1x1x1x4xf32>
  return
}

// -----

// wick.avg_pool2d C2: two entries.
func.func @avg_pool2d_c2(%x: tensor<1x1x8x8xf32>) {
  // expected-error@+1 {{'wick.avg_pool2d' op C2: kernel and strides need two entries of 1 or more, padding two of 0 or more that are less than the window; got 2x2 at strides 2, padding 0x0}}
  wick.avg_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2>} : (tensor<1x1x8x8xf32>) -> tensor<1x1x4x4xf32>
  return
}

// -----

// wick.avg_pool2d C4: the result's shape.
func.func @avg_pool2d_c4(%x: tensor<1x1x8x8xf32>) {
  // expected-error@+1 {{'wick.avg_pool2d' op result types are 'tensor<1x1x8x8xf32>' but the operands make 'tensor<1x1x4x4xf32>'}}
  wick.avg_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x8x8xf32>) -> tensor<1x1x8x8xf32>
  return
}

// -----

// wick.max_pool2d_gradient C1: a gradient for each window.
func.func @max_pool2d_gradient_c1(%x: tensor<1x1x8x8xf32>, %g: tensor<1x1x8x8xf32>) {
  // expected-error@+1 {{'wick.max_pool2d_gradient' op C1: gradient 1x1x8x8 is not the pooled image 1x1x4x4 or has another element type}}
  wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x8x8xf32>, tensor<1x1x8x8xf32>) -> tensor<1x1x8x8xf32>
  return
}

// -----

// wick.max_pool2d_gradient C2: the result has the type of the image.
func.func @max_pool2d_gradient_c2(%x: tensor<1x1x8x8xf32>, %g: tensor<1x1x4x4xf32>) {
  // expected-error@+1 {{'wick.max_pool2d_gradient' op result types are 'tensor<1x1x4x4xf32>' but the operands make 'tensor<1x1x8x8xf32>'}}
  wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x8x8xf32>, tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  return
}

// -----

// wick.batch_norm C1: there are channels.
func.func @batch_norm_c1(%x: tensor<3xf32>, %c: tensor<3xf32>) {
  // expected-error@+1 {{'wick.batch_norm' op C1: input needs rank 2 or more, the others rank 1; the input is 3}}
  wick.batch_norm %x, %c, %c, %c, %c : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

// wick.batch_norm C2: one element type.
func.func @batch_norm_c2(%x: tensor<2x3xf32>, %c: tensor<3xf32>, %d: tensor<3xf64>) {
  // expected-error@+1 {{'wick.batch_norm' op C2: operands have different element types; cast one of them}}
  wick.batch_norm %x, %c, %c, %c, %d : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf64>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf64>)
  return
}

// -----

// wick.batch_norm C3: an element for each channel.
func.func @batch_norm_c3(%x: tensor<2x3xf32>, %c: tensor<3xf32>, %d: tensor<2xf32>) {
  // expected-error@+1 {{'wick.batch_norm' op C3: input 2x3 has 3 channels but an operand has 2 elements}}
  wick.batch_norm %x, %d, %c, %c, %c : (tensor<2x3xf32>, tensor<2xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

// wick.batch_norm C4: epsilon is above 0.
func.func @batch_norm_c4(%x: tensor<2x3xf32>, %c: tensor<3xf32>) {
  // expected-error@+1 {{'wick.batch_norm' op C4: epsilon must be finite and above 0, momentum in [0, 1]; got 0.000000 and 0.100000}}
  wick.batch_norm %x, %c, %c, %c, %c {epsilon = 0.0 : f64} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

// wick.batch_norm C4: momentum is a share.
func.func @batch_norm_c4_2(%x: tensor<2x3xf32>, %c: tensor<3xf32>) {
  // expected-error@+1 {{'wick.batch_norm' op C4: epsilon must be finite and above 0, momentum in [0, 1]; got 0.000010 and 1.500000}}
  wick.batch_norm %x, %c, %c, %c, %c {momentum = 1.5 : f64} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

// wick.batch_norm C5: the mean of nothing is no number.
func.func @batch_norm_c5(%x: tensor<0x3xf32>, %c: tensor<3xf32>) {
  // expected-error@+1 {{'wick.batch_norm' op C5: input 0x3 has no elements to take a mean of}}
  wick.batch_norm %x, %c, %c, %c, %c {training = true} : (tensor<0x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<0x3xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}

// -----

// wick.batch_norm C6: the types of the results.
func.func @batch_norm_c6(%x: tensor<2x3xf32>, %c: tensor<3xf32>) {
  // expected-error@+1 {{'wick.batch_norm' op result types are 'tensor<3x2xf32>', 'tensor<3xf32>', 'tensor<3xf32>' but the operands make 'tensor<2x3xf32>', 'tensor<3xf32>', 'tensor<3xf32>'}}
  wick.batch_norm %x, %c, %c, %c, %c : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<3x2xf32>, tensor<3xf32>, tensor<3xf32>)
  return
}
