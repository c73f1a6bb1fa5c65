"""Checks which passages of the sample corpus are told to be copied from which article.

In: the articles as {file: text}, their dates, their halves, and examples/news/reuse.tsv.
Out: problems told to the caller, one call each; counts of passages and families.
Used by check_examples.py; has no main.

A passage is a span of code points [begin, end) of `file` that was taken from [source_begin,
source_end) of `source`; `first` is the article of the corpus where it first stood. `how` is
`verbatim` when the two are the same words after folding, `edited` when words were changed, left out
or put in, but at least EDITED_LEAST of them are the same and in the same order.
"""
import bisect
import collections
import difflib
import os
import re

COLUMNS = 'file begin end source source_begin source_end first how'.split()
EDITED_LEAST = 0.75
FIRST_LEAST = 0.5
RUN = 12  # words in a row that two articles share only when one copies the other
WORD = re.compile('[\\w\u0640\u064b-\u0652\u0670]+')


def fold(word):
    word = re.sub('[\u0640\u064b-\u0652\u0670]', '', word)
    for pattern, plain in (('[أإآٱ]', 'ا'), ('ى', 'ي'), ('ة', 'ه'), ('ؤ', 'و'), ('ئ', 'ي')):
        word = re.sub(pattern, plain, word)
    return word


def words_of(text):
    """Returns [(folded word, begin, end)]."""
    found = ((fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text))
    return [word for word in found if word[0]]


def likeness(one, other):
    """Returns how much of the words of two texts is the same and in the same order, 0 to 1."""
    a, b = ([word[0] for word in words_of(text)] for text in (one, other))
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def read_reuse(path, problem):
    """Returns the rows as dicts, spans as numbers."""
    name, rows = os.path.basename(path), []
    if not os.path.exists(path):
        problem(name, 'is missing')
        return rows
    with open(path, encoding='utf-8') as file:
        lines = [line.rstrip('\n').split('\t') for line in file if line.strip()]
    if not lines or lines[0] != COLUMNS:
        problem(name, 'unexpected heading')
        return rows
    for number, cells in enumerate(lines[1:], 2):
        if len(cells) != len(COLUMNS) or not all(cells[i].isdigit() for i in (1, 2, 4, 5)):
            problem(f'{name}:{number}', f'bad row {cells}')
            continue
        row = dict(zip(COLUMNS, cells), where=f'{name}:{number}')
        for key in COLUMNS:
            row[key] = int(row[key]) if row[key].isdigit() else row[key]
        rows.append(row)
    return rows


def check_words_match(row, texts, problem):
    copy = texts[row['file']][row['begin']:row['end']]
    source = texts[row['source']][row['source_begin']:row['source_end']]
    if not copy.strip() or not source.strip():
        problem(row['where'], 'the span is empty or outside the article')
        return
    same = [w[0] for w in words_of(copy)] == [w[0] for w in words_of(source)]
    if row['how'] not in ('verbatim', 'edited'):
        problem(row['where'], f"unknown how {row['how']!r}")
    elif same != (row['how'] == 'verbatim'):
        problem(row['where'], f"{row['how']}, but the words are {'the same' if same else 'not'}")
    elif likeness(copy, source) < EDITED_LEAST:
        problem(row['where'], f'only {likeness(copy, source):.2f} of the words match')


def check_row(row, rows, texts, dates, halves, problem):
    for key in ('file', 'source', 'first'):
        if row[key] not in texts:
            problem(row['where'], f'no such article {row[key]}')
            return
    check_words_match(row, texts, problem)
    if row['source'] == row['file']:
        problem(row['where'], 'copies from itself')
    for early, late in (('source', 'file'), ('first', 'source')):
        if dates[row[early]] and dates[row[late]] and dates[row[early]] > dates[row[late]]:
            problem(row['where'], f'the {early} appeared after the {late}')
    if len({halves.get(row[key]) for key in ('file', 'source', 'first')}) > 1:
        problem(row['where'], 'crosses the two halves')
    if row['first'] != row['source']:
        chain = [other for other in rows if other['file'] == row['source'] and
                 other['first'] == row['first'] and other['begin'] <= row['source_begin'] + 3 and
                 other['end'] >= row['source_end'] - 3]
        if not chain:
            problem(row['where'], 'the source did not take the passage from the first')
            return
        first = texts[row['first']][chain[0]['source_begin']:chain[0]['source_end']]
        if likeness(texts[row['file']][row['begin']:row['end']], first) < FIRST_LEAST:
            problem(row['where'], 'the first has other words')


def check_no_more(rows, texts, dates, problem):
    """Runs of RUN words that two articles share must be within a passage of all but one of them."""
    covered = collections.defaultdict(list)
    for row in rows:
        covered[row['file']].append((row['begin'], row['end']))
    runs = collections.defaultdict(dict)
    for doc in sorted(texts):
        words = words_of(texts[doc])
        for at in range(len(words) - RUN + 1):
            key = tuple(word[0] for word in words[at:at + RUN])
            runs[key].setdefault(doc, (words[at][1], words[at + RUN - 1][2]))
    told = set()
    for key, places in runs.items():
        bare = [doc for doc, (begin, end) in places.items()
                if not any(b - 12 <= begin and end <= e + 12 for b, e in covered[doc])]
        if len(bare) > 1 and tuple(bare) not in told:
            told.add(tuple(bare))
            problem('reuse.tsv', f"{' and '.join(bare)} share words untold: {' '.join(key)}")


def check_reuse(path, texts, dates, halves, problem):
    """Returns (passages, families): a family is the articles that copy from one first article."""
    rows = read_reuse(path, problem)
    for row in rows:
        check_row(row, rows, texts, dates, halves, problem)
    by_file = collections.defaultdict(list)
    for row in rows:
        spans = by_file[row['file']]
        place = bisect.bisect(spans, (row['begin'], row['end']))
        spans.insert(place, (row['begin'], row['end']))
    for doc, spans in by_file.items():
        for one, other in zip(spans, spans[1:]):
            if other[0] < one[1]:
                problem('reuse.tsv', f'{doc}: the passages at {one[0]} and {other[0]} overlap')
    check_no_more(rows, texts, dates, problem)
    return len(rows), len({row['first'] for row in rows})
