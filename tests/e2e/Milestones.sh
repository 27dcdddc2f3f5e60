#!/bin/bash
# wick milestone: every gate is reached, by native code and by the interpreter; the programs are small
# and stand alone; wrong command lines get help. Arguments: the driver, "sanitized" or "plain".
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"

wick=$1 kind=$2 bin=${1%/*}
here=$(cd "${0%/*}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

# field EXPRESSION: of the JSON document d in $scratch/json, as Python prints it.
field() { python3 -c "import json, sys; d = json.load(open('$scratch/json')); print($1)"; }

expect 0 '^01  Perceptron, 1957.*at least 0.95.*02  XOR, 1969.*at most 0.75.*03  .*0.93.*04  Convolutional network, 1998.*0.96 by digits_cnn' \
  "$wick" milestone list

# All: history, pictures, size, gates; the metrics as an array.
expect 0 'Frank Rosenblatt.*Before training.*After training.*98 % after.*reached test_accuracy.*Minsky.*x xor y.*0 +0 +0 .*David Rumelhart.*recall.*a program of [0-9]+ KB.*reached test_accuracy.*Yann LeCun.*The filters of the first layer.*8 of 8.*reached test_accuracy' \
  "$wick" milestone run all --json "$scratch/json"
expect 0 "^\['01', '02', '03', '04'\]$" field '[m["milestone"] for m in d]'
expect 0 '^True$' field 'all(m["reached"] and m["backend"] == "llvm" for m in d)'
expect 0 '^True$' field 'all(m["epochs"] > 0 and m["parameters"] > 0 and m["train_seconds"] > 0 for m in d)'
expect 0 '^True$' field 'd[0]["test_accuracy"] >= 0.95 > 0.6 > d[0]["untrained_accuracy"]'
expect 0 '^True$' field 'd[1]["single_layer_accuracy"] <= 0.75 and d[1]["single_layer_corner_accuracy"] <= 0.75'
expect 0 '^True$' field 'd[1]["hidden_layer_accuracy"] == d[1]["hidden_layer_corner_accuracy"] == 1'
expect 0 '^True$' field 'd[2]["test_accuracy"] >= 0.93 and d[2]["test_samples"] == 360'
expect 0 '^True$' field 'd[3]["test_accuracy"] >= 0.96 and d[3]["train_seconds"] <= 10'
if [[ $kind == plain ]]; then
  expect 0 '^True$' field 'all(0 < m["binary_bytes"] <= (300 if m["milestone"] < "04" else 1000) << 10 for m in d)'
  expect 0 '^True$' field 'all(0 < m["peak_resident_bytes"] <= 8 << 20 for m in d)'
  for program in "$bin"/wick-milestone-0[1234]; do
    expect 1 '' grep -vE 'lib(c|m|gomp)\.so|linux-vdso|ld-linux' <(ldd "$program")
  done
fi

# Other backends train in the driver's process.
for backend in onednn auto naive; do
  expect 0 'reached hidden_layer_accuracy' \
    "$wick" milestone run xor --backend "$backend" --json "$scratch/json"
  expect 0 "^$backend 0 True\$" field 'd["backend"], d["binary_bytes"], d["reached"]'
done

# The interpreter trains the same models; a gate that is missed is an error.
expect 0 'reached hidden_layer_accuracy' \
  "$wick" milestone run xor --backend interp --json "$scratch/json"
expect 0 '^interp 0 True$' field 'd["backend"], d["binary_bytes"], d["reached"]'
expect 1 'MISSED +test_accuracy.*a gate is missed' \
  "$wick" milestone run 3 --backend interp --epochs 1 --json "$scratch/json"
expect 0 '^False 1$' field 'd["reached"], d["epochs"]'
expect 1 'MISSED' "$wick" milestone run 01 --epochs 1
"$wick" milestone run 01 --json - 2>/dev/null >"$scratch/json"
expect 0 '^True$' field 'd["reached"]'

# MNIST's shape and file names.
mkdir "$scratch/mnist" "$scratch/tiny" "$scratch/empty"
python3 "$here/idx.py" "$scratch/mnist"
python3 "$here/idx.py" "$scratch/tiny" 6
expect 0 'reached test_accuracy.*at least 97' \
  "$wick" milestone run 03 --data "$scratch/mnist" --epochs 20 --json "$scratch/json"
expect 0 '^mnist_mlp 109386 320 270$' \
  field 'd["model"], d["parameters"], d["train_samples"], d["test_samples"]'
expect 1 'the images have 1x6x6 values; there is a net for 8x8' \
  "$wick" milestone run 03 --data "$scratch/tiny"
expect 1 'empty/train-images-idx3-ubyte' "$wick" milestone run 03 --data "$scratch/empty"
printf '\xff' | dd of="$scratch/mnist/train-labels-idx1-ubyte" bs=1 seek=10 conv=notrunc status=none
expect 1 'label 2 is 255; there are 10 classes, 0 to 9' "$wick" milestone run 03 --data "$scratch/mnist"

# CIFAR-10's shape and file names.
mkdir "$scratch/cifar"
python3 "$here/cifar.py" "$scratch/cifar"
expect 0 'reached test_accuracy.*at least 75' \
  "$wick" milestone run 04 --data "$scratch/cifar" --epochs 4 --json "$scratch/json"
expect 0 '^cifar_cnn 113738 320 70$' \
  field 'd["model"], d["parameters"], d["train_samples"], d["test_samples"]'
expect 1 'the images have 1x6x6 values; there is a net for 1x8x8' \
  "$wick" milestone run 04 --data "$scratch/tiny"
printf x >>"$scratch/cifar/data_batch_3.bin"
expect 1 'data_batch_3.bin. is no file of CIFAR-10.s binary version: its 196673 bytes' \
  "$wick" milestone run 04 --data "$scratch/cifar"

# Command lines that make no sense.
expect 2 "no milestone '07'; there are 01, 02, 03, 04, all" "$wick" milestone run 07
expect 2 "no milestone 'preceptron'.*did you mean 'perceptron'" "$wick" milestone run preceptron
expect 2 'which is required' "$wick" milestone run
expect 2 'subcommand is required' "$wick" milestone
expect 2 "no command 'rum'; did you mean 'run'" "$wick" milestone rum
expect 2 "no command 'rnu'; did you mean 'run'" "$wick" milestone rnu
expect 2 'epochs' "$wick" milestone run 01 --epochs 0
expect 2 'epochs' "$wick" milestone run 01 --epochs many
expect 2 'backend' "$wick" milestone run 01 --backend gpu
expect 2 'data' "$wick" milestone run 03 --data "$scratch/nowhere"
expect 2 'milestone 02 draws its points itself' "$wick" milestone run 02 --data "$scratch"
expect 2 "no option '--epoch'; did you mean '--epochs'" "$wick" milestone run 01 --epoch 3
expect 2 "unknown flag '--epoch' .did you mean '--epochs'" "$bin/wick-milestone-01" --epoch 3
expect 2 "needs a whole number of at least 1, not '0'" "$bin/wick-milestone-02" --epochs 0
expect 2 '--resume needs --checkpoint' "$bin/wick-milestone-03" --resume
expect 2 '--patience needs --checkpoint' "$bin/wick-milestone-03" --patience 3
expect 2 "unknown flag '--patience'" "$bin/wick-milestone-01" --patience 3
expect 0 'usage: .*--data DIR' "$bin/wick-milestone-03" --help
expect 1 'no-such-folder' "$bin/wick-milestone-01" --json "$scratch/no-such-folder/json"
finish
