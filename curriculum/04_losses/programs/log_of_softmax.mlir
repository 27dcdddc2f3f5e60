func.func @f(%x: tensor<4x10xf32>) -> tensor<4x10xf32> {
  %p = wick.softmax %x {dim = 1} : tensor<4x10xf32>
  %y = wick.log %p : tensor<4x10xf32>
  return %y : tensor<4x10xf32>
}
