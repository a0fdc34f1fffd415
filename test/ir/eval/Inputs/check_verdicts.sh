#!/usr/bin/env bash
# check_verdicts.sh WORK POSTINGS PATIENTS: each *.patients file against its `# expect` lines.
set -euo pipefail
for patients in "$3"/*.patients; do
  stem=$(basename "$patients" .patients)
  sed -n 's/^# expect //p' "$patients" >"$1.expected"
  critc-match "$2/$stem.txt" --patients "$patients" >"$1.verdicts"
  cut -d' ' -f1,2 "$1.verdicts" | diff -u "$1.expected" - || { cat "$1.verdicts"; exit 1; }
done
