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
mkdir cifar && python3 "$here/cifar.py" cifar

# killed_run PROGRAM ARGUMENTS...: starts it, from the checkpoint where there is one, and kills it five
# times, more while there is no checkpoint; then lets it end. The first kill comes at a random moment of
# the first fifth of the time that a whole run takes ($whole_time, in microseconds), each further one
# within a fifth more. How long a checkpoint takes changes with what else the disk does: when a run ends
# before it is killed, all begins anew with half the time.
killed_run() {
  local kills=0 span=$whole_time pid delay
  while ((kills < 5)) || [[ ! -e killed ]]; do
    "$@" --checkpoint killed --resume >killed.log 2>&1 &
    pid=$!
    delay=$((RANDOM * (kills + 1) * span / 32768 / 5))
    sleep "$((delay / 1000000)).$(printf %06d $((delay % 1000000)))"
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    if (($? == 128 + 9)); then
      kills=$((kills + 1))
    else
      rm -f killed killed.tmp killed.best killed.[0-9] log
      kills=0 span=$((span / 2))
    fi
  done
  echo "killed $kills times"
  "$@" --checkpoint killed --resume
}

# check_resume PROGRAM ARGUMENTS...: with some eighty checkpoints, of which each costs about 10 ms.
check_resume() {
  rm -f killed killed.tmp killed.best log
  expect 0 '' "$@" --checkpoint whole
  whole_time=${EPOCHREALTIME/./}
  expect 0 '' "$@" --checkpoint again
  whole_time=$((${EPOCHREALTIME/./} - whole_time))
  expect 0 '' cmp whole again
  expect 0 'killed ([5-9]|[1-9][0-9]+) times.*Resumed after step [1-9]' killed_run "$@"
  expect 0 '' cmp whole killed
}

check_resume "$bin/wick-milestone-01" --epochs 400 --every 5
check_resume "$bin/wick-milestone-02" --epochs 400 --every 5
check_resume "$bin/wick-milestone-03" --epochs 12 --every 7
cp whole not_patient
check_resume "$bin/wick-milestone-03" --data mnist --epochs 24 --every 3
# It ends when patience does, with the weights of the best epoch, and each epoch is logged once.
check_resume "$bin/wick-milestone-03" --epochs 60 --patience 6 --every 9 --keep 3 --log log
expect 0 '' cmp whole.best killed.best
expect 0 '' test -f killed.1 -a -f killed.2 -a ! -f killed.3
expect 0 '^(\{"step":[0-9]+,"epoch":([0-9]+),"loss":[0-9.e-]+,"validation_loss":[0-9.e-]+,"seconds":[0-9.e-]+\}\s*)+$' \
  cat log
expect 0 '^\[True, True, True\]$' python3 -c "
import json
lines = [json.loads(line) for line in open('log')]
losses = [line['validation_loss'] for line in lines]
print([[line['epoch'] for line in lines] == list(range(1, len(lines) + 1)),
       len(lines) < 60, losses.index(min(losses)) == len(lines) - 7])"
expect 1 'made without --patience; resume without it' \
  "$bin/wick-milestone-03" --patience 2 --checkpoint not_patient --resume
# Augmented batches that another thread makes ahead are the same after a resume.
check_resume "$bin/wick-milestone-04" --epochs 12 --every 7
check_resume "$bin/wick-milestone-04" --data cifar --epochs 3 --every 1
WICK_NUM_THREADS=2 check_resume "$bin/wick-milestone-03" --epochs 12 --every 7

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
