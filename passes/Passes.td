//===- Passes.td - every pass of Wick ---------------------------------------===//
//
// A pass `wick-foo-bar` is defined in Passes.td of the folder of its FooBar.cpp, and tested in
// tests/ir/foo-bar.mlir.

#ifndef WICK_PASSES_TD
#define WICK_PASSES_TD

include "passes/codegen/Passes.td"
include "passes/graph/Passes.td"
include "passes/memory/Passes.td"

#endif // WICK_PASSES_TD
