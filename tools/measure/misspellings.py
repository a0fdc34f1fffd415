#!/usr/bin/env python3
"""How well critc reads misspelt names of drugs, and how often it takes another word for one.

    misspellings.py --critc BIN [--catalog ir/catalog] [--edits 2000] [--seed 1] [--words FILE | --records RECORDS.ndjson]
                    [--show N]

edits: names of drugs (titles and brands of one word, six letters or more) with one letter left out, doubled, put in,
changed or two changed over; names of ten letters or more have a second edit every other time. Each stands where a drug
is expected ("prior treatment with ..."). right: read as the drug it was made of, also where the catalogue knows that
spelling; wrong: read as another drug; none: left alone. An edit that gives another name of the catalogue is drawn anew.

words: a list with a word a line (Debian: wamerican, /usr/share/dict/words), or the words of RECORDS that stand there
ten times or more. Of the lower-case words of six letters or more at the same place, how many are read as a misspelt
drug. Words that are one letter away by their ending from a name (plurals) count as well.
"""
import argparse
import collections
import glob
import json
import os
import random
import re
import subprocess
import tempfile

import yaml

ITEM = "- prior treatment with "
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def drug_names(folder):
    """{name: concepts} of the one-word titles, spellings and brands."""
    names = collections.defaultdict(set)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in glob.glob(os.path.join(folder, "drugs", "*.yaml")):
        with open(path, encoding="utf-8") as source:
            for table in yaml.load_all(source, loader):
                for row in table["rows"]:
                    for text in [row.get("title")] + row.get("brands", []) + row.get("spellings", []):
                        if re.fullmatch(r"[A-Za-z]{6,}", str(text)):
                            names[text.lower()].add(row["name"])
    return names


def edited(word, draw):
    kind, at = draw.randrange(4), draw.randrange(len(word))
    if kind == 0:
        return word[:at] + word[at + 1:]
    if kind == 1:
        return word[:at] + draw.choice((word[at], draw.choice(LETTERS))) + word[at:]
    if kind == 2:
        return word[:at] + draw.choice(LETTERS) + word[at + 1:]
    return word[:at] + word[at + 1:at + 2] + word[at] + word[at + 2:]


def misspellings(names, count, seed):
    draw, pool = random.Random(seed), sorted(name for name, concepts in names.items() if len(concepts) == 1)
    while count:
        name = draw.choice(pool)
        word = edited(name, draw)
        if len(name) >= 10 and draw.random() < 0.5:
            word = edited(word, draw)
        if word != name and word not in names and len(word) >= 5:
            count -= 1
            yield word, next(iter(names[name]))


def read_words(critc, words):
    """[(concept or None, recovered)] of each word where a drug is expected."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "words.ndjson")
        postings = [words[i:i + 100] for i in range(0, len(words), 100)]
        with open(path, "w", encoding="utf-8") as out:
            for number, some in enumerate(postings):
                text = "Inclusion Criteria:\n\n" + "".join(f"{ITEM}{word}\n" for word in some)
                out.write(json.dumps({"protocolSection": {
                    "identificationModule": {"nctId": f"W{number}"},
                    "eligibilityModule": {"eligibilityCriteria": text}}}) + "\n")
        done = subprocess.run([critc, "--input-form=ndjson", "--emit=json", "--diagnostics=none", path],
                              capture_output=True, check=True, encoding="utf-8")
    answers = [(None, False)] * len(words)
    for number, document in enumerate(map(json.loads, done.stdout.splitlines())):
        for item in document["criteria"]:
            at = number * 100 + int(item["id"][1:]) - 1
            answers[at] = answer_in(item["tree"]) or (None, False)
    return answers


def answer_in(node):
    if isinstance(node, dict):
        concept = node.get("concept") or ""
        if concept.split(":")[0] in ("drug", "class") and concept != "class:drug":
            return concept, "recovered(spelling)" in json.dumps(node.get("marks")) or "spelling" in json.dumps(node.get("marks"))
        node = list(node.values())
    for part in node if isinstance(node, list) else ():
        found = answer_in(part)
        if found:
            return found
    return None


def words_of(options):
    if options.words:
        with open(options.words, encoding="utf-8") as lines:
            words = {line.strip() for line in lines}
    else:
        counts = collections.Counter()
        with open(options.records, encoding="utf-8") as lines:
            for line in lines:
                module = json.loads(line)["protocolSection"]["eligibilityModule"]
                counts.update(re.findall(r"\b[a-z]+\b", module.get("eligibilityCriteria", "")))
        words = {word for word, count in counts.items() if count >= 10}
    return sorted(word for word in words if re.fullmatch(r"[a-z]{6,}", word))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--critc", required=True)
    parser.add_argument("--catalog", default="ir/catalog")
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words")
    parser.add_argument("--records")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    drawn = list(misspellings(drug_names(options.catalog), options.edits, options.seed))
    verdicts, shown = collections.Counter(), 0
    for (word, meant), (concept, _) in zip(drawn, read_words(options.critc, [word for word, _ in drawn])):
        verdict = "right" if concept == meant else "wrong" if concept else "none"
        verdicts[verdict] += 1
        if verdict != "right" and shown < options.show:
            shown += 1
            print(f"  {verdict} {word} of {meant}: {concept}")
    print(f"edits {len(drawn)} " + " ".join(f"{name} {verdicts[name]}" for name in ("right", "wrong", "none")) +
          f" share {verdicts['right'] / len(drawn):.4f}")
    if options.words or options.records:
        words = words_of(options)
        false = [(word, concept) for word, (concept, recovered) in zip(words, read_words(options.critc, words)) if recovered]
        for word, concept in false[:options.show]:
            print(f"  false {word}: {concept}")
        print(f"words {len(words)} false {len(false)} share {len(false) / max(1, len(words)):.5f}")


if __name__ == "__main__":
    main()
