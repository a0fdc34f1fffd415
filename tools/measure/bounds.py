#!/usr/bin/env python3
"""Counts the one-sided bounds on each measurement by section, for the `bounds` of its catalogue row.

    bounds.py FACTS.ndjson [--least 20]

Counts only what the text says outright: requirements without guard or negation, nothing recovered or assumed, no
multiples of limits of normal (these go by the section alone). Prints `lab:anc {inclusion: [lower, upper], exclusion:
[lower, upper]}`, most frequent first. Where limits of the value part bounds of one side from those of the
other, so that recover-comparators can tell them apart, the counts stand in bands:
`{below: {LIMIT: [lower, upper]}, otherwise: [lower, upper]}`.
"""
import argparse
import collections
import itertools
import json
from decimal import Decimal

FEWEST, CLEAR = 15, 0.85  # passes/usual_side.cpp asks for 10: a limit is drawn by hindsight
PENALTY = 10              # bounds that may stay open rather than one be read wrongly
WORTH = 10                # what a limit must gain
MOST_LIMITS = 3           # SectionBounds::kMostLimits


def counted(fact):
    plain = fact["role"] == "requirement" and not (fact["negated"] or fact["guard"] or fact["change"])
    stated = not (fact["recovered"] or fact["unresolved"])
    one_sided = (fact["low"] is None) != (fact["high"] is None)
    known = fact["kind"] in ("measurement", "score") and fact["subject"] and fact["reference"] in (None, "predicted")
    return known and plain and stated and one_sided and fact["section"] in ("inclusion", "exclusion")


def sides(values):
    lower = sum(1 for _, is_lower in values if is_lower)
    return [lower, len(values) - lower]


def worth(values):
    """What the counts let a pass recover, less what that would read wrongly."""
    least, most = sorted(sides(values))
    return most + least - PENALTY * least if len(values) >= FEWEST and most >= CLEAR * len(values) else 0


def parted(values, limits):
    edges = [Decimal("-Infinity"), *limits, Decimal("Infinity")]
    return [[v for v in values if low <= v[0] < high] for low, high in itertools.pairwise(edges)]


def best_limits(values):
    """As few limits, three at most, as give what is worth having."""
    candidates = sorted({v for v, _ in values if len(v.normalize().as_tuple().digits) <= 4})[1:]
    best, most = (), worth(values)
    for more in (1, 1, 2):
        tried = [(sum(map(worth, parted(values, limits))), limits)
                 for limits in {tuple(sorted({*best, *c})) for c in itertools.combinations(candidates, more)}
                 if len(limits) <= MOST_LIMITS]
        gained, limits = max(tried, default=(0, ()))
        if gained >= most + WORTH:
            best, most = limits, gained
    return best


def counts(values, in_bands):
    limits = best_limits(values) if in_bands else ()
    bands = [sides(band) for band in parted(values, limits)]
    if not limits:
        return str(bands[0])
    below = ", ".join(f'"{limit.normalize():f}": {band}' for limit, band in zip(limits, bands))
    return "{below: {%s}, otherwise: %s}" % (below, bands[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts")
    parser.add_argument("--least", type=int, default=20, help="leave out measurements with fewer bounds")
    options = parser.parse_args()
    by_subject = collections.defaultdict(list)
    with open(options.facts, encoding="utf-8") as lines:
        for fact in filter(counted, map(json.loads, lines)):
            by_subject[fact["subject"]].append(fact)
    for subject, facts in sorted(by_subject.items(), key=lambda item: -len(item[1])):
        if len(facts) < options.least:
            continue
        unit = collections.Counter(fact["unit"] for fact in facts).most_common(1)[0][0]
        in_bands = unit and sum(fact["reference"] is not None for fact in facts) < len(facts) / 10
        values = {section: [(Decimal(fact["low"] or fact["high"]), fact["low"] is not None) for fact in facts
                            if fact["section"] == section and not (in_bands and (fact["unit"] != unit or fact["reference"]))]
                  for section in ("inclusion", "exclusion")}
        print(subject, "{%s}" % ", ".join(f"{s}: {counts(v, in_bands)}" for s, v in values.items()))


if __name__ == "__main__":
    main()
