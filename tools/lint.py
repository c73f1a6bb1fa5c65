#!/usr/bin/env python3
"""Checks what the compiler and clang-tidy do not: encodings, sizes, names, scripts in rule files.

usage: lint.py [REPOSITORY]
Prints every finding as file:line:col: message. Exit code 1 when there is any.
Looks at the files of src apps tests fuzz bench tools cmake rules examples docs.
"""
import os
import re
import sys
import unicodedata

FOLDERS = ("src", "apps", "tests", "fuzz", "bench", "tools", "cmake", "rules", "examples", "docs")
CODE = (".h", ".cc")
TEXT = CODE + (".py", ".sh", ".cmake", ".md", ".tsv", ".rules", ".cases", ".weights", ".json",
               ".jsonl", ".txt")
BIDI = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
# Fuzz inputs and sample articles may hold anything a real file holds; the tables of the normaliser
# name code points by number.
ANY_CHARACTERS = ("fuzz/corpus/", "examples/news/", "tests/end_to_end/data/")
GENERATED = ("rules/ar/place/geonames.tsv",)
HEADER_LINES, SOURCE_LINES = 300, 600
BAD_NAMES = re.compile(r"(^|_)(util|utils|common|manager|helper|helpers|misc)(_|\.|$)")
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")


def check_table(path, lines, report):
    header = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if "surface" not in header or "latin" in line.lower().split("\t")[-1]:
            continue
        at = header.index("surface")
        if at < len(cells):
            for word in re.split(r"[ |]", cells[at]):
                if ARABIC.search(word) and LATIN.search(word):
                    report(path, number, 1, f"'{word}' mixes Arabic and Latin letters")


def check_text(path, raw, report):
    if b"\r" in raw and not path.startswith(ANY_CHARACTERS):
        report(path, 1, 1, "line ends must be LF")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        if not path.startswith(ANY_CHARACTERS):
            report(path, 1, 1, f"not UTF-8: {problem}")
        return
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if path.endswith(CODE) and not line.isascii():
            report(path, number, 1, "C++ is ASCII; Arabic belongs into rules/")
        if path.startswith(ANY_CHARACTERS):
            continue
        for column, c in enumerate(line, 1):
            if c in BIDI:
                report(path, number, column, f"bidi control U+{ord(c):04X}")
        if not path.startswith("rules/ar/normalise/") and not unicodedata.is_normalized("NFC", line):
            report(path, number, 1, "not in NFC")
    if path.endswith(".tsv"):
        check_table(path, lines, report)
    limit = HEADER_LINES if path.endswith(".h") else SOURCE_LINES
    if path.endswith(CODE) and len(lines) - 1 > limit:
        report(path, len(lines), 1, f"{len(lines) - 1} lines, more than {limit}")
    if path.endswith(".h") and not lines[0].startswith("//"):
        report(path, 1, 1, "a header begins with what the file does")


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else "."
    findings = []
    files = 0

    def report(path, line, column, message):
        findings.append(f"{path}:{line}:{column}: {message}")

    for folder in FOLDERS:
        for base, _, names in sorted(os.walk(os.path.join(root, folder))):
            for name in sorted(names):
                path = os.path.relpath(os.path.join(base, name), root).replace(os.sep, "/")
                if path in GENERATED or "__pycache__" in path:
                    continue
                if BAD_NAMES.search(name):
                    report(path, 1, 1, "a name that does not say what the file is for")
                if name.endswith(TEXT):
                    files += 1
                    check_text(path, open(os.path.join(base, name), "rb").read(), report)
    for finding in findings:
        print(finding)
    if files == 0:
        sys.exit("no files found: is this the repository?")
    print(f"lint: {files} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
