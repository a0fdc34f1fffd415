#!/usr/bin/env python3
"""Rows whose spellings mean more than the row does, and two rows for one thing.

    check_spellings.py CATALOG SAME

A spelling that is another spelling of its row with a word before it that says which of them is meant ("active
tuberculosis" under tuberculosis, "minor surgery" under surgery) would be read as any of them. Without the spelling the
words before the name are read by the grammar. Where both mean the same, SAME lists it: `name<tab>spelling<tab>reason`.
Two conditions, procedures or classes must not have titles that differ only by plural or word order.
"""
import collections
import glob
import os
import re
import sys

import yaml

SAYS_WHICH = set("""active latent acute subacute chronic major minor severe serious mild moderate other prior previous
recurrent relapsed uncontrolled oral topical inhaled systemic intravenous parenteral murine human humanized concurrent
concomitant intercurrent advanced metastatic decompensated adequate normal allogeneic autologous congenital hereditary
familial secondary stable unstable elective emergency latent end-stage""".split())
TABLES = ("conditions", "procedures", "drug_classes", "things")


def words(text):
    return tuple(re.findall(r"[^\W_]+", str(text).lower()))


def singular(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def forms(name):
    return name[:-1] + (singular(name[-1]),)


def rows(folder):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(glob.glob(os.path.join(folder, "*.yaml")) + glob.glob(os.path.join(folder, "*", "*.yaml"))):
        with open(path, encoding="utf-8") as source:
            for table in yaml.load_all(source, loader):
                if table["table"] in TABLES:
                    yield from table["rows"]


def wide_spellings(row):
    spellings = [s for s in [row.get("title")] + row.get("spellings", []) + row.get("exact", []) if s and words(s)]
    known = {forms(words(s)) for s in spellings}
    own = set(words(row["name"].split(":")[1].replace("_", " "))) | set(words(row.get("title", "")))
    for spelling in spellings:
        name = words(spelling)
        if len(name) > 1 and name[0] in SAYS_WHICH and name[0] not in own and forms(name[1:]) in known:
            yield spelling


def main():
    folder, same = sys.argv[1:3]
    with open(same, encoding="utf-8") as lines:
        allowed = {tuple(line.rstrip("\n").split("\t")[:2]) for line in lines if line.strip()}
    wrong, titles = 0, collections.defaultdict(list)
    for row in rows(folder):
        for spelling in wide_spellings(row):
            if (row["name"], spelling) not in allowed:
                wrong += 1
                print(f"{row['name']}: '{spelling}' says which of them is meant")
        if row.get("title") and not row["name"].startswith("thing:"):
            key = tuple(sorted(map(singular, words(row["title"]))))
            titles[row["name"].split(":")[0], key].append(row["name"])
    for names in titles.values():
        if len(names) > 1:
            wrong += 1
            print("one thing: " + ", ".join(names))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
