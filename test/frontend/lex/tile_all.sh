#!/bin/sh
# tile_all.sh FOLDER CHECKER FILE...: dumps the tokens of each file and checks them.
folder=$1 checker=$2
shift 2
for file in "$@"; do
  critc --input-form=text --diagnostics=none --dump-tokens "$file" > "$folder/tokens.dump" &&
    python3 "$checker" "$folder/tokens.dump" "$file" || exit 1
done
