// Probabilities of three classes, row by row.
func.func @softmax(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = wick.softmax %x {dim = 1 : i64} : tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}
