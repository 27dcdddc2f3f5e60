#!/bin/bash
# `wick lab check, watch, grade`: a learner's way from red to green, and files that misbehave.
# Arguments: the driver, the source tree.
wick=$1
source_tree=$2
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
work="$folder/my work"
lab() { "$wick" lab --dir "$work" "$@"; }
mine=$work/05_autograd/ReverseSweep.cpp
solve() { cp "$source_tree/passes/graph/ReverseSweep.cpp" "$mine.new" && mv "$mine.new" "$mine"; }
# write TEXT: the reference with TEXT in front of the line that ends the sum of gradients.
write() {
  TEXT=$1 awk '/sum = sum \?/ { print ENVIRON["TEXT"] } { print }' \
    "$source_tree/passes/graph/ReverseSweep.cpp" >"$mine"
}

expect 1 'module 05 is not started' lab check 05
expect 0 'ReverseSweep.cpp' lab start 05

# Red, with what is missing; then green.
expect 1 '05.1 The reverse sweep +ReverseSweep.cpp [0-9a-f]{8}.*R1 .*lab 05.1 is not written yet.*05.1 is red.*wick lab hint 05.1' lab check 05.1
expect 0 '"lab": "05.1",[^}]*"state": "red"' lab status --json
solve
expect 0 'R0 it compiles.*R3 .*05.1 is green' lab check 05.1
expect 0 '"lab": "05.1",[^}]*"state": "green"' lab status --json
expect 0 'accumulate' lab solution 05.1
echo '// later' >>"$mine"
expect 0 '"lab": "05.1",[^}]*"state": "changed since its last check"' lab status --json

# A known mistake is named (the lab is proven by an earlier test).
sed 's/sum = sum ?.*/sum = gradient;/' "$source_tree/passes/graph/ReverseSweep.cpp" >"$mine"
expect 1 'This looks like: Assigns where it should accumulate' lab check 05.1
solve

# Watch checks when a file is saved, whether written in place or moved there.
wait_until_waiting() { # TIMES
  for ((i = 0; i < 600; i++)); do
    (($(grep -c 'waiting for a file' "$folder/watched") < $1)) || return 0
    sleep 0.2
  done
}
: >"$folder/watched"
timeout 300 "$wick" lab --dir "$work" watch 05.1 --times 3 >"$folder/watched" 2>&1 &
wait_until_waiting 1
echo 'int' >>"$mine"
wait_until_waiting 2
solve
wait $!
expect 0 'is green.*waiting.*✗ R0 it compiles.*waiting.*is green' cat "$folder/watched"

# Files that misbehave are contained, and stay as they are.
echo 'not C++' >>"$mine"
expect 1 "ReverseSweep.cpp:[0-9]+:[0-9]+: error: .*✗ R0 it compiles" lab check 05.1
write 'for (volatile int i = 0;;) i = i;'
expect 1 'R1 .*did not come to an end' lab check 05.1
write '*(volatile int *)nullptr = 1;'
expect 1 'R1 .*crashed .*Segmentation fault' lab check 05.1
write 'for (static SmallVector<std::string> hog;;) hog.emplace_back().reserve(64 << 20);'
expect 1 'R1 .*GiB of memory' lab check 05.1
{
  cat "$source_tree/passes/graph/ReverseSweep.cpp"
  echo 'static int atLoad = *(volatile int *)nullptr;'
} >"$mine"
expect 1 'the program that loaded your file ended with signal 11' lab check 05.1
expect 0 'atLoad' tail -n 1 "$mine"

# Grades of two submissions.
mkdir -p "$folder/class/ann/05_autograd" "$folder/class/bob o"
cp "$source_tree/passes/graph/ReverseSweep.cpp" "$folder/class/ann/05_autograd"
expect 0 'ann.*05.1 .* 30.0 of 30.0.*bob o.*0.0 of 30.0 +05_autograd/ReverseSweep.cpp is not submitted' \
  lab grade 05.1 --student-dir "$folder/class" --json "$folder/grades.json" \
  --junit "$folder/grades.xml" --gradescope "$folder/scope"
check_grades() {
  python3 - "$folder" <<'END'
import json, sys, xml.etree.ElementTree as xml
folder = sys.argv[1]
grades = json.load(open(folder + "/grades.json"))
ann, bob = grades["submissions"]
assert isinstance(grades["seed"], int) and ann["student"] == "ann" and bob["student"] == "bob o"
assert ann["points"] == ann["of"] == bob["of"] == 30 and bob["points"] == 0, grades
assert sum(check["points"] for check in ann["labs"][0]["checks"]) == 30
suites = xml.parse(folder + "/grades.xml").getroot()
assert [suite.get("name") for suite in suites] == ["ann.05.1", "bob o.05.1"]
assert suites[0].get("failures") == "0" and suites[1].find("testcase/failure") is not None
scope = json.load(open(folder + "/scope/ann.json"))
assert scope["score"] == 30 and scope["tests"][0]["max_score"] == 30, scope
END
}
expect 0 '^$' check_grades
expect 1 "holds no folder of a submission" lab grade --student-dir "$folder/class/ann/05_autograd"
expect 2 'no-such-folder' lab grade --student-dir "$folder/no-such-folder"

# Wrong use.
expect 2 "there is no option '--sed'; did you mean '--seed'\?" lab check 05 --sed 3
expect 2 "there is no module or lab 'autograt'.*did you mean 'autograd'" lab check autograt
finish
