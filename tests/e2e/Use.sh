#!/bin/bash
# --use: compiling with a learner's own labs. Arguments: the driver, wick-opt, the source tree.
wick=$1 opt=$2 tree=$3
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
labs="$folder/my labs" # paths may have spaces
model=$tree/curriculum/05_autograd/ir/twice.mlir
differentiate=("$opt" "$model" --wick-autodiff --labs "$labs")

# Nothing is started.
expect 1 "module 05 is not started.*wick lab start 05" "${differentiate[@]}" --use mine:05
expect 1 "no module is started" "${differentiate[@]}" --use mine
expect 0 '' "$wick" lab start 05 --dir "$labs"

# The stub says so, and the pass fails; the reference goes on as before.
expect 1 "mine: 05.1 The reverse sweep \(autodiff\) ReverseSweep.cpp [0-9a-f]{8}.*lab 05.1 is not written yet" \
  "${differentiate[@]}" --use mine:05.1
expect 1 "lab 05.1 is not written yet" "${differentiate[@]}" --use mine:autodiff
expect 1 "lab 05.3 is not written yet" "${differentiate[@]}" --use mine:05,ref:autodiff,ref:unbroadcast
expect 0 "mine: nothing; all passes are the reference's" \
  "${differentiate[@]}" --use mine:05.1,ref:autodiff

# The reference's text as the learner's: the same IR, byte for byte.
cp "$tree/passes/graph/ReverseSweep.cpp" "$labs/05_autograd/"
"${differentiate[@]}" -o expected.mlir
expect 0 'mine: 05.1' "${differentiate[@]}" --use mine:05.1 -o mine.mlir
expect 0 '^$' cmp mine.mlir expected.mlir

# A milestone trains with it, by native code and by the interpreter; the bench compiles with it.
expect 0 'mine: 05.1.*\(jit\).*reached hidden_layer_accuracy: 100' \
  "$wick" milestone run 02 --use mine:05.1 --labs "$labs"
expect 0 '"mine": \[[[:space:]]*"05.1 The reverse sweep \(autodiff\) ReverseSweep.cpp [0-9a-f]{8}"' \
  "$wick" milestone run 01 --json - --use mine:05.1 --labs "$labs"
expect 0 'mine: 05.1.*\(interp\)' "$wick" milestone run 01 --backend interp --use mine:05.1 --labs "$labs"
expect 0 'mine: 05.1.*W1 infer' "$wick" bench models --filter 'W1 infer' --seconds 0.01 \
  --use mine:05.1 --labs "$labs"

# With a lab of the runtime the milestone is linked anew; its record names all labs.
expect 0 '' "$wick" lab start 07 --dir "$labs"
cp "$tree/runtime/checkpoint.c" "$tree/runtime/replacement.c" "$labs/07_training/"
expect 0 'mine in programs: 07.3.*"mine": \[[[:space:]]*"05.1 .*"07.3 [^]]*checkpoint.c [0-9a-f]{8} replacement.c [0-9a-f]{8}"' \
  "$wick" milestone run 01 --json - --use mine:05.1,mine:07.3 --labs "$labs"
rm -r "$labs/07_training"

# Another text: other IR. Each save builds one plug-in, and that of the text before goes.
sed -i 's/AddOp::create(builder/MulOp::create(builder/' "$labs/05_autograd/ReverseSweep.cpp"
expect 0 'wick.mul %4, %5' "${differentiate[@]}" --use mine:05.1
expect 0 '^1$' sh -c "ls '$labs/05_autograd/.build' | grep -c '^05.1-'"

# The whole road, with gradients twice as long: an entry that is run, a program that is built by a model's own program.
sed -i 's/splat(b, 1,/splat(b, 2,/' "$labs/05_autograd/ReverseSweep.cpp"
expect 0 'mine: 05.1.*d_w' "$wick" run "$model" --use mine:05.1 --labs "$labs" --set x=2 --set w=3
expect 0 'mine: 05.1' "$wick" build "$tree/curriculum/milestones/02_xor/model.cpp" \
  --emit=mlir-train -o with.mlir --use mine:05.1 --labs "$labs"
expect 0 '^$' "$wick" build "$tree/curriculum/milestones/02_xor/model.cpp" --emit=mlir-train -o without.mlir
expect 1 'differ' cmp with.mlir without.mlir

# A lab of the runtime is linked into programs.
expect 0 '' "$wick" lab start 07 --dir "$labs"
xor=("$wick" build "$tree/examples/xor.cpp" -o xor --labs "$labs" --use mine:07.3)
expect 0 'mine in programs: 07.3.*checkpoint.c [0-9a-f]{8} replacement.c [0-9a-f]{8}' "${xor[@]}"
expect 1 'lab 07.3 is not written yet' ./xor train train_step --steps 3 --checkpoint xor.safetensors
cp "$tree/runtime/checkpoint.c" "$tree/runtime/replacement.c" "$labs/07_training/"
expect 0 'mine in programs: 07.3' "${xor[@]}"
expect 0 '' ./xor train train_step --steps 3 --checkpoint xor.safetensors

# A rule that builds an op of operands that do not fit ends in a diagnostic.
cp "$tree/passes/graph/vjp/Elementwise.cpp" "$labs/05_autograd/"
sed '/Value dLhs =/,/;/c Value dLhs = b.create<MatmulOp>(rhs, rhs, false, false);' \
  "$tree/passes/graph/vjp/Contraction.cpp" >"$labs/05_autograd/Contraction.cpp"
cat >product.mlir <<'IR'
func.func @f(%w: tensor<2x1xf32> {wick.name = "w", wick.role = #wick.role<param>},
             %x: tensor<1x2xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %y = wick.matmul %x, %w : (tensor<1x2xf32>, tensor<2x1xf32>) -> tensor<1x1xf32>
  %loss = wick.reduce_sum %y {dims = array<i64: 0, 1>} : (tensor<1x1xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}
IR
expect 1 "C3: lhs 2x1 has inner size 1.*wick-autodiff builds an op of operands that do not fit" \
  "$opt" product.mlir --wick-autodiff --labs "$labs" --use mine:05.3

# A milestone is linked anew with them: its batches are the learner's.
expect 0 '' "$wick" lab start 08 --dir "$labs"
digits=("$wick" milestone run 03 --epochs 2 --labs "$labs" --use mine:08.2)
expect 1 'mine in programs: 08.2.*batches.c [0-9a-f]{8}.*an epoch has no batch' "${digits[@]}"
cp "$tree/runtime/batches.c" "$labs/08_dataloader/"
expect 1 'mine in programs: 08.2.*\(llvm\).*MISSED' "${digits[@]}" # two epochs are few
expect 1 'native programs only' "${digits[@]}" --backend interp

# What makes no sense.
expect 1 "no module, lab or slot is called '99'; 'wick lab list' names them" \
  "${differentiate[@]}" --use mine:99
expect 1 "'yours:05' begins neither with mine nor with ref" "${differentiate[@]}" --use yours:05
echo 'nonsense' > "$labs/05_autograd/ReverseSweep.cpp"
expect 1 "lab 05.1 does not compile:.*ReverseSweep.cpp:1:1: error" "${differentiate[@]}" --use mine:05.1
rm "$labs/05_autograd/ReverseSweep.cpp"
expect 1 "there is no file .*ReverseSweep.cpp" "${differentiate[@]}" --use mine:05.1
finish
