//===- Random.td - counter-based random numbers -----------------------------===//

include "ir/Attributes.td"

class Wick_Random<string mnemonic> : Wick_Op<mnemonic> {
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$seed `,` $counter attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

def Wick_RandomUniformOp : Wick_Random<"random_uniform"> {
  let summary = "uniform numbers in [low, high) from Philox 4x32-10";
  let description = [{
    Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11. A pure function of its
    operands, so a run that is resumed with the same counter draws the same numbers.

    Element i (flat, row-major) takes word i mod 4 of the block with key (low32(seed), high32(seed))
    and counter (i / 4, stream, low32(counter), high32(counter)); u = (word >> 8) * 2^-24; the value
    is low + u * (high - low).

    * I1. `seed`, I2. `counter`: rank-0 i64. I3. `low` (default 0), I4. `high` (default 1). I5.
      `stream` (default 0).
    * C1. low < high.
    * C2. `stream` is in [0, 2^32).

    ```mlir
    %u = wick.random_uniform %seed, %counter {stream = 3} : (tensor<i64>, tensor<i64>) -> tensor<32x64xf32>
    ```
  }];
  let arguments = (ins Wick_Counter:$seed, Wick_Counter:$counter,
                       DefaultValuedAttr<F64Attr, "0.0">:$low,
                       DefaultValuedAttr<F64Attr, "1.0">:$high,
                       DefaultValuedAttr<I64Attr, "0">:$stream);
}

def Wick_RandomNormalOp : Wick_Random<"random_normal"> {
  let summary = "normal numbers from Philox 4x32-10 by the Box-Muller transform";
  let description = [{
    Words as in `wick.random_uniform`. The pair of words (0, 1), likewise (2, 3), gives u1 = ((w0 >>
    8) + 1) * 2^-24 and u2 = (w1 >> 8) * 2^-24, r = sqrt(-2 log u1); the even element is mean +
    stddev * r cos(2 pi u2), the odd one mean + stddev * r sin(2 pi u2).

    * I1. `seed`, I2. `counter`: rank-0 i64. I3. `mean` (default 0), I4. `stddev` (default 1). I5.
      `stream` (default 0).
    * C1. stddev > 0.
    * C2. `stream` is in [0, 2^32).

    ```mlir
    %n = wick.random_normal %seed, %counter {stddev = 0.02} : (tensor<i64>, tensor<i64>) -> tensor<32x64xf32>
    ```
  }];
  let arguments = (ins Wick_Counter:$seed, Wick_Counter:$counter,
                       DefaultValuedAttr<F64Attr, "0.0">:$mean,
                       DefaultValuedAttr<F64Attr, "1.0">:$stddev,
                       DefaultValuedAttr<I64Attr, "0">:$stream);
}
