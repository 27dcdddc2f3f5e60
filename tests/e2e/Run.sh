#!/bin/bash
# `wick run`: where arguments come from, how results are shown, and what is refused. Argument: the driver.
wick=$1
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/model.mlir" <<'MODEL'
func.func @predict(%x: tensor<2x3xf32> {wick.name = "x", wick.role = #wick.role<input>},
                   %w: tensor<3xf32> {wick.name = "w", wick.role = #wick.role<param>, wick.init = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>})
    -> (tensor<2x3xf32> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.mul %x, %w : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
func.func @step(%w: tensor<3xf32> {wick.name = "w", wick.role = #wick.role<param>},
                %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<3xf32> {wick.name = "layer/w_new", wick.donates = "w"}, tensor<i1> {wick.name = "done"}) attributes {wick.entry} {
  %done = wick.constant dense<true> : tensor<i1>
  %w1 = wick.sub %w, %lr : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
  return %w1, %done : tensor<3xf32>, tensor<i1>
}
MODEL
model=$folder/model.mlir

# Arguments: a number, the model's initial value, a seed, a file of a former run.
expect 0 '^y: 2x3xf32
\[\[2 4 6\]
 \[2 4 6\]\]$' "$wick" run "$model" --entry predict --set x=2
expect 0 '^\{"y":\{"dtype":"f32","shape":\[2,3\],"values":\[2.0,4.0,6.0,2.0,4.0,6.0\]\}\}$' \
  "$wick" run "$model" --entry predict --set x=2 --json --output "$folder/out"
expect 0 '\[\[ *2 +8 +18\]' "$wick" run "$model" --entry predict --input "x=$folder/out/y.npy"
expect 0 '^y: 2x3xf32' "$wick" run "$model" --entry predict --input x=seed:7 --backend interp
# A donated result replaces its argument, and a name with a slash is one file.
expect 0 '^layer/w_new: updated w
done: i1' "$wick" run "$model" --entry step --set lr=1 --set w=3 --output "$folder/out"
expect 0 '\[2.0,2.0,2.0\]' "$wick" run "$model" --entry step --set lr=0 \
  --input "w=$folder/out/layer.w_new.npy" --json

# What is missing, or is not there.
expect 1 "the model has several entries; add --entry with one of: predict, step" "$wick" run "$model"
expect 1 "the model has no entry 'train'; it has: predict, step" "$wick" run "$model" --entry train
expect 1 "input 'x' \(2x3xf32\) has no values: add --input x=FILE.npy or --input x=seed:1" \
  "$wick" run "$model" --entry predict
expect 1 "param 'w' \(3xf32\) has no initial value: add --weights FILE.safetensors or --set w=0" \
  "$wick" run "$model" --entry step
expect 1 "entry 'predict' has no argument 'z'; it has: x, w" "$wick" run "$model" --entry predict --input z=seed:1
expect 1 "'--input' 'x' must read NAME=VALUE|--input 'x' must read NAME=VALUE" "$wick" run "$model" --entry predict --input x
expect 1 "input 'x': 'many' is no seed; write x=seed:7" "$wick" run "$model" --entry predict --input x=seed:many
expect 1 "'big' is no number for 'x'; write --set x=0.1" "$wick" run "$model" --entry predict --set x=big
expect 1 "input 'x' from '.*y.npy' needs 3xf32 but holds 2x3xf32|'w' from .* needs 3xf32 but holds 2x3xf32" \
  "$wick" run "$model" --entry predict --set x=1 --input "w=$folder/out/y.npy"
expect 1 "input 'x': .*no-such-file.npy" "$wick" run "$model" --entry predict --input x=no-such-file.npy
expect 2 'no-such-model.mlir' "$wick" run no-such-model.mlir
expect 2 'backend' "$wick" run "$model" --backend gpu
echo 'func.func @f() { return }' > "$folder/plain.mlir"
expect 1 "the model has no entry: no func.func has the attribute 'wick.entry'" "$wick" run "$folder/plain.mlir"
echo 'func.func @f(' > "$folder/broken.mlir"
expect 1 'broken.mlir:.*error: expected' "$wick" run "$folder/broken.mlir"
finish
