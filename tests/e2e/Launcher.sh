#!/bin/bash
# ./wick from outside, in a small tree whose path has a space: the tools it calls are stand-ins that
# write down how they were called. Arguments: the launcher, the driver.
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"

tree=$(mktemp -d)/'a tree'
trap 'rm -rf -- "${tree%/*}"' EXIT
tools=$tree/tools calls=$tree/calls
mkdir -p "$tree/cmake" "$tools"
cp "$1" "$tree/wick"
echo '{}' >"$tree/CMakePresets.json"
printf '# The list\nalpha  # a compiler\n\nbeta\n' >"$tree/cmake/packages.txt"
for tool in bash cat chmod comm dirname env flock mkdir nproc readlink rm sed sort stat tail tr; do
  ln -s "$(type -P "$tool")" "$tools/$tool"
done

# stand_in NAME BODY: a tool that logs its arguments and runs BODY.
stand_in() {
  printf '#!/bin/bash\necho "%s $*" >>"%s"\n%s\n' "$1" "$calls" "$2" >"$tools/$1"
  chmod +x "$tools/$1"
}
debian() { # names of installed packages
  stand_in dpkg-query "printf '%s installed\n' $*"
}
run() { (cd / && env -i PATH="$tools" HOME=/ "$tree/wick" "$@"); }
called() { # REGEX: whether a stand-in was called so since the last question
  [[ -f $calls ]] && grep -E -- "$1" "$calls"
  local status=$?
  rm -f "$calls"
  return $status
}

stand_in cmake 'mkdir -p build/dev/bin
  printf "#!/bin/bash\necho driver \"\$@\"; exit 7\n" >build/dev/bin/wick
  chmod +x build/dev/bin/wick'
stand_in ninja 'echo "ninja: no work to do."'
stand_in ctest 'exit 8'
stand_in sudo 'exec "$@"'

# Help needs nothing, and leaves nothing.
expect 0 'usage: ./wick' run --help
expect 0 'usage: ./wick' run
expect 1 '' test -e "$tree/build"
expect 2 "no preset 'fast'" run --preset fast doctor
expect 2 '--preset needs a name' run --preset

# So do words that make no sense.
expect 2 "no command 'tset'; there are.*bench build .* run test .*" run tset
expect 2 "no command 'milestone rnu'; there are.*  list run$" run milestone rnu
expect 1 '' test -e "$tree/build"

# The launcher knows the driver's commands.
for command in '' bench lab milestone; do
  names=$("$2" $command --help | sed -n '/^Subcommands:/,$ s/^  \([a-z]*\) .*/\1/p' | sort | xargs)
  expect 2 "there are.wick:   $names( test build-only format clean)?$" run $command unheard
done

# A machine without dpkg, and one where packages are missing.
expect 3 'no dpkg.*alpha beta.*WICK_SKIP_PACKAGES' run doctor
debian alpha
expect 3 'missing Debian packages: beta.*apt-get update && .*install -y .*beta$' \
  run --no-install doctor
expect 3 'apt-get is not here: beta' run doctor
stand_in apt-get 'exit 100'
expect 3 'could not install' run doctor
stand_in apt-get ''
rm -f "$calls"
expect 7 '^wick: installing beta.*configuring build/dev.*driver doctor --json$' run doctor --json
expect 0 'apt-get install .*-y .*beta' called 'apt-get install'

# When nothing changed only ninja is asked; a changed list is checked again.
expect 7 '^driver a b  c$' run a 'b  c'
expect 1 '' called 'cmake|dpkg|apt'
echo gamma >>"$tree/cmake/packages.txt"
expect 3 'missing Debian packages: beta gamma' run --no-install doctor
debian 'alpha beta gamma'
expect 7 '^driver doctor$' run doctor

# An interrupted configuration is done again, changed presets are read again.
rm "$tree/build/dev/configured.stamp"
stand_in cmake 'echo half; exit 130'
expect 1 'half.*the configuration failed' run doctor
expect 1 'half.*the configuration failed' run doctor
stand_in cmake ''
expect 7 'configuring' run doctor
touch -d "-1 hour" "$tree/build/dev/configured.stamp"
expect 7 'configuring' run doctor

# A failed build shows the compiler's words and runs nothing; ctest's exit code is the test's.
stand_in ninja 'echo "[1/2] step"; echo "a.cpp:1: error: no"; exit 1'
expect 1 '^\[1/2\] step.a.cpp:1: error: no.wick: the build failed$' run doctor
expect 1 'the build failed' run test
stand_in ninja ''
expect 8 '' run test -R some
expect 0 'ctest --preset dev .*-R some' called ctest

# A sanitizer: builds and tests its own preset; ThreadSanitizer is for the runtime.
expect 8 'configuring build/asan' run test --sanitize address -R some
expect 0 'cmake --fresh --preset asan.ninja -C .*/build/asan *.ctest --preset asan .*-R some$' cat "$calls"
rm "$calls"
expect 8 'configuring build/tsan' run test --sanitize=thread -j 3
expect 0 'ninja -C .*/build/tsan threads.ctest --preset tsan .*-L threads -j 3$' cat "$calls"
rm "$calls"
expect 2 "^wick: --sanitize needs a sanitizer: address or thread$" run test --sanitize
expect 2 "address or thread, not 'memory'$" run test --sanitize memory
expect 1 '' called ''

expect 0 '' run clean
expect 1 '' test -e "$tree/build/dev"
finish
