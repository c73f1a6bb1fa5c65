#!/usr/bin/env python3
"""Learns the weights of the judge of events (rules/ar/event/judge.weights).

  train_judge.py --gold DIR --features PROGRAM [--out FILE] [--report]

DIR holds events_assault.jsonl and events_protest.jsonl: rows with id, text, published, majority.
PROGRAM is build/.../bin/tadwin_judge_features. A sentence is said to tell an event when its best
scored candidate passes the threshold, so training looks at that candidate only. Figures printed are
cross-validated: five folds by document, nothing of a document in two folds. Pure Python and
deterministic: no clock, no random numbers but a fixed linear congruence.
Source: logistic regression with L2, AdaGrad steps (Duchi, Hazan, Singer 2011).
"""
import argparse
import json
import math
import re
import subprocess
import zlib

SAID = ('asserted', 'attributed', 'background')
MODELS = {'ASSAULT': 'events_assault.jsonl', 'PROTEST': 'events_protest.jsonl'}
FOLDS = 5


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


def shuffled(n, seed):
    order = list(range(n))
    state = seed * 2654435761 % 2**32 or 1
    for i in range(n - 1, 0, -1):
        state = (1103515245 * state + 12345) % 2**31
        j = state % (i + 1)
        order[i], order[j] = order[j], order[i]
    return order


class Model:
    def __init__(self, args):
        self.w, self.g, self.args = {}, {}, args

    def raw(self, features):
        w = self.w
        return sum(w.get(f, 0.0) for f in features) + w.get('bias', 0.0)

    def best(self, bags):
        return max(range(len(bags)), key=lambda i: (self.raw(bags[i]), -i))

    def fit(self, data):
        """data: list of (bags, label)."""
        a = self.args
        counts = {}
        for bags, _ in data:
            for f in set().union(*bags):
                counts[f] = counts.get(f, 0) + 1
        keep = {f for f, n in counts.items() if n >= a.min_count}
        data = [([[f for f in bag if f in keep] for bag in bags], label) for bags, label in data]
        for epoch in range(a.epochs):
            for i in shuffled(len(data), epoch + 1):
                bags, label = data[i]
                bag = bags[self.best(bags)]
                p = 1 / (1 + math.exp(-max(-30, min(30, self.raw(bag)))))
                weight = a.positive if label else 1.0
                step = weight * (label - p)
                for f in bag + ['bias']:
                    old = self.w.get(f, 0.0)
                    gradient = step - (0 if f == 'bias' else a.l2 * old)
                    g = self.g.get(f, 0.1) + gradient * gradient
                    self.g[f] = g
                    self.w[f] = old + a.rate * gradient / math.sqrt(g)
        return self

    def score(self, bags):
        if not bags:
            return 0.0
        return 1 / (1 + math.exp(-max(-30, min(30, max(self.raw(b) for b in bags)))))


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
    parser.add_argument('--epochs', type=int, default=12)
    parser.add_argument('--rate', type=float, default=0.15)
    parser.add_argument('--l2', type=float, default=0.003)
    parser.add_argument('--positive', type=float, default=1.5)
    parser.add_argument('--min-count', type=int, default=3)
    parser.add_argument('--drop', default='', help='feature prefixes to leave out, e.g. "b,p"')
    parser.add_argument('--article-threshold', type=float, default=0.03)
    parser.add_argument('--show', type=int, default=0)
    args = parser.parse_args()
    drop = tuple(x + ':' for x in args.drop.split(',') if x)
    out = []
    for name, file in MODELS.items():
        rows = [r for r in read(f'{args.gold}/{file}') if r['majority'] is not None]
        found = dump(args.features, rows)
        data = []
        for row, events in zip(rows, found):
            bags = [[f for f in e['features'] if not (drop and f.startswith(drop))]
                    for e in events if e['plover'] == name and e['status'] in SAID]
            data.append((bags, int(row['majority'])))
        reach = sum(1 for bags, g in data if g and bags)
        scored = []
        for fold in range(FOLDS):
            train = [d for d, r in zip(data, rows) if fold_of(r) != fold and d[0]]
            model = Model(args).fit(train)
            scored += [(model.score(d[0]), d[1], r) for d, r in zip(data, rows)
                       if fold_of(r) == fold]
        pairs = [(s, g) for s, g, _ in scored]
        f1, threshold = best_threshold(pairs)
        p, r, _ = prf([(s >= threshold, g) for s, g in pairs])
        print(f'{name}: cross-validated F1 {f1:.4f} (P {p:.3f} R {r:.3f}) at {threshold}; '
              f'AP {average_precision(pairs):.4f}; candidates reach {reach} of '
              f'{sum(g for _, g in pairs)}; candidates in {sum(1 for b, _ in data if b)}')
        if args.show:
            for s, g, row in sorted(scored, key=lambda x: -abs(x[0] - x[1]))[:args.show]:
                print(f'{s:.2f} {g} {row["text"][:220]}')
        model = Model(args).fit([d for d in data if d[0]])
        rows_out = sorted((f, w) for f, w in model.w.items() if abs(w) >= 0.02)
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
