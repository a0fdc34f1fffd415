#!/usr/bin/env python3
"""Runs the scorers over the development data and compares with the figures that test/README.md records.

    check_figures.py CRITC SHARED README

A row of the README's table is `| figure | scorer | data | at least 0.97 | ... |` (or `at most`); a figure is a
path into the JSON that the scorer prints: core.recall. Exit code 1 if one is worse than recorded.
"""
import json
import re
import subprocess
import sys

ROW = re.compile(r"^\| `([\w. ]+)` \| `(\w+\.py)` \| `([\w./]+)` \| (at least|at most) ([\d.]+) \|")


def figures(critc, shared, scorer, data):
    command = [sys.executable, f"{shared}/score/{scorer}", "--critc", critc, f"{shared}/data/{data}", "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def look_up(values, path):
    for name in path.split("."):
        values = values[name]
    return values


def main():
    critc, shared, readme = sys.argv[1:4]
    results, worse, rows = {}, 0, 0
    for line in open(readme, encoding="utf-8"):
        match = ROW.match(line)
        if not match:
            continue
        path, scorer, data, direction, floor = match.groups()
        if (scorer, data) not in results:
            results[scorer, data] = figures(critc, shared, scorer, data)
        value, floor = look_up(results[scorer, data], path), float(floor)
        holds = value >= floor if direction == "at least" else value <= floor
        worse += not holds
        rows += 1
        print(f"{'ok   ' if holds else 'WORSE'} {data} {path} {value}, {direction} {floor}")
    if rows == 0:
        sys.exit(f"{readme} records no figures")
    sys.exit(f"{worse} figures are worse than recorded" if worse else 0)


main()
