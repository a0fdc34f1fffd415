"""Compiles the example of every row of rules.def and prints `name: tree`, or checks or updates the rows.

    run_rules.py CRITC RULES.def [--update]
"""
import json
import re
import subprocess
import sys

STRING = r'"((?:[^"\\]|\\.)*)"'
ROW = re.compile(r"RULE\((\w+), %s, %s,\s*%s\)" % (STRING, STRING, STRING))


def compile_all(critc, examples):
    records = []
    for name, example in examples:
        section = "Exclusion" if example.startswith("! ") else "Inclusion"
        text = "%s Criteria:\n\n* %s\n" % (section, example.removeprefix("! "))
        records.append({"protocolSection": {"identificationModule": {"nctId": name},
                                            "eligibilityModule": {"eligibilityCriteria": text}}})
    source = "".join(json.dumps(record) + "\n" for record in records)
    run = subprocess.run([critc, "--input-form=ndjson", "--dump-ir=raw", "-"], input=source,
                         capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return run.stdout


def trees(dump, names):
    """The item's body of each posting, white space collapsed."""
    found = {}
    pieces = re.split(r"^critir ", dump, flags=re.M)
    for piece in pieces:
        item = re.search(r"^\s*item \w.*?\{(.*)\}\s*$", piece, re.M | re.S)
        name = next((n for n in names if re.search(r"\b%s\b" % n, piece)), None)
        if item and name:
            tree = re.sub(r' @\d+\.\.\d+| at \d+\.\.\d+|(?<=")@\d+', "", item[1])  # without places
            found[name] = re.sub(r"\s+", " ", tree).strip()
    return found


def main():
    critc, path = sys.argv[1:3]
    source = open(path, encoding="utf-8").read()
    rows = [(m[1], m[3].replace('\\"', '"'), m[4].replace('\\"', '"')) for m in ROW.finditer(source)]
    found = trees(compile_all(critc, [(name, example) for name, example, _ in rows]), [r[0] for r in rows])
    if "--update" in sys.argv:
        def put(m):
            tree = found.get(m[1], "").replace("\\", "\\\\").replace('"', '\\"')
            return m[0][:m.start(4) - m.start(0)] + tree + m[0][m.end(4) - m.start(0):]
        open(path, "w", encoding="utf-8").write(ROW.sub(put, source))
        return
    wrong = 0
    for name, example, tree in rows:
        if found.get(name, "") != tree:
            wrong += 1
            print("%s: %s\n  expected %s\n  got      %s" % (name, example, tree, found.get(name, "")))
    print("%d rules, %d wrong" % (len(rows), wrong))
    sys.exit(wrong != 0)


main()
