"""Runs the published UCUM functional tests: functional_tests.py TBLGEN-COMMAND... < tests.xml

Prints a line for each case that fails and one line of counts. A value that is not exactly the published one must stand in
rounded.tsv with its cause, and agree with the published one in as many digits as both are written with.
"""
import decimal
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree


def rounded_like(value, outcome):
    """value with as many significant digits as outcome is written with, 15 at most as critc prints."""
    digits = min(15, len(decimal.Decimal(outcome).as_tuple().digits))
    return decimal.Context(prec=digits, rounding=decimal.ROUND_HALF_UP).plus(value)


def listed():
    with open(os.path.join(os.path.dirname(__file__), "rounded.tsv"), encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return {(name, published): ours for name, published, ours, cause in rows if cause}


def conversion(tests, kind):
    for case in tests.find(kind):
        yield case.get("id"), case.get("value"), case.get("srcUnit"), case.get("dstUnit"), case.get("outcome")


def products(tests, kind, sign):
    for case in tests.find(kind):
        v1, v2 = decimal.Decimal(case.get("v1")), decimal.Decimal(case.get("v2"))
        value = v1 * v2 if sign == "." else v1 / v2
        unit = f"({case.get('u1')}){sign}({case.get('u2')})"
        yield case.get("id"), f"{value:f}"[:19], unit, case.get("uRes") or "1", case.get("vRes")


def main():
    tests = ElementTree.fromstring(sys.stdin.buffer.read())
    validation = [(c.get("id"), c.get("unit"), c.get("valid") == "true") for c in tests.find("validation")]
    values = list(conversion(tests, "conversion"))
    values += list(products(tests, "multiplication", ".")) + list(products(tests, "division", "/"))
    lines = [unit for _, unit, _ in validation] + ["\t".join(v[1:4]) for v in values]
    command = sys.argv[1:] + ["--ucum=-"]
    run = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    answers = run.stdout.splitlines()
    failed = 0
    for (name, unit, valid), answer in zip(validation, answers):
        if valid != (": error: " not in answer):
            failed += 1
            print(f"{name}: '{unit}' should be {'valid' if valid else 'invalid'}: {answer}")
    rounded = listed()
    for (name, _, _, _, outcome), answer in zip(values, answers[len(validation):]):
        number = re.search(r": (~?)([-0-9.]+) ", answer)
        expected = decimal.Decimal(outcome)
        ours = number[1] + number[2] if number else ""
        exact = number and not number[1] and decimal.Decimal(number[2]) == expected
        if not number or rounded_like(decimal.Decimal(number[2]), outcome) != rounded_like(expected, outcome):
            failed += 1
            print(f"{name}: {answer}, not {outcome}")
        elif (None if exact else ours) != rounded.pop((name, outcome), None):
            failed += 1
            print(f"{name}: {outcome} and {ours}: rounded.tsv says otherwise")
    for name, _ in rounded:
        failed += 1
        print(f"{name}: listed in rounded.tsv, and no such case")
    print(f"{len(validation)} codes, {len(values)} values, {len(listed())} of them rounded as listed, {failed} failed")


main()
