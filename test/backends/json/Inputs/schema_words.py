"""Names each word of vocabulary.def and marks.def that the JSON Schema does not know."""
import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return {s for v in value for s in strings(v)}
    return {value} if isinstance(value, str) else set()


known = strings(json.loads((root / "backends/json/critc.schema.json").read_text()))
rows = (root / "ir/criterion/vocabulary.def").read_text()
words = [(m[1], m[2]) for m in re.finditer(r'^([A-Z]+)\(\w+, "([^"]+)"\)', rows, re.M)]
# Not in documents: roles stand in facts only, the first of these is left out.
words = [w for kind, w in words if kind not in ("ROLE", "PICK") and (kind, w) != ("WHOSE", "patient")]
marks = (root / "ir/criterion/marks.def").read_text()
words += [f"{m[1]}({m[2]})" for m in re.finditer(r'^MARK\(\w+, "(\w+)", "(\w+)"', marks, re.M)]
missing = [w for w in words if w not in known]
if missing:
    sys.exit("not in the schema: " + ", ".join(missing))
