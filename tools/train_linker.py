#!/usr/bin/env python3
"""Learns how much each reason for or against two events being one weighs: rules/ar/link/reason.tsv.

In: the gold of the dev half of examples/news, and the pairs that tadwin_link_gold prints, of gold facts
and of coded ones that match a gold fact. Out: the columns `across` and `within`, in log-odds, by
logistic regression that stays near what stands in reason.tsv under `--prior` (the weights set by hand)
as far as the data does not say otherwise. Articles of one story lie in one fold of the
cross-validation, whose figures are those to believe.
Needs Python 3.9+, NumPy and SciPy.

  train_linker.py --bin build/release/bin [--prior FILE] [--write]
"""
import argparse
import collections
import os
import sys
import zlib

import numpy
import scipy.optimize

from cluster_figures import f1_of, pairs_in
from score_examples import code_ledger, match, read_corpus, read_jsonl, run

HERE = os.path.dirname(os.path.abspath(__file__))
NEWS = os.path.join(HERE, '..', 'examples', 'news')
TABLE = os.path.join(HERE, '..', 'rules', 'ar', 'link', 'reason.tsv')
FOLDS = 10
STRENGTH = 0.3   # of the pull towards the weights set by hand
CODED = 0.5      # what a pair of coded facts counts, beside one of gold facts
# The corpus tells stories: it has few attacks of one place on two days running or in one month that
# are not one, and real ledgers have many. What says so little of the day may not decide.
AT_MOST = {'day_apart_repeated': 0.0, 'same_week': 3.0, 'same_month': 2.0, 'same_quarter': 0.6,
           'same_year': 0.3, 'incompatible': -2.0, 'news_days': 2.5, 'no_common_day': -0.5, 'earlier_history': -0.5}


def read_table(path):
    """(lines before the rows, [[name, across, within, note]])"""
    lines = open(path, encoding='utf-8').read().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith('name\t'))
    return lines[:at + 1], [line.split('\t') for line in lines[at + 1:]]


def stories():
    with open(os.path.join(NEWS, 'split.tsv'), encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file][1:]
    return {row[0]: row[2] for row in rows}


class Corpus:
    """The pairs of the dev half: which are one incident, and in which fold their stories lie."""

    def __init__(self, folder):
        texts, _, rows = read_corpus(NEWS, 'dev')
        self.rows = [row for row in rows if row['kind'] == 'event']
        self.group = {}
        for cluster in read_jsonl(os.path.join(NEWS, 'clusters.jsonl')):
            if cluster['kind'] == 'cluster':
                self.group.update({member: cluster['id'] for member in cluster['members']})
        linker = os.path.join(folder, 'tadwin_link_gold')
        docs = '\n'.join(texts) + '\n'
        self.gold = self.pairs(run(linker, [NEWS, '--pairs'], docs), lambda fact: fact)
        facts = [f for f in code_ledger(os.path.join(folder, 'tadwin'), NEWS, list(texts))
                 if f['kind'] == 'event']
        fact_of = {facts[j]['id']: f"{self.rows[i]['doc']}/{self.rows[i]['id']}"
                   for i, j in match(self.rows, facts, texts)}
        self.coded = self.pairs(run(linker, [NEWS, '--coded-pairs'], docs), fact_of.get)

    def pairs(self, rows, fact_of):
        story = stories()
        out = []
        for row in rows:
            a, b = (fact_of(one) for one in row['pair'])
            if not a or not b:
                continue
            folds = {zlib.crc32(story[one.split('/')[0]].encode()) % FOLDS for one in (a, b)}
            same = self.group.get(a, a) == self.group.get(b, b)
            out.append((a, b, row, same, folds))
        return out


class Model:
    def __init__(self, table):
        self.names = [(side, row[0]) for side in ('across', 'within') for row in table]
        self.prior = numpy.array([float(row[1 + (side == 'within')])
                                  for side in ('across', 'within') for row in table])
        self.place = {name: i for i, name in enumerate(self.names)}

    def matrix(self, pairs):
        out = numpy.zeros((len(pairs), len(self.names)))
        for i, (_, _, row, _, _) in enumerate(pairs):
            side = 'within' if row['one_document'] else 'across'
            for name, times in row['reasons'].items():
                out[i, self.place[side, name]] = times
        return out

    def fit(self, x, y, counts):
        def loss(weights):
            z = x @ weights
            away = weights - self.prior
            value = (counts * (numpy.logaddexp(0, z) - y * z)).sum() + STRENGTH / 2 * away @ away
            return value, x.T @ (counts * (1 / (1 + numpy.exp(-z)) - y)) + STRENGTH * away
        bounds = [(None, AT_MOST.get(name)) for _, name in self.names]
        return scipy.optimize.minimize(loss, self.prior, jac=True, method='L-BFGS-B', bounds=bounds,
                                       options={'maxiter': 2000}).x


