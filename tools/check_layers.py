#!/usr/bin/env python3
"""Holds every #include in src/ and apps/ to the one-way flow of src/LAYERS.

usage: check_layers.py [REPOSITORY]
Prints each include that goes against the flow as file:line, and each *_test.cc or source file that
no CMakeLists.txt names. Exit code 1 when there is any.
"""
import os
import re
import sys

INCLUDE = re.compile(r'\s*#include "([a-z_]+)/')


def read_layers(path):
    allowed = {}
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        folder, colon, rest = line.partition(":")
        if not colon:
            sys.exit(f"{path}:{number}:1: expected 'folder: what it may include'")
        allowed[folder.strip()] = set(rest.split()) | {folder.strip()}
    for folder, targets in allowed.items():
        for target in targets - set(allowed):
            sys.exit(f"{path}: '{folder}' may include '{target}', which is not a layer")
    return allowed


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else "."
    allowed = read_layers(os.path.join(root, "src", "LAYERS"))
    problems = []
    seen = 0
    cmake = "\n".join(open(os.path.join(base, name), encoding="utf-8").read()
                      for top in ("src", "apps", "tests", "bench", "fuzz")
                      for base, _, names in os.walk(os.path.join(root, top))
                      for name in names if name == "CMakeLists.txt")
    for top in ("src", "apps"):
        for base, _, names in sorted(os.walk(os.path.join(root, top))):
            for name in sorted(names):
                if not name.endswith((".h", ".cc")):
                    continue
                path = os.path.relpath(os.path.join(base, name), root)
                layer = path.split(os.sep)[1] if top == "src" else "apps"
                if layer not in allowed:
                    problems.append(f"{path}:1:1: folder '{layer}' is not in src/LAYERS")
                    continue
                if name.endswith(".cc") and name not in cmake:
                    problems.append(f"{path}:1:1: no CMakeLists.txt names this file")
                for number, line in enumerate(open(os.path.join(root, path), encoding="utf-8"), 1):
                    found = INCLUDE.match(line)
                    if not found:
                        continue
                    seen += 1
                    if found.group(1) not in allowed[layer]:
                        problems.append(f"{path}:{number}:1: {layer} may not include "
                                        f"{found.group(1)} (src/LAYERS)")
    for problem in problems:
        print(problem)
    if seen == 0:
        sys.exit("no includes found: is this the repository?")
    print(f"layers: {seen} includes, {len(problems)} against the flow")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
