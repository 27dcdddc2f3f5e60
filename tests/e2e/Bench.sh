#!/bin/bash
# `wick bench`: columns agree, the rows have their form, and what makes no sense is refused. Times
# nothing in earnest. Argument: the driver.
wick=$1
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT

# Fails unless the rows of FILE have all keys with sound values, and are the expected works of the
# suite, each by at least naive and llvm.
check_rows() { # FILE, SUITE, WORK...
  python3 - "$@" <<'END'
import json, sys
path, suite, *works = sys.argv[1:]
machine, *rows = json.load(open(path))
assert machine["suite"] == "machine" and machine["peak_gflops"] > 1, machine
assert set(machine["read_gbytes_per_second"]) == {"L2", "L3", "DRAM"}, machine
keys = "suite work backend threads median_us min_us gflops peak_percent".split()
for row in rows:
    assert list(row) == keys, row
    assert row["suite"] == suite and row["threads"] == 1, row
    assert 0 < row["min_us"] <= row["median_us"] and row["gflops"] > 0, row
    assert 0 < row["peak_percent"], row
assert {row["work"] for row in rows} == set(works), rows
for work in works:
    backends = [row["backend"] for row in rows if row["work"] == work]
    assert backends[:2] == ["naive", "llvm"] and len(set(backends)) == len(backends), backends
    assert set(backends) <= {"naive", "llvm", "onednn", "openblas", "c-fast"}, backends
END
}

expect 0 'GFLOP/s.*oneDNN: .*OpenBLAS: .*W7 matmul 64 +llvm .*W7 softmax +llvm ' \
  "$wick" bench kernels --filter 'matmul 64$|softmax' --seconds 0.01 --json "$folder/kernels.json" \
  --roofline "$folder/roofline.svg"
expect 0 '^$' check_rows "$folder/kernels.json" kernels "W7 matmul 64" "W7 softmax"
expect 0 '>W7 softmax</text>.*</svg>' cat "$folder/roofline.svg"
expect 0 'W1 train b100 +llvm .*W1 train b100 +c-fast ' \
  "$wick" bench models --filter W1 --seconds 0.01 --json "$folder/models.json"
expect 0 '^$' check_rows "$folder/models.json" models "W1 infer b100" "W1 train b100"

expect 0 'naive +#+ .*loop order +#+ .*tiled .*packed .*vectorized +#+ .*x +wick-vectorize.*prefetch .*threads .*x +wick-parallelize' \
  "$wick" bench ladder --seconds 0.01 --svg "$folder/ladder.svg"
expect 0 'GFLOP/s, .* of the peak: wick-tile-and-fuse</text>.*</svg>' cat "$folder/ladder.svg"

# Fails unless FILE has a sound row of the work by llvm first.
check_builds() { # FILE, WORK
  python3 - "$@" <<'END'
import json, sys
path, work = sys.argv[1:]
rows = json.load(open(path))
keys = ("suite work backend object_ms compiler_bytes program_bytes weight_bytes "
        "first_result_ms").split()
assert [row["backend"] for row in rows] in (["llvm"], ["llvm", "onednn"]), rows
for row in rows:
    assert list(row) == keys and row["suite"] == "builds" and row["work"] == work, row
    assert row["object_ms"] > 1 and row["first_result_ms"] > 0.1, row
    assert row["compiler_bytes"] > row["program_bytes"] > row["weight_bytes"] > 4 * 784 * 128, row
END
}
expect 0 'compiler MiB.*W3 infer b1 +llvm ' \
  "$wick" bench builds --filter 'W3 infer b1$' --json "$folder/builds.json"
expect 0 '^$' check_builds "$folder/builds.json" "W3 infer b1"
expect 2 "'W9' matches none of.*digits infer b32" "$wick" bench builds --filter W9

expect 0 'kernels.*models.*ladder.*builds' "$wick" bench --help
expect 0 '--filter.*--json.*--threads' "$wick" bench kernels --help
expect 2 'subcommand is required' "$wick" bench
expect 2 "there is no option '--jsn'; did you mean '--json'\?" "$wick" bench kernels --jsn x
expect 2 "'W9' matches none of.*W3 infer b32" "$wick" bench models --filter W9
expect 2 "--filter.*'\[' is no regular expression" "$wick" bench models --filter '['
expect 2 "--columns.*'\[' is no regular expression" "$wick" bench models --columns '['
expect 2 "--columns: 'atlas' matches none of naive llvm" "$wick" bench kernels --filter 'matmul 64$' --columns atlas
expect 2 'threads' "$wick" bench models --threads 0
expect 2 "no target 'vax'; there are native" "$wick" bench models --filter W1 --target vax
expect 2 "tiles: mr='0': rows of a tile are" "$wick" bench models --filter W1 --tiles mr=0
expect 1 'this process may use [0-9]+ CPUs' "$wick" bench models --threads 100000
expect 1 "cannot write '/nonexistent/x.json'" \
  "$wick" bench models --filter 'W1 infer' --seconds 0.01 --json /nonexistent/x.json
finish
