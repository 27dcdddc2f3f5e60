#!/bin/bash
# Threads: which programs have them, and that they change no bit. Arguments: the driver.
wick=$1
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

# linear ROWS COLUMNS: a layer of that size and its gelu.
linear() {
  cat <<MODEL
func.func @infer(%x: tensor<$1x64xf32> {wick.name = "x", wick.role = #wick.role<input>},
                 %w: tensor<64x$2xf32> {wick.name = "w", wick.role = #wick.role<input>})
    -> (tensor<$1x$2xf32> {wick.name = "y"}) attributes {wick.entry} {
  %0 = wick.matmul %x, %w : (tensor<$1x64xf32>, tensor<64x$2xf32>) -> tensor<$1x$2xf32>
  %y = wick.gelu %0 : tensor<$1x$2xf32>
  return %y : tensor<$1x$2xf32>
}
MODEL
}
linear 301 517 > large.mlir
linear 4 16 > small.mlir

# A program links OpenMP only when it has a loop to share.
expect 0 'large.mlir:5:8: remark: runs on threads: [0-9]+ iterations' "$wick" build large.mlir -o large --remarks
expect 0 '^$' "$wick" build large.mlir -o single --no-parallel
expect 0 '^$' "$wick" build small.mlir -o small
expect 0 'libgomp' ldd large
for program in single small; do
  expect 1 '^$' sh -c "ldd $program | grep libgomp"
done

# The same bits by one, two and three threads, by the environment or by the flag.
run() { "$1" run infer "${@:2}" --input x=seed:1 --input w=seed:2; }
run ./single --output one > /dev/null
for threads in 1 2 3; do
  WICK_NUM_THREADS=$threads run ./large --output environment > /dev/null
  run ./large --threads $threads --output flag > /dev/null
  expect 0 '^$' cmp one/y.npy environment/y.npy
  expect 0 '^$' cmp one/y.npy flag/y.npy
done
