#!/usr/bin/env python3
"""Learns the weights of the judge of events (rules/ar/event/judge.weights).

  train_judge.py --gold DIR --features PROGRAM [--out FILE] [--report]

DIR holds events_assault.jsonl and events_protest.jsonl: rows with id, text, published, majority.
PROGRAM is build/.../bin/tadwin_judge_features. A sentence is said to tell an event when its best
scored candidate passes the threshold, so training looks at that candidate only. Votes that were not
unanimous count as less than a whole yes or no (SOFT). Figures printed are cross-validated: five
folds by document, nothing of a document in two folds; the threshold they are given at is chosen on
the same folds, so "nested" chooses it for each fold on the other four. Needs numpy and scipy; no clock, no
random numbers.
Source: logistic regression with L2, L-BFGS (Byrd, Lu, Nocedal, Zhu 1995); letter groups are
weighed by inverse document frequency (Sparck Jones 1972), which is part of their written weight.
"""
import argparse
import json
import math
import re
import subprocess
import zlib

import numpy
import scipy.optimize

SAID = ('asserted', 'attributed', 'background')
MODELS = {'ASSAULT': 'events_assault.jsonl', 'PROTEST': 'events_protest.jsonl'}
# How far weights may go from nothing, unless --c says otherwise: the larger, the less shrinking.
REACH = {'ASSAULT': 2.0, 'PROTEST': 4.0}
FOLDS = 5
# How much of a yes the votes are: unanimous yes, most said yes, as many, most said no, nobody did.
SOFT = {('yes', True): 1.0, ('ambiguous', True): 0.75, ('difficult no', True): 0.6,
        ('ambiguous', None): 0.5, ('difficult no', None): 0.4, ('ambiguous', False): 0.3,
        ('difficult no', False): 0.15, ('easy no', False): 0.0}


def read(path):
    with open(path, encoding='utf8') as file:
        return [json.loads(line) for line in file if line.strip()]


def dump(program, rows):
    lines = [json.dumps({'id': str(i), 'text': r['text'], 'published': r.get('published')},
                        ensure_ascii=False) for i, r in enumerate(rows)]
    done = subprocess.run([program], input='\n'.join(lines) + '\n', capture_output=True,
                          text=True, encoding='utf8', check=True)
    answers = {}
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        answers[int(answer['id'])] = answer['events']
    return [answers.get(i, []) for i in range(len(rows))]


def document_of(row):
    return re.sub(r'[-_]\d+$', '', str(row['id']))


def fold_of(row):
    return zlib.crc32(document_of(row).encode()) % FOLDS


def merged(vectors):
    """What any candidate of a sentence has: what the first round learns from."""
    return sorted(set().union(*vectors))


def minimise(vectors, soft, args):
    """Weights of a logistic regression with L2 (args.c)."""
    names = sorted({f for v in vectors for f, _ in v})
    index = {f: i for i, f in enumerate(names)}
    column = numpy.array([index[f] for v in vectors for f, _ in v])
    value = numpy.array([x for v in vectors for _, x in v])
    row = numpy.repeat(numpy.arange(len(vectors)), [len(v) for v in vectors])
    yes, no = args.positive * numpy.array(soft), 1 - numpy.array(soft)

    def loss(w):
        raw = numpy.bincount(row, w[column] * value)
        p = 1 / (1 + numpy.exp(-numpy.clip(raw, -30, 30)))
        slope = no * p - yes * (1 - p)
        gradient = numpy.bincount(column, slope[row] * value, len(names)) + w / args.c
        total = (yes * numpy.logaddexp(0, -raw) + no * numpy.logaddexp(0, raw)).sum()
        return total + (w @ w) / (2 * args.c), gradient

    found = scipy.optimize.minimize(loss, numpy.zeros(len(names)), jac=True, method='L-BFGS-B',
                                    options={'maxiter': args.steps})
    return dict(zip(names, found.x.tolist()))


class Model:
    """Weights of features (present or not) and of letter groups (idf / sqrt(groups in sentence))."""

    def __init__(self, args):
        self.w, self.idf, self.args = {}, {}, args

    def vectors(self, row):
        """One list of (feature, value) per candidate."""
        a, idf = self.args, self.idf
        norm = a.letters / math.sqrt(max(1, len(row['letters'])))
        shared = [('c:' + g, norm * idf[g]) for g in row['letters'] if g in idf]
        return [[(f, a.scale) for f in bag if f in self.keep] + shared + [('bias', 1.0)]
                for bag in row['bags']]

    def raw(self, vector):
        w = self.w
        return sum(w[f] * x for f, x in vector if f in w)

    def fit(self, rows):
        a = self.args
        counts, groups = {}, {}
        for row in rows:
            for f in set().union(*row['bags']):
                counts[f] = counts.get(f, 0) + 1
            for g in row['letters']:
                groups[g] = groups.get(g, 0) + 1
        self.keep = {f for f, n in counts.items() if n >= a.min_count}
        self.idf = {g: math.log((1 + len(rows)) / (1 + n)) + 1
                    for g, n in groups.items() if n >= a.min_count}
        vectors = [self.vectors(row) for row in rows]
        soft = [row['soft'] for row in rows]
        chosen = [merged(v) for v in vectors]
        for _ in range(a.rounds):
            self.w = minimise(chosen, soft, a)
            chosen = [max(v, key=self.raw) for v in vectors]
        return self

    def score(self, row):
        if not row['bags']:
            return 0.0
        raw = max(self.raw(v) for v in self.vectors(row))
        return 1 / (1 + math.exp(-raw))

    def written(self):
        """(name, weight) as the program reads them: scales and idf are part of the weight."""
        a, out = self.args, []
        for f, w in self.w.items():
            if f == 'bias':
                out.append((f, w))
            elif f in self.keep:
                out.append((f, w * a.scale))
            else:
                out.append((f.replace(' ', '_'), w * a.letters * self.idf[f[2:]]))
        small = {'c': 0.04}
        return sorted((f, w) for f, w in out if abs(w) >= small.get(f.split(':')[0], 0.005))