def pairs_f1(pairs, points, corpus, threshold=0.0, mean=-1.0):
    """As linking goes: the best first, unless the two sides hold what one document sets apart."""
    facts = sorted({one for pair in pairs for one in pair[:2]})
    name = {fact: fact for fact in facts}
    members = {fact: [fact] for fact in facts}
    apart = {frozenset(pair[:2]) for pair in pairs if pair[2]['forbidden']}
    known = {frozenset(pair[:2]): point for pair, point in zip(pairs, points)}
    order = sorted((-point, pair[0], pair[1]) for pair, point in zip(pairs, points)
                   if point > threshold and not pair[2]['forbidden'])
    for _, a, b in order:
        one, other = name[a], name[b]
        if one == other:
            continue
        if any(frozenset((x, y)) in apart or frozenset((x, y)) not in known
               for x in members[one] for y in members[other]):
            continue
        if numpy.mean([known[frozenset((x, y))] for x in members[one]
                                            for y in members[other]]) < mean:
            continue
        for fact in members[other]:
            name[fact] = one
        members[one] += members.pop(other)
    wanted = {fact: corpus.group.get(fact, fact) for fact in facts}
    right = pairs_in({fact: (wanted[fact], name[fact]) for fact in facts})
    precision = right / max(1, pairs_in(name))
    recall = right / max(1, pairs_in(wanted))
    return f'pairs F1 {f1_of(precision, recall):.3f} (P {precision:.3f}, R {recall:.3f})'


def report(label, corpus, points):
    for name, pairs in (('gold', corpus.gold), ('coded', corpus.coded)):
        print(f'{label}, {name} facts: {pairs_f1(pairs, points[name], corpus)}')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('--bin', default='build/release/bin')
    parser.add_argument('--prior', default=TABLE)
    parser.add_argument('--write', action='store_true', help='write reason.tsv')
    options = parser.parse_args()
    head, table = read_table(options.prior)
    model = Model(table)
    corpus = Corpus(options.bin)
    sets = {'gold': corpus.gold, 'coded': corpus.coded}
    x = {name: model.matrix(pairs) for name, pairs in sets.items()}

    def training(fold):
        chosen = [(name, [i for i, pair in enumerate(pairs)
                          if fold not in pair[4] and not pair[2]['forbidden']])
                  for name, pairs in sets.items()]
        rows = numpy.vstack([x[name][at] for name, at in chosen])
        same = numpy.concatenate([[sets[name][i][3] for i in at] for name, at in chosen])
        counts = numpy.concatenate([[1.0 if name == 'gold' else CODED] * len(at)
                                    for name, at in chosen])
        return rows, same.astype(float), counts

    points = {name: numpy.zeros(len(pairs)) for name, pairs in sets.items()}
    for fold in range(FOLDS):
        weights = model.fit(*training(fold))
        for name, pairs in sets.items():
            held_out = [i for i, pair in enumerate(pairs) if fold in pair[4]]
            points[name][held_out] = x[name][held_out] @ weights
    report('by hand', corpus, {name: x[name] @ model.prior for name in sets})
    report(f'{FOLDS}-fold cross-validated', corpus, points)
    weights = model.fit(*training(None))
    report('on what it was trained on', corpus, {name: x[name] @ weights for name in sets})
    if options.write:
        seen = collections.Counter()
        for name in sets:
            for column, times in enumerate((x[name] != 0).sum(axis=0)):
                seen[column] += int(times)
        half = len(table)
        with open(TABLE, 'w', encoding='utf-8') as file:
            file.write('\n'.join(head) + '\n')
            for i, row in enumerate(table):
                file.write(f'{row[0]}\t{weights[i]:.2f}\t{weights[half + i]:.2f}\t{row[3]}\n')
        print(f'wrote {TABLE}; reasons never seen: '
              f'{sum(seen[i] == 0 for i in range(2 * half))}', file=sys.stderr)


if __name__ == '__main__':
    main()
