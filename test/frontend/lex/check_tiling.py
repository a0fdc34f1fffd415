"""Reads --dump-tokens of one file and checks that tokens and gaps tile its bytes.

usage: check_tiling.py DUMP FILE
"""
import re
import sys

dump, source = sys.argv[1:3]
size = len(open(source, "rb").read())
end = 0
for line in open(dump, encoding="utf-8", errors="surrogateescape", newline="\n"):
    match = re.match(r"(\d+)-(\d+) (\w+) ", line)
    if not match:
        sys.exit(f"no token line: {line!r}")
    begin, stop = int(match[1]), int(match[2])
    if begin != end or stop < begin:
        sys.exit(f"at {end}: {line!r}")
    end = stop
if end != size:
    sys.exit(f"{end} of {size} bytes are covered")
print(f"{size} bytes tiled")
