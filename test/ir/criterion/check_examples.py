"""Runs every example of LangRef.md through critc-opt and demands the same text back.

A block ```critir is a document; ```critir node is a tree, which is wrapped in an item here."""
import re
import subprocess
import sys

HEADER = 'critir 1 canonical\nposting "example" form(text) bytes(0)\nitem I1 {\n'


def wrap(tree):
    return HEADER + "".join(f"  {line}\n" for line in tree.splitlines()) + "}\n"


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    examples = re.findall(r"```critir( node)?\n(.*?)```", text, re.DOTALL)
    failed = 0
    for node, example in examples:
        source = wrap(example) if node else example
        run = subprocess.run(["critc-opt", "--no-verify"], input=source, capture_output=True, text=True)
        if run.returncode == 0 and run.stdout == source:
            continue
        failed += 1
        print(f"--- example\n{source}--- critc-opt\n{run.stdout}{run.stderr}")
    print(f"{len(examples)} examples, {failed} failed")
    return failed != 0 or not examples


sys.exit(main())
