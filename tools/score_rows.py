#!/usr/bin/env python3
"""Scores linking against the `repeat` and `conflict` rows of annotated articles.

In: a folder with articles/NAME.txt and gold/articles/*.jsonl (rows {"doc", "id", "kind", ...}; of a
`repeat` or `conflict`, `ids`). Events and commitments as the gold tells them are linked
(tadwin_link_gold), so what is scored is linking alone; rows across kinds (a threat and its deadline) and
of tallies and levels are counted apart and not scored.
Out: rows all of whose facts stand in one incident, pairs of facts, and pairs that stand in one incident
though their repeat rows differ.

With `--tadwin` the articles are coded, and what is scored is what a reader of the ledger is shown: of the
facts that match the gold's, a repeat row is right when all stand in one incident, and a conflict row when
one finding shows all its facts: an incident, a contradiction, a conflict of tallies, or a stance on
the incident of the other. Facts that the coder missed are missed rows.
Needs Python 3.9+ and nothing else.

  score_rows.py FOLDER [--link-gold CMD | --tadwin CMD] [--json] [--misses]
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

from score_examples import LINKED, link_gold, match, read_jsonl, run


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


def findings(tadwin, ledger, facts):
    """Sets of fact ids, each of which one finding shows together."""
    of_incident = collections.defaultdict(set)
    for fact in facts:
        of_incident[fact.get('incident') or fact['id']].add(fact['id'])
    shown = list(of_incident.values())
    for row in run(tadwin, ['contradictions', ledger, '--json']):
        shown.append({telling['fact'] for value in row['values'] for telling in value['tellings']})
    tallies, = run(tadwin, ['tallies', ledger, '--json'])
    told = {row['incident']: {telling['fact'] for telling in row['tellings']}
            for row in tallies['tallies']}
    shown += [set().union(*(told[one] for one in row['incidents'])) for row in tallies['conflicts']]
    for row in run(tadwin, ['stances', ledger, '--json']):
        shown.append({telling['fact'] for telling in row['tellings']} | of_incident[row['incident']])
    return shown


def score_coded(rows, folder, tadwin):
    """What a reader is shown of the articles as they are coded."""
    texts = {}
    for doc in sorted({row['doc'] for row in rows}):
        with open(os.path.join(folder, 'articles', doc), encoding='utf-8', newline='') as file:
            texts[doc] = file.read()
    with tempfile.TemporaryDirectory() as place:
        ledger = os.path.join(place, 'rows.db')
        run(tadwin, ['code', '--quiet', '--ledger', ledger] +
            [os.path.join(folder, 'articles', doc) for doc in texts])
        facts = run(tadwin, ['facts', ledger])
        shown = findings(tadwin, ledger, facts)
    coded = {}
    for kind in ('event', 'tally', 'level', 'commitment'):
        wanted = [row for row in rows if row['kind'] == kind]
        of_kind = [fact for fact in facts if fact['kind'] == kind]
        coded.update({wanted[i]['id']: of_kind[j] for i, j in match(wanted, of_kind, texts)})
    figures, misses = collections.OrderedDict(), []
    for kind in ('repeat', 'conflict'):
        right, of = 0, 0
        for row in (row for row in rows if row['kind'] == kind):
            ids = {coded[one]['id'] for one in row['ids'] if one in coded}
            if kind == 'repeat':
                kinds = [coded[one]['kind'] for one in row['ids'] if one in coded]
                found = (len(ids) == len(row['ids']) and
                         all(len({coded[one].get('incident') for one in row['ids']
                                  if coded[one]['kind'] == one_kind}) == 1 for one_kind in set(kinds)))
            else:
                found = len(ids) == len(row['ids']) and any(ids <= one for one in shown)
            right, of = right + found, of + 1
            if not found:
                missing = [one for one in row['ids'] if one not in coded]
                misses.append(row['id'] + (f' (not coded: {", ".join(missing)})' if missing else ''))
        figures[f'{kind} rows, coded'] = {'right': right, 'of': of,
                                          'recall': round(right / max(1, of), 4)}
    return figures, misses, []


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('folder')
    parser.add_argument('--link-gold', default='build/release/bin/tadwin_link_gold')
    parser.add_argument('--tadwin', help='score what is coded instead of the gold facts, linked')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--misses', action='store_true', help='list rows missed and pairs too many')
    options = parser.parse_args()
    rows = read_rows(options.folder)
    if not rows:
        sys.exit(f'score_rows: no gold/articles/*.jsonl in {options.folder}')
    if options.tadwin:
        figures, misses, wrong = score_coded(rows, options.folder, options.tadwin)
    else:
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
