#!/usr/bin/env python3
"""How many of the conditions, drugs and procedures that criteria name have a concept, by occurrence.

    concepts.py --critc BIN RECORDS.ndjson [--kb DIR] [--show N] [--kind KIND]

RECORDS are API records, one a line. Two counts for each kind:

mentions: of the mentions that critc gives, the share with a concept. What critc understands as nothing is no mention,
so this count alone says little.

names: of the places where a name of the yardstick stands in the text (the longest, word by word; conditions.tsv,
procedures.tsv, drugs_clean.tsv of DIR without the names that are everyday words): those that lie in a mention with a
concept of this kind (`placed`); in one of another kind (`other`: creatinine is a laboratory value); in none, but the
catalogue gives the words by themselves a concept (`known`: headings, words that stay opaque); and the rest (`unknown`).
share is (placed + known) / (placed + known + unknown). Without DIR this count is skipped.

--show prints the most frequent mentions without a concept and names without a concept.
"""
import argparse
import bisect
import collections
import csv
import json
import os
import re
import subprocess
import tempfile

KINDS = ("condition", "drug", "procedure")
NAMESPACES = {"condition": ("condition",), "drug": ("drug", "class"), "procedure": ("procedure",)}
YARDSTICK = {"condition": ("conditions.tsv", ("name", "synonyms"), ()),
             "drug": ("drugs_clean.tsv", ("name", "synonyms", "brands", "combo_brands"), ("ambiguous_forms.tsv",)),
             "procedure": ("procedures.tsv", ("name", "synonyms"), ("procedures_ambiguous.tsv",))}
CHUNK = re.compile(r"  \w+ (\d+)\.\.\d+ '.*?'(?: (\w+):)?")
WORD = re.compile(r"[^\W_]+")
SHORTEST = 4  # letters of a name of one word: shorter ones are anything


def words_of(text):
    return tuple(word.lower() for word in WORD.findall(text))


def rows_of(path):
    with open(path, encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def names_in(path, columns):
    for row in rows_of(path):
        for column in columns:
            yield from filter(None, map(words_of, (row.get(column) or "").split("|")))


def yardstick(folder, kind):
    """Names by first word: {first: {words}}, with the simple plural of the last word."""
    table, columns, ambiguous = YARDSTICK[kind]
    left_out = set()
    for name in ambiguous:
        left_out.update(names_in(os.path.join(folder, name), ("form", "name", "synonyms")))
    by_first = collections.defaultdict(set)
    for name in names_in(os.path.join(folder, table), columns):
        single = len(name) == 1
        if name in left_out or (single and (len(name[0]) < SHORTEST or name[0].isdigit())):
            continue
        for last in (name[-1], name[-1] + "s"):
            by_first[(name[:-1] + (last,))[0]].add(name[:-1] + (last,))
    return by_first


def places(text, by_first):
    """(name, begin, end) of the longest names in `text`, in characters."""
    found = [(m.group().lower(), m.start(), m.end()) for m in WORD.finditer(text)]
    i = 0
    while i < len(found):
        length = 0
        names = by_first.get(found[i][0])
        if names:
            for n in range(1, min(12, len(found) - i) + 1):
                if tuple(w for w, _, _ in found[i:i + n]) in names:
                    length = n
        if length:
            begin, end = found[i][1], found[i + length - 1][2]
            yield " ".join(text[begin:end].lower().split()), begin, end
        i += max(length, 1)


def criteria_of(record):
    section = record["protocolSection"]
    return section["identificationModule"]["nctId"], section["eligibilityModule"].get("eligibilityCriteria", "")


def run_lines(critc, emit, path):
    with subprocess.Popen([critc, "--input-form=ndjson", "--emit=" + emit, "--diagnostics=none", path],
                          stdout=subprocess.PIPE, encoding="utf-8") as process:
        yield from map(json.loads, process.stdout)


def spans_in_bytes(text, found):
    """(name, begin, end) with places in bytes of UTF-8."""
    at, total = 0, 0
    for name, begin, end in found:
        total += len(text[at:begin].encode("utf-8", "replace"))
        length = len(text[begin:end].encode("utf-8", "replace"))
        yield name, total, total + length
        at, total = end, total + length


def concept_by_itself(critc, names):
    """{name: namespace of the concept that the catalogue gives the name by itself, or None}"""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "names.txt")
        with open(path, "w", encoding="utf-8") as out:
            out.write("Inclusion Criteria:\n\n")
            begins = {}
            for name in names:
                out.write("- ")
                out.flush()
                begins[out.buffer.tell()] = name
                out.write(name + "\n")
        done = subprocess.run([critc, "--input-form=text", "--dump-chunks", "--diagnostics=none", path],
                              capture_output=True, check=False, encoding="utf-8")
    found, current = dict.fromkeys(names), None
    for line in done.stdout.splitlines():
        match = CHUNK.match(line)
        if match and int(match[1]) in begins:
            current = begins[int(match[1])]
        if match and current and not found[current] and match[2] != "grammar":
            found[current] = match[2]
    return found


def count_names(critc, records, mentions, kind, by_first):
    """Places by `placed`, `other`, `known`, `unknown`; the unknown names."""
    counts, alone = collections.Counter(), collections.Counter()
    for identity, text in records:
        spans = sorted(mentions.get(identity, ()))
        starts = [begin for begin, _, _ in spans]
        for name, begin, end in spans_in_bytes(text, places(text, by_first)):
            last = bisect.bisect_left(starts, end)
            over = [concept for b, e, concept in spans[max(0, last - 40):last] if e > begin]
            own = any(concept.split(":")[0] in NAMESPACES[kind] for concept in over)
            if over:
                counts["placed" if own else "other"] += 1
            else:
                alone[name] += 1
    unknown = collections.Counter()
    for name, namespace in concept_by_itself(critc, list(alone)).items():
        what = "known" if namespace in NAMESPACES[kind] else "other" if namespace else "unknown"
        counts[what] += alone[name]
        if what == "unknown":
            unknown[name] += alone[name]
    return counts, unknown


def show(title, counter, limit):
    for text, count in counter.most_common(limit):
        print(f"  {title} {count:6d} {text}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("--critc", required=True)
    parser.add_argument("--kb", help="folder of the yardstick tables")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    counts, without = collections.Counter(), collections.defaultdict(collections.Counter)
    mentions = collections.defaultdict(list)
    for mention in run_lines(options.critc, "mentions", options.records):
        kind, concept = mention["kind"], mention["concept"]
        counts[kind] += 1
        if concept:
            counts[kind, "concept"] += 1
            mentions[mention["posting"]].append((mention["begin"], mention["end"], concept))
        else:
            without[kind][" ".join(mention["text"].lower().split())] += 1
    with open(options.records, encoding="utf-8") as lines:
        records = [criteria_of(json.loads(line)) for line in lines]
    for kind in options.kind or KINDS:
        resolved = counts[kind, "concept"]
        print(f"{kind}: mentions {counts[kind]} with concept {resolved} share {resolved / max(1, counts[kind]):.4f}")
        show("mention", without[kind], options.show)
        if not options.kb or not os.path.exists(os.path.join(options.kb, YARDSTICK[kind][0])):
            print(f"{kind}: names skipped, no yardstick")
            continue
        names, unknown = count_names(options.critc, records, mentions, kind, yardstick(options.kb, kind))
        found = names["placed"] + names["known"]
        print(f"{kind}: names " + " ".join(f"{what} {names[what]}" for what in ("placed", "known", "other", "unknown")) +
              f" share {found / max(1, found + names['unknown']):.4f}")
        show("name", unknown, options.show)


if __name__ == "__main__":
    main()
