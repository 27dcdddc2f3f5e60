#!/bin/bash
# Training is bit-exact, and a run that is killed and resumed ends with the same bits: compared are
# whole checkpoints, which hold weights, optimizer states, RNG counters and the loader's position.
# Argument: the folder of the programs.
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"

bin=$1 here=$(cd "${0%/*}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir mnist && python3 "$here/idx.py" mnist

# killed_run PROGRAM ARGUMENTS...: starts it anew, each time from the checkpoint, and kills it at a
# random moment, until it has been killed five times after it had begun to write; then lets it end.
killed_run() {
  local kills=0 attempts=0 pid
  while ((kills < 5 && attempts++ < 200)); do
    "$@" --checkpoint killed --resume >killed.log 2>&1 &
    pid=$!
    sleep "0.0$((RANDOM % 80 + 10))"
    kill -KILL "$pid" 2>/dev/null && [[ -e killed ]] && kills=$((kills + 1))
    wait "$pid" 2>/dev/null
    cp -f killed "killed.$kills" 2>/dev/null
  done
  "$@" --checkpoint killed --resume
}

# check_resume NAME PROGRAM ARGUMENTS...
check_resume() {
  local name=$1
  shift
  rm -f killed killed.*
  expect 0 '' "$@" --checkpoint whole
  expect 0 '' "$@" --checkpoint again
  expect 0 '' cmp whole again
  expect 0 'Resumed after step [1-9]' killed_run "$@"
  expect 0 '' cmp whole killed
  echo "$name: $(sed -n 's/^\(Resumed.*\)/\1/p' killed.log)"
}

check_resume perceptron "$bin/wick-milestone-01" --epochs 3000 --every 3
check_resume xor "$bin/wick-milestone-02" --epochs 2000 --every 3
check_resume digits "$bin/wick-milestone-03" --epochs 60 --every 7
check_resume mnist "$bin/wick-milestone-03" --data mnist --epochs 40 --every 3
WICK_NUM_THREADS=2 check_resume 'digits, two threads' "$bin/wick-milestone-03" --epochs 30 --every 7

# Epochs may be added; a checkpoint at the end of a run is one in the middle of a longer one.
digits=("$bin/wick-milestone-03" --every 1000)
expect 0 '' "${digits[@]}" --epochs 4 --checkpoint whole
expect 0 '' "${digits[@]}" --epochs 3 --checkpoint parts
expect 0 'Resumed after step 132' "${digits[@]}" --epochs 4 --checkpoint parts --resume
expect 0 '' cmp whole parts
expect 0 'begins at step 0' "${digits[@]}" --epochs 4 --checkpoint new --resume
expect 0 '' cmp whole new

# The seed decides everything; 42 is the models' own.
expect 0 '' "${digits[@]}" --epochs 4 --checkpoint seeded --seed 42
expect 0 '' cmp whole seeded
expect 0 '' "${digits[@]}" --epochs 4 --checkpoint other --seed 43
expect 1 'differ' cmp whole other

# What cannot be resumed.
expect 1 "made with --seed 43; resume with the same seed" \
  "${digits[@]}" --epochs 5 --checkpoint other --resume
expect 1 "belongs to model 'digits_mlp', not to 'perceptron'" \
  "$bin/wick-milestone-01" --checkpoint whole --resume
head -c 1000 whole >cut
expect 1 'cut' "${digits[@]}" --checkpoint cut --resume
finish
