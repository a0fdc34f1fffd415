"""Checks which folder includes which, and where regular expressions may be used."""
import pathlib
import re
import sys

ALLOWED = {
    "ir": {"ir"},
    "frontend": {"ir", "frontend"},
    "passes": {"ir", "passes"},
    "backends": {"ir", "backends"},
}
PROJECT = {*ALLOWED, "tools", "test"}
REGEX_FOLDERS = ("frontend/reader", "frontend/outline")
INCLUDE = re.compile(r'^#include "([^"/]+)/', re.M)
REGEX = re.compile(r"#include <(?:re2/|regex>)")


def sources(folder):
    return [p for p in folder.rglob("*") if p.suffix in (".h", ".cpp", ".def")]


def complaints(root):
    for folder, allowed in ALLOWED.items():
        files = sources(root / folder)
        if not files:
            yield f"{folder}: no sources"
        for path in files:
            name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
            for target in INCLUDE.findall(text):
                if target in PROJECT and target not in allowed:
                    yield f"{name}: includes {target}/"
            if REGEX.search(text) and not name.startswith(REGEX_FOLDERS):
                yield f"{name}: regular expressions belong to {' and '.join(REGEX_FOLDERS)}"


def main():
    found = list(complaints(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "ok")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
