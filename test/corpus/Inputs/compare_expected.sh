#!/usr/bin/env bash
# compare_expected.sh CORPUS: each posting against its expected IR (the catalogue's version aside).
set -euo pipefail
cd "$1/postings"
compared=0
for posting in *.txt; do
  critc --emit=ir --diagnostics=none "$posting" | sed '1s/ catalog("[^"]*")//' | diff -u "../expected/${posting%.txt}.critir" -
  compared=$((compared + 1))
done
test "$compared" -eq 5
