#!/usr/bin/env python3
"""Scores a tadwin program against the gold facts of the sample corpus in examples/news.

In: the articles of one half, given to `tadwin code --batch`; for the links between articles, the
same files coded into a ledger and read back with `tadwin facts`.
Out: a table (or one JSON object): precision, recall and F1 of each kind of fact, accuracy of the
fields of matched facts, F1 of the pairs of facts that tell one incident.
Needs Python 3.9+ and nothing else.

  score_examples.py [--tadwin CMD] [--split dev|test|all] [--json] [--misses N]
                    [--ledger FILE | --no-links] [--link-gold CMD] [--news DIR]

A gold fact and a coded fact can match when they are of one kind and one article, the coded words
overlap a place where the gold quote stands, and (events) the PLOVER types agree or (tallies, levels)
the numbers do. Among the candidates the best pairs are taken first: subtype, words of the trigger
and the date decide. Links: a pair of matched events or commitments counts as told together when it has the same
incident id. `links` judges matched facts only; `links, end to end` also counts as missed every
gold pair of which a fact was not found; `links of gold facts` links what the gold tells instead of
what was coded: what linking alone gets wrong. B3 and CoNLL: see cluster_figures.py.
"""
import argparse
import collections
import itertools
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from cluster_figures import cluster_figures, pairs_in

HERE = os.path.dirname(os.path.abspath(__file__))
LINKED = ('event', 'commitment')
NO_KIND = ('published', 'repeat', 'conflict')
NEAR_DEGREES = 0.25
NEAR_DENIAL = 40  # code points between the denying verb and the quote of what is denied


def read_jsonl(path):
    with open(path, encoding='utf-8') as file:
        return [json.loads(line) for line in file if line.strip()]


def run(command, words, stdin=None):
    result = subprocess.run(shlex.split(command) + words, input=stdin, capture_output=True,
                            text=True, encoding='utf-8', check=False)
    if result.returncode:
        sys.exit(f'score_examples: {command} {words[0]} exited {result.returncode}: '
                 f'{result.stderr[-400:]}')
    return [json.loads(line) for line in result.stdout.splitlines() if line.strip()]


# ---- comparing words, dates, numbers, places -------------------------------------------------

def fold(words):
    words = re.sub('[\u0640\u064b-\u0652\u0670\u200b-\u200f«»"“”]', '', words or '')
    for pattern, plain in (('[أإآٱ]', 'ا'), ('ى', 'ي'), ('ة', 'ه'), ('ؤ', 'و'), ('ئ', 'ي')):
        words = re.sub(pattern, plain, words)
    return ' '.join(words.split())


def bare(words):
    """The folded words without conjunction, preposition and article; short ones are left out."""
    return {re.sub('^[وف]?(بال|وال|كال|ال|لل|ل|ب)?', '', word)
            for word in fold(words).split() if len(word) > 2}


def same_words(one, other):
    one, other = fold(one), fold(other)
    if not one or not other:
        return False
    if one in other or other in one:
        return True
    a, b = bare(one), bare(other)
    return len(a & b) > min(len(a), len(b)) // 2


def text_of(value):
    return value.get('text') if isinstance(value, dict) else value


def same_date(gold, coded):
    return bool(gold and coded and str(coded).startswith(gold))


def number_of(value):
    return value.get('best', value.get('low')) if isinstance(value, dict) else value


def same_range(gold, coded):
    return isinstance(coded, dict) and [coded.get('low'), coded.get('high')] == gold


def same_place(gold, coded):
    coded = coded or {}
    if gold.get('lat') is not None and coded.get('lat') is not None:
        return (abs(coded['lat'] - gold['lat']) < NEAR_DEGREES and
                abs(coded['lon'] - gold['lon']) < NEAR_DEGREES)
    return same_words(gold['place'], coded.get('text'))


# ---- matching gold facts with coded facts ----------------------------------------------------

def quote_spans(text, quote):
    return [(m.start(), m.end()) for m in re.finditer(re.escape(quote), text)]


def affinity(gold, coded, spans):
    """Returns 0 when the two cannot match, else how well they do."""
    if gold['doc'] != coded['doc'] or gold['kind'] != coded['kind']:
        return 0
    if not any(coded['begin'] < end and coded['end'] > begin for begin, end in spans):
        return 0
    if gold['kind'] == 'event':
        if gold['plover'] != coded.get('plover'):
            return 0
        return (1 + 2 * (gold['subtype'] == coded.get('subtype')) +
                2 * same_words(gold['trigger'], coded['text']) +
                same_date(gold['start'], coded.get('start')))
    if gold['kind'] in ('tally', 'level'):
        if coded.get('n') is None or abs(float(coded['n']) - float(gold['n'])) > 1e-9:
            return 0
        return 1 + same_date(gold.get('at') or gold.get('period_start'),
                             coded.get('at') or coded.get('period_start'))
    return 1 + same_date(gold['due'], coded.get('due'))


