#!/usr/bin/env python3
"""Spellings that may say more than their row, kinds that may be the wrong way round, abbreviations that mean another thing.

    wide_spellings.py CATALOG RECORDS.ndjson [--least N] [--same FILE] [--show spellings,kinds,abbreviations]

CATALOG is the folder of the tables, RECORDS are API records, one a line. Printed, most used first:

spellings: a spelling that has all words of another spelling of its row and more ("kidney transplant" under transplant),
with its uses (longest match over all names) and the words it adds. Words that say what sort of thing is named (disease,
therapy, test) count for nothing, nor do pairs that FILE lists as one thing: `name<tab>spelling<tab>reason`.
kinds: a row whose title has fewer words than that of a row it `is_a` ("MRI" is a "head MRI").
abbreviations: a short name in capitals that postings define as something else ("... (ABBR)" behind a name of another row).

What is printed is to be read by a person: "congestive heart failure" is harmless, "ventricular arrhythmia" is not.
"""
import argparse
import collections
import glob
import json
import os
import re

import yaml

TABLES = ("conditions", "procedures", "devices", "drug_classes", "things")
SORTS = set("""a an the of in and or to with by for disease disorder syndrome condition test testing therapy treatment
medication medicine drug agent surgery procedure operation intervention exam examination imaging scan infection virus
tumor tumour cancer carcinoma neoplasm malignancy illness state status patient subject participant inhibitor analogue
method event episode use history""".split())
WORD = re.compile(r"[^\W_]+")
DEFINED = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7})\)")


def singular(word):
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def words(text):
    return tuple(WORD.findall(str(text).lower()))


def plain(name):
    return tuple(map(singular, name))


def rows_of(folder):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(glob.glob(os.path.join(folder, "*.yaml")) + glob.glob(os.path.join(folder, "*", "*.yaml"))):
        with open(path, encoding="utf-8") as source:
            for table in yaml.load_all(source, loader):
                if table and table.get("table") in TABLES:
                    yield from table["rows"]


def names_of(row):
    return [str(name) for name in [row.get("title")] + row.get("spellings", []) + row.get("exact", []) if name]


def texts_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["protocolSection"]["eligibilityModule"].get("eligibilityCriteria", "")


def uses(texts, names):
    """How often each of `names` is the longest name at its place."""
    lengths = collections.defaultdict(set)
    for name in names:
        lengths[name[0]].add(len(name))
    counts = collections.Counter()
    for text in texts:
        found, at = words(text), 0
        while at < len(found):
            fits = [n for n in lengths.get(found[at], ()) if found[at:at + n] in names]
            if fits:
                counts[found[at:at + max(fits)]] += 1
            at += max(fits, default=1)
    return counts


def wide_spellings(row, same):
    """Spellings of the row with the fewest words that they add to another spelling."""
    names = {name: set(plain(words(name))) for name in names_of(row)}
    for name, own in names.items():
        more = [own - other - SORTS for other in names.values() if other and other < own]
        added = min(more, key=len, default=None)
        if added and (row["name"], name) not in same:
            yield name, added


def narrow_kinds(rows):
    titles = {row["name"]: set(plain(words(row.get("title", "")))) - SORTS for row in rows}
    for row in rows:
        for kind in row.get("is_a", []):
            if titles[row["name"]] and titles[row["name"]] < titles.get(kind, set()):
                yield row["name"], kind


def defined_otherwise(rows, texts):
    """{(abbreviation, its row): [times that a posting defines it as that, {other row: times}]}"""
    owner = {plain(words(name)): row["name"] for row in rows for name in names_of(row)}
    short = collections.defaultdict(set)
    for row in rows:
        for name in names_of(row):
            if re.fullmatch(r"[A-Z][A-Za-z0-9-]{1,7}", name):
                short[name].add(row["name"])
    found = collections.defaultdict(lambda: [0, collections.Counter()])
    for text in texts:
        for match in DEFINED.finditer(text):
            before = plain(words(text[max(0, match.start() - 90):match.start()]))
            meant = next((owner[before[-n:]] for n in range(min(8, len(before)), 0, -1) if before[-n:] in owner), None)
            for name in short.get(match[1], ()) if meant else ():
                if meant == name:
                    found[match[1], name][0] += 1
                elif not any(meant == other for other in short[match[1]]):
                    found[match[1], name][1][meant] += 1
    return found


def read_same(path):
    if not path:
        return set()
    with open(path, encoding="utf-8") as lines:
        return {tuple(line.rstrip("\n").split("\t")[:2]) for line in lines if line.strip()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalog")
    parser.add_argument("records")
    parser.add_argument("--least", type=int, default=5, help="uses below which a spelling is not printed")
    parser.add_argument("--same", help="names that do mean the same")
    parser.add_argument("--show", default="spellings,kinds,abbreviations")
    options = parser.parse_args()
    rows, texts, same = list(rows_of(options.catalog)), list(texts_of(options.records)), read_same(options.same)
    counts = uses(texts, {words(name) for row in rows for name in names_of(row) if words(name)})
    wide = [(counts[words(name)], row["name"], name, added) for row in rows for name, added in wide_spellings(row, same)]
    wide = sorted((w for w in wide if w[0] >= options.least), key=lambda w: (-w[0], w[1:3]))
    kinds = sorted(narrow_kinds(rows))
    print(f"spellings {len(wide)} uses {sum(w[0] for w in wide)}; kinds {len(kinds)}")
    if "spellings" in options.show:
        for count, row, name, added in wide:
            print(f"  spelling {count:5d} {row}: {name} + {' '.join(sorted(added))}")
    if "kinds" in options.show:
        for row, kind in kinds:
            print(f"  kind {row} is_a {kind}")
    if "abbreviations" in options.show:
        found = defined_otherwise(rows, texts)
        for (short, row), (own, others) in sorted(found.items(), key=lambda item: -sum(item[1][1].values())):
            if others:
                print(f"  abbreviation {short} {row} {own}; " + ", ".join(f"{o} {n}" for o, n in others.most_common(3)))


if __name__ == "__main__":
    main()
