#!/usr/bin/env python3
"""How often recover-comparators gives back a comparator that a posting lost.

    recovery.py --critc BIN RECORDS.ndjson [--statements 2000] [--seed 1] [--every-sign] [--show N [--verdicts wrong]]

RECORDS are API records, one a line. Statements whose comparator critc reads as a sign (>=, <, ...) are drawn at
random; the sign is deleted, the posting compiled again, and the fact at that place compared with the one before:
recovered (a bound stands there again), right (the same value on the same side), inclusive alike (also closed or open
as before). A rank that names a class is read as that class (NYHA class II) and counted apart; `no fact` is words that
stay opaque. With --every-sign each posting loses all its signs of comparison at once.
"""
import argparse
import json
import random
import re
import subprocess
import tempfile

SIGN = re.compile(r"(?:\\?=\s?)?\\?[<>]\s?(?:/?\s?\\?=)?\s*|[≥≤≧≦⩾⩽]\s*=?\s*")
KINDS = ("measurement", "score")


def compile_records(critc, records):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as source:
        source.writelines(json.dumps(record) + "\n" for record in records)
        source.flush()
        done = subprocess.run([critc, "--input-form=ndjson", "--emit=facts", "--diagnostics=none", source.name],
                              capture_output=True, check=False)
    by_posting = {}
    for line in done.stdout.decode("utf-8").splitlines():
        fact = json.loads(line)
        by_posting.setdefault(fact["posting"], []).append(fact)
    return by_posting


def criteria_of(record):
    return record["protocolSection"]["eligibilityModule"]["eligibilityCriteria"].encode("utf-8")


def with_criteria(record, identity, criteria):
    copy = json.loads(json.dumps(record))
    copy["protocolSection"]["identificationModule"]["nctId"] = identity
    copy["protocolSection"]["eligibilityModule"]["eligibilityCriteria"] = criteria.decode("utf-8")
    return copy


def candidates(records, facts):
    """(record, fact, criteria without the sign) for each statement with one sign of comparison."""
    for record in records:
        identity = record["protocolSection"]["identificationModule"]["nctId"]
        criteria = criteria_of(record)
        for fact in facts.get(identity, []):
            if fact["kind"] not in KINDS or not fact["subject"] or fact["recovered"] or fact["unresolved"]:
                continue
            if (fact["low"] is None) == (fact["high"] is None) or fact["change"]:
                continue
            words = criteria[fact["begin"]:fact["end"]].decode("utf-8", "replace")
            signs = list(SIGN.finditer(words))
            if len(signs) != 1 or words.encode("utf-8") != criteria[fact["begin"]:fact["end"]]:
                continue
            left, right = words[:signs[0].start()], words[signs[0].end():]
            space = "" if left.endswith((" ", "(")) or not left else " "
            damaged = criteria[:fact["begin"]] + (left + space + right).encode("utf-8") + criteria[fact["end"]:]
            yield record, fact, damaged


def without_signs(criteria, begin):
    """The criteria without any sign of comparison, and where what began at `begin` begins now."""
    lost, out, at = 0, [], 0
    text = criteria.decode("utf-8")
    for sign in SIGN.finditer(text):
        kept = text[at:sign.start()]
        out.append(kept + ("" if not kept or kept[-1] in " (" else " "))
        if len(text[:sign.start()].encode("utf-8")) < begin:
            lost += len(sign[0].encode("utf-8")) - (len(out[-1]) - len(kept))
        at = sign.end()
    return ("".join(out) + text[at:]).encode("utf-8"), begin - lost


def fact_after(before, facts):
    """The fact about the same subject and stated number nearest to the damaged place, or None."""
    number = before["stated"]["low"] or before["stated"]["high"]
    near = [f for f in facts if f["begin"] is not None and abs(f["begin"] - before["begin"]) <= 12 and
            f["subject"] == before["subject"] and number in (f["stated"]["low"], f["stated"]["high"])]
    return min(near, key=lambda f: abs(f["begin"] - before["begin"]), default=None)


def judge(before, after):
    if after is None:
        return "no fact"
    if after["unresolved"]:
        return "??"
    if not after["recovered"]:
        return "class"
    same = (after["low"], after["high"]) == (before["low"], before["high"])
    if not same:
        return "wrong"
    return "right" if (after["low_closed"], after["high_closed"]) == (before["low_closed"], before["high_closed"]) else "right side"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records")
    parser.add_argument("--critc", required=True)
    parser.add_argument("--statements", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every-sign", action="store_true", help="delete all signs of the posting, not one")
    parser.add_argument("--show", type=int, default=0, help="print this many statements")
    parser.add_argument("--verdicts", default="wrong", help="of these verdicts")
    options = parser.parse_args()
    with open(options.records, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    drawn = list(candidates(records, compile_records(options.critc, records)))
    random.Random(options.seed).shuffle(drawn)
    drawn = drawn[:options.statements]
    if options.every_sign:
        moved = [(r, f, without_signs(criteria_of(r), f["begin"])) for r, f, _ in drawn]
        drawn = [(r, {**f, "begin": begin}, text) for r, f, (text, begin) in moved]
    again = compile_records(options.critc, [with_criteria(r, f"S{i}", text) for i, (r, _, text) in enumerate(drawn)])
    counts, shown = {}, 0
    for i, (_, before, text) in enumerate(drawn):
        after = fact_after(before, again.get(f"S{i}", []))
        verdict = judge(before, after)
        counts[verdict] = counts.get(verdict, 0) + 1
        if verdict in options.verdicts.split(",") and shown < options.show:
            shown += 1
            words = text[before["begin"] - 60:before["end"] + 20].decode("utf-8", "replace").replace("\n", " ")
            now = f"{after['low']}..{after['high']}" if after else "nothing"
            print(f"  {before['section']} {before['subject']} was {before['low']}..{before['high']}, is {now}: {words}")
    recovered = sum(counts.get(v, 0) for v in ("right", "right side", "wrong"))
    right = counts.get("right", 0) + counts.get("right side", 0)
    print(f"statements {len(drawn)}, recovered {recovered / len(drawn):.3f}, of them right {right / max(1, recovered):.3f}, "
          f"inclusive alike {counts.get('right', 0) / max(1, recovered):.3f}; {counts}")


if __name__ == "__main__":
    main()
