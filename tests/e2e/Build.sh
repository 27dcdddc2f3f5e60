#!/bin/bash
# `wick build`: what it writes from a program and from a module, and what it refuses. Arguments: the
# driver, the program of the digits' model, "sanitized" or "plain".
wick=$1 digits=$2 kind=$3
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

cat > step.mlir <<'MODEL'
module @step_model {
func.func @step(%x: tensor<8x16xf32> {wick.name = "x", wick.role = #wick.role<input>},
                %w: tensor<16x24xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = dense<0.5> : tensor<16x24xf32>},
                %t: tensor<8x24xf32> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f32> {wick.name = "loss"})
    attributes {wick.entry, wick.loss = 0 : i64, wick.optimizer = #wick.sgd<momentum = 0.9>, wick.learning_rate = 0.1 : f64} {
  %y = wick.matmul %x, %w : (tensor<8x16xf32>, tensor<16x24xf32>) -> tensor<8x24xf32>
  %loss = wick.mse_loss %y, %t : (tensor<8x24xf32>, tensor<8x24xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}
}
MODEL

# Every kind, from a module and from a program; - is standard output.
for model in step.mlir "$digits"; do
  expect 0 'func\.func @[a-z_]*step' "$wick" build "$model" --emit=mlir-model
  expect 0 'wick\.donates' "$wick" build "$model" --emit=mlir-train
  expect 0 'linalg\.generic' "$wick" build "$model" --emit=mlir-layout -o -
  expect 0 'wick\.arena_bytes' "$wick" build "$model" --emit=mlir-memory
  expect 0 'llvm\.func @[a-z_]*step' "$wick" build "$model" --emit=mlir-llvm
  expect 0 'define .*void @[a-z_]*step\(' "$wick" build "$model" --emit=llvm
  expect 0 'vfmadd[0-9]*ps.*%zmm' "$wick" build "$model" --emit=asm --target=x86-64-v4
  expect 0 '^$' "$wick" build "$model" --emit=obj -o model.o
done
expect 0 '^ *1$' od -An -t u2 -j 16 -N 2 model.o # ET_REL
expect 0 'wick_model_' cat model.h
expect 0 'hidden.weight' grep -ao 'hidden.weight' model.safetensors

# Both backends, and an object of another machine: EM_AARCH64 is 183.
expect 0 'define' "$wick" build step.mlir --emit=llvm --backend=naive
expect 0 '^$' "$wick" build step.mlir --emit=obj --target=aarch64-linux-gnu -o arm.o
expect 0 '^ *183$' od -An -t u2 -j 18 -N 2 arm.o
expect 1 'aarch64-linux-gnu cannot be linked here; use --emit=obj' \
  "$wick" build step.mlir --target=aarch64-linux-gnu

# A program: it runs, needs nothing but libc, libm and OpenMP, and is small.
expect 0 '^$' "$wick" build "$digits" -o digits
expect 0 'entry evaluate' ./digits info
if [[ $kind == plain ]]; then
  foreign=$(ldd digits | grep -vE 'linux-vdso|ld-linux|libc\.so|libm\.so|libgomp\.so')
  expect 0 '^$' echo "$foreign"
  kept=$(stat -c %s digits)
  expect 0 '^yes$' sh -c "[ $kept -le 307200 ] && echo yes || echo the program has $kept bytes"
fi

# Its functions have names if asked for.
expect 0 '^$' "$wick" build "$digits" -o named --symbols
expect 0 'no symbols' nm digits
expect 0 ' [tT] digits_mlp_evaluate' nm named

# Frozen weights: those of a file become constants, the step that trains is left out, the results stay.
expect 0 '^$' "$wick" build "$digits" --freeze --weights model.safetensors -o frozen
expect 0 '^model digits_mlp: 0 parameters' ./frozen info
expect 0 '^1$' sh -c "'$wick' build '$digits' --freeze --remarks -o frozen.o --emit=obj 2>&1 | grep -c 'is left out'"
expect 2 "no entry 'train_step'" ./frozen train train_step --steps 1
expect 0 '^$' sh -c './digits run evaluate --input image=seed:1 > live.txt && ./frozen run evaluate --input image=seed:1 | cmp - live.txt'
expect 1 "entry 'step' updates its params, as does every other" "$wick" build step.mlir --freeze
expect 1 "model.safetensors has no tensor 'w', a param of the model" \
  "$wick" build step.mlir --weights model.safetensors
sed 's/16x24/16x25/g; s/8x24/8x25/g; s/"w"/"hidden.weight"/' step.mlir > other.mlir
expect 1 "model.safetensors: 'hidden.weight' is 64x32xf32, but the model's is 16x25xf32" \
  "$wick" build other.mlir --weights model.safetensors

# Watching the passes.
expect 0 'Vectorize' "$wick" build step.mlir --emit=asm --time-passes -o step.s
expect 0 '^$' "$wick" build step.mlir --emit=asm --dump-dir dumps -o step.s
expect 0 '00_[a-z-]+\.mlir.*01_[a-z-]+\.mlir.*wick-to-linalg\.mlir.*wick-plan-arena\.mlir' sh -c 'ls dumps | tr "\n" " "'
expect 0 '^$' "$wick" build step.mlir --emit=asm --verify-passes -o step.s
expect 0 'step\.mlir:8:11: remark: not fused: ' "$wick" build step.mlir --emit=asm --remarks -o step.s

# A pass that fails names the op and leaves a reproducer.
cat > loop.mlir <<'MODEL'
func.func @loop(%x: memref<16xf32>, %n: index) {
  %a = memref.alloc(%n) : memref<?xf32>
  memref.copy %a, %x : memref<?xf32> to memref<16xf32>
  return
}
MODEL
expect 1 "loop.mlir:2:8: error: 'memref.alloc' op cannot be placed in the arena" "$wick" build loop.mlir --emit=mlir-llvm
expect 0 'memref\.alloc.*pipeline: .*wick-plan-arena' cat loop-reproducer.mlir

# What cannot be done, and why.
expect 2 "foo not in" "$wick" build step.mlir --emit=foo
expect 1 "no target 'pentium'; there are native, x86-64" "$wick" build step.mlir --target=pentium
expect 1 "--tiles: nr='24': columns of a tile are a power of two" "$wick" build step.mlir --tiles=nr=24
expect 2 "foo not in" "$wick" build step.mlir --backend=foo
expect 2 "no-such-file.cpp" "$wick" build no-such-file.cpp
expect 2 "neither a model's program|is neither" "$wick" build model.h
expect 1 "nowhere/x.s: cannot be written: No such file" "$wick" build step.mlir --emit=asm -o nowhere/x.s
expect 1 "cannot write 'nowhere/x.safetensors" "$wick" build step.mlir --emit=obj -o nowhere/x.o
expect 1 "cannot open output file nowhere/x" "$wick" build step.mlir -o nowhere/x

echo 'func.func @f(' > broken.mlir
expect 1 'broken\.mlir:1:14: error: expected' "$wick" build broken.mlir

cat > wrong.cpp <<'MODEL'
#include "wick/wick.h"

int main(int argc, char **argv) {
  wick::Model m("wrong");
  wick::Tensor x = m.input("x", {3, 4}), w = m.input("w", {5, 6});
  m.entry("predict", {x, w}, {{"y", matmul(x, w)}});
  return m.compile(argc, argv);
}
MODEL
expect 1 'wrong\.cpp:6.*3x4.*5x6' "$wick" build wrong.cpp
finish
