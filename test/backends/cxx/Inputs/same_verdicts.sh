#!/usr/bin/env bash
# same_verdicts.sh WORK RUNTIME COMPILER POSTING...: compares generated rules with the interpreter.
set -euo pipefail
work=$1 runtime=$2 compiler=$3
shift 3
for posting in "$@"; do
  critc --emit=cxx --diagnostics=none "$posting" >"$work/rules.cpp"
  space=$(sed -n 's/^namespace \(critc_rules_[A-Za-z0-9_]*\) {$/\1/p' "$work/rules.cpp")
  critc-match "$posting" --probes >"$work/patients"
  critc-match "$posting" --patients "$work/patients" >"$work/interpreted"
  "$compiler" -std=c++17 -O0 -Wall -Wextra -Wshadow -Wconversion -Wpedantic -Werror -I "$runtime" \
    -DCRITC_RULES_MAIN="$space" "$work/rules.cpp" -o "$work/rules"
  "$work/rules" <"$work/patients" >"$work/generated"
  cmp "$work/interpreted" "$work/generated"
  grep -q 'eligible=' "$work/interpreted"
done
