# shellcheck shell=bash
# Read by the tests of `wick lab`: a small source tree with two modules, 05_autograd of the labs 05.1
# and 05.2 in one file, and 06_steps of 06.1 and 06.2.

# part ID TITLE CODE: a marked part whose stub is "return 0;".
part() {
  printf '  // LAB BEGIN %s "%s"\n  // TASK: Write %s.\n  // STUB: return 0;\n  %s\n  // LAB END\n' \
    "$1" "$2" "$2" "$3"
}

# manifest NUMBER NAME TITLE FILE PREREQUISITES
manifest() {
  cat <<TOML
id = "$1"
name = "$2"
title = "$3"
tinytorch = ""
tier = "foundation"
tracks = ["full", "lean"]
hours = 2.0
concept = "one idea"
prerequisites = [$5]
unlocks = ["01"]
[[lab]]
id = "$1.1"
title = "first"
slots = ["$2.first"]
files = ["$4"]
points = 30
[[lab]]
id = "$1.2"
title = "second"
slots = ["$2.second"]
files = ["$4"]
points = 10
[[predict]]
question = "How many?"
command = "echo 3"
TOML
}

# mutant FILE FROM TO: a patch of FILE, called a/FILE and b/FILE, behind its title and what it tells.
mutant() {
  printf '# Writes %s\n# You wrote %s where %s stands.\n' "$3" "$3" "$2"
  sed "s/$2/$3/" "$1" | diff -u --label "a/$1" --label "b/$1" "$1" - || true
}

make_tree() { # FOLDER
  mkdir -p "$1"/{ir,passes,curriculum/milestones/01_perceptron}
  cd "$1" || exit
  {
    echo 'int first() {'
    part 05.1 first 'return 1;'
    printf '}\nint second() {\n'
    part 05.2 second 'return 2;'
    echo '}'
  } >passes/Sweep.cpp
  {
    echo 'int third() {'
    part 06.1 third 'return 3;'
    printf '}\nint fourth() {\n'
    part 06.2 fourth 'return 4;'
    echo '}'
  } >ir/Steps.cpp
  mkdir -p curriculum/{05_autograd,06_steps}/{hints,mutants}
  manifest 05 autograd Autograd passes/Sweep.cpp '' >curriculum/05_autograd/module.toml
  manifest 06 steps Steps ir/Steps.cpp '"05"' >curriculum/06_steps/module.toml
  local lab folder wrong
  for lab in 05.1 05.2 06.1 06.2; do
    folder=$(echo curriculum/"${lab%.*}"_*)
    echo "# ${folder#*_}" >"$folder/README.md"
    printf '# Hints\n\n## Question\n\nWhich %s?\n\n## Place\n\nHere.\n\n## Pseudo-code\n\nreturn it\n' \
      "$lab" >"$folder/hints/$lab.md"
  done
  for wrong in 5 6 7 8 9; do
    mutant passes/Sweep.cpp 'return 1' "return $wrong" >curriculum/05_autograd/mutants/05.1-"$wrong".patch
    mutant passes/Sweep.cpp 'return 2' "return $wrong" >curriculum/05_autograd/mutants/05.2-"$wrong".patch
    mutant ir/Steps.cpp 'return 3' "return $wrong" >curriculum/06_steps/mutants/06.1-"$wrong".patch
    mutant ir/Steps.cpp 'return 4' "return $wrong" >curriculum/06_steps/mutants/06.2-"$wrong".patch
  done
  cd - >/dev/null || exit
}
