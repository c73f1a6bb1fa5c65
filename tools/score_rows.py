#!/usr/bin/env python3
"""Scores linking against the `repeat` and `conflict` rows of annotated articles.

In: a folder with articles/NAME.txt and gold/articles/*.jsonl (rows {"doc", "id", "kind", ...}; of a
`repeat` or `conflict`, `ids`). Events and commitments as the gold tells them are linked
(tadwin_link_gold), so what is scored is linking alone; rows across kinds (a threat and its deadline) and
of tallies and levels are counted apart and not scored.
Out: rows all of whose facts stand in one incident, pairs of facts, and pairs that stand in one incident
though their repeat rows differ.
Needs Python 3.9+ and nothing else.

  score_rows.py FOLDER [--link-gold CMD] [--json] [--misses]
"""
import argparse
import collections
import glob
import itertools
import json
import os
import shutil
import sys
import tempfile

from score_examples import LINKED, link_gold, read_jsonl


def read_rows(folder):
    return [row for path in sorted(glob.glob(os.path.join(folder, 'gold', 'articles', '*.jsonl')))
            for row in read_jsonl(path)]


def link_rows(program, folder, rows):
    """{id of a gold fact: incident}"""
    with tempfile.TemporaryDirectory() as news:
        docs = sorted({row['doc'] for row in rows})
        for doc in docs:
            shutil.copy(os.path.join(folder, 'articles', doc), news)
            with open(os.path.join(news, doc[:-len('.txt')] + '.gold.jsonl'), 'w',
                      encoding='utf-8') as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + '\n'
                                for row in rows if row['doc'] == doc)
        return {fact.split('/')[1]: incident
                for fact, incident in link_gold(program, news, docs).items()}


def score(rows, incident):
    facts = {row['id']: row for row in rows if 'id' in row}
    figures, misses = collections.OrderedDict(), []
    row_of = {}
    for kind in ('repeat', 'conflict'):
        right = of = pairs_right = pairs = across = 0
        for row in (row for row in rows if row['kind'] == kind):
            linked = [i for i in row['ids'] if facts[i]['kind'] in LINKED]
            if kind == 'repeat':
                row_of.update({i: row['id'] for i in linked})
            same = [(a, b) for a, b in itertools.combinations(linked, 2)
                    if facts[a]['kind'] == facts[b]['kind']]
            if not same:
                across += 1
                continue
            together = [incident[a] == incident[b] for a, b in same]
            right, of = right + all(together), of + 1
            pairs_right, pairs = pairs_right + sum(together), pairs + len(same)
            if not all(together):
                misses.append(row['id'])
        figures[f'{kind} rows'] = {'right': right, 'of': of, 'recall': round(right / max(1, of), 4)}
        figures[f'{kind} pairs'] = {'right': pairs_right, 'of': pairs,
                                    'recall': round(pairs_right / max(1, pairs), 4)}
        figures[f'{kind} rows across kinds, not scored'] = across
    wrong = [(a, b) for a, b in itertools.combinations(sorted(row_of), 2)
             if incident[a] == incident[b] and row_of[a] != row_of[b]]
    figures['pairs of two repeat rows in one incident'] = len(wrong)
    return figures, misses, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('folder')
    parser.add_argument('--link-gold', default='build/release/bin/tadwin_link_gold')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--misses', action='store_true', help='list rows missed and pairs too many')
    options = parser.parse_args()
    rows = read_rows(options.folder)
    if not rows:
        sys.exit(f'score_rows: no gold/articles/*.jsonl in {options.folder}')
    figures, misses, wrong = score(rows, link_rows(options.link_gold, options.folder, rows))
    if options.json:
        print(json.dumps(figures))
    else:
        for label, value in figures.items():
            shown = ' '.join(f'{k}={v}' for k, v in value.items()) if isinstance(value, dict) else value
            print(f'{label:44} {shown}')
    if options.misses:
        print('missed:', *misses, '; too many:', *wrong, file=sys.stderr)
    return 0


if __name__ == '__main__':
    sys.exit(main())
