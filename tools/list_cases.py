#!/usr/bin/env python3
"""Writes the ctest file that has one test per case line.

usage: list_cases.py TADWIN_CASES RULES RESULTS OUT.cmake
The cases are run once, by the fixture `cases.run`; each test prints the verdict on its line.
"""
import subprocess
import sys


def main():
    program, rules, results, out = sys.argv[1:5]
    listed = subprocess.run([program, "--list", rules], capture_output=True, text=True,
                            encoding="utf-8")
    if listed.returncode:
        sys.stderr.write(listed.stderr)
        return 1
    lines = [f'add_test(cases.run "{program}" --run "{rules}" "{results}")',
             "set_tests_properties(cases.run PROPERTIES FIXTURES_SETUP cases)"]
    for name in listed.stdout.split("\n"):
        if name:
            lines += [f'add_test("cases.{name}" "{program}" --verdict "{results}" "{name}")',
                      f'set_tests_properties("cases.{name}" PROPERTIES FIXTURES_REQUIRED cases)']
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
