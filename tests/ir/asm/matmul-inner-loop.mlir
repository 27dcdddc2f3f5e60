// The inner loop of a product: fused multiply-adds on whole registers, elements of the lhs broadcast from memory, no
// register spilled. The loop is the block with the most multiply-adds.
//
// DEFINE: %{target} =
// DEFINE: %{loop} = wick build "%s" --emit=asm --target=%{target} -o - | awk '{b = b $0 "\n"} /fmadd|fmla|mulps/ {n++} n && n >= most {most = n; best = b} /^[.]LBB|\tj|\tb[.]/ {b = ""; n = 0} END {print best}'
//
// REDEFINE: %{target} = x86-64-v4
// RUN: %{loop} | FileCheck "%s" --check-prefix=V4 --implicit-check-not=rsp
// REDEFINE: %{target} = x86-64-v3
// RUN: %{loop} | FileCheck "%s" --check-prefix=V3 --implicit-check-not=rsp
// REDEFINE: %{target} = x86-64
// RUN: %{loop} | FileCheck "%s" --check-prefix=SSE --implicit-check-not=rsp
// REDEFINE: %{target} = aarch64-linux-gnu
// RUN: %{loop} | FileCheck "%s" --check-prefix=ARM --implicit-check-not=[sp
//
// 33 rows are three tiles of 11 times two registers; four values of k an iteration.
// V4: vbroadcastss {{.+}}(%r{{.+}}), %zmm
// V4-COUNT-88: vfmadd{{[0-9]+}}ps {{.*}}%zmm{{[0-9]+}}, %zmm{{[0-9]+}}
// V4-NOT: vfmadd
// V4: {{j[a-z]+}} .LBB
//
// 16 registers hold tiles of six rows, times two.
// V3: vbroadcastss {{.+}}(%r{{.+}}), %ymm
// V3-COUNT-48: vfmadd{{[0-9]+}}ps {{.*}}%ymm{{[0-9]+}}, %ymm{{[0-9]+}}
// V3-NOT: vfmadd
// V3: {{j[a-z]+}} .LBB
//
// Without a fused multiply-add each product needs a register of its own: four rows.
// SSE-COUNT-32: mulps %xmm{{[0-9]+}}, %xmm{{[0-9]+}}
// SSE-NOT: mulps
// SSE: {{j[a-z]+}} .LBB
//
// NEON has 32 registers of four: tiles of five rows, times four.
// ARM-COUNT-80: fmla v{{[0-9]+}}.4s, v{{[0-9]+}}.4s, v{{[0-9]+}}.{{s.0|4s}}
// ARM: b.{{[a-z]+}} .LBB
module @m {
func.func @product(%x: tensor<33x64xf32> {wick.name = "x", wick.role = #wick.role<input>},
                   %w: tensor<64x96xf32> {wick.name = "w", wick.role = #wick.role<param>},
                   %b: tensor<96xf32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<33x96xf32> {wick.name = "y"}) attributes {wick.entry} {
  %0 = wick.linear %x, %w, %b : (tensor<33x64xf32>, tensor<64x96xf32>, tensor<96xf32>) -> tensor<33x96xf32>
  %1 = wick.relu %0 : tensor<33x96xf32>
  return %1 : tensor<33x96xf32>
}
}
