// RUN: wick-opt --wick-fuse-multiply-add "%s" | FileCheck "%s"
// RUN: wick-opt --wick-fuse-multiply-add --wick-fuse-multiply-add "%s" | FileCheck "%s"

// Of two products the second operand is fused; the other stays, and no flag lets LLVM fuse more.
// CHECK-LABEL: llvm.func @sums
llvm.func @sums(%a: f32, %b: f32, %c: f32, %v: vector<4xf32>) -> f32 {
  // CHECK-NEXT: %[[P:.+]] = llvm.fmul %arg0, %arg1 : f32
  %0 = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %1 = llvm.fmul %b, %c {fastmathFlags = #llvm.fastmath<contract>} : f32
  // CHECK-NEXT: %[[S:.+]] = llvm.intr.fmuladd(%arg1, %arg2, %[[P]]) {fastmathFlags = #llvm.fastmath<reassoc>} : (f32, f32, f32) -> f32
  %2 = llvm.fadd %0, %1 {fastmathFlags = #llvm.fastmath<reassoc, contract>} : f32
  %3 = llvm.fmul %2, %a {fastmathFlags = #llvm.fastmath<contract>} : f32
  // CHECK-NEXT: %[[T:.+]] = llvm.intr.fmuladd(%[[S]], %arg0, %arg2)
  %4 = llvm.fadd %3, %c {fastmathFlags = #llvm.fastmath<contract>} : f32
  // CHECK-NEXT: llvm.intr.fmuladd(%arg3, %arg3, %arg3){{.*}} (vector<4xf32>
  %5 = llvm.fmul %v, %v {fastmathFlags = #llvm.fastmath<contract>} : vector<4xf32>
  %6 = llvm.fadd %v, %5 {fastmathFlags = #llvm.fastmath<contract>} : vector<4xf32>
  // CHECK-NEXT: llvm.return %[[T]]
  llvm.return %4 : f32
}

// CHECK-LABEL: llvm.func @differences
llvm.func @differences(%a: f32, %b: f32, %c: f32) -> f32 {
  %0 = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  // CHECK-NEXT: %[[A:.+]] = llvm.fneg %arg0
  // CHECK-NEXT: %[[D:.+]] = llvm.intr.fmuladd(%[[A]], %arg1, %arg2)
  %1 = llvm.fsub %c, %0 {fastmathFlags = #llvm.fastmath<contract>} : f32
  %2 = llvm.fmul %1, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  // CHECK-NEXT: %[[C:.+]] = llvm.fneg %arg2
  // CHECK-NEXT: llvm.intr.fmuladd(%[[D]], %arg1, %[[C]])
  %3 = llvm.fsub %2, %c {fastmathFlags = #llvm.fastmath<contract>} : f32
  llvm.return %3 : f32
}

// A product that others read, and what may not be contracted, stay.
// CHECK-LABEL: llvm.func @stays
// CHECK-NOT: fmuladd
llvm.func @stays(%a: f32, %b: f32) -> f32 {
  %0 = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %1 = llvm.fadd %0, %a {fastmathFlags = #llvm.fastmath<contract>} : f32
  %2 = llvm.fadd %0, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %3 = llvm.fmul %1, %2 : f32
  %4 = llvm.fadd %3, %a {fastmathFlags = #llvm.fastmath<contract>} : f32
  %5 = llvm.fmul %4, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %6 = llvm.fadd %5, %a : f32
  llvm.return %6 : f32
}
