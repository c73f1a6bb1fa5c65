"""export writes what software of others reads, leaks no name, and gives the same bytes however often
it is stopped. Needs the Python of tests/requirements.txt and gdal-bin (ogrinfo)."""
import csv
import io
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import unicodedata
import re

import duckdb
import feedparser
import hxl
import icalendar
import jsonschema
import pandas
import pyarrow.parquet

import harness
from harness import Case

FORMATS = ("jsonl", "csv", "acled", "ucdp", "plover", "cameo", "geojson", "kml", "timemap", "timeline",
           "hxl", "ics", "atom")
TABLES = ("parquet", "sqlite")  # no streams of text
SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "schemas")

# Private people named in the sample corpus: victims, relatives, witnesses, researchers, callers.
CORPUS_NAMES = ("أبو نضال", "جيهان", "سالم باقحوم", "باقحوم", "عم صبحى", "صبحى", "الحاج كاظم", "كاظم",
                "المهندس وسام", "هاني عبد الرحيم", "فاضل العبيدي", "إدريس يوسف", "سعدون الراوي", "الراوي",
                "محمد زغيب", "زغيب", "ه. عزيز", "أ. رستم")

# Victims with names in the places where coders, editors and file systems put them, in many spellings.
VICTIMS = (
    ("a_basil_shihab_killed.txt", "مقتل الناشط باسل شهاب الدين في البصرة",
     "اغتال مسلحون مجهولون الناشط باسل شهاب الدين أمام منزله في البصرة يوم الثلاثاء 5 مايو 2020.\n"
     "وقال شقيقه نزار شهاب الدين إن باســل تلقى تهديدات. وتعهدت الشرطة بكشف قتلة باسل شهاب الدين قبل 30 مايو 2020.",
     "https://example.org/news/basil-shihab-al-din"),
    ("b.txt", "خطف المواطنة رَشا القَحطاني",
     "خطف مسلحون المواطنة رَشا القَحطاني من منزل رشا القحطاني في بغداد يوم 7 مايو 2020 وأصيب الطفل عُدَيّ القحطانى.\n"
     "وقالت والدة عدي القحطاني إن ثلاثة مسلحين اقتحموا المنزل.",
     "https://example.org/%D8%B1%D8%B4%D8%A7"),
    ("c.txt", "انفجار في الموصل", "قُتل الصياد ﻧـﺠـﯿﺐ الدهوكي واثنان من أبناء نجيب الدهوكي في انفجار عبوة ناسفة في الموصل"
     " يوم 9 مايو 2020.\nوأفرج خاطفون عن علي خلف يوم 10 مايو 2020.",
     "https://example.org/news/2020/05/10/77"),
)
VICTIM_NAMES = ("باسل شهاب الدين", "باسل", "شهاب", "نزار", "رشا القحطاني", "رشا", "القحطاني", "عدي", "نجيب الدهوكي",
                "نجيب", "الدهوكي", "علي خلف", "basil", "shihab")


