"""Writes texts of one shape repeated, each long enough that time which grows with its square shows.

make_repeats.py FOLDER
"""
import pathlib
import sys

INCLUSION = "Inclusion Criteria:\n- "
TIMES = 60000
SHAPES = {
    "fillers": INCLUSION + "a, b or " * TIMES,
    "commas": INCLUSION + "asthma, " * TIMES,
    "alternatives": INCLUSION + "asthma or " * TIMES,
    "negations": INCLUSION + "no asthma, without fever " * TIMES,
    "exceptions": INCLUSION + "asthma except fever " * TIMES,
    "guards": INCLUSION + "if asthma then fever; " * TIMES,
    "examples": INCLUSION + "such as asthma (including fever, " * TIMES,
    "announcements": INCLUSION + "at least 2 of the following: a; " * TIMES,
    "subjects": INCLUSION + "AST and " * TIMES + "<= 3 x ULN",
    "windows": INCLUSION + "within 2 weeks before surgery " * TIMES,
    "brackets": INCLUSION + "(" * TIMES + "age > 18" + ")" * TIMES,
    "comparators": INCLUSION + ">=<= " * TIMES,
    "markers": "Inclusion Criteria:\n" + "1. " * TIMES,
    "kinds": "Exclusion Criteria:\n- the following " + "diseases " * TIMES * 10,
    "run_on": "Performance status: a Life expectancy: b Hematopoietic: c " + "No asthma Age: 18 and over " * TIMES,
    "headings": "Exclusion Criteria: " * TIMES,
    "indents": "Inclusion Criteria:\n" + "".join(" " * (i % 60) + "- a\n" for i in range(TIMES)),
}

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for name, text in SHAPES.items():
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
