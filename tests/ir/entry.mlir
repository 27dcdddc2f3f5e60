// Entries: round trip of their attributes, then one refusal per constraint of the dialect (Base.td).
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @train_step
// CHECK-SAME: %{{.+}}: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}
// CHECK-SAME: %{{.+}}: tensor<4xf32> {wick.init = #wick.uniform<low = -5.000000e-01, high = 5.000000e-01, seed = 7, stream = 0>, wick.name = "w", wick.role = #wick.role<param>}
// CHECK-SAME: %{{.+}}: tensor<i64> {wick.init = dense<0> : tensor<i64>, wick.name = "step", wick.role = #wick.role<state>}
// CHECK-SAME: %{{.+}}: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>}
// CHECK-SAME: -> (tensor<f32> {wick.name = "loss"}, tensor<4xf32> {wick.donates = "w", wick.name = "w_new"}, tensor<4xf32> {wick.gradient_of = "w", wick.name = "dw"})
// CHECK-SAME: attributes {wick.entry, wick.loss = 0 : i64, wick.optimizer = #wick.sgd<momentum = 9.000000e-01>}
func.func @train_step(
    %x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>},
    %w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = #wick.uniform<low = -0.5, high = 0.5, seed = 7, stream = 0>},
    %step: tensor<i64> {wick.name = "step", wick.role = #wick.role<state>, wick.init = dense<0> : tensor<i64>},
    %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<f32> {wick.name = "loss"}, tensor<4xf32> {wick.name = "w_new", wick.donates = "w"},
        tensor<4xf32> {wick.name = "dw", wick.gradient_of = "w"})
    attributes {wick.entry, wick.loss = 0 : i64, wick.optimizer = #wick.sgd<momentum = 0.9>} {
  %loss = wick.mse_loss %x, %w : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = wick.sub %w, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // The update may read the argument that it replaces, and others may read it before.
  %w1 = wick.sgd_step %w, %g, %lr : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return %loss, %w1, %g : tensor<f32>, tensor<4xf32>, tensor<4xf32>
}

// Parameters are shared by name; inputs of one name are not the same in two entries.
// CHECK-LABEL: func.func @predict
func.func @predict(
    %x: tensor<2x4xf32> {wick.name = "x", wick.role = #wick.role<input>},
    %w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = #wick.normal<mean = 0.0, stddev = 1.0, seed = 7, stream = 4294967295>})
    -> (tensor<2x4xf32> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.mul %x, %w : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// A unit attribute of a function, not of another op.
// expected-error@+1 {{'builtin.module' op 'wick.entry' belongs on a func.func}}
module attributes {wick.entry} {}

// -----

// E1: an argument has a name.
// expected-error@+1 {{'func.func' op E1: argument 0 of entry 'f' needs a 'wick.name' and a 'wick.role'}}
func.func @f(%x: tensor<4xf32> {wick.role = #wick.role<input>}) -> (tensor<4xf32> {wick.name = "y"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E1: an argument has a role.
// expected-error@+1 {{'func.func' op E1: argument 0 of entry 'f' needs a 'wick.name' and a 'wick.role'}}
func.func @f(%x: tensor<4xf32> {wick.name = "x"}) -> (tensor<4xf32> {wick.name = "y"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E1: names of arguments are unique.
// expected-error@+1 {{'func.func' op E1: two arguments of entry 'f' are named 'x'}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}, %z: tensor<f32> {wick.name = "x", wick.role = #wick.role<hyper>}) -> (tensor<4xf32> {wick.name = "y"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E2: a result has a name.
// expected-error@+1 {{'func.func' op E2: result 0 of entry 'f' needs a 'wick.name'}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<4xf32>) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E2: names of results are unique.
// expected-error@+1 {{'func.func' op E2: two results of entry 'f' are named 'y'}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<4xf32> {wick.name = "y"}, tensor<4xf32> {wick.name = "y"}) attributes {wick.entry} {
  return %x, %x : tensor<4xf32>, tensor<4xf32>
}

// -----

// E3: an argument of that name exists.
// expected-error@+1 {{'func.func' op E3: result 'y' is donated to "v", which is no argument of entry 'f'}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<4xf32> {wick.name = "y", wick.donates = "v"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E3: an input is not donated.
// expected-error@+1 {{'func.func' op E3: result 'y' is donated to "x", which is not a param or a state}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<4xf32> {wick.name = "y", wick.donates = "x"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E3: the types are one.
// expected-error@+1 {{'func.func' op E3: result 'y' has type 'tensor<4xf32>' but is donated to "w" of type 'tensor<2xf32>'}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}, %w: tensor<2xf32> {wick.name = "w", wick.role = #wick.role<state>}) -> (tensor<4xf32> {wick.name = "y", wick.donates = "w"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E3: an argument is donated once.
// expected-error@+1 {{'func.func' op E3: two results are donated to "w"}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}, %w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>}) -> (tensor<4xf32> {wick.name = "y", wick.donates = "w"}, tensor<4xf32> {wick.name = "z", wick.donates = "w"}) attributes {wick.entry} {
  return %x, %x : tensor<4xf32>, tensor<4xf32>
}

// -----

// E4: a donated argument is not read after its update.
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}, %w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "w_new", wick.donates = "w"}, tensor<4xf32> {wick.name = "y"}) attributes {wick.entry} {
  // expected-note@+1 {{the update is here}}
  %0 = wick.add %w, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'wick.mul' op E4: reads argument 'w' of entry 'f' after its update; read it before, or use the updated value}}
  %1 = wick.mul %w, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// -----

// E4: nor through a reshape, which is the same memory.
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}, %w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "w_new", wick.donates = "w"}, tensor<2x2xf32> {wick.name = "y"}) attributes {wick.entry} {
  %r = wick.reshape %w : tensor<4xf32> -> tensor<2x2xf32>
  // expected-note@+1 {{the update is here}}
  %0 = wick.add %w, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'wick.neg' op E4: reads argument 'w' of entry 'f' after its update}}
  %1 = wick.neg %r : tensor<2x2xf32>
  return %0, %1 : tensor<4xf32>, tensor<2x2xf32>
}

