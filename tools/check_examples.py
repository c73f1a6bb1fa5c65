#!/usr/bin/env python3
"""Checks the sample corpus in examples/news: that every gold row is well formed, that every quoted
word is in its article, and that the corpus is as broad as examples/README.md says.

In: examples/news/*.txt, *.meta.json, *.gold.jsonl, split.tsv, clusters.jsonl, reuse.tsv.
Out: counts per type, subtype and status; one line per mistake. Exit 0 when all is well, else 1.
Needs Python 3.9+ and nothing else.

  check_examples.py [--news DIR] [--no-minimums] [--quiet]
"""
import argparse
import collections
import datetime
import glob
import json
import os
import re
import sys
import unicodedata

from check_reuse import check_reuse

HERE = os.path.dirname(os.path.abspath(__file__))

PLOVER = {
    'AGREE': (), 'CONSULT': ('visit', 'third-party', 'multilateral', 'phone'), 'SUPPORT': (),
    'CONCEDE': (), 'COOPERATE': (), 'AID': (),
    'RETREAT': ('withdraw', 'release', 'disarm', 'ceasefire', 'access', 'resign'),
    'REQUEST': ('assist', 'change', 'yield', 'meet'),
    'ACCUSE': ('disapprove', 'investigate', 'allege'),
    'REJECT': ('assist', 'change', 'yield', 'meet'),
    'THREATEN': ('restrict', 'arrest', 'relations', 'expel', 'territory', 'violence'),
    'PROTEST': ('demo', 'riot', 'strike', 'hunger', 'boycott', 'obstruct', 'vandalize'),
    'SANCTION': ('convict', 'expel', 'withdraw', 'discontinue'),
    'MOBILIZE': ('troops', 'weapons', 'police', 'militia'),
    'COERCE': ('seize', 'restrict', 'arrest', 'deport', 'withhold', 'censor', 'curfew',
               'misinformation', 'martial-law', 'cyber'),
    'ASSAULT': ('abduct', 'beat', 'torture', 'sexual', 'targeted', 'destroy', 'primitive',
                'firearms', 'explosives', 'suicide-attack', 'aerial', 'drone', 'heavy-weapons',
                'crowd-control', 'unconventional'),
}
SUBTYPES = ('rocket drone ied airstrike shelling shooting suicide assassination kidnapping arrest '
            'clash storming interception meeting call visit statement warning demand denial '
            'withdrawal deployment handover dissolution vote pledge other').split()
STATUSES = 'asserted attributed denied threatened planned alleged conditional background'.split()
OUTCOMES = ('carried out', 'foiled', 'intercepted', 'failed', 'claimed-without-effect', 'unknown')
PROMISES = ('open', 'met', 'broken', 'extended', 'withdrawn', 'doubted', 'conditional')
KINDS = ('published', 'event', 'tally', 'level', 'commitment', 'repeat', 'conflict')
KEYS = {
    'published': 'published given',
    'event': 'quote plover mode subtype trigger start end date_text actor target place place_en '
             'country lat lon killed injured weapon count status speaker outcome',
    'tally': 'quote what n period_start period_end place speaker subtype',
    'level': 'quote what n at approx speaker',
    'commitment': 'quote who to_whom what due due_text made_on status speaker',
    'repeat': 'ids',
    'conflict': 'ids field values',
}
MIN_WORDS, MAX_WORDS = 40, 750
YEARS = (2003, 2026)  # when an article may have appeared
OLDEST = 1900  # the earliest year a fact may tell of
AHEAD = ('planned', 'threatened', 'conditional', 'alleged', 'denied',  # may lie after the article,
         'AGREE', 'CONCEDE', 'SANCTION', 'COERCE')  # decisions "as of next week" too
WEEKDAYS = ('ال[اإ]ثنين', 'الثلاثاء', 'ال[اأ]ربعاء', 'الخميس', 'الجمعة', 'السبت', 'ال[اأ]حد')
MINIMUMS = {'articles': 156, 'countries': 15, 'undated articles': 12,
            'incidents told by several articles': 60, 'articles that share an incident': 100,
            'groups to keep apart': 60, 'reuse families': 15}

problems = []


def problem(where, what):
    problems.append(f'{where}: {what}')


def read_rows(path):
    rows = []
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                rows.append((f'{os.path.basename(path)}:{number}', json.loads(line)))
            except ValueError as error:
                problem(f'{os.path.basename(path)}:{number}', f'not JSON: {error}')
    return rows


