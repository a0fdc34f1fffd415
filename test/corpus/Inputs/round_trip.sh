#!/usr/bin/env bash
# round_trip.sh WORK INPUT...: ir, yaml and json of each input, read back, each as itself; yaml and json also from the others.
set -euo pipefail
work=$1
shift
for input in "$@"; do
  for form in ir yaml json; do critc --emit=$form --diagnostics=none "$input" >"$work/$form"; done
  for from in ir yaml json; do
    for to in ir yaml json; do
      [[ $to != ir || $from == ir ]] || continue  # only IR text says where each word of an attribute stood
      critc --emit=$to --diagnostics=none "$work/$from" >"$work/back"
      cmp "$work/$to" "$work/back"
    done
  done
done