// -----

// E4: nor by the return.
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}, %w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "w_new", wick.donates = "w"}, tensor<4xf32> {wick.name = "w_old"}) attributes {wick.entry} {
  // expected-note@+1 {{the update is here}}
  %0 = wick.add %w, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  // expected-error@+1 {{'func.return' op E4: reads argument 'w' of entry 'f' after its update}}
  return %0, %w : tensor<4xf32>, tensor<4xf32>
}

// -----

// E5: a name has one type in all entries.
func.func @g(%w: tensor<5xf32> {wick.name = "w", wick.role = #wick.role<param>}) -> () attributes {wick.entry} {
  return
}
// expected-error@+1 {{'func.func' op E5: 'w' is a param of type 'tensor<4xf32>' here but differs in entry 'g'}}
func.func @f(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>}) -> () attributes {wick.entry} {
  return
}

// -----

// E5: a name has one role in all entries.
func.func @g(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<state>}) -> () attributes {wick.entry} {
  return
}
// expected-error@+1 {{'func.func' op E5: 'w' is a param of type 'tensor<4xf32>' here but differs in entry 'g'}}
func.func @f(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>}) -> () attributes {wick.entry} {
  return
}

// -----

// E6: a hyper is a scalar.
// expected-error@+1 {{'func.func' op E6: hyper 'lr' must be a scalar, got 'tensor<1xf32>'}}
func.func @f(%lr: tensor<1xf32> {wick.name = "lr", wick.role = #wick.role<hyper>}) -> () attributes {wick.entry} {
  return
}

// -----

// E6: an argument is a tensor.
// expected-error@+1 {{'func.func' op E6: argument 'x' is not a tensor}}
func.func @f(%x: f32 {wick.name = "x", wick.role = #wick.role<input>}) -> () attributes {wick.entry} {
  return
}

// -----

// E6: an initial value has the type of the argument.
// expected-error@+1 {{'func.func' op E6: the 'wick.init' of 'w' must be elements of type 'tensor<4xf32>' or, for floats, an initializer}}
func.func @f(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = dense<0.0> : tensor<3xf32>}) -> () attributes {wick.entry} {
  return
}

// -----

// E6: an initial value is a value.
// expected-error@+1 {{'func.func' op E6: the 'wick.init' of 'w' must be elements of type 'tensor<4xf32>' or, for floats, an initializer}}
func.func @f(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = 0.0 : f32}) -> () attributes {wick.entry} {
  return
}

// -----

// E6: an initializer makes floats.
// expected-error@+1 {{'func.func' op E6: the 'wick.init' of 'n' must be elements of type 'tensor<4xi32>' or, for floats, an initializer}}
func.func @f(%n: tensor<4xi32> {wick.name = "n", wick.role = #wick.role<state>, wick.init = #wick.uniform<low = 0.0, high = 1.0, seed = 0, stream = 0>}) -> () attributes {wick.entry} {
  return
}

// -----

// E7: the loss is a result.
// expected-error@+1 {{'func.func' op E7: 'wick.loss' must be the index of a floating-point scalar result, got 1}}
func.func @f(%x: tensor<f32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry, wick.loss = 1 : i64} {
  return %x : tensor<f32>
}

// -----

// E7: an index counts from 0.
// expected-error@+1 {{'func.func' op E7: 'wick.loss' must be the index of a floating-point scalar result, got -1}}
func.func @f(%x: tensor<f32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry, wick.loss = -1 : i64} {
  return %x : tensor<f32>
}

// -----

// E7: the loss is a scalar.
// expected-error@+1 {{'func.func' op E7: 'wick.loss' must be the index of a floating-point scalar result, got 0}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<4xf32> {wick.name = "y"}) attributes {wick.entry, wick.loss = 0 : i64} {
  return %x : tensor<4xf32>
}

// -----

// E7: the loss is a float.
// expected-error@+1 {{'func.func' op E7: 'wick.loss' must be the index of a floating-point scalar result, got 0}}
func.func @f(%x: tensor<i32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<i32> {wick.name = "y"}) attributes {wick.entry, wick.loss = 0 : i64} {
  return %x : tensor<i32>
}

// -----

// E8: an argument of that name exists.
// expected-error@+1 {{'func.func' op E8: result 0 is the gradient of "v", which is no param of its type}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<4xf32> {wick.name = "y", wick.gradient_of = "v"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E8: a gradient is that of a param.
// expected-error@+1 {{'func.func' op E8: result 0 is the gradient of "x", which is no param of its type}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}) -> (tensor<4xf32> {wick.name = "y", wick.gradient_of = "x"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}

// -----

// E8: a gradient has the type of the param.
// expected-error@+1 {{'func.func' op E8: result 0 is the gradient of "w", which is no param of its type}}
func.func @f(%x: tensor<4xf32> {wick.name = "x", wick.role = #wick.role<input>}, %w: tensor<2xf32> {wick.name = "w", wick.role = #wick.role<param>}) -> (tensor<4xf32> {wick.name = "y", wick.gradient_of = "w"}) attributes {wick.entry} {
  return %x : tensor<4xf32>
}
