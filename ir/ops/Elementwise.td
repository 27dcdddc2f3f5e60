//===- Elementwise.td - one result element per operand element ------------===//

include "ir/Attributes.td"

/// y = f(x), element by element. The type of y is the type of x.
class Wick_Unary<string mnemonic, Type type, list<Trait> traits = []>
    : Wick_Op<mnemonic, !listconcat([SameOperandsAndResultType], traits)> {
  let arguments = (ins type:$input);
  let results = (outs type:$output);
  let assemblyFormat = "$input attr-dict `:` type($output)";
}

/// y = f(a, b) with numpy broadcasting: shapes are aligned at the last dimension; a dimension that
/// is missing or 1 is repeated.
class Wick_Binary<string mnemonic, Type operandType, Type resultType, list<Trait> traits = []>
    : Wick_Op<mnemonic, !listconcat([Wick_InfersTypes], traits)> {
  let arguments = (ins operandType:$lhs, operandType:$rhs);
  let results = (outs resultType:$output);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

def Wick_AddOp : Wick_Binary<"add", Wick_Number, Wick_Number, [Commutative]> {
  let summary = "lhs + rhs with broadcasting";
  let description = [{
    * I1. `lhs`, I2. `rhs`: tensors of numbers.
    * C1. `lhs` and `rhs` have one element type.
    * C2. the shapes broadcast: aligned at the last dimension, two dimensions are equal or one is 1.
    * C3. `output` has the broadcast shape and the operands' element type.

    ```mlir
    %y = wick.add %x, %bias : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_SubOp : Wick_Binary<"sub", Wick_Number, Wick_Number> {
  let summary = "lhs - rhs with broadcasting";
  let description = [{
    I1., I2., C1. to C3. as in `wick.add`.

    ```mlir
    %d = wick.sub %a, %b : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_MulOp : Wick_Binary<"mul", Wick_Number, Wick_Number, [Commutative]> {
  let summary = "lhs * rhs with broadcasting";
  let description = [{
    I1., I2., C1. to C3. as in `wick.add`.

    ```mlir
    %p = wick.mul %a, %scale : (tensor<4x3xf32>, tensor<f32>) -> tensor<4x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_DivOp : Wick_Binary<"div", Wick_Number, Wick_Number> {
  let summary = "lhs / rhs with broadcasting; integers truncate towards zero";
  let description = [{
    I1., I2., C1. to C3. as in `wick.add`. Integer division by zero is undefined.

    ```mlir
    %q = wick.div %a, %b : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_MaximumOp : Wick_Binary<"maximum", Wick_Number, Wick_Number> {
  let summary = "the larger of lhs and rhs with broadcasting; NaN if one is NaN";
  let description = [{
    I1., I2., C1. to C3. as in `wick.add`. On a tie `lhs` wins, in value and gradient.

    ```mlir
    %m = wick.maximum %a, %b : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_MinimumOp : Wick_Binary<"minimum", Wick_Number, Wick_Number> {
  let summary = "the smaller of lhs and rhs with broadcasting; NaN if one is NaN";
  let description = [{
    I1., I2., C1. to C3. as in `wick.add`. On a tie `lhs` wins, in value and gradient.

    ```mlir
    %m = wick.minimum %a, %b : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_CompareOp : Wick_Op<"compare", [Wick_InfersTypes]> {
  let summary = "lhs `predicate` rhs with broadcasting, as i1";
  let description = [{
    * I1. `lhs`, I2. `rhs`: tensors of numbers. I3. `predicate`: eq, ne, lt, le, gt or ge.
    * C1. `lhs` and `rhs` have one element type.
    * C2. the shapes broadcast.
    * C3. `output` has the broadcast shape and element type i1.

    A comparison with NaN is false, but for `ne`, which is true. Not differentiable.

    ```mlir
    %positive = wick.compare gt, %x, %zero : (tensor<4xf32>, tensor<f32>) -> tensor<4xi1>
    ```
  }];
  let arguments = (ins Wick_ComparePredicateAttr:$predicate, Wick_Number:$lhs, Wick_Number:$rhs);
  let results = (outs Wick_Bool:$output);
  let assemblyFormat = "$predicate `,` $lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
}

def Wick_SelectOp : Wick_Op<"select", [Wick_InfersTypes]> {
  let summary = "on_true where the predicate holds, else on_false, with broadcasting";
  let description = [{
    * I1. `predicate`: tensor of i1. I2. `on_true`, I3. `on_false`: tensors.
    * C1. `on_true` and `on_false` have one element type.
    * C2. the three shapes broadcast.
    * C3. `output` has the broadcast shape and the element type of `on_true`.

    ```mlir
    %y = wick.select %p, %a, %b : (tensor<4xi1>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    ```
  }];
  let arguments = (ins Wick_Bool:$predicate, Wick_Tensor:$on_true, Wick_Tensor:$on_false);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = [{
    $predicate `,` $on_true `,` $on_false attr-dict `:` functional-type(operands, results)
  }];
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

def Wick_NegOp : Wick_Unary<"neg", Wick_Number> {
  let summary = "-x";
  let description = [{
    * I1. `input`: tensor of numbers.
    * C1. `output` has the type of `input`.

    ```mlir
    %y = wick.neg %x : tensor<4xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_ExpOp : Wick_Unary<"exp", Wick_Float> {
  let summary = "e to the power x";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    ```mlir
    %y = wick.exp %x : tensor<4xf32>
    ```
  }];
}

def Wick_LogOp : Wick_Unary<"log", Wick_Float> {
  let summary = "natural logarithm; NaN for x < 0, -inf for 0";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    Canonicalization: `log(softmax(x))` becomes `log_softmax(x)`, which does not underflow.

    ```mlir
    %y = wick.log %x : tensor<4xf32>
    ```
  }];
  let hasCanonicalizeMethod = 1;
}

def Wick_SqrtOp : Wick_Unary<"sqrt", Wick_Float> {
  let summary = "square root; NaN for x < 0";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    ```mlir
    %y = wick.sqrt %x : tensor<4xf32>
    ```
  }];
}

def Wick_RsqrtOp : Wick_Unary<"rsqrt", Wick_Float> {
  let summary = "1 / sqrt(x)";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    ```mlir
    %y = wick.rsqrt %x : tensor<4xf32>
    ```
  }];
}

def Wick_TanhOp : Wick_Unary<"tanh", Wick_Float> {
  let summary = "hyperbolic tangent";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    ```mlir
    %y = wick.tanh %x : tensor<4xf32>
    ```
  }];
}

def Wick_ErfOp : Wick_Unary<"erf", Wick_Float> {
  let summary = "Gauss error function";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    ```mlir
    %y = wick.erf %x : tensor<4xf32>
    ```
  }];
}

def Wick_SigmoidOp : Wick_Unary<"sigmoid", Wick_Float, [Wick_Decomposes]> {
  let summary = "1 / (1 + exp(-x)), without overflow for any x";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    Decomposes into `(1 + tanh(x/2)) / 2`, which overflows nowhere.

    ```mlir
    %y = wick.sigmoid %x : tensor<4xf32>
    ```
  }];
}

def Wick_ReluOp : Wick_Unary<"relu", Wick_Float, [Idempotent, Wick_Decomposes]> {
  let summary = "max(x, 0); the gradient at 0 is 0";
  let description = [{
    * I1. `input`: tensor of floats.
    * C1. `output` has the type of `input`.

    Folds: `relu(relu(x))` is `relu(x)`.

    ```mlir
    %y = wick.relu %x : tensor<32x128xf32>
    ```
  }];
}

def Wick_GeluOp : Wick_Op<"gelu", [SameOperandsAndResultType, Wick_Decomposes]> {
  let summary = "Gaussian error linear unit x * Phi(x)";
  let description = [{
    Hendrycks and Gimpel, 2016. With `approximate = none`: `x/2 * (1 + erf(x / sqrt(2)))`; with
    `tanh`: `x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715 x^3)))`.

    * I1. `input`: tensor of floats. I2. `approximate`: none (default) or tanh.
    * C1. `output` has the type of `input`.

    ```mlir
    %y = wick.gelu %x {approximate = #wick<gelu_approximation tanh>} : tensor<4xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$input,
    DefaultValuedAttr<Wick_GeluApproximationAttr,
    "::wick::ir::GeluApproximation::none">:$approximate);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$input attr-dict `:` type($output)";
}

def Wick_CastOp : Wick_Op<"cast"> {
  let summary = "convert the element type";
  let description = [{
    * I1. `input`: tensor.
    * C1. `output` has the shape of `input`.

    Float to integer truncates towards zero and saturates (NaN becomes 0); to i1 is `x != 0`;
    to a narrower float rounds to nearest even.

    ```mlir
    %y = wick.cast %x : tensor<4xi32> -> tensor<4xf32>
    ```
  }];
  let arguments = (ins Wick_Tensor:$input);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input) `->` type($output)";
  let hasVerifier = 1;
  let hasFolder = 1;
}
