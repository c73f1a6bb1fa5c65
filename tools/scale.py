#!/usr/bin/env python3
"""Codes corpora of 1, 2, 4 and 8 times the size and prints how time and peak memory grow.

usage: scale.py TADWIN EXAMPLES [COPIES]
Each copy of an article gets a line of its own, so that no two documents have the same bytes.
Read the ratios between rows; the seconds are those of this machine at this moment.
"""
import glob
import os
import resource
import subprocess
import sys
import tempfile
import time


def main():
    tadwin, examples = sys.argv[1:3]
    base = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    texts = [open(p, encoding="utf-8").read() for p in sorted(glob.glob(f"{examples}/*.txt"))]
    if not texts:
        sys.exit(f"{examples}: no .txt articles")
    print(f"{'documents':>10} {'seconds':>9} {'x before':>9} {'peak MiB':>9}")
    before = None
    for factor in (1, 2, 4, 8):
        with tempfile.TemporaryDirectory() as folder:
            count = 0
            for copy in range(base * factor):
                for i, text in enumerate(texts):
                    path = os.path.join(folder, f"{copy:05d}-{i:03d}.txt")
                    with open(path, "w", encoding="utf-8") as f:
                        f.write(f"{text}\n{copy}\n")
                    count += 1
            begin = time.monotonic()
            subprocess.run([tadwin, "code", folder, "--ledger", f"{folder}/ledger.db", "--quiet"],
                           check=True, stdout=subprocess.DEVNULL)
            seconds = time.monotonic() - begin
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        ratio = f"{seconds / before:9.2f}" if before else " " * 9
        print(f"{count:>10} {seconds:>9.2f} {ratio} {peak:>9.0f}", flush=True)
        before = seconds
    return 0


if __name__ == "__main__":
    sys.exit(main())
