#!/usr/bin/env python3
"""Draws diagnostics of the checks at random, each with its text, to be read and counted by hand.

    alarms.py --critc BIN RECORDS.ndjson [--draw 100] [--seed 1] [--kinds missing-items,...]

RECORDS are API records, one a line. Prints how often each kind occurs, then a paragraph a diagnostic: kind, posting,
message, and the words around its range with >>> and <<< at the range's ends.
"""
import argparse
import collections
import json
import random
import subprocess

KINDS = ("implausible-value", "unit-mismatch", "empty-range", "contradiction", "ages-conflict", "missing-items",
         "missing-value", "repeated-criterion", "redundant-bound")
BEFORE, AFTER, LONGEST = 200, 200, 400


def diagnostics(critc, records, kinds):
    done = subprocess.run([critc, "--input-form=ndjson", "--emit=facts", "--diagnostics=json", records],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    for line in done.stderr.decode("utf-8", "replace").splitlines():
        if line.startswith("{"):
            diagnostic = json.loads(line)
            if diagnostic["name"] in kinds:
                yield diagnostic


def words_around(criteria, begin, end):
    text = criteria.encode("utf-8")
    cut = lambda a, b: text[max(0, a):b].decode("utf-8", "replace").replace("\n", " / ")
    inside = cut(begin, end)
    if len(inside) > LONGEST:
        inside = inside[:LONGEST // 2] + " [...] " + inside[-LONGEST // 2:]
    return f"{cut(begin - BEFORE, begin)}>>>{inside}<<<{cut(end, end + AFTER)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("--critc", required=True)
    parser.add_argument("--draw", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    criteria = {}
    with open(options.records, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            section = record["protocolSection"]
            criteria[section["identificationModule"]["nctId"]] = section["eligibilityModule"]["eligibilityCriteria"]
    found = list(diagnostics(options.critc, options.records, set(options.kinds.split(","))))
    print(dict(collections.Counter(d["name"] for d in found).most_common()))
    for d in random.Random(options.seed).sample(found, min(options.draw, len(found))):
        notes = "".join(f"\n  note: {n.get('message')}: {words_around(criteria[d['posting']], n['begin'], n['end'])}"
                        for n in d.get("notes", []) if n.get("begin") is not None)
        print(f"\n{d['name']} {d['posting']}: {d['message']}\n  {words_around(criteria[d['posting']], d['begin'], d['end'])}{notes}")


if __name__ == "__main__":
    main()
