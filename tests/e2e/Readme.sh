#!/bin/bash
# README.md shows what stands in the tree, and what the compiler does. Arguments: README.md,
# the driver, wick-opt.
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"

readme=$1 wick=$2 opt=$3
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

# block LANGUAGE N: the N-th fenced block of a language.
block() {
  awk -v fence="\`\`\`$1" -v wanted="$2" '
    $0 == fence { inside = ++count == wanted; next }
    /^```/ { inside = 0 }
    inside' "$readme"
}

# The first program is the example, without the comment that says how to run it.
block cpp 1 >"$scratch/program"
expect 0 '' diff "$scratch/program" <(sed '/^\/\//d' "${readme%/*}/examples/xor.cpp")
expect 0 'm.compile' cat "$scratch/program"

# Its program learns: four probabilities near 0, 1, 1, 0.
cd "$scratch" || exit 1
expect 0 '' "$wick" build "${readme%/*}/examples/xor.cpp" -o xor
expect 0 '' ./xor train train_step --steps 500 --checkpoint xor.safetensors
expect 0 '0\.0[0-9]*.*0\.9[0-9]*.*0\.9[0-9]*.*0\.0[0-9]*' ./xor run predict --weights xor.safetensors

block mlir 1 | "$opt" --wick-autodiff --canonicalize - >"$scratch/differentiated" || exit 1
block mlir 2 | "$opt" - >"$scratch/shown" || exit 1
expect 0 '' diff "$scratch/shown" "$scratch/differentiated"
expect 0 'func.func' cat "$scratch/shown"
finish
