"""check_classes.py DOCUMENTS.json POSTINGS: ranges and token dumps tile each posting's bytes."""
import json
import pathlib
import re
import subprocess
import sys

TOKEN = re.compile(r"^(\d+)-(\d+) ", re.M)


def tiles(ranges, length):
    at = 0
    for begin, end in ranges:
        if begin != at or end <= begin:
            return False
        at = end
    return at == length


def main():
    documents = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    postings = sorted(pathlib.Path(sys.argv[2]).glob("*.txt"))
    assert len(documents) == len(postings) == 5, (len(documents), len(postings))
    for document in documents:
        posting = pathlib.Path(document["posting"]["file"])
        length = posting.stat().st_size
        assert document["posting"]["buffer_length"] == length, posting
        assert tiles([(r["begin"], r["end"]) for r in document["ranges"]], length), f"{posting}: ranges"
        dump = subprocess.run(["critc", "--dump-tokens", "--diagnostics=none", posting], capture_output=True, check=True, text=True)
        assert tiles([(int(b), int(e)) for b, e in TOKEN.findall(dump.stdout)], length), f"{posting}: tokens"
    print("ok")


if __name__ == "__main__":
    main()