def prf(pairs):
    tp = sum(s and g for s, g in pairs)
    fp = sum(s and not g for s, g in pairs)
    fn = sum(g and not s for s, g in pairs)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def average_precision(scored):
    hits, total = 0, 0.0
    for k, (_, g) in enumerate(sorted(scored, key=lambda x: -x[0]), 1):
        if g:
            hits += 1
            total += hits / k
    return total / max(1, hits)


def best_threshold(scored):
    best = (0.0, 0.5)
    for t in [x / 100 for x in range(5, 96)]:
        f1 = prf([(s >= t, g) for s, g in scored])[2]
        if f1 > best[0]:
            best = (f1, t)
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--gold', required=True)
    parser.add_argument('--features', required=True)
    parser.add_argument('--out')
    parser.add_argument('--c', type=float, help='the larger, the less shrinking; else as each model was')
    parser.add_argument('--steps', type=int, default=200)
    parser.add_argument('--rounds', type=int, default=1)
    parser.add_argument('--positive', type=float, default=2.0)
    parser.add_argument('--scale', type=float, default=0.1)
    parser.add_argument('--letters', type=float, default=0.2)
    parser.add_argument('--min-count', type=int, default=3)
    parser.add_argument('--only', default='', help='one model only')
    parser.add_argument('--drop', default='', help='feature prefixes to leave out, e.g. "b,p"')
    parser.add_argument('--article-threshold', type=float, default=0.15)
    parser.add_argument('--show', type=int, default=0)
    args = parser.parse_args()
    drop = tuple(x + ':' for x in args.drop.split(',') if x)
    out = []
    for name, file in MODELS.items():
        if args.only and name != args.only:
            continue
        options = argparse.Namespace(**{**vars(args), 'c': args.c or REACH[name]})
        rows = read(f'{args.gold}/{file}')
        for row, events in zip(rows, dump(args.features, rows)):
            own = [e for e in events if e['plover'] == name and e['status'] in SAID]
            row['bags'] = [[f for f in e['features'] if not (drop and f.startswith(drop))]
                           for e in own]
            row['letters'] = own[0]['letters'] if own else []
            row['soft'] = SOFT[(row['label'], row['majority'])]
        scored = []
        nested = []
        for fold in range(FOLDS):
            train = [r for r in rows if fold_of(r) != fold and r['bags']]
            model = Model(options).fit(train)
            scored += [(model.score(r), int(r['majority']), r) for r in rows
                       if fold_of(r) == fold and r['majority'] is not None]
        for fold in range(FOLDS):
            t = best_threshold([(s, g) for s, g, r in scored if fold_of(r) != fold])[1]
            nested += [(s >= t, g) for s, g, r in scored if fold_of(r) == fold]
        pairs = [(s, g) for s, g, _ in scored]
        f1, threshold = best_threshold(pairs)
        p, r, _ = prf([(s >= threshold, g) for s, g in pairs])
        voted = [r for r in rows if r['majority']]
        print(f'{name}: cross-validated F1 {f1:.4f} (P {p:.3f} R {r:.3f}) at {threshold}; nested '
              f'F1 {prf(nested)[2]:.4f}; AP {average_precision(pairs):.4f}; candidates reach '
              f'{sum(1 for r in voted if r["bags"])} of {len(voted)}', flush=True)
        if args.show:
            for s, g, row in sorted(scored, key=lambda x: -abs(x[0] - x[1]))[:args.show]:
                print(f'{s:.2f} {g} {row["text"][:220]}')
        if not args.out:
            continue
        rows_out = Model(options).fit([r for r in rows if r['bags']]).written()
        out += [(name, 'threshold', threshold), (name, 'threshold.article', args.article_threshold)]
        out += [(name, f, w) for f, w in rows_out]
    if args.out:
        with open(args.out, 'w', encoding='utf8') as file:
            file.write('# Weights of the judge of events. Generated by tools/train_judge.py, do not '
                       'edit.\n# Source: learnt from openeventdata/arabic_event_gsr (MIT), '
                       'development half.\nmodel\tfeature\tweight\n')
            for name, feature, weight in out:
                file.write(f'{name}\t{feature}\t{weight:.4f}\n')
        print(f'{len(out)} weights to {args.out}')


if __name__ == '__main__':
    main()