def check_date(where, key, value):
    """Accepts null, YYYY, YYYY-MM and real YYYY-MM-DD."""
    if value is None:
        return
    if not re.fullmatch(r'\d{4}(-\d{2}(-\d{2})?)?', str(value)):
        problem(where, f'{key} is not an ISO date: {value!r}')
        return
    try:
        datetime.date.fromisoformat((value + '-01-01')[:10])
    except ValueError:
        problem(where, f'{key} is no day of the calendar: {value}')


def check_words(where, key, words, text):
    if words is not None and (not words or words not in text):
        problem(where, f'{key} is not in the article: {words!r}')


def check_event(where, row, text):
    if row['plover'] not in PLOVER:
        problem(where, f"unknown PLOVER type {row['plover']!r}")
    elif row['mode'] is not None and row['mode'] not in PLOVER[row['plover']]:
        problem(where, f"{row['plover']} has no mode {row['mode']!r}")
    for key, allowed in (('subtype', SUBTYPES), ('status', STATUSES)):
        if row[key] not in allowed:
            problem(where, f'unknown {key} {row[key]!r}')
    if row['outcome'] is not None and row['outcome'] not in OUTCOMES:
        problem(where, f"unknown outcome {row['outcome']!r}")
    for key in ('trigger', 'date_text', 'place', 'weapon', 'speaker'):
        check_words(where, key, row[key], text)
    if row['trigger'] not in row['quote']:
        problem(where, 'the trigger lies outside the quote')
    if row['status'] in ('asserted', 'background') and row['speaker'] is not None:
        problem(where, f"{row['status']}, yet it has a speaker")
    if row['status'] == 'attributed' and row['speaker'] is None:
        problem(where, 'attributed to nobody')
    for key in ('actor', 'target'):
        for words in row[key]:
            check_words(where, key, words, text)
    for key in ('start', 'end'):
        check_date(where, key, row[key])
    if row['start'] and row['end']:
        length = min(len(row['start']), len(row['end']))
        if row['start'][:length] > row['end'][:length]:
            problem(where, 'ends before it starts')
    for key in ('killed', 'injured', 'count'):
        if row[key] is not None and not (isinstance(row[key], int) and row[key] >= 0):
            problem(where, f'{key} is not a count: {row[key]!r}')
    for key in ('killed_range', 'injured_range'):
        if key in row and not (len(row[key]) == 2 and
                               (row[key][1] is None or row[key][0] <= row[key][1])):
            problem(where, f'{key} is not a range')
    check_point(where, row)


def check_point(where, row):
    lat, lon = row.get('lat'), row.get('lon')
    if (lat is None) != (lon is None):
        problem(where, 'half a coordinate')
    elif lat is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        problem(where, f'coordinate out of range: {lat}, {lon}')
    if row.get('country') is not None and not re.fullmatch('[A-Z]{2}', row['country']):
        problem(where, f"country is not ISO 3166 alpha-2: {row['country']!r}")


def check_row(where, row, doc, text, ids):
    kind = row.get('kind')
    if kind not in KINDS:
        problem(where, f'unknown kind {kind!r}')
        return
    missing = [key for key in ['doc', 'id'] + KEYS[kind].split() if key not in row]
    if missing:
        problem(where, f'{kind} lacks {", ".join(missing)}')
        return
    if row['doc'] != doc:
        problem(where, f"doc is {row['doc']!r}, should be {doc!r}")
    if 'quote' in row:
        check_words(where, 'quote', row['quote'], text)
    if kind == 'event':
        check_event(where, row, text)
    elif kind in ('tally', 'level'):
        if not isinstance(row['n'], (int, float)):
            problem(where, f"n is not a number: {row['n']!r}")
        for key in ('period_start', 'period_end', 'at'):
            check_date(where, key, row.get(key))
        for key in ('speaker', 'place'):
            check_words(where, key, row.get(key), text)
        if kind == 'tally' and row['subtype'] not in SUBTYPES:
            problem(where, f"unknown subtype {row['subtype']!r}")
    elif kind == 'commitment':
        for key in ('who', 'to_whom', 'due_text', 'speaker'):
            check_words(where, key, row[key], text)
        for key in ('due', 'made_on'):
            check_date(where, key, row[key])
        if row['status'] not in PROMISES:
            problem(where, f"unknown status of a commitment {row['status']!r}")
    elif kind in ('repeat', 'conflict'):
        for other in row['ids']:
            if other not in ids:
                problem(where, f'names an unknown fact {other}')
        if len(row['ids']) < 2:
            problem(where, 'names fewer than two facts')


