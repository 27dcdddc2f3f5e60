//===- Passes.td - passes from model to model, in alphabetical order ------===//

#ifndef WICK_PASSES_GRAPH_PASSES_TD
#define WICK_PASSES_GRAPH_PASSES_TD

include "mlir/Pass/PassBase.td"

def AccumulateGradients : Pass<"wick-accumulate-gradients", "::mlir::ModuleOp"> {
  let summary = "Let several steps gather the gradients of one update";
  let description = [{
    In each function with `wick.accumulate = N`, N above 1: every gradient is added to the state
    `<param>.gradient` (f32 for a bf16 gradient), and the result that was the gradient becomes the
    sum's N-th part. The state `optimizer.gathered` counts; in the N-th step it and the sums become
    0. So N steps of a batch B, each a mean, give the gradient of the batch N B. Norms are those of
    what is gathered so far. `wick-hold-updates` makes updates wait for it: this pass leaves it the
    attribute `wick.hold`. Consumes `wick.accumulate`.

    Before:
    ```mlir
    func.func @step(...) -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"})
        attributes {wick.entry, wick.accumulate = 2 : i64} {
      ...
      return %g : tensor<4xf32>
    ```
    After:
    ```mlir
    func.func @step(..., %gathered: tensor<i64> {...}, %before: tensor<4xf32> {wick.name = "w.gradient", ...})
        -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"}, ...)
        attributes {wick.entry, wick.hold = {every = 2 : i64, from = 3 : i64, gradients = array<i64: 0>}} {
      ...
      %is_last = wick.compare eq, %gathered, %one : ...
      %sum = wick.add %before, %g : ...
      %mean = wick.mul %sum, %half : ...
      %kept = wick.select %is_last, %zero, %sum : ...
      return %mean, %kept, %next : ...
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def AssignBackend : Pass<"wick-assign-backend"> {
  let summary = "Give ops to oneDNN, with the activations and sums behind them";
  let description = [{
    Products, convolutions with their gradients, poolings, softmax, layer_norm and activations of f32
    become calls of oneDNN (`wick.library_call`). A function takes the bias, the activations and one
    sum that alone read it into its epilogue. The library is given images with their channels last;
    `wick-layout` removes the transposes between two calls. Policy `onednn` gives all of them away, `llvm` nothing, `auto` only products of
    at least `auto-flops` operations. Asks oneDNN, where it is at hand: what it would compute by its reference
    implementation stays, without the end of its epilogue first. A remark says what stays and why.
    A NaN may get lost in oneDNN's relu, exp, softmax and max_pool2d; generated code keeps it.

    With `winograd`, oneDNN computes 3x3 convolutions by the transforms of Lavin and Gray (2015) where
    it has them: fewer multiplications, other rounding. For 64 channels of numbers in [-1, 1] the
    largest errors were 3.5e-5 by F(2x2, 3x3), 7.6e-5 by F(4x4, 3x3), 1.0e-4 by direct sums.

    What `auto` does follows from `wick bench kernels` on an AMD EPYC with AVX-512, one thread, oneDNN
    2.6.3: the time of oneDNN through that of generated code was 0.72 to 0.99 for the product of
    1024x1024x1024 (2.1e9 operations), 0.99 to 1.02 for squares of 64 to 512, 1.02 and 1.12 for 8 and
    1 times 768x768, 1.08 for 128x768x3072 with bias and gelu (6e8), 1.9 for softmax, 1.1 for
    layer_norm, 0.95 to 3.6 for convolutions of 25 shapes (below 1 for two of them), 1.1 to 1.5 for
    poolings. Elementwise ops are fused with their neighbours in generated code.

    The gradient of max pooling stays with generated code: oneDNN's breaks ties alike (the first wins),
    but reads what its own forward pass notes in training, and both together take longer.

    Before:
    ```mlir
    %0 = wick.linear %x, %w, %b : (tensor<32x64xf32>, tensor<64x128xf32>, tensor<128xf32>) -> tensor<32x128xf32>
    %y = wick.relu %0 : tensor<32x128xf32>
    ```
    After:
    ```mlir
    %y = wick.library_call matmul %x weight(%w) bias(%b) {epilogue = [#wick.epilogue_step<relu>], keeps_weight = true} : ...
    ```
  }];
  let options = [
    Option<"policy", "policy", "std::string", "\"llvm\"", "llvm, onednn or auto">,
    ListOption<"except", "except", "std::string", "functions that stay: matmul, softmax, layer_norm, elementwise, conv2d, conv2d_input_gradient, conv2d_weight_gradient, max_pool2d, avg_pool2d">,
    Option<"winograd", "winograd", "bool", "false", "compute 3x3 convolutions with fewer multiplications">,
    Option<"autoFlops", "auto-flops", "int64_t", "1000000000", "smallest product that `auto` gives away">
  ];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def Autodiff : Pass<"wick-autodiff", "::mlir::ModuleOp"> {
  let summary = "Append the gradients of the loss to training entries";
  let description = [{
    Reverse-mode differentiation of each function with a `wick.loss`. Walks the ops from the loss
    back to the parameters, asks each for its rule (DifferentiableInterface, passes/graph/vjp/), and
    adds up the gradients of values that are used more than once. Values that do not depend on a
    parameter, integers, i1 and whatever stands behind a `wick.stop_gradient` take no part.

    Each parameter's gradient becomes a result named `d_<param>` with `wick.gradient_of`; zeros, and
    a warning, for a parameter that the loss does not depend on. A parameter that has such a result
    already is left alone. Updates of donated arguments move behind the backward pass, which may
    read the old values. An op without a rule is an error.

    A result named by `of` is differentiated in place of the loss, as the sum of its elements; the
    gradients are then named `d_<of>_d_<argument>`. It may be a gradient itself, which gives second
    derivatives.

    Before:
    ```mlir
    func.func @f(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
        -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
      %loss = wick.mul %w, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
      return %loss : tensor<f32>
    }
    ```
    After (and `canonicalize`):
    ```mlir
    func.func @f(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
        -> (tensor<f32> {wick.name = "loss"}, tensor<f32> {wick.gradient_of = "w", wick.name = "d_w"})
        attributes {wick.entry, wick.loss = 0 : i64} {
      %loss = wick.mul %w, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
      %d_w = wick.add %w, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
      return %loss, %d_w : tensor<f32>, tensor<f32>
    }
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
  let options = [
    ListOption<"wrt", "wrt", "std::string",
               "names of the arguments to differentiate with respect to (default: every param)">,
    Option<"of", "of", "std::string", /*default=*/"\"\"",
           "name of the result to differentiate (default: the loss)">,
    Option<"report", "report", "bool", /*default=*/"false",
           "print the forward values that the backward pass reads, to stderr">
  ];
}

def ClipGradients : Pass<"wick-clip-gradients", "::mlir::ModuleOp"> {
  let summary = "Scale the gradients of training entries down to a largest norm";
  let description = [{
    In each function with a `wick.clip_norm`: when the L2 norm over all elements of all gradients is
    larger, every gradient is multiplied by clip_norm / (norm + 1e-6). The norm before clipping
    becomes the result `gradient_norm`, in f32, or f64 when a gradient is. Consumes `wick.clip_norm`.

    Before:
    ```mlir
    func.func @step(...) -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"})
        attributes {wick.entry, wick.clip_norm = 1.0 : f64} {
      ...
      return %g : tensor<4xf32>
    ```
    After:
    ```mlir
    func.func @step(...) -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"},
                             tensor<f32> {wick.name = "gradient_norm"}) attributes {wick.entry} {
      ...
      %norm = wick.sqrt %sum_of_squares : tensor<f32>
      %scale = wick.select %is_larger, %quotient, %one : ...
      %clipped = wick.mul %g, %scale : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
      return %clipped, %norm : tensor<4xf32>, tensor<f32>
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def CountParameters : Pass<"wick-count-parameters", "::mlir::ModuleOp"> {
  let summary = "Say how many numbers a model learns";
  let description = [{
    Changes nothing. A remark at the module counts the elements of all arguments with the role `param`;
    one that several entries share counts once.

    ```mlir
    func.func @predict(%x: tensor<1x4xf32> {wick.name = "x", wick.role = #wick.role<input>},
                       %w: tensor<4x3xf32> {wick.name = "w", wick.role = #wick.role<param>})
        -> (tensor<1x3xf32> {wick.name = "y"}) attributes {wick.entry} { ... }
    // remark: 12 parameters
    ```
  }];
}

def Decompose : Pass<"wick-decompose"> {
  let summary = "Expand composites into simpler wick ops";
  let description = [{
    Replaces every op with the DecomposableInterface by what its `decompose` builds, until none is
    left.

    Before:
    ```mlir
    %y = wick.linear %x, %w, %b : (tensor<4x8xf32>, tensor<8x2xf32>, tensor<2xf32>) -> tensor<4x2xf32>
    ```
    After:
    ```mlir
    %0 = wick.matmul %x, %w : (tensor<4x8xf32>, tensor<8x2xf32>) -> tensor<4x2xf32>
    %y = wick.add %0, %b : (tensor<4x2xf32>, tensor<2xf32>) -> tensor<4x2xf32>
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def FoldBatchNorm : Pass<"wick-fold-batch-norm"> {
  let summary = "Scale the filters of a convolution in place of its results";
  let description = [{
    Outside of training a batch norm multiplies and shifts each channel by numbers that do not depend
    on the image. Behind a convolution that nothing else reads, they go into its weights and bias;
    those of frozen weights are computed by the compiler.

    Before:
    ```mlir
    %c = wick.conv2d %x, %w, %b : ...
    %y, %m, %v = wick.batch_norm %c, %gamma, %beta, %mean, %variance : ...
    ```
    After:
    ```mlir
    %y = wick.conv2d %x, %scaled_w, %shifted_b : ...
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def FoldConstants : Pass<"wick-fold-constants"> {
  let summary = "Evaluate ops whose operands are all constants";
  let description = [{
    Replaces an op by the value that its reference evaluation gives, rounded to the element type.
    Ops on tensors above `max-elements` stay, because constants cost memory and time to read; random
    ops stay, because their numbers are cheaper made than loaded. Canonicalization does the same up
    to 256 elements.

    Before:
    ```mlir
    %0 = wick.constant dense<[1.0, 4.0]> : tensor<2xf32>
    %1 = wick.sqrt %0 : tensor<2xf32>
    %y = wick.add %x, %1 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    ```
    After:
    ```mlir
    %0 = wick.constant dense<[1.0, 2.0]> : tensor<2xf32>
    %y = wick.add %x, %0 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    ```
  }];
  let options = [
    Option<"maxElements", "max-elements", "int64_t", "65536",
           "Largest operand or result, in elements, that is folded">,
  ];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def FreezeWeights : Pass<"wick-freeze-weights", "::mlir::ModuleOp"> {
  let summary = "Make params constants, in the entries that only read them";
  let description = [{
    Each param becomes a constant with its initial value (zero without one), so that whatever follows
    may compute with it; `wick-pack` lays it out as the kernels read it. Entries that update a param
    are left out, with a remark: their weights cannot be frozen. It is an error if none is left.

    Before:
    ```mlir
    func.func @predict(%x: tensor<4x2xf32> {wick.name = "x", wick.role = #wick.role<input>},
                       %w: tensor<2x1xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = #wick.uniform<...>})
    ```
    After:
    ```mlir
    func.func @predict(%x: tensor<4x2xf32> {wick.name = "x", wick.role = #wick.role<input>}) {
      %w = wick.constant dense<[[0.25], [-0.5]]> : tensor<2x1xf32>
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def HoldUpdates : Pass<"wick-hold-updates", "::mlir::ModuleOp"> {
  let summary = "Update only in the step that completes the gathered gradients";
  let description = [{
    In each function with the `wick.hold` of `wick-accumulate-gradients`: what the optimizer replaces
    (params, moments, the count of steps) is replaced in the last of the steps that gather, and stays
    in the others. Updates of the model's own, like `rng.counter`, are made in every step. Consumes
    `wick.hold`.

    Before:
    ```mlir
    func.func @step(...) -> (tensor<4xf32> {wick.name = "w", wick.donates = "w"}, ...) attributes
        {wick.entry, wick.hold = {every = 2 : i64, from = 3 : i64, gradients = array<i64: 0>}} {
      ...
      %w1 = wick.sgd_step %w, %mean, %lr : ...
      return %w1, ...
    ```
    After:
    ```mlir
      %w1 = wick.sgd_step %w, %mean, %lr : ...
      %held = wick.select %is_last, %w1, %w : ...
      return %held, ...
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def Layout : Pass<"wick-layout"> {
  let summary = "Move the transposes around image kernels to the edges of the model";
  let description = [{
    A transpose of an image moves behind elementwise ops and into sums, where it meets the opposite
    one of the next kernel and both go away. In front of a product of flattened images by constant
    weights it becomes another order of the weights' rows. What remains is at the edges, and a remark
    says how many bytes each moves.

    Before:
    ```mlir
    %a = wick.transpose %o {permutation = array<i64: 0, 3, 1, 2>}
    %b = wick.tanh %a : tensor<8x16x14x14xf32>
    %i = wick.transpose %b {permutation = array<i64: 0, 2, 3, 1>}
    ```
    After:
    ```mlir
    %i = wick.tanh %o : tensor<8x14x14x16xf32>
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def Optimizer : Pass<"wick-optimizer", "::mlir::ModuleOp"> {
  let summary = "Turn the gradients of training entries into in-place updates";
  let description = [{
    In each function with a `wick.optimizer`, replaces every result that is the gradient of a
    parameter by the updated parameter, donated to the old one. Optimizer state becomes arguments of
    role `state`, initially zero and donated too: `<param>.velocity` for SGD with momentum;
    `<param>.m`, `<param>.v` and the count of steps `optimizer.step` for Adam and AdamW. The
    learning rate is the hyper `lr`: the function's own argument of that name, else a new one whose
    initial value is `wick.learning_rate`. All updates stand at the end, after every read of the old
    values. Consumes `wick.optimizer`, `wick.learning_rate`, `wick.gradient_of` and `wick.loss`.

    Before:
    ```mlir
    func.func @step(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
        -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"})
        attributes {wick.entry, wick.optimizer = #wick.sgd<>, wick.learning_rate = 0.1 : f64} {
      ...
      return %g : tensor<4xf32>
    }
    ```
    After:
    ```mlir
    func.func @step(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>},
                    %lr: tensor<f32> {wick.init = dense<0.1> : tensor<f32>, wick.name = "lr", wick.role = #wick.role<hyper>})
        -> (tensor<4xf32> {wick.donates = "w", wick.name = "w"}) attributes {wick.entry} {
      ...
      %w1 = wick.sgd_step %w, %g, %lr : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
      return %w1 : tensor<4xf32>
    }
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

def ScheduleLearningRate : Pass<"wick-schedule-learning-rate", "::mlir::ModuleOp"> {
  let summary = "Make the learning rate a function of the step";
  let description = [{
    In each function with a `wick.schedule`, what reads the hyper `lr` reads `lr` as the schedule has
    it after t steps, t being the state `optimizer.step` (added when no optimizer did) before this
    step. The rate becomes the result `learning_rate`. Consumes `wick.schedule`, a dictionary:

    * `cosine`: {minimum, steps}: minimum + (lr - minimum) (1 + cos(pi t / steps)) / 2, then minimum.
    * `step`: {factor, every}: lr factor^floor(t / every).
    * `warm_up`, also alone: the first so many steps have lr (t + 1) / warm_up; then t counts from 0.

    Before:
    ```mlir
    func.func @step(..., %lr: tensor<f32> {wick.name = "lr", ...}, ...) attributes {wick.entry,
        wick.schedule = {step = {every = 30 : i64, factor = 0.1 : f64}}} {
      %w1 = wick.sgd_step %w, %g, %lr : ...
    ```
    After:
    ```mlir
      %t = wick.cast %count : tensor<i64> -> tensor<f64>
      ...
      %w1 = wick.sgd_step %w, %g, %rate : ...
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

#endif // WICK_PASSES_GRAPH_PASSES_TD