def match(gold, coded, texts):
    """Returns [(gold index, coded index)], greedily by affinity; ties go to the earlier fact."""
    by_doc = collections.defaultdict(list)
    for j, fact in enumerate(coded):
        by_doc[fact['doc']].append(j)
    candidates = []
    for i, row in enumerate(gold):
        spans = quote_spans(texts[row['doc']], row['quote'])
        for j in by_doc[row['doc']]:
            score = affinity(row, coded[j], spans)
            if score:
                candidates.append((-score, i, j))
    pairs, used_gold, used_coded = [], set(), set()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_coded:
            used_gold.add(i)
            used_coded.add(j)
            pairs.append((i, j))
    return pairs


# ---- figures ---------------------------------------------------------------------------------

def prf(right, false, missed):
    precision = right / (right + false) if right + false else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {'precision': round(precision, 4), 'recall': round(recall, 4), 'f1': round(f1, 4),
            'right': right, 'false': false, 'missed': missed}


def accuracy(figures, label, answers):
    answers = [bool(answer) for answer in answers]
    if answers:
        figures[label] = {'right': sum(answers), 'of': len(answers),
                          'accuracy': round(sum(answers) / len(answers), 4)}


def event_fields(figures, pairs):
    def field(name, answers):
        accuracy(figures, f'event.{name}', answers)
    field('subtype', (c.get('subtype') == g['subtype'] for g, c in pairs if g['subtype'] != 'other'))
    field('mode', (c.get('mode') == g['mode'] for g, c in pairs if g['mode']))
    field('status', (c.get('status') == g['status'] for g, c in pairs))
    field('outcome', (c.get('outcome') == g['outcome'] for g, c in pairs if g['outcome']))
    field('start', (same_date(g['start'], c.get('start')) for g, c in pairs if g['start']))
    field('start, told beside it', (same_date(g['start'], c.get('start'))
                                    for g, c in pairs if g['start'] and g['date_text']))
    field('stop', (same_date(g['end'], c.get('stop')) for g, c in pairs if g['end']))
    field('no start invented', (not c.get('start') for g, c in pairs if not g['start']))
    field('place', (same_place(g, c.get('place')) for g, c in pairs if g['place']))
    field('country', ((c.get('place') or {}).get('country') == g['country']
                      for g, c in pairs if g['place'] and g['country']))
    for role in ('actor', 'target'):
        field(role, (any(same_words(x, text_of(y)) for x in g[role] for y in c.get(role) or [])
                     for g, c in pairs if g[role]))
        field(f'no {role} invented', (not c.get(role) for g, c in pairs if not g[role]))
    for toll in ('killed', 'injured'):
        field(toll, (number_of(c.get(toll)) == g[toll] for g, c in pairs if g[toll] is not None))
        field(f'{toll} range', (same_range(g[f'{toll}_range'], c.get(toll))
                                for g, c in pairs if f'{toll}_range' in g))
        field(f'no {toll} invented', (not c.get(toll) for g, c in pairs
                                      if g[toll] is None and f'{toll}_range' not in g))
    field('weapon', (same_words(g['weapon'], c.get('weapon')) for g, c in pairs if g['weapon']))
    field('count', (c.get('count') == g['count'] for g, c in pairs if g['count'] is not None))
    field('speaker', (same_words(g['speaker'], text_of(c.get('speaker')) or '')
                      for g, c in pairs if g['speaker']))


