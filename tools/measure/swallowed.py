#!/usr/bin/env python3
"""Which words of criteria change nothing in what critc makes of them.

    swallowed.py --critc BIN RECORDS.ndjson [--draw 500] [--seed 1] [--show N]

RECORDS are API records, one a line. Draws list items, compiles each as a posting of its own, and again without each of its
words. A word is swallowed if the tree without it is the same: apart from places, and from the words of what has a concept.
Words of grammar (of, patients, with) may be; of the others each is a loss or a synonym: "adequate" of "adequate
hematologic function". Prints the share of both, and the N most frequent swallowed words with an item each.
"""
import argparse
import collections
import json
import random
import re
import subprocess
import tempfile

HEADINGS = {"inclusion": "Inclusion Criteria:", "exclusion": "Exclusion Criteria:"}
ITEM = re.compile(r"\s*(?:[*\-•]|\d+[.)])\s+(.*\S)")
WORD = re.compile(r"[A-Za-z][A-Za-z'\-]*")
GRAMMAR = set("""a an the of to in on at by for from with without within into per than as and or nor not no any all each every
either both some such other others this that these those which who whom whose it its they their them he she his her if
when while until unless before after prior since during between through is are was were be been being am do does did
have has had having must should shall will would can could may might patient patients subject subjects participant
participants person persons individual individuals people one more less least most only also there time times""".split())
SHORTEST, LONGEST = 15, 220  # letters of an item


def items_of(text):
    section = "inclusion"
    for line in text.splitlines():
        named = re.search(r"(inclusion|exclusion)", line, re.I)
        if named and len(line.strip()) < 60:
            section = named[1].lower()
            continue
        item = ITEM.fullmatch(line)
        if item and SHORTEST < len(item[1]) < LONGEST:
            yield section, item[1]


def draw(path, number, seed):
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["protocolSection"]["eligibilityModule"].get("eligibilityCriteria", "")
            found.update(dict.fromkeys(items_of(text)))
    found = list(found)
    random.Random(seed).shuffle(found)
    return found[:number]


def without(text, word):
    return re.sub(r" {2,}", " ", text[:word.start()] + text[word.end():]).strip()


def record(number, section, text):
    return json.dumps({"protocolSection": {
        "identificationModule": {"nctId": f"NCT{number:08d}"},
        "eligibilityModule": {"eligibilityCriteria": f"{HEADINGS[section]}\n\n* {text}\n"}}})


def bare(node):
    """The node without places, source words, and the words of what has a concept."""
    if isinstance(node, list):
        return [bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    named = node.get("concept") or node.get("subject")
    left = {"source", "bounds"} | ({"text", "subject_text"} if named else set())
    return {key: bare(value) for key, value in node.items()
            if key not in left and key not in ("begin", "end") and not key.endswith("_begin")}


def trees(critc, records):
    """The bare criteria of each record, in order, as text."""
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as source:
        source.write("\n".join(records) + "\n")
        source.flush()
        with subprocess.Popen([critc, "--input-form=ndjson", "--emit=json", "--diagnostics=none", source.name],
                              stdout=subprocess.PIPE, encoding="utf-8") as process:
            return [json.dumps(bare(json.loads(line)["criteria"])) for line in process.stdout]


def options_of(description):
    """Of the command line of a measure that draws items."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("--critc", required=True)
    parser.add_argument("--draw", type=int, default=500, help="items")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    return parser.parse_args()


def main():
    options = options_of(__doc__)
    records, cases = [], []
    for section, text in draw(options.records, options.draw, options.seed):
        whole = len(records)
        records.append(record(whole, section, text))
        for word in WORD.finditer(text):
            cases.append((whole, len(records), text, word))
            records.append(record(len(records), section, without(text, word)))
    made = trees(options.critc, records)
    words, swallowed = collections.Counter(), collections.defaultdict(list)
    for whole, less, text, word in cases:
        sort = "grammar" if word[0].lower() in GRAMMAR else "content"
        words[sort] += 1
        if made[whole] == made[less]:
            swallowed[sort, word[0].lower()].append(f"{text[:word.start()]}[{word[0]}]{text[word.end():]}")
    for sort in ("content", "grammar"):
        lost = sum(len(places) for (of, _), places in swallowed.items() if of == sort)
        print(f"{sort} words {words[sort]} swallowed {lost} share {lost / max(1, words[sort]):.4f}")
    content = {word: places for (sort, word), places in swallowed.items() if sort == "content"}
    for word, places in sorted(content.items(), key=lambda item: (-len(item[1]), item[0]))[:options.show]:
        print(f"  {len(places):5d} {word}: {places[0]}")


if __name__ == "__main__":
    main()
