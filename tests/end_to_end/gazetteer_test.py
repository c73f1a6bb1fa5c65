"""The reader finds the places of the built gazetteer, and the tables are consistent with themselves."""
import json
import math
import os
import re
import unittest

import harness
from harness import Case

RULES = os.path.join(harness.SAMPLES, "..", "..", "rules", "ar", "place")
BUILT = os.path.join(RULES, "geonames.tsv")
ARAB = set("IQ SY LB PS JO EG SA YE OM AE QA BH KW SD LY TN DZ MA MR".split())
# What has been reached; a change that finds fewer places fails.
TOLD_AS_TOWN, TOLD_WITH_IN = 0.988, 0.93
BARE_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
# Nothing here says that the word is a place.
NO_EVIDENCE = ("كتب عن {} مقالا طويلا في الصحيفة", "ورأى المحلل أن {} أهم ما في الأمر",
               "ذكر التقرير {} مرتين ولم يشرح", "وقال المتحدث إن هذا هو {} كما نعرفه",
               "ويبقى {} آخر ما يذكره الكتاب", "تشبه {} كل ما قيل قبلها")
EVIDENCE = ("وقع الانفجار في مدينة {} أمس", "هاجم المسلحون بلدة {} فجرا")
FOUND_WITH_EVIDENCE = 0.90
# Far from the middle of the unit that they do belong to: an oasis of Giza, an exclave of Dubai, towns
# at the ends of long units.
FAR_BUT_TRUE = {"geo:361394", "place:bahariya_oasis", "geo:292862", "geo:58994", "geo:73685"}
# Degrees by which a point may lie outside of its country's box: coarse borders, waters.
BOX_SLACK = 0.35
# south, west, north, east. Source: public maps, rounded outwards.
BOXES = {
    "IQ": (29.0, 38.7, 37.5, 48.9), "SY": (32.3, 35.6, 37.4, 42.4), "LB": (33.0, 35.0, 34.7, 36.7),
    "PS": (31.2, 34.2, 32.6, 35.6), "JO": (29.1, 34.9, 33.4, 39.3), "EG": (21.9, 24.6, 32.9, 36.9),
    "SA": (16.2, 34.4, 32.2, 55.7), "YE": (12.0, 41.8, 19.0, 54.6), "OM": (16.6, 51.9, 26.5, 59.9),
    "AE": (22.6, 51.5, 26.3, 56.5), "QA": (24.4, 50.7, 26.8, 51.9), "BH": (25.5, 50.3, 26.4, 50.9),
    "KW": (28.5, 46.5, 30.2, 49.3), "SD": (8.6, 21.8, 22.3, 38.7), "LY": (19.5, 9.3, 33.2, 25.2),
    "TN": (30.2, 7.5, 37.6, 11.7), "DZ": (18.9, -8.7, 37.2, 12.0), "MA": (27.6, -13.3, 36.0, -0.9),
    "EH": (20.7, -17.2, 27.8, -8.6), "MR": (14.7, -17.1, 27.3, -4.8), "SO": (-1.8, 40.9, 12.1, 51.5),
    "DJ": (10.9, 41.7, 12.8, 43.5), "KM": (-13.2, 43.1, -11.3, 45.4), "IL": (29.4, 34.0, 33.4, 35.9),
    "SS": (3.4, 24.1, 12.3, 36.0), "TD": (7.4, 13.4, 23.5, 24.1), "NE": (11.6, 0.1, 23.6, 16.1),
    "ML": (10.1, -12.3, 25.1, 4.3), "ET": (3.3, 32.9, 15.0, 48.1), "ER": (12.3, 36.4, 18.1, 43.2),
    "IR": (25.0, 44.0, 39.8, 63.4), "TR": (35.8, 25.6, 42.2, 44.9)}


def read_table(name):
    rows, header = [], None
    with open(os.path.join(RULES, name), encoding="utf-8") as file:
        for line in file:
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.rstrip("\n").split("\t")
            if header is None:
                header = cells
            else:
                rows.append(dict(zip(header, cells + [""] * len(header))))
    return rows


