"""Runs the published UCUM functional tests: functional_tests.py TBLGEN-COMMAND... < tests.xml

Prints a line for each case that fails and one line of counts.
"""
import decimal
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree


def rounded_like(value, outcome):
    """value with as many significant digits as outcome is written with, 15 at most as critc prints."""
    digits = min(15, len(decimal.Decimal(outcome).as_tuple().digits))
    return decimal.Context(prec=digits, rounding=decimal.ROUND_HALF_UP).plus(value)


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
    for (name, _, _, _, outcome), answer in zip(values, answers[len(validation):]):
        number = re.search(r": ~?([-0-9.]+) ", answer)
        expected = decimal.Decimal(outcome)
        if not number or rounded_like(decimal.Decimal(number[1]), outcome) != rounded_like(expected, outcome):
            failed += 1
            print(f"{name}: {answer}, not {outcome}")
    print(f"{len(validation)} codes, {len(values)} values, {failed} failed")


main()
