// wick-freeze-weights makes the params of entries that only read them constants.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-freeze-weights | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics=only-expected --wick-freeze-weights --wick-freeze-weights | FileCheck "%s"

// The step that trains goes, but says what the weight starts with; without a word that is zero.
module {
// CHECK-LABEL: func.func @predict
// CHECK-SAME: (%[[X:.+]]: tensor<2xf32> {{{.+}}}, %[[S:.+]]: tensor<2xf32> {{{.+}}#wick.role<state>})
// CHECK-DAG: %[[W:.+]] = wick.constant dense<[1.{{.+}}, 2.{{.+}}]> : tensor<2xf32>
// CHECK-DAG: %[[B:.+]] = wick.constant dense<0.{{.+}}> : tensor<2xf32>
// CHECK: wick.mul %[[X]], %[[W]]
// CHECK: wick.add %{{.+}}, %[[B]]
// CHECK-NOT: @step
func.func @predict(%w: tensor<2xf32> {wick.name = "w", wick.role = #wick.role<param>},
                   %x: tensor<2xf32> {wick.name = "x", wick.role = #wick.role<input>},
                   %b: tensor<2xf32> {wick.name = "b", wick.role = #wick.role<param>},
                   %s: tensor<2xf32> {wick.name = "s", wick.role = #wick.role<state>})
    -> (tensor<2xf32> {wick.name = "y"}) attributes {wick.entry} {
  %0 = wick.mul %x, %w : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %1 = wick.add %0, %b : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %y = wick.add %1, %s : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
// expected-remark@+1 {{entry 'step' is left out: it updates params, which are frozen}}
func.func @step(%w: tensor<2xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = dense<[1.0, 2.0]> : tensor<2xf32>})
    -> (tensor<2xf32> {wick.name = "w", wick.donates = "w"}) attributes {wick.entry} {
  %y = wick.add %w, %w : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
}

// -----

// CHECK-LABEL: func.func @no_params
// CHECK-NEXT: return
func.func @no_params(%x: tensor<2xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<2xf32> {wick.name = "y"}) attributes {wick.entry} {
  return %x : tensor<2xf32>
}

// -----

module {
// expected-error@+1 {{wick-freeze-weights: entry 'step' updates its params, as does every other; a model with frozen weights needs an entry that only reads them, such as predict}}
func.func @step(%w: tensor<2xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<2xf32> {wick.name = "w", wick.donates = "w"}) attributes {wick.entry} {
  %y = wick.add %w, %w : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
}
