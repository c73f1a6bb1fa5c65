#!/usr/bin/env python3
"""Scores `tadwin reuse` against examples/news/reuse.tsv, each half of the split by itself.

A passage told in the gold is found when at least half of its code points lie within passages that
the program takes from the same source; a passage of the program is right when at least half of its
code points lie within gold passages of the same file and source. `first` and `how` are counted over
the right ones. Usage: tools/score_reuse.py --tadwin PROGRAM [--split dev|test|all] [--misses]
"""
import argparse
import collections
import csv
import json
import os
import subprocess
import sys
import tempfile

NEWS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'examples', 'news')
LEAST = 0.5


def read_table(name):
    with open(os.path.join(NEWS, name), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t'))


def read_gold():
    return [{**row, 'begin': int(row['begin']), 'end': int(row['end'])}
            for row in read_table('reuse.tsv')]


def run(program, files, options):
    """Returns the passages the program tells of these files, in rows like the gold's."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, 'reuse.db')
        paths = [os.path.join(NEWS, name) for name in files]
        subprocess.run([program, 'code', *paths, '--ledger', ledger, '--quiet'], check=True)
        out = subprocess.run([program, 'reuse', ledger, '--json', *options], check=True,
                             capture_output=True, text=True).stdout
    rows = []
    for line in out.splitlines():
        family = json.loads(line)
        for passage in family['passages']:
            copy, source = passage['copy'], passage['source']
            rows.append({'file': copy['doc'], 'begin': copy['begin'], 'end': copy['end'],
                         'source': source['doc'], 'first': family['first'],
                         'how': passage['how'], 'text': copy['text']})
    return rows


def best_cover(row, others):
    """Returns (share of the row within others of the same pair, the one with the most of it)."""
    shared, most, best = 0, 0, None
    for other in others[row['file'], row['source']]:
        common = min(row['end'], other['end']) - max(row['begin'], other['begin'])
        if common > 0:
            shared += common
            if common > most:
                most, best = common, other
    return shared / (row['end'] - row['begin']), best


def group(rows):
    groups = collections.defaultdict(list)
    for row in rows:
        groups[row['file'], row['source']].append(row)
    return groups


def score(half, gold, told, show_misses):
    by_gold, by_told = group(gold), group(told)
    found = [row for row in gold if best_cover(row, by_told)[0] >= LEAST]
    right = [row for row in told if best_cover(row, by_gold)[0] >= LEAST]
    recall = len(found) / len(gold) if gold else 1
    precision = len(right) / len(told) if told else 1
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0
    same = {key: sum(row[key] == best_cover(row, by_gold)[1][key] for row in right)
            for key in ('first', 'how')}
    print(f'{half:5} passages P {precision:.3f} ({len(right)}/{len(told)}) '
          f'R {recall:.3f} ({len(found)}/{len(gold)}) F1 {f1:.3f}; '
          f"first {same['first']}/{len(right)}, how {same['how']}/{len(right)}")
    if show_misses:
        for what, rows, kept in (('missed', gold, found), ('wrong', told, right)):
            for row in rows:
                if row not in kept:
                    print(f"  {what} {row['file']} {row['begin']}..{row['end']} from "
                          f"{row['source']}: {row.get('text', row['how'])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--tadwin', required=True)
    parser.add_argument('--split', choices=('dev', 'test', 'all'), default='all')
    parser.add_argument('--min-words')
    parser.add_argument('--misses', action='store_true', help='of the dev half only')
    arguments = parser.parse_args()
    options = ['--min-words', arguments.min_words] if arguments.min_words else []
    halves = collections.defaultdict(list)
    for row in read_table('split.tsv'):
        name = row['file'] if row['file'].endswith('.txt') else row['file'] + '.txt'
        halves[row['split']].append(name)
    gold = read_gold()
    for half in ('dev', 'test'):
        if arguments.split in (half, 'all'):
            files = set(halves[half])
            score(half, [row for row in gold if row['file'] in files],
                  run(arguments.tadwin, sorted(files), options),
                  arguments.misses and half == 'dev')


if __name__ == '__main__':
    sys.exit(main())
