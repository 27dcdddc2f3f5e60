#!/bin/bash
# `wick doctor` and the driver's answers to command lines that make no sense. Argument: the driver.
wick=$1
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"

expect 0 '^wick [0-9]+\.[0-9]+\.[0-9]+$' "$wick" --version
expect 0 'doctor' "$wick" --help
expect 2 "there is no command 'docter'; did you mean 'doctor'\?" "$wick" docter
expect 2 "there is no command 'qqqqqq'" "$wick" qqqqqq
expect 2 "there is no option '--hepl'; did you mean '--help'\?" "$wick" --hepl
expect 2 "there is no option '--jsn'; did you mean '--json'\?" "$wick" doctor --jsn
expect 2 "unexpected argument 'surplus'" "$wick" doctor surplus

expect 0 'avx512bf16|best --target.*native' "$wick" doctor
expect 0 '^\{.*"healthy": true.*"name": "memory".*\}$' "$wick" doctor --json
# Without PATH there is no compiler and no dpkg: advice, and exit code 1.
expect 1 'missing +clang\+\+-22 .*-> install the packages' env PATH=/nonexistent "$wick" doctor
expect 1 '"healthy": false' env PATH=/nonexistent "$wick" doctor --json

expect 2 'Could not convert: --memory-limit' "$wick" --memory-limit x doctor
expect 0 'This machine' "$wick" --memory-limit 0 doctor
finish
