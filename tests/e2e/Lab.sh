#!/bin/bash
# `wick lab` without a compiler: what a learner starts, sees and resets, and what is refused.
# Argument: the driver.
wick=$1
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
# shellcheck source-path=SCRIPTDIR source=lab_tree.sh
source "${0%/*}/lab_tree.sh"
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
tree="$folder/a tree"
make_tree "$tree"
mine="$folder/my work"
lab() { "$wick" lab --tree "$tree" --dir "$mine" "$@"; }
files() { # prints the learner's file of a module
  cat "$mine/$1"
}

expect 0 '05 Autograd: one idea.*05.1 first  not started.*06.2 second' lab list
expect 0 '05 Autograd +· · .*01  on your own work behind 05, 06.*lean +░░  0 of 2' lab status
expect 0 '^$' lab lint

# Two modules at once, in a folder with a space.
expect 0 'Sweep.cpp.*LAB BEGIN 05.1 "first".*LAB BEGIN 05.2' lab start 05
expect 0 'Steps.cpp.*builds on 05 Autograd|Steps.cpp' lab start steps
expect 0 '// TASK: Write first.
  return 0;
  // LAB END' files 05_autograd/Sweep.cpp
expect 1 'is there already; .wick lab check 05. goes on' lab start autograd
expect 0 '"lab": "05.1",.*"state": "open"' lab status --json

# Hints are recorded; the solution opens for who gives up.
expect 0 'hint 1 of 4: Question.*Which 05.1\?.*says more: Place' lab hint 05.1
expect 0 'hint 2 of 4: Place.*Here' lab hint 05.1
expect 0 'hint 4 of 4.*-  return 0;.*\+  return 1;' lab hint 05.1 --tier 4
expect 0 '"hints": 4' lab status --json
expect 2 'name one lab of module 05' lab hint 05
expect 1 'lab 05.1 is not green yet: .wick lab hint 05.1. helps, --give-up' lab solution 05.1
expect 0 'passes/Sweep.cpp:5.*return 1;' lab solution 05.1 --give-up
expect 0 'return 1;' lab solution 05.1
expect 1 'lab 05.2 is not green yet' lab solution 05

# What the learner writes stays: through an update of the source, and through a reset as a copy.
sed -i 's/return 0;/return 42;/' "$mine/05_autograd/Sweep.cpp"
expect 0 '-  return 0;.*\+  return 42;' lab diff 05
sed -i 's/int first/int updated/' "$tree/passes/Sweep.cpp"
expect 0 'passes/Sweep.cpp has changed since you started; your Sweep.cpp stays as it is' lab diff 05.1
expect 0 'int first.*return 42;' files 05_autograd/Sweep.cpp
expect 0 'kept in .*/my work/.kept/05_autograd-20[0-9T:-]+' lab reset 05
expect 0 'int updated.*return 0;' files 05_autograd/Sweep.cpp
expect 0 'return 42;' cat "$mine"/.kept/05_autograd-*/Sweep.cpp
expect 0 'return 0;' files 06_steps/Steps.cpp

# Predictions.
expect 0 'How many\?.*echo 3.*3 +as predicted' lab predict 05 --answer 3.0
expect 1 '3 +not 4: find out why' lab predict 05 --question 1 --answer 4
expect 1 'a prediction comes first' lab predict 05
expect 2 'module 05 has 1 questions' lab predict 05 --question 2

# Authors.
expect 0 'made .*08_dataloader' lab new 08 dataloader
expect 1 'module 08 is there already' lab new 08 loader
expect 2 'write two digits' lab new 8 loader
expect 1 '08_dataloader/module.toml: module 08 has 1 labs.*no section .## Question.' lab lint
rm -r "$tree/curriculum/08_dataloader"
sed -i 's/LAB END/LAB ENDS/' "$tree/ir/Steps.cpp"
expect 1 'ir/Steps.cpp:.: write // LAB END and nothing behind it' lab lint
echo 'teir = "x"' >>"$tree/curriculum/06_steps/module.toml"
expect 1 'the manifests of the curriculum are wrong:.*06_steps/module.toml:[0-9]+: there is no key .teir.' lab list

# Wrong use.
expect 2 'A subcommand is required' "$wick" lab
expect 2 "there is no command 'statsu'; did you mean 'status'\?" lab statsu
expect 1 'there is no folder .*/curriculum.: the labs belong to the source tree' \
  "$wick" lab --tree "$folder" list
make_tree "$folder/b"
tree=$folder/b
expect 2 "there is no module or lab 'autgrad'; there are 05 autograd, 06 steps; did you mean 'autograd'\?" lab start autgrad
expect 2 "there is no module or lab '05.3'.*did you mean '05" lab hint 05.3
expect 1 'module 06 is not started in .*wick lab start 06' "$wick" lab --tree "$tree" diff 06
finish
