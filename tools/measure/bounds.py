#!/usr/bin/env python3
"""Counts the one-sided bounds on each measurement by section, for the `bounds` of its catalogue row.

    bounds.py FACTS.ndjson [--least 20]

Counts only what the text says outright: requirements without guard or negation, nothing recovered or assumed. Prints
`lab:anc {inclusion: [lower, upper], exclusion: [lower, upper]}`, most frequent first.
"""
import argparse
import collections
import json


def counted(fact):
    plain = fact["role"] == "requirement" and not (fact["negated"] or fact["guard"] or fact["change"])
    stated = not (fact["recovered"] or fact["unresolved"])
    one_sided = (fact["low"] is None) != (fact["high"] is None)
    return fact["kind"] in ("measurement", "score") and fact["subject"] and plain and stated and one_sided


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts")
    parser.add_argument("--least", type=int, default=20, help="leave out measurements with fewer bounds")
    options = parser.parse_args()
    counts = collections.defaultdict(lambda: {"inclusion": [0, 0], "exclusion": [0, 0]})
    with open(options.facts, encoding="utf-8") as lines:
        for fact in map(json.loads, lines):
            if counted(fact) and fact["section"] in ("inclusion", "exclusion"):
                counts[fact["subject"]][fact["section"]][fact["low"] is None] += 1
    total = {subject: sum(map(sum, sections.values())) for subject, sections in counts.items()}
    for subject in sorted(total, key=total.get, reverse=True):
        if total[subject] >= options.least:
            print(subject, "{inclusion: %s, exclusion: %s}" % (counts[subject]["inclusion"], counts[subject]["exclusion"]))


if __name__ == "__main__":
    main()