def other_fields(figures, kind, pairs):
    if kind == 'tally':
        accuracy(figures, 'tally.period',
                 (same_date(g['period_start'], c.get('period_start')) and
                  same_date(g['period_end'], c.get('period_end'))
                  for g, c in pairs if g['period_start'] and g['period_end']))
    if kind == 'level':
        accuracy(figures, 'level.at', (same_date(g['at'], c.get('at')) for g, c in pairs if g['at']))
    if kind == 'commitment':
        accuracy(figures, 'commitment.due',
                 (same_date(g['due'], c.get('due')) for g, c in pairs if g['due']))
        for role in ('who', 'to_whom'):
            accuracy(figures, f'commitment.{role}',
                     (any(same_words(g[role], text_of(y)) for y in listed(c.get(role)))
                      for g, c in pairs if g[role]))
    accuracy(figures, f'{kind}.speaker',
             (same_words(g['speaker'], text_of(c.get('speaker')) or '')
              for g, c in pairs if g['speaker']))


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def score_facts(gold, coded, texts, misses):
    figures = {'facts': len(coded)}
    figures['spans that do not match the text'] = sum(
        texts[f['doc']][f['begin']:f['end']] != f['text'] for f in coded)
    for kind in ('event', 'tally', 'level', 'commitment'):
        rows = [g for g in gold if g['kind'] == kind]
        facts = [f for f in coded if f['kind'] == kind]
        found = match(rows, facts, texts)
        if kind == 'event':
            facts, found = drop_neutral(rows, facts, found, texts)
        pairs = [(rows[i], facts[j]) for i, j in found]
        figures[kind] = prf(len(pairs), len(facts) - len(pairs), len(rows) - len(pairs))
        if kind == 'event':
            event_fields(figures, pairs)
            score_types(figures, rows, facts, found)
        else:
            other_fields(figures, kind, pairs)
        taken = {i for i, _ in found}, {j for _, j in found}
        misses['missed'] += [r for i, r in enumerate(rows) if i not in taken[0]]
        misses['false'] += [f for j, f in enumerate(facts) if j not in taken[1]]
    return figures


def drop_neutral(rows, facts, found, texts):
    """Leaves out unmatched REJECT denials inside a quote whose event the gold codes as denied.

    The gold takes a denial of responsibility as the status of the deed; who codes the denying as an
    act of its own as well is neither right nor wrong.
    """
    denied = [(row['doc'], span) for row in rows if row['status'] == 'denied'
              for span in quote_spans(texts[row['doc']], row['quote'])]

    def neutral(j, fact):
        return (j not in taken and fact.get('plover') == 'REJECT' and
                any(doc == fact['doc'] and begin - NEAR_DENIAL <= fact['begin'] < end
                    for doc, (begin, end) in denied))
    taken = {j for _, j in found}
    kept = [j for j, fact in enumerate(facts) if not neutral(j, fact)]
    place = {j: new for new, j in enumerate(kept)}
    return [facts[j] for j in kept], [(i, place[j]) for i, j in found]


def score_types(figures, rows, facts, found):
    right = collections.Counter(rows[i]['plover'] for i, _ in found)
    wanted = collections.Counter(r['plover'] for r in rows)
    coded = collections.Counter(f.get('plover') for f in facts)
    for name in sorted(set(wanted) | {c for c in coded if c}):
        figures[f'type {name}'] = prf(right[name], coded[name] - right[name],
                                      wanted[name] - right[name])


def incidents_of_gold(rows, facts, texts):
    """{gold fact: incident of the coded fact that matches it}"""
    incident = {}
    for kind in LINKED:
        wanted = [r for r in rows if r['kind'] == kind]
        coded = [f for f in facts if f['kind'] == kind]
        incident.update({f"{wanted[i]['doc']}/{wanted[i]['id']}": coded[j].get('incident')
                         for i, j in match(wanted, coded, texts)})
    return incident


def score_links(rows, incident, clusters, label):
    """Pairs of facts of one incident, and groups of facts that must stay apart.

    `incident`: of those facts of the gold that were found.
    """
    incident = {fact: one or fact for fact, one in incident.items()}  # null: alone
    told = {f"{r['doc']}/{r['id']}" for r in rows if r['kind'] in LINKED}
    group = {}
    for row in clusters:
        if row['kind'] == 'cluster':
            group.update({m: row['id'] for m in row['members'] if m in told})
    wanted = {fact: group.get(fact, fact) for fact in incident}
    both = {fact: (wanted[fact], incident[fact]) for fact in incident}
    right = pairs_in(both)
    of_found = pairs_in(wanted)
    every = pairs_in(group)
    false = pairs_in(incident) - right
    figures = {label: {**prf(right, false, of_found - right), **cluster_figures(wanted, incident)}}
    if every > of_found:
        figures[f'{label}, end to end'] = prf(right, false, every - right)

    def across(of):
        return pairs_in(of) - pairs_in({f: (of[f], f.split('/')[0]) for f in of})
    if across(wanted):
        figures[f'{label} between articles'] = {
            'right': across(both), 'of': across(wanted),
            'accuracy': round(across(both) / across(wanted), 4)}
    kept = []
    for row in clusters:
        if row['kind'] == 'apart':
            for a, b in itertools.combinations(row['sides'], 2):
                sides = [{incident[m] for m in side if incident.get(m)} for side in (a, b)]
                if all(sides):
                    kept.append(not sides[0] & sides[1])
    accuracy(figures, f'{label}: near misses kept apart', kept)
    return figures