def check_dates(where, row, published):
    """Facts lie between OLDEST and the day of the article, promised and feared ones excepted."""
    for key in ('start', 'end', 'period_start', 'period_end', 'at', 'made_on'):
        value = row.get(key)
        if value is None:
            continue
        if int(value[:4]) < OLDEST:
            problem(where, f'{key} is before {OLDEST}: {value}')
        late = published and value[:len(published)] > published[:len(value)]
        if late and key in ('start', 'made_on') and not {row.get('status'), row.get('plover')} & set(AHEAD):
            problem(where, f'{key} is after the article: {value}')
    if published and row.get('due') and int(row['due'][:4]) > int(published[:4]) + 30:
        problem(where, f"due in {row['due']}")


def check_weekday(where, row):
    """A day of the week beside a dated fact is the one its date falls on."""
    words = row.get('date_text') or row.get('due_text') or ''
    named = {day for day, name in enumerate(WEEKDAYS) if re.search(name, words)}
    days = [row.get(key) for key in ('start', 'end', 'due') if len(row.get(key) or '') == 10]
    if len(named) == 1 and days and row.get('start') == row.get('end'):
        if datetime.date.fromisoformat(days[0]).weekday() not in named:
            problem(where, f'{days[0]} is not the day of the week told: {words}')


def check_twice(doc, rows):
    """No fact is written twice: the same words and trigger coded as the same thing."""
    seen = collections.defaultdict(list)
    for _, row in rows:
        if row.get('kind') in ('event', 'tally', 'level', 'commitment'):
            key = tuple(str(row.get(k)) for k in
                        ('kind', 'quote', 'trigger', 'plover', 'subtype', 'status', 'n', 'due', 'what'))
            seen[key].append(row.get('id'))
    for ids in seen.values():
        if len(ids) > 1:
            problem(doc, f"{' and '.join(ids)} are one fact")


def check_published(doc, rows, meta):
    """Returns the day the article appeared, from its gold."""
    days = [row for _, row in rows if row.get('kind') == 'published']
    if len(days) != 1:
        problem(doc, f'has {len(days)} published rows')
        return None
    day = days[0].get('published')
    check_date(doc, 'published', day)
    if day and not YEARS[0] <= int(day[:4]) <= YEARS[1]:
        problem(doc, f'appeared in {day[:4]}')
    if meta.get('published') != (day if days[0].get('given') else None):
        problem(doc, 'its meta file gives another day than its gold')
    return day


def check_text(doc, raw):
    try:
        text = raw.decode('utf-8')
    except UnicodeDecodeError as error:
        problem(doc, f'not UTF-8: {error}')
        return ''
    if '\r' in text:
        problem(doc, 'has carriage returns')
    if any(unicodedata.bidirectional(c) in ('LRE', 'RLE', 'PDF', 'LRO', 'RLO', 'LRI', 'RLI', 'PDI')
           for c in text):
        problem(doc, 'has bidi control characters')
    words = len(text.split())
    if not MIN_WORDS <= words <= MAX_WORDS:
        problem(doc, f'has {words} words, should have {MIN_WORDS} to {MAX_WORDS}')
    return text


def check_meta(path):
    name = os.path.basename(path)
    try:
        with open(path, encoding='utf-8') as file:
            meta = json.load(file)
    except (OSError, ValueError) as error:
        problem(name, str(error))
        return {}
    if set(meta) != {'title', 'outlet', 'url', 'published'}:
        problem(name, f'has the keys {sorted(meta)}')
    check_date(name, 'published', meta.get('published'))
    url = meta.get('url')
    if url is not None and not url.startswith('https://example.org/'):
        problem(name, f'url points outside example.org: {url}')
    return meta


def read_split(news, docs):
    """Returns {doc: (split, cluster, country, genre)} and checks that clusters are kept whole."""
    rows, halves = {}, collections.defaultdict(set)
    with open(os.path.join(news, 'split.tsv'), encoding='utf-8') as file:
        lines = [line.rstrip('\n').split('\t') for line in file if line.strip()]
    if lines[0] != ['file', 'split', 'cluster', 'country', 'genre']:
        problem('split.tsv', 'unexpected heading')
    for cells in lines[1:]:
        if len(cells) != 5 or cells[1] not in ('dev', 'test') or cells[0] in rows:
            problem('split.tsv', f'bad row {cells}')
            continue
        rows[cells[0]] = tuple(cells[1:])
        halves[cells[2]].add(cells[1])
    for doc in sorted(set(docs) ^ set(rows)):
        problem('split.tsv', f'{doc} is in the folder or in the table, not in both')
    for cluster, found in sorted(halves.items()):
        if len(found) > 1:
            problem('split.tsv', f'cluster {cluster} is in both halves')
    return rows