def fold(text):
    """One spelling for every way of writing a name: what a reader who searches for it would find."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u0640\u064b-\u0655\u0670\u200b-\u200f\u202a-\u202e]", "", text)
    for pattern, plain in (("[أإآٱ]", "ا"), ("[ىیې]", "ي"), ("[ةۀہھ]", "ه"), ("ؤ", "و"), ("ئ", "ي"), ("ک", "ك")):
        text = re.sub(pattern, plain, text)
    return re.sub(r"\s+", " ", text).lower()


def names_in(names, content):
    """The names that stand in the content as whole words, with or without a particle before them."""
    content = fold(content)
    return [name for name in names
            if re.search(rf"(?<![^\W_])(?:[وفبلك]|ال|لل|وال|بال)?{re.escape(fold(name))}(?![^\W_])", content)]


class ExportCase(Case):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.db")

    def export(self, form, *options, name=None, code=harness.OK, ledger=None, **more):
        path = self.path(name or f"out.{form}")
        self.run_tadwin("export", ledger or self.ledger, "--format", form, "--output", path, "--quiet",
                        *options, code=code, **more)
        return path

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def text(self, path):
        return self.read(path).decode("utf-8")

    def about(self, path):
        return json.loads(self.text(path + ".about.json"))


class Victims(ExportCase):
    def setUp(self):
        super().setUp()
        for name, title, text, url in VICTIMS:
            self.write("news/" + name, title + "\n\n" + text + "\n")
            self.write("news/" + name[:-4] + ".meta.json", json.dumps(
                {"title": title, "outlet": "وكالة", "url": url, "published": "2020-05-11"}))
        self.code(self.path("news"), ledger=self.ledger)

    def test_no_format_holds_a_name_and_its_sidecar_holds_none_either(self):
        for form in FORMATS:
            path = self.export(form)
            self.assertGreater(len(self.text(path)), 0, form)
            self.assertEqual(names_in(VICTIM_NAMES, self.text(path)), [], form)
            self.assertEqual(names_in(VICTIM_NAMES, self.text(path + ".about.json")), [], form)
            self.assertTrue(self.about(path)["redaction"]["redacted"])
            said = self.run_tadwin("export", self.ledger, "--format", form)
            self.assertEqual(names_in(VICTIM_NAMES, (said.stdout + said.stderr).decode()), [], form)

    def test_the_names_are_there_without_redaction_and_the_sidecar_says_so(self):
        # Else the test above would prove nothing.
        found = set()
        for form in FORMATS:
            path = self.export(form, "--no-redact")
            found.update(names_in(VICTIM_NAMES, self.text(path)))
            self.assertFalse(self.about(path)["redaction"]["redacted"])
            self.assertIn("do not publish", self.about(path)["redaction"]["names"])
        self.assertGreaterEqual(len(found), 8, found)

    def test_no_table_holds_a_name(self):
        for form in TABLES:
            texts = {}
            for options in ((), ("--no-redact",)):
                path = self.export(form, *options)
                table = (pandas.read_parquet(path) if form == "parquet" else
                         pandas.read_sql("SELECT * FROM incidents", sqlite3.connect(path)))
                texts[options] = table.to_csv()
                # Nor do the bytes hold one, in what the file keeps beside its cells.
                raw = self.read(path).decode("utf-8", errors="ignore") + self.text(path + ".about.json")
                self.assertEqual(names_in(VICTIM_NAMES, raw) if not options else [], [], form)
            self.assertEqual(names_in(VICTIM_NAMES, texts[()]), [], form)
            self.assertGreaterEqual(len(names_in(VICTIM_NAMES, texts[("--no-redact",)])), 3, form)

    def test_what_is_no_name_stays(self):
        rows = list(csv.DictReader(io.StringIO(self.text(self.export("csv")), newline="")))
        self.assertTrue(any("الناشط" in row["targets"] for row in rows), rows)
        self.assertTrue(any(row["withheld"] == "names" for row in rows))
        self.assertIn("Basrah", {row["place_en"] for row in rows})

    def test_points_are_coarsened_and_the_radius_takes_the_true_point_in(self):
        def points(*options):
            found = {}
            for feature in json.loads(self.text(self.export("geojson", *options)))["features"]:
                if feature["geometry"]:
                    found[feature["id"]] = (feature["geometry"]["coordinates"],
                                            feature["properties"]["radius_km"])
            return found
        exact, coarse = points("--no-redact"), points()
        self.assertEqual(set(exact), set(coarse))
        self.assertGreater(len(exact), 0)
        for key, ((lon, lat), radius) in coarse.items():
            self.assertAlmostEqual(lon * 10, round(lon * 10), 6)
            self.assertAlmostEqual(lat * 10, round(lat * 10), 6)
            self.assertGreaterEqual(radius, (exact[key][1] or 0) + 8)


class Corpus(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = os.path.join(harness.tempfile.mkdtemp(prefix="tadwin_export_"), "corpus.db")
        cls.addClassCleanup(shutil.rmtree, os.path.dirname(cls.shared), ignore_errors=True)
        subprocess.run([harness.TADWIN, "code", harness.SAMPLES, "--ledger", cls.shared, "--quiet"],
                       check=True)

    def setUp(self):
        super().setUp()
        self.ledger = self.shared

    def test_no_format_holds_a_private_name_of_the_corpus(self):
        there = set()
        for form in FORMATS:
            self.assertEqual(names_in(CORPUS_NAMES, self.text(self.export(form))), [], form)
            there.update(names_in(CORPUS_NAMES, self.text(self.export(form, "--no-redact"))))
        self.assertGreaterEqual(len(there), 3, there)

    def test_the_sidecars_keep_to_their_schema_and_count_what_is_lost(self):
        with open(os.path.join(SCHEMAS, "about.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        incidents = len(self.text(self.export("csv")).splitlines()) - 1
        for form in FORMATS:
            about = self.about(self.export(form))
            jsonschema.validate(about, schema)
            self.assertEqual((about["format"], about["file"]), (form, f"out.{form}"))
            self.assertIn("GeoNames", about["licence"]["places"])
            if form not in ("jsonl", "ics"):
                left = sum(row["rows"] for row in about["left_out"]
                           if not row["what"].startswith("tallies"))
                self.assertEqual(about["rows"] + left, incidents, form)
            for row in about["lost"]:
                self.assertLessEqual(row["rows"], about["rows"] + (form == "atom") * incidents, row)

    def test_the_same_ledger_gives_the_same_bytes_coded_in_any_order(self):
        other = self.path("other.db")
        names = sorted(n for n in os.listdir(harness.SAMPLES) if n.endswith(".txt"))
        half = len(names) // 2
        for part in (names[half:], names[:half]):
            self.code(*[os.path.join(harness.SAMPLES, n) for n in part], ledger=other, threads=2)
        for form in FORMATS:
            first = self.export(form)
            second = self.export(form, ledger=other, name=f"again.{form}")
            self.assertEqual(self.read(first), self.read(second), form)
            one, two = self.about(first), self.about(second)
            one.pop("file"), two.pop("file")
            self.assertEqual(one, two)

    def test_jsonl_unredacted_is_the_facts_file(self):
        self.assertEqual(self.read(self.export("jsonl", "--no-redact")), self.facts(self.ledger))

    def test_an_export_that_was_killed_goes_on_to_the_same_bytes(self):
        for form in ("jsonl", "csv", "geojson", "atom", "kml"):
            whole = self.read(self.export(form, name="whole"))
            about = self.about(self.path("whole"))
            path = self.path(f"cut.{form}")
            # A limit on file size stands for a disk that fills up; then a kill at any point.
            def limit():
                resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) * 2 // 3, resource.RLIM_INFINITY))
            self.export(form, name=f"cut.{form}", code=harness.DISK, preexec_fn=limit)
            self.assertFalse(os.path.exists(path), form)
            self.assertTrue(os.path.exists(path + ".part"), form)
            run = subprocess.Popen([harness.TADWIN, "export", self.ledger, "--format", form, "--output",
                                    path, "--quiet"])
            time.sleep(0.05)
            run.send_signal(signal.SIGKILL)
            run.wait()
            self.export(form, name=f"cut.{form}")
            self.assertEqual(self.read(path), whole, form)
            self.assertEqual({**self.about(path), "file": ""}, {**about, "file": ""}, form)
            self.assertEqual([n for n in os.listdir(self.folder) if "part" in n or n.endswith(".new")], [])

    def test_a_resumed_export_says_so_and_other_options_start_again(self):
        whole = self.read(self.export("csv", name="whole"))
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) * 2 // 3, resource.RLIM_INFINITY))
        arguments = ("export", self.ledger, "--format", "csv", "--output", self.path("cut"))
        self.run_tadwin(*arguments, code=harness.DISK, preexec_fn=limit)
        said = self.run_tadwin(*arguments)
        self.assertIn("going on", said.stderr.decode())
        self.run_tadwin(*arguments, code=harness.DISK, preexec_fn=limit)
        said = self.run_tadwin(*arguments, "type=ASSAULT")
        self.assertNotIn("going on", said.stderr.decode())
        self.assertNotEqual(self.read(self.path("cut")), whole)

    def test_parquet_and_sqlite_hold_what_csv_holds_and_the_same_bytes_every_time(self):
        wanted = pandas.read_csv(self.export("csv"), dtype=str, keep_default_na=False)
        for form in TABLES:
            path, again = self.export(form), self.export(form, name=f"again.{form}")
            self.assertEqual(self.read(path), self.read(again), form)
            self.assertEqual([n for n in os.listdir(self.folder) if ".part" in n], [])
            table = (pandas.read_parquet(path) if form == "parquet" else
                     pandas.read_sql("SELECT * FROM incidents", sqlite3.connect(path)))
            self.assertEqual(list(table.columns), list(wanted.columns))
            self.assertEqual(len(table), self.about(path)["rows"])
            for column in ("id", "type", "start", "country", "actors", "targets", "facts"):
                texts = [("'" if str(v)[:1] in "=+-@" and v else "") + (v or "") for v in table[column]]
                self.assertEqual(texts, list(wanted[column]), column)
            for column in ("killed", "latitude", "radius_km", "documents"):
                numbers = pandas.to_numeric(wanted[column])
                self.assertTrue(((table[column] == numbers) | (table[column].isna() & numbers.isna())).all(), column)
        parquet = self.path("out.parquet")
        self.assertEqual(pyarrow.parquet.ParquetFile(parquet).metadata.num_rows, len(wanted))
        self.assertEqual(duckdb.sql(f"SELECT count(*) FROM '{parquet}'").fetchone()[0], len(wanted))
        run = self.run_tadwin("export", self.ledger, "--format", "sqlite", code=harness.USAGE)
        self.assertIn("--output", run.stderr.decode())

    def test_without_duckdb_parquet_says_what_to_do_and_the_rest_works(self):
        without = {**os.environ, "TADWIN_DUCKDB": self.path("none.so")}
        run = self.run_tadwin("export", self.ledger, "--format", "parquet", "--output", self.path("x"),
                              code=harness.NOT_FOUND, env=without)
        self.assertIn("make parquet", run.stderr.decode())
        self.assertFalse(os.path.exists(self.path("x")))
        self.export("csv", env=without)

    def test_filters_leave_only_what_they_ask_for(self):
        path = self.export("csv", "from=2020", "to=2021", "type=assault", "country=iq")
        table = pandas.read_csv(path, dtype=str, keep_default_na=False)
        self.assertGreater(len(table), 0)
        self.assertEqual(set(table["type"]), {"ASSAULT"})
        self.assertEqual(set(table["country"]), {"IQ"})
        self.assertTrue(((table["stop"] >= "2020-01-01") & (table["start"] <= "2021-12-31")).all())
        asked = ["from=2020", "to=2021", "type=assault", "country=iq"]
        self.assertEqual(self.about(path)["filter"], asked)
        chosen = set(table["id"])
        facts = [json.loads(line) for line in self.read(self.export("jsonl", *asked)).splitlines()]
        self.assertEqual({fact["incident"] for fact in facts}, chosen)
        self.export("csv", "from=yesterday", code=harness.USAGE)
        self.export("csv", "contry=IQ", code=harness.USAGE)
        self.export("docx", code=harness.USAGE)

    def test_csv_reads_in_pandas_and_has_a_mark_for_spreadsheets_on_request(self):
        plain, marked = self.export("csv"), self.export("csv", "--bom", name="marked")
        self.assertEqual(b"\xef\xbb\xbf" + self.read(plain), self.read(marked))
        table = pandas.read_csv(marked, encoding="utf-8-sig", dtype={"id": str})
        self.assertEqual(len(table), self.about(plain)["rows"])
        self.assertEqual(table["id"].nunique(), len(table))
        for column in ("killed", "latitude", "longitude", "radius_km", "score"):
            self.assertTrue(pandas.api.types.is_numeric_dtype(table[column]), column)
        for value in table.select_dtypes("object").stack():
            self.assertNotIn(str(value)[:1], "=+-@\t\r")

    def test_acled_has_its_columns_and_invents_nothing(self):
        path = self.export("acled")
        table = pandas.read_csv(path, dtype=str, keep_default_na=False)
        self.assertEqual(list(table.columns), (
            "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
            "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
            "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
            "notes fatalities tags timestamp").split())
        self.assertEqual(len(table), self.about(path)["rows"])
        self.assertLessEqual(set(table["event_type"]), {
            "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
            "Strategic developments"})
        self.assertLessEqual(set(table["time_precision"]), set("123"))
        self.assertLessEqual(set(table["geo_precision"]), {"", "2", "3"})  # coarsened: never exact
        for column in ("admin1", "admin2", "admin3", "source_scale", "tags", "timestamp"):
            self.assertEqual(set(table[column]), {""}, column)
        told = {f["incident"]: f for f in map(json.loads, self.facts(self.ledger).splitlines())
                if f["kind"] == "event" and f["killed"]}
        silent = table[~table["event_id_cnty"].str[-16:].isin(told)]
        self.assertEqual(set(silent["fatalities"]), {""})  # silence is not nought
        self.assertEqual(set(table[table["fatalities"] != ""]["event_id_cnty"].str[-16:]) - set(told), set())
        iraq = table[table["iso"] == "368"]
        self.assertGreater(len(iraq), 0)
        self.assertEqual(set(iraq["country"]) | set(iraq["region"]), {"Iraq", "Middle East"})

    def test_ucdp_has_its_columns_and_deadly_events_only(self):
        table = pandas.read_csv(self.export("ucdp"), dtype=str, keep_default_na=False)
        self.assertEqual(len(table.columns), 49)
        self.assertTrue((table["best"].astype(float) >= 1).all())
        self.assertTrue((table["low"].astype(float) <= table["best"].astype(float)).all())
        high = table[table["high"] != ""]
        self.assertTrue((high["high"].astype(float) >= high["best"].astype(float)).all())
        self.assertLessEqual(set(table["type_of_violence"]), {"", "1", "2", "3"})
        self.assertEqual(set(table["conflict_name"]), {""})

    def test_plover_keeps_to_its_schema(self):
        with open(os.path.join(SCHEMAS, "plover.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for options in ((), ("--no-redact",)):
            path = self.export("plover", *options)
            rows = [json.loads(line) for line in self.text(path).splitlines()]
            self.assertEqual(len(rows), self.about(path)["rows"])
            self.assertIn("military", {context for row in rows for context in row["context"]})
            for row in rows:
                validator.validate(row)
                self.assertEqual(row["context"], sorted(row["context"]))
                unknown = [a for a in row["actor"] if not a["told"]]
                self.assertEqual(len(unknown), 0 if len(row["actor"]) != 1 or row["actor"][0]["told"] else 1)

    def test_cameo_is_a_table_of_26_columns_with_known_categories(self):
        path = self.export("cameo")
        table = pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
        self.assertEqual((len(table.columns), len(table)), (26, self.about(path)["rows"]))
        self.assertLessEqual(set(table["EventRootCode"]), {f"{n:02}" for n in range(1, 21)})
        self.assertLessEqual(set(table["PentaClass"]), set("1234"))
        self.assertTrue(table["GoldsteinScore"].astype(float).between(-10, 10).all())

    def test_maps_open_in_gdal(self):
        for form, driver in (("geojson", "GeoJSON"), ("kml", "KML")):
            path = self.export(form)
            shutil.copy(path, self.path(f"map.{form}"))
            said = subprocess.run(["ogrinfo", "-ro", "-al", self.path(f"map.{form}")],
                                  capture_output=True, text=True, check=True).stdout
            self.assertIn(driver, said)
            self.assertEqual(int(re.search(r"Feature Count: (\d+)", said)[1]), self.about(path)["rows"])
            self.assertGreater(len(re.findall(r"^  POINT ", said, re.M)), 300)
        features = json.loads(self.text(self.path("out.geojson")))["features"]
        bare = [f for f in features if f["geometry"] is None]
        self.assertTrue(bare)
        self.assertTrue(all("radius_km" in f["properties"] for f in features))

    def test_hxl_reads_in_libhxl(self):
        path = self.export("hxl")
        def data():
            return hxl.data(io.BytesIO(self.read(path)))
        self.assertEqual(len(list(data())), self.about(path)["rows"])
        tags = data().display_tags
        self.assertIn("#affected+killed", tags)
        self.assertTrue(all(tags))
        self.assertGreater(len(list(data().with_rows("#country+code=IQ"))), 0)

    def test_ics_reads_in_icalendar(self):
        path = self.export("ics")
        calendar = icalendar.Calendar.from_ical(self.read(path))
        events = [e for e in calendar.walk("VEVENT")]
        self.assertGreaterEqual(len(events), self.about(path)["rows"])
        for event in events:
            self.assertLess(event["DTSTART"].dt, event["DTEND"].dt)
        self.assertEqual(len({str(e["UID"]) for e in events}), len(events))
        self.assertEqual(calendar.errors, [])

    def test_atom_reads_in_feedparser_newest_first(self):
        path = self.export("atom", "--limit", "25")
        feed = feedparser.parse(self.read(path))
        self.assertFalse(feed.bozo)
        self.assertEqual((feed.version, len(feed.entries)), ("atom10", 25))
        days = [entry.published for entry in feed.entries]
        self.assertEqual(days, sorted(days, reverse=True))
        self.assertEqual(len({entry.id for entry in feed.entries}), 25)

    def test_timemap_and_timelinejs_have_what_their_readers_need(self):
        events = json.loads(self.text(self.export("timemap")))
        for event in events:
            float(event["latitude"]), float(event["longitude"])
            pandas.Timestamp(event["date"])
            self.assertTrue(event["description"] and event["id"])
        slides = json.loads(self.text(self.export("timeline")))["events"]
        for slide in slides:
            self.assertIn("year", slide["start_date"])
            self.assertTrue(slide["text"]["headline"])
        self.assertEqual(len({s["unique_id"] for s in slides}), len(slides))
        self.assertGreater(len(events), 50)
        self.assertGreater(len(slides), 50)


if __name__ == "__main__":
    harness.main()
