#!/bin/bash
# --backend=onednn: programs that call oneDNN link it and compute the same; others do not link it.
# Arguments: the driver, the model of a milestone.
# shellcheck source-path=SCRIPTDIR source=expect.sh
wick=$1 digits=$2
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd "$folder" || exit 1

if [[ ! -e "${wick%/bin/*}/lib/libwick_onednn.so" ]]; then
  cp "$digits" model.cpp
  expect 1 'oneDNN is not at hand .*install libdnnl-dev and build Wick again, or use --backend=llvm' \
    "$wick" build model.cpp --backend=onednn -o model
  expect 0 '^$' "$wick" build model.cpp --backend=auto -o model
  finish
  exit
fi

for backend in llvm auto onednn; do
  expect 0 '^$' "$wick" build "$digits" --backend=$backend -o "digits-$backend"
done
needed() { readelf -d "$1" | grep -E 'NEEDED.*(dnnl|stdc)'; }
expect 1 '^$' needed digits-llvm
expect 1 '^$' needed digits-auto # its products are small
expect 0 'libdnnl' needed digits-onednn

# The same digits, first of all in the first run: nothing of oneDNN is made later.
expect 0 '' ./digits-llvm run evaluate --input image=seed:1 --output llvm
expect 0 '' ./digits-onednn run evaluate --input image=seed:1 --output onednn
expect 0 '^$' cmp llvm/digit.npy onednn/digit.npy
start=$(date +%s%N)
./digits-onednn run evaluate --input image=seed:1 >/dev/null
echo "cold start with oneDNN, to the first result: $((($(date +%s%N) - start) / 1000000)) ms"

expect 0 'wick_onednn_run' "$wick" build "$digits" --emit=llvm --backend=onednn
expect 0 "stays with generated code" "$wick" build "$digits" --backend=auto --remarks -o digits
expect 0 '' "$wick" run "$digits" --entry evaluate --input image=seed:1 --backend onednn
finish
