"""Reads --dump-tokens of a file of records and checks that tokens and gaps tile each criteria text.

usage: check_tiling_records.py DUMP RECORDS
"""
import json
import re
import sys

LINE = re.compile(r"(\d+)-(\d+) (\w+) ")


def sizes(path):
    """The bytes of each record's criteria text; a lone surrogate takes the three bytes of U+FFFD."""
    for line in open(path, encoding="utf-8"):
        text = json.loads(line)["protocolSection"]["eligibilityModule"]["eligibilityCriteria"]
        yield len(text.encode("utf-8", "surrogatepass"))


def main():
    dump, records = sys.argv[1:3]
    want, end = sizes(records), 0
    size = next(want)
    for line in open(dump, encoding="utf-8", errors="surrogateescape", newline="\n"):
        match = LINE.match(line)
        if not match:
            sys.exit(f"no token line: {line!r}")
        if end == size:
            size, end = next(want), 0
        begin, stop = int(match[1]), int(match[2])
        if begin != end and begin == 0:
            sys.exit(f"{end} of {size} bytes are covered")
        if begin != end or stop < begin:
            sys.exit(f"at {end}: {line!r}")
        end = stop
    left = sum(1 for _ in want)
    print("every text is tiled" if end == size and left == 0 else f"{left} texts are missing")


main()
