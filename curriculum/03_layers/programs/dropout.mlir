func.func @f() -> (tensor<10xf64> {wick.name = "y"}) attributes {wick.entry} {
  %x = wick.constant dense<1.0> : tensor<10xf64>
  %seed = wick.constant dense<1> : tensor<i64>
  %counter = wick.constant dense<0> : tensor<i64>
  %y = wick.dropout %x, %seed, %counter {rate = 0.2, stream = 0} : (tensor<10xf64>, tensor<i64>, tensor<i64>) -> tensor<10xf64>
  return %y : tensor<10xf64>
}
