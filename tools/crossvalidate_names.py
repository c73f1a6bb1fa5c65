#!/usr/bin/env python3
"""Measures the whole name reader on sentences its tagger has not seen: K folds by hash of the text.

usage: tools/crossvalidate_names.py NAMES.jsonl [--build build/release] [--rules rules] [--folds 5]
                                    [--only F] [--misses FILE] [--keep DIR] [-- options of train_tagger]
For each fold the tagger is trained on the other folds (train_tagger --skip F/K), its weights take the
place of person/tagger.weights in a copy of the rules, and `tadwin annotate --batch` reads the fold. A
name counts when span and type are exactly the gold's. Needs Python 3.9+ and the targets tadwin and
train_tagger. Tables of names are the same in every fold: whoever filled them may have read the gold.
"""
import argparse
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile

LAYERS = ("person", "org", "place")


def fold_of(text, folds):
    """FNV-1a as in train_tagger.cc."""
    key = 2166136261
    for byte in text.encode():
        key = ((key ^ byte) * 16777619) & 0xFFFFFFFF
    return (key >> 3) % folds


def read_fold(args, number, rows, options):
    """The answers of `tadwin annotate --batch` to the rows of one fold, in order."""
    with tempfile.TemporaryDirectory() as folder:
        rules = os.path.join(folder, "rules")
        shutil.copytree(args.rules, rules)
        weights = os.path.join(rules, "ar/person/tagger.weights")
        kept = args.keep and os.path.join(args.keep, f"{number}.weights")
        if kept and os.path.exists(kept):
            shutil.copy(kept, weights)
        else:
            subprocess.run([f"{args.build}/src/annotate/names/train_tagger", args.gold, "--out",
                            weights, "--rules", args.rules, "--skip", f"{number}/{args.folds}",
                            *options], check=True, stderr=subprocess.DEVNULL)
            if kept:
                os.makedirs(args.keep, exist_ok=True)
                shutil.copy(weights, kept)
        lines = "".join(json.dumps({"id": row["id"], "text": row["text"], "ref": None}) + "\n"
                        for row in rows)
        run = subprocess.run([f"{args.build}/bin/tadwin", "annotate", "--batch", "--rules", rules],
                             input=lines, capture_output=True, text=True, check=True)
        return [json.loads(line) for line in run.stdout.splitlines()]


def spans(names, key, layer):
    return {(name["begin"], name["end"]) for name in names if name[key] == layer}


def figures(tp, fp, fn):
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    return f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f}  tp {tp} fp {fp} fn {fn}"


def main():
    own = sys.argv[1:]
    options = []
    if "--" in own:
        own, options = own[:own.index("--")], own[own.index("--") + 1:]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--rules", default="rules")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="one fold only, for a quick look")
    parser.add_argument("--keep", help="folder where each fold's weights are kept and looked for")
    parser.add_argument("--misses", help="file for the names missed and the false ones")
    args = parser.parse_args(own)
    with open(args.gold, encoding="utf8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    counts = collections.defaultdict(lambda: [0, 0, 0])
    misses = []
    for number in range(args.folds):
        if args.only not in (None, number):
            continue
        part = [row for row in rows if fold_of(row["text"], args.folds) == number]
        for row, answer in zip(part, read_fold(args, number, part, options)):
            for layer in LAYERS:
                gold = spans(row["names"], "type", layer)
                got = spans(answer["mentions"], "layer", layer)
                for k, n in enumerate((len(gold & got), len(got - gold), len(gold - got))):
                    counts[layer][k] += n
                for kind, wrong in (("missed", gold - got), ("false", got - gold)):
                    misses += [(row["id"], layer, kind, begin, end, row["text"])
                               for begin, end in sorted(wrong)]
    for layer in LAYERS:
        print(f"{layer:7} {figures(*counts[layer])}")
    print(f"all     {figures(*map(sum, zip(*counts.values())))}")
    if args.misses:
        with open(args.misses, "w", encoding="utf8") as out:
            for identifier, layer, kind, begin, end, text in misses:
                around = text[max(0, begin - 40):begin] + "[" + text[begin:end] + "]" + text[end:end + 40]
                out.write(f"{layer}\t{kind}\t{text[begin:end]}\t{identifier}\t{around}\n")


if __name__ == "__main__":
    main()