def distance_km(a, b):
    lat1, lon1, lat2, lon2 = (math.radians(float(x)) for x in (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = (math.sin((lat2 - lat1) / 2) ** 2 +
         math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * 6371 * math.asin(math.sqrt(h))


class Gazetteer(Case):
    def recall(self, carrier, rows):
        """The share of the names that the carrier's reading has as a place, and what it missed."""
        lines, wanted = [], []
        for row in rows:
            for name in row["surface"].split("|"):
                for spelling in {name, name.translate(BARE_LETTERS)}:
                    text = carrier.format(spelling)
                    wanted.append((text.index(spelling), spelling))
                    lines.append(json.dumps({"id": len(lines), "text": text}, ensure_ascii=False))
        out = self.run_tadwin("annotate", "--batch", stdin="\n".join(lines).encode()).stdout
        missed = []
        for (begin, name), line in zip(wanted, out.decode().splitlines()):
            # "The town of X" of the table is X to the reader: its first word may be left out.
            latest = begin + (name.index(" ") + 1 if " " in name else 0)
            if not any(m["layer"] == "place" and m["begin"] <= latest and m["end"] >= begin + len(name)
                       for m in json.loads(line)["mentions"]):
                missed.append(name)
        share = 1 - len(missed) / len(wanted)
        print(f"recall {share:.4f} of {len(wanted)} spellings in '{carrier}'; missed:",
              ", ".join(missed[:40]))
        return share

    @unittest.skipUnless(os.path.exists(BUILT), "the gazetteer is not built: make gazetteer")
    def test_places_of_the_arab_countries_are_found(self):
        rows = [row for row in read_table("geonames.tsv")
                if row["country"] in ARAB and row["kind"] == "settlement"]
        self.assertGreater(len(rows), 2000)
        self.assertGreaterEqual(self.recall("وقع الانفجار في مدينة {} أمس.", rows), TOLD_AS_TOWN)
        # Alone, a name that is a word too is no evidence of a place; the cases say what is.
        plain = [row for row in rows if not row["ambiguous"]]
        self.assertGreaterEqual(self.recall("وقع الانفجار في {} أمس.", plain), TOLD_WITH_IN)

    def places_of_words(self, carriers):
        """By word: in how many of the carriers it is told as a place, and the words."""
        with open(os.path.join(os.path.dirname(__file__), "words_that_are_places.txt"), encoding="utf-8") as file:
            words = [line.strip() for line in file if line.strip() and not line.startswith("#")]
        texts = [(word, carrier.format(word)) for word in words for carrier in carriers]
        lines = "".join(json.dumps({"id": i, "text": text}, ensure_ascii=False) + "\n"
                        for i, (_, text) in enumerate(texts))
        out = self.run_tadwin("annotate", "--batch", stdin=lines.encode()).stdout
        found = dict.fromkeys(words, 0)
        for (word, text), line in zip(texts, out.decode().splitlines()):
            begin = text.index(word)
            found[word] += any(m["layer"] == "place" and m["begin"] < begin + len(word) and
                               m["end"] > begin for m in json.loads(line)["mentions"])
        return found

    @unittest.skipUnless(os.path.exists(BUILT), "the gazetteer is not built: make gazetteer")
    def test_common_words_are_places_with_evidence_only(self):
        found = self.places_of_words(NO_EVIDENCE)
        self.assertEqual(len(found), 500)
        self.assertEqual([word for word, times in found.items() if times], [])
        found = self.places_of_words(EVIDENCE)
        share = sum(map(bool, found.values())) / len(found)
        print(f"common words behind the word for a town: {share:.3f} are places; not:",
              ", ".join(word for word, times in found.items() if not times))
        self.assertGreaterEqual(share, FOUND_WITH_EVIDENCE)

    def test_supplement_is_large_and_each_row_has_a_kind_and_a_source(self):
        rows = read_table("supplement.tsv")
        self.assertGreaterEqual(len(rows), 1300)
        ids = [row["id"] for row in rows]
        for row in rows:
            self.assertIn(row["kind"], ("country", "settlement", "admin", "facility", "region", "water"))
            self.assertIn(row["source"], ("geonames", "map"), row["id"])
            self.assertTrue(row["name_en"] and re.fullmatch(r"(geo:\d+|place:[a-z0-9_]+)", row["id"]))
        self.assertEqual(sorted(i for i in set(ids) if ids.count(i) > 1 and i.startswith("place:")), [])

    def test_points_lie_in_their_country(self):
        tables = ["supplement.tsv"] + (["geonames.tsv"] if os.path.exists(BUILT) else [])
        outside = []
        for row in (row for table in tables for row in read_table(table)):
            if row["country"] not in BOXES or not row["lat"] or row["kind"] in ("water", "region"):
                continue
            south, west, north, east = BOXES[row["country"]]
            lat, lon = float(row["lat"]), float(row["lon"])
            if not (south - BOX_SLACK <= lat <= north + BOX_SLACK and
                    west - BOX_SLACK <= lon <= east + BOX_SLACK):
                outside.append((row["id"], row["country"], lat, lon))
        self.assertEqual(outside, [])

    @unittest.skipUnless(os.path.exists(BUILT), "the gazetteer is not built: make gazetteer")
    def test_places_lie_in_or_near_their_parents(self):
        rows = read_table("geonames.tsv") + read_table("capital.tsv") + read_table("supplement.tsv")
        by_id = {row["id"]: row for row in rows}
        far = []
        for row in rows:
            parent = by_id.get(row.get("parent") or "")
            if "source" in row and row["parent"] and parent is None:
                far.append((row["id"], "no such parent", row["parent"]))
            if parent is None or not row["lat"] or not parent["lat"]:
                continue
            allowed = 25 + 2.2 * float(parent["radius_km"]) + float(row["radius_km"] or 0)
            if distance_km(row, parent) > allowed and row["id"] not in FAR_BUT_TRUE:
                far.append((row["id"], parent["id"], round(distance_km(row, parent)), round(allowed)))
        self.assertEqual(far, [])


if __name__ == "__main__":
    harness.main()
