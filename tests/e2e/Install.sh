#!/bin/bash
# Installs Wick into an empty prefix and builds, with find_package(Wick) and wick_add_model(), a
# project that knows nothing of this tree. Arguments: the build folder, the compilers for C and C++,
# "sanitized" or "plain".
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"

build=$1 here=$(cd "${0%/*}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
prefix="$scratch/a prefix"

expect 0 'WickConfig.cmake' cmake --install "$build" --prefix "$prefix"
expect 0 '^wick [0-9.]+$' "$prefix/bin/wick" --version
expect 0 'written to' cmake -G Ninja -S "$here/outside" -B "$scratch/outside" \
  -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$2" -DCMAKE_CXX_COMPILER="$3"
expect 0 '' cmake --build "$scratch/outside"
expect 0 '^2 4 6$' "$scratch/outside/outside"
# A compiled model needs neither the compiler nor C++.
[[ $4 == sanitized ]] || expect 1 '' grep -E 'wick|LLVM|MLIR|stdc' <(ldd "$scratch/outside/outside")

# The installed driver builds a program that stands alone.
expect 0 '' "$prefix/bin/wick" build "$here/outside/model.cpp" -o "$scratch/doubling"
# The milestones find their programs and data.
expect 0 'reached test_accuracy' "$prefix/bin/wick" milestone run 03
expect 0 'reached test_accuracy' "$prefix/bin/wick" milestone run 01 --backend interp
rm -rf -- "$prefix"
expect 0 'predict' "$scratch/doubling" --help
finish
