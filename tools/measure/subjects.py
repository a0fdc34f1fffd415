#!/usr/bin/env python3
"""Of the facts of kind measurement and score, how many have a subject that the catalogue knows.

    subjects.py FACTS.ndjson [--show 40]

Prints the share by occurrence and the most frequent words of subjects that are not resolved.
"""
import argparse
import collections
import json


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts")
    parser.add_argument("--show", type=int, default=40)
    options = parser.parse_args()
    counts, unresolved, kinds = [0, 0], collections.Counter(), collections.Counter()
    with open(options.facts, encoding="utf-8") as lines:
        for fact in map(json.loads, lines):
            if fact["kind"] not in ("measurement", "score"):
                continue
            counts[fact["subject"] is None] += 1
            if fact["subject"]:
                kinds[fact["subject"].split(":")[0]] += 1
            else:
                unresolved[" ".join((fact["subject_text"] or "(none)").lower().split())] += 1
    print(f"facts {sum(counts)}, subject resolved {counts[0] / max(1, sum(counts)):.4f}; {dict(kinds.most_common())}")
    for words, count in unresolved.most_common(options.show):
        print(f"  {count:5d}  {words}")


if __name__ == "__main__":
    main()
