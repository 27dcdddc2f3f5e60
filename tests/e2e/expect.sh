# shellcheck shell=bash
# Read by the tests of command lines: runs a command and compares its exit code and its output.
failures=0

# expect STATUS REGEX COMMAND...: stdout and stderr together must match the extended REGEX.
expect() {
  local status=$1 regex=$2 output got=0
  shift 2
  output=$("$@" 2>&1 </dev/null) || got=$?
  if [[ $got -ne $status || ! $output =~ $regex ]]; then
    printf 'FAILED: %s\n  exit code %d, expected %d\n  expected output: %s\n  output:\n%s\n' \
      "$*" "$got" "$status" "$regex" "$output" >&2
    failures=$((failures + 1))
  fi
}

finish() {
  ((failures == 0)) || exit 1
}
