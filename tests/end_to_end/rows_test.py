"""Linking finds the repeat rows of the annotated real reports, and puts no two of them together.

The reports are not in this repository: where the folder beside it is missing there is nothing to test.
"""
import json
import os
import subprocess
import sys

FLOOR = 0.75  # of the pairs; docs/evaluation.md has the figures and what falls short


def main():
    program, examples = sys.argv[1:3]
    root = os.path.dirname(os.path.dirname(examples))
    folder = os.path.join(os.path.dirname(root), "shared")
    linker = os.path.join(os.path.dirname(program), "tadwin_link_gold")
    if not os.path.isdir(os.path.join(folder, "gold", "articles")):
        print("no annotated reports beside the repository")
        return 0
    done = subprocess.run([sys.executable, os.path.join(root, "tools", "score_rows.py"), folder,
                           "--link-gold", linker, "--json"],
                          capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    figures = json.loads(done.stdout)
    print(done.stdout)
    return int(figures["repeat pairs"]["recall"] < FLOOR or
               figures["pairs of two repeat rows in one incident"] > 0)


if __name__ == "__main__":
    sys.exit(main())
