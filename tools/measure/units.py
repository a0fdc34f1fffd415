#!/usr/bin/env python3
"""Which unit strings of registry postings resolve to a UCUM code.

    units.py --critc BIN RECORDS.ndjson [--table UNITS.tsv] [--least 5]

RECORDS are API records, one a line; every string that stands as a unit in a fact at least --least times is counted.
UNITS.tsv is a table of units with a column `spellings(count)`, "mg/dL (4525); mg/dl (1146)": each spelling that it counts
--least times or more is compiled behind a number. Prints the share by strings and by occurrence, and what does not
resolve; ir/catalog/units/ambiguous.md lists which of these are ambiguous and why.
"""
import argparse
import collections
import csv
import json
import re
import subprocess
import tempfile


def facts_of(critc, path, form):
    done = subprocess.run([critc, f"--input-form={form}", "--emit=facts", "--diagnostics=none", path],
                          stdout=subprocess.PIPE, check=False)
    return map(json.loads, done.stdout.decode("utf-8").splitlines())


def stated_units(facts):
    """{string: [occurrences with a code, without]}"""
    counts = collections.defaultdict(lambda: [0, 0])
    for fact in facts:
        words = fact["stated"].get("unit")
        if words:
            counts[" ".join(words.split())][fact["unit"] is None] += 1
    return counts


def table_spellings(path, least):
    with open(path, encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            for spelling in row["spellings(count)"].split(";"):
                words, count = re.fullmatch(r"\s*(.*?)\s*(?:\((\d+)\))?", spelling).groups()
                if count and int(count) >= least:
                    yield row["ucum"], words, int(count)


def resolves(critc, words):
    """The code that the words get behind a number of something that has no unit of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as source:
        source.write(f"Inclusion Criteria:\n\n* Zorbin value > 5 {words}\n")
        source.flush()
        for fact in facts_of(critc, source.name, "text"):
            return fact["unit"] or (fact["reference"] and "{%s}" % fact["reference"])
    return None


def report(name, counts, least):
    frequent = {words: c for words, c in counts.items() if sum(c) >= least}
    good = sum(1 for c in frequent.values() if c[0] > c[1])
    uses, resolved = sum(map(sum, frequent.values())), sum(c[0] for c in frequent.values())
    print(f"{name}: strings {len(frequent)}, resolved {good / max(1, len(frequent)):.4f}; "
          f"uses {uses}, resolved {resolved / max(1, uses):.4f}")
    for words, c in sorted(frequent.items(), key=lambda item: -item[1][1]):
        if c[1] >= c[0]:
            print(f"  {c[1]:5d}  {words}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("--critc", required=True)
    parser.add_argument("--table")
    parser.add_argument("--least", type=int, default=5)
    options = parser.parse_args()
    report("units of facts", stated_units(facts_of(options.critc, options.records, "ndjson")), options.least)
    if options.table:
        counts = {words: [0, count] if resolves(options.critc, words) is None else [count, 0]
                  for _, words, count in table_spellings(options.table, options.least)}
        report("spellings of the table", counts, options.least)


if __name__ == "__main__":
    main()