# ---- running ---------------------------------------------------------------------------------

def read_corpus(news, half):
    with open(os.path.join(news, 'split.tsv'), encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file][1:]
    docs = sorted(row[0] for row in rows if half in ('all', row[1]))
    texts, published, gold = {}, {}, []
    for doc in docs:
        stem = os.path.join(news, doc[:-len('.txt')])
        with open(stem + '.txt', encoding='utf-8', newline='') as file:
            texts[doc] = file.read()
        with open(stem + '.meta.json', encoding='utf-8') as file:
            published[doc] = json.load(file)['published']
        gold += read_jsonl(stem + '.gold.jsonl')
    return texts, published, gold


def code_batch(tadwin, texts, published):
    lines = [json.dumps({'id': doc, 'text': texts[doc], 'published': published[doc]},
                        ensure_ascii=False) for doc in texts]
    answers = run(tadwin, ['code', '--batch'], '\n'.join(lines) + '\n')
    facts = [dict(fact, doc=a['id']) for a in answers for fact in a.get('facts') or []]
    return facts, {a['id']: a.get('published') for a in answers}


def code_ledger(tadwin, news, docs):
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, 'examples.db')
        paths = [os.path.join(news, doc) for doc in docs]
        result = subprocess.run(shlex.split(tadwin) + ['code'] + paths + ['--ledger', ledger],
                                capture_output=True, text=True, encoding='utf-8', check=False)
        if not os.path.exists(ledger):
            sys.exit(f'score_examples: {tadwin} code wrote no ledger: {result.stderr[-400:]}')
        return run(tadwin, ['facts', ledger])


def link_gold(program, news, docs):
    """{gold fact: incident}, of the gold facts themselves, linked."""
    rows = run(program, [news], '\n'.join(docs) + '\n')
    return {f"{row['doc']}/{row['id']}": row['incident'] for row in rows}


def gold_linker(options):
    """The program that links gold facts stands beside the one that is scored."""
    beside = os.path.join(os.path.dirname(shlex.split(options.tadwin)[0]), 'tadwin_link_gold')
    return options.link_gold or (beside if os.path.exists(beside) else None)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('--tadwin', default=os.environ.get('TADWIN', 'tadwin'))
    parser.add_argument('--split', choices=('dev', 'test', 'all'), default='dev')
    parser.add_argument('--news', default=os.path.join(HERE, '..', 'examples', 'news'))
    parser.add_argument('--ledger', help='score this ledger instead of coding the articles')
    parser.add_argument('--no-links', action='store_true', help='leave the links out')
    parser.add_argument('--link-gold', help='the program tadwin_link_gold, if not beside tadwin')
    parser.add_argument('--json', action='store_true', help='print one JSON object')
    parser.add_argument('--misses', type=int, default=0, help='list N missed and N false facts')
    options = parser.parse_args()

    texts, published, rows = read_corpus(options.news, options.split)
    gold = [row for row in rows if row['kind'] not in NO_KIND]
    figures = {'articles': len(texts), 'gold facts': len(gold)}
    misses = {'missed': [], 'false': []}
    linked, inferred = None, {}
    if options.ledger:
        linked = [f for f in run(options.tadwin, ['facts', options.ledger]) if f['doc'] in texts]
        coded = linked
    else:
        coded, inferred = code_batch(options.tadwin, texts, published)
    figures.update(score_facts(gold, coded, texts, misses))
    accuracy(figures, 'published inferred',
             (same_date(row['published'], inferred.get(row['doc'])) for row in rows
              if inferred and row['kind'] == 'published' and not row['given'] and row['published']))
    if not options.no_links:
        if linked is None:
            linked = code_ledger(options.tadwin, options.news, list(texts))
        clusters = read_jsonl(os.path.join(options.news, 'clusters.jsonl'))
        found = incidents_of_gold(gold, linked, texts)
        figures.update(score_links(gold, found, clusters, 'links'))
        if gold_linker(options):
            linked = link_gold(gold_linker(options), options.news, list(texts))
            figures.update(score_links(gold, linked, clusters, 'links of gold facts'))

    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for label, value in figures.items():
            shown = ' '.join(f'{k}={v}' for k, v in value.items()) if isinstance(value, dict) else value
            print(f'{label:34} {shown}')
    for label, facts in misses.items():
        for fact in facts[:options.misses]:
            print(label, json.dumps(fact, ensure_ascii=False), file=sys.stderr)
    return 0


if __name__ == '__main__':
    sys.exit(main())
