#!/usr/bin/env python3
"""Which facts of criteria change when another criterion, or words that ask nothing, stand beside them.

    joined.py --critc BIN RECORDS.ndjson [--draw 500] [--seed 1] [--show N]

RECORDS are API records, one a line. Draws list items with a number, compiles each by itself, pairs of them as one item in
the ways of JOINTS, and each of them in the ways of CHANGES. The facts of a pair must be those of its two items, and the facts
of a changed item those of the item: what differs was read into the neighbour, or lost by it. Prints the share of pairs and
items that differ, each way, and N of them with what is missing (-) and what is new (+).
"""
import collections
import json
import random
import re
import subprocess
import tempfile

import swallowed

JOINTS = {
    "full stop": "{a}. {b}",
    "semicolon": "{a}; {b}",
    "items": "{a}\n* {b}",
    "no stop": "{a} {b}",
}
CHANGES = {
    "full stop behind": "{a}.",
    "number before": "1) {a}",
    "reference behind": "{a} (see Appendix 2)",
    "double blanks": None,
}
SAID = ("kind", "subject", "low", "low_closed", "high", "high_closed", "unit", "reference", "direction", "anchor", "role", "negated")


def draw(path, number, seed):
    """Items that begin like a sentence and end like one."""
    items = [item for item in swallowed.draw(path, None, seed)
             if re.search(r"\d", item[1]) and re.match(r"[A-Z][a-z]", item[1]) and not re.search(r"(\b(and|or|of|OR|AND)|[:,])$", item[1])]
    return [(section, text.rstrip(" .;")) for section, text in items[:number]]


def facts(critc, texts):
    """What is said in the facts of each (section, text), in order; without places."""
    records = [swallowed.record(number, section, text) for number, (section, text) in enumerate(texts)]
    made = collections.defaultdict(collections.Counter)
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as source:
        source.write("\n".join(records) + "\n")
        source.flush()
        with subprocess.Popen([critc, "--input-form=ndjson", "--emit=facts", "--diagnostics=none", source.name],
                              stdout=subprocess.PIPE, encoding="utf-8") as process:
            for line in process.stdout:
                fact = json.loads(line)
                if fact["section"] != "posting":
                    made[int(fact["posting"][3:])][" ".join(str(fact.get(part)) for part in SAID)] += 1
    return [made[number] for number in range(len(texts))]


def cases_of(items, seed):
    """(way, section, text, numbers of the items whose facts it must have)"""
    pick = random.Random(seed)
    for number, (section, text) in enumerate(items):
        others = [other for other in range(len(items)) if other != number and items[other][0] == section]
        if others:
            other = pick.choice(others)
            for way, form in JOINTS.items():
                yield way, section, form.format(a=text, b=items[other][1]), (number, other)
        for way, form in CHANGES.items():
            yield way, section, form.format(a=text) if form else text.replace(" ", "  "), (number,)


def main():
    options = swallowed.options_of(__doc__)
    items = draw(options.records, options.draw, options.seed)
    cases = list(cases_of(items, options.seed))
    made = facts(options.critc, items + [(section, text) for _, section, text, _ in cases])
    tried, differ = collections.Counter(), collections.defaultdict(list)
    for got, (way, _, text, parts) in zip(made[len(items):], cases):
        wanted = sum((made[part] for part in parts), collections.Counter())
        tried[way] += bool(wanted)
        if wanted and got != wanted:
            differ[way].append((text, wanted - got, got - wanted))
    for way in (*JOINTS, *CHANGES):
        print(f"{way}: tried {tried[way]} differ {len(differ[way])} share {len(differ[way]) / max(1, tried[way]):.4f}")
        for text, missing, new in differ[way][:options.show]:
            print(f"  {text!r}", *(f"    - {fact}" for fact in missing), *(f"    + {fact}" for fact in new), sep="\n")


if __name__ == "__main__":
    main()
