// Heads split off and merged again, with nothing done between: what remains when it is simplified?
func.func @moves(%x: tensor<6x8xf32>) -> (tensor<6x8xf32>, tensor<4x6x2xf32>) {
  %0 = wick.reshape %x : tensor<6x8xf32> -> tensor<48xf32>
  %1 = wick.reshape %0 : tensor<48xf32> -> tensor<6x4x2xf32>
  %2 = wick.transpose %1 {permutation = array<i64: 1, 0, 2>} : (tensor<6x4x2xf32>) -> tensor<4x6x2xf32>
  %3 = wick.transpose %2 {permutation = array<i64: 1, 2, 0>} : (tensor<4x6x2xf32>) -> tensor<6x2x4xf32>
  %4 = wick.transpose %3 {permutation = array<i64: 0, 2, 1>} : (tensor<6x2x4xf32>) -> tensor<6x4x2xf32>
  %5 = wick.reshape %4 : tensor<6x4x2xf32> -> tensor<6x8xf32>
  return %5, %2 : tensor<6x8xf32>, tensor<4x6x2xf32>
}