def check_clusters(news, facts):
    """Returns (incidents told by several articles, the articles that tell them, groups apart)."""
    seen, shared, telling, apart = {}, 0, set(), []
    for where, row in read_rows(os.path.join(news, 'clusters.jsonl')):
        if row.get('kind') == 'cluster':
            groups = [row['members']]
            articles = {member.split('/')[0] for member in row['members']}
            if len(row['members']) < 2:
                problem(where, 'a cluster of one fact')
            if len(articles) > 1:
                shared += 1
                telling |= articles
        elif row.get('kind') == 'apart':
            groups = row['sides']
            apart.append((where, groups))
        else:
            problem(where, f"unknown kind {row.get('kind')!r}")
            continue
        for member in (m for group in groups for m in group):
            if member not in facts:
                problem(where, f'names an unknown fact {member}')
            elif row['kind'] == 'cluster':
                if member in seen:
                    problem(where, f'{member} is in two clusters')
                seen[member] = row['id']
    for where, sides in apart:
        told = [{seen.get(member, member) for member in side} for side in sides]
        if len(sides) < 2 or any(len(names) != 1 for names in told) or len(set.union(*told)) < len(told):
            problem(where, 'each side of a near miss is one incident, and another one')
    return shared, telling, len(apart)


def check_breadth(counts, have):
    for key, wanted in (('plover', PLOVER), ('subtype', SUBTYPES), ('status', STATUSES)):
        for value in wanted:
            if not counts[key][value]:
                problem('corpus', f'no event with {key} {value}')
    for what, least in MINIMUMS.items():
        if have[what] < least:
            problem('corpus', f'{have[what]} {what}, should be at least {least}')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('--news', default=os.path.join(HERE, '..', 'examples', 'news'))
    parser.add_argument('--no-minimums', action='store_true', help='do not ask for breadth')
    parser.add_argument('--quiet', action='store_true', help='print problems only')
    options = parser.parse_args()

    docs, facts, days, undated = {}, set(), {}, 0
    counts = collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(os.path.join(options.news, '*.txt'))):
        doc = os.path.basename(path)
        with open(path, 'rb') as file:
            docs[doc] = check_text(doc, file.read())
        meta = check_meta(path[:-4] + '.meta.json')
        undated += meta.get('published') is None
        gold = path[:-4] + '.gold.jsonl'
        if not os.path.exists(gold):
            problem(doc, 'has no gold file')
            continue
        rows = read_rows(gold)
        days[doc] = check_published(doc, rows, meta)
        check_twice(doc, rows)
        ids = [row.get('id') for _, row in rows]
        for twice in [i for i, n in collections.Counter(ids).items() if n > 1]:
            problem(doc, f'uses the id {twice} twice')
        for where, row in rows:
            check_row(where, row, doc, docs[doc], set(ids))
            check_dates(where, row, days[doc])
            check_weekday(where, row)
            facts.add(f"{doc}/{row.get('id')}")
            counts['kind'][row.get('kind')] += 1
            if row.get('kind') == 'event':
                for key in ('plover', 'subtype', 'status', 'outcome'):
                    counts[key][row.get(key)] += 1
    split = read_split(options.news, docs)
    shared, telling, apart = check_clusters(options.news, facts)
    passages, families = check_reuse(os.path.join(options.news, 'reuse.tsv'), docs, days,
                                     {doc: row[0] for doc, row in split.items()}, problem)
    countries = collections.Counter(row[2] for row in split.values())
    counts['country'], counts['genre'] = countries, collections.Counter(r[3] for r in split.values())
    counts['split'] = collections.Counter(row[0] for row in split.values())
    have = {'articles': len(docs), 'countries': len(countries), 'undated articles': undated,
            'incidents told by several articles': shared,
            'articles that share an incident': len(telling), 'groups to keep apart': apart,
            'reuse families': families}
    if not options.no_minimums:
        check_breadth(counts, have)

    if not options.quiet:
        print(f'{len(facts)} rows of gold, {passages} copied passages;',
              ', '.join(f'{n} {what}' for what, n in have.items()))
        for key, counter in counts.items():
            print(f'{key:8}', '  '.join(f'{v} {n}' for v, n in counter.most_common()))
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
