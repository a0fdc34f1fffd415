"""Runs the commands of README.md's console blocks and compares what they print.

A line "..." stands for any lines. Commands run one after the other in one scratch folder, but those of tools/,
which run in the repository.
"""
import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


def commands(text):
    for block in BLOCK.findall(text):
        command, expected = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, expected
                command, expected = line[2:], []
            else:
                expected.append(line)
        yield command, expected


def matches(expected, printed):
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, printed) is not None


def main():
    root, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    scratch.mkdir(parents=True, exist_ok=True)
    failed = 0
    found = list(commands((root / "README.md").read_text(encoding="utf-8")))
    for command, expected in found:
        own = command.startswith("tools/")
        run = subprocess.run(command, shell=True, cwd=root if own else scratch, capture_output=True, text=True)
        printed = run.stdout + (run.stderr if own else "")
        if run.returncode != 0 or not matches(expected, printed):
            failed += 1
            print(f"$ {command}\nexit code {run.returncode}; expected:\n" + "\n".join(expected) + f"\nprinted:\n{printed}{run.stderr}")
    print(f"{len(found)} commands, {failed} failed")
    sys.exit(1 if failed or not found else 0)


if __name__ == "__main__":
    main()
