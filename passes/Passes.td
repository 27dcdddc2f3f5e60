//===- Passes.td - every pass of Wick, in alphabetical order ----------------===//
//
// A pass `wick-foo-bar` is defined in FooBar.cpp (graph/, codegen/ or memory/) and tested in
// tests/ir/foo-bar.mlir.

#ifndef WICK_PASSES_TD
#define WICK_PASSES_TD

include "mlir/Pass/PassBase.td"

def Autodiff : Pass<"wick-autodiff", "::mlir::ModuleOp"> {
  let summary = "Append the gradients of the loss to training entries";
  let description = [{
    Reverse-mode differentiation of each function with a `wick.loss`. Walks the ops from the loss back to the
    parameters, asks each for its rule (DifferentiableInterface, passes/graph/vjp/), and adds up the gradients of
    values that are used more than once. Values that do not depend on a parameter, integers, i1 and whatever
    stands behind a `wick.stop_gradient` take no part.

    Each parameter's gradient becomes a result named `d_<param>` with `wick.gradient_of`; zeros, and a warning, for
    a parameter that the loss does not depend on. A parameter that has such a result already is left alone. Updates of donated
    arguments move behind the backward pass, which may read the old values. An op without a rule is an error.

    A result named by `of` is differentiated in place of the loss, as the sum of its elements; the gradients are then
    named `d_<of>_d_<argument>`. It may be a gradient itself, which gives second derivatives.

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

def Decompose : Pass<"wick-decompose"> {
  let summary = "Expand composites into simpler wick ops";
  let description = [{
    Replaces every op with the DecomposableInterface by what its `decompose` builds, until none is left.

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

def Optimizer : Pass<"wick-optimizer", "::mlir::ModuleOp"> {
  let summary = "Turn the gradients of training entries into in-place updates";
  let description = [{
    In each function with a `wick.optimizer`, replaces every result that is the gradient of a parameter by the
    updated parameter, donated to the old one. Optimizer state becomes arguments of role `state`, initially zero and
    donated too: `<param>.velocity` for SGD with momentum; `<param>.m`, `<param>.v` and the count of steps
    `optimizer.step` for Adam and AdamW. The learning rate is the hyper `lr`: the function's own argument of that name,
    else a new one whose initial value is `wick.learning_rate`. All updates stand at the end, after every read of
    the old values. Consumes `wick.optimizer`, `wick.learning_rate`, `wick.gradient_of` and `wick.loss`.

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

#endif // WICK_PASSES_TD
