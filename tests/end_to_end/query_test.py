"""query lists and counts a ledger under filters, the same as looking at every row would."""
import csv
import io
import json
import os
import sqlite3

import harness
from harness import Case


class Query(Case):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.db")
        self.code(harness.SAMPLES, ledger=self.ledger, threads=2)

    def query(self, *words, **more):
        out = self.run_tadwin("query", self.ledger, *words, "--json", **more).stdout
        return json.loads(out)

    def rows(self, *words):
        return self.query(*words, "--limit", "0")["items"]

    def test_filters_pass_what_looking_at_every_row_passes(self):
        everything = self.rows("kind=any")
        with sqlite3.connect(self.ledger) as db:
            ids = {row[0] for row in db.execute("SELECT id FROM incidents")}
        self.assertEqual({row["id"] for row in everything}, ids)
        self.assertEqual(len(everything), len(ids))
        events = [row for row in everything if row["kind"] == "event"]
        expected = {
            ("country=IQ",): lambda r: r["place"] and r["place"]["country"] == "IQ",
            ("type=ASSAULT", "status=attributed"):
                lambda r: r["type"] == "ASSAULT" and r["status"] == "attributed",
            ("from=2023-03", "to=2023-06-15"):
                lambda r: r["start"] and r["stop"] >= "2023-03-01" and r["start"] <= "2023-06-15",
            ("min_killed=3",): lambda r: r["killed"] and (r["killed"]["low"] or 0) >= 3,
            ("contested=any",): lambda r: r["contested"],
            ("contested=killed",): lambda r: "killed" in r["contested"],
        }
        for words, passes in expected.items():
            found = {row["id"] for row in self.rows(*words)}
            self.assertEqual(found, {r["id"] for r in events if passes(r)}, words)
            self.assertTrue(found, words)

    def test_names_are_found_in_any_spelling(self):
        by_id = {row["id"] for row in self.rows("place=place:chichaoua")}
        self.assertTrue(by_id)
        for words in ("place=Chichaoua", "place=شيشاوة", "place=شِيشاوه"):
            self.assertEqual({row["id"] for row in self.rows(words)}, by_id, words)

    def test_a_governorate_holds_its_towns(self):
        inside = self.rows("admin=Anbar Governorate", "kind=any")
        self.assertLessEqual({"Haditha", "Rutba"}, {row["place"]["name_en"] for row in inside})
        self.assertEqual({row["place"]["country"] for row in inside}, {"IQ"})
        with sqlite3.connect(self.ledger) as db:
            unit, = db.execute("SELECT DISTINCT unit FROM place_units "
                               "WHERE name = 'Anbar Governorate'").fetchone()
        self.assertEqual(self.rows(f"admin={unit}", "kind=any"), inside)
        self.assertEqual(self.rows("admin=Atlantis Province", "kind=any"), [])
        # A unit that is told is found by its spelling too.
        told = self.rows("admin=Nineveh Governorate", "kind=any")
        self.assertTrue(told)
        self.assertEqual(self.rows("admin=نينوى", "kind=any"), told)
        counted = {row["by"][0]["key"]: row["incidents"]
                   for row in self.query("--by", "admin")["rows"]}
        self.assertEqual(counted[unit], len([row for row in inside if row["kind"] == "event"]))

    def test_pages_hang_together(self):
        whole = [row["id"] for row in self.rows("--sort", "-killed")]
        pages, cursor = [], []
        while True:
            page = self.query("--sort", "-killed", "--limit", "100", *cursor)
            pages += [row["id"] for row in page["items"]]
            self.assertEqual(page["total"], len(whole))
            if page["next"] is None:
                break
            cursor = ["--cursor", page["next"]]
        self.assertEqual(pages, whole)

    def test_counts_are_those_of_the_rows(self):
        counts = self.query("--by", "country,type")
        rows = {}
        for row in self.rows():
            key = ((row["place"] or {}).get("country"), row["type"])
            rows[key] = rows.get(key, 0) + 1
        self.assertEqual({tuple(v["key"] for v in r["by"]): r["incidents"] for r in counts["rows"]},
                         rows)

    def test_text_and_csv_say_the_same(self):
        text = self.run_tadwin("query", self.ledger, "country=YE", "--limit", "3").stdout.decode()
        self.assertIn("3 of ", text)
        out = self.run_tadwin("query", self.ledger, "country=YE", "--csv", "--limit", "0").stdout
        table = list(csv.DictReader(io.StringIO(out.decode(), newline="")))
        self.assertEqual([row["id"] for row in table], [r["id"] for r in self.rows("country=YE")])
        self.assertEqual({row["country"] for row in table}, {"YE"})
        for words in (("facts",), ("documents",), ("actors",), ("places",), ("tallies",),
                      ("levels",), ("commitments",), ("--by", "month,type"), ("--by", "actor")):
            self.assertTrue(self.run_tadwin("query", self.ledger, *words).stdout, words)
            self.assertTrue(self.run_tadwin("query", self.ledger, *words, "--csv").stdout, words)

    def test_a_document_more_changes_rows_as_coding_all_at_once_does(self):
        names = sorted(n for n in os.listdir(harness.SAMPLES) if n.endswith(".txt"))
        some = [os.path.join(harness.SAMPLES, n) for n in names]
        grown = self.path("grown.db")
        self.code(*some[:100], ledger=grown)
        self.code(*some[100:103], ledger=grown)
        self.code(harness.SAMPLES, ledger=grown)
        self.assertEqual(harness.dump(grown), harness.dump(self.ledger))

    def test_full_text_finds_words_in_any_spelling_where_they_stand(self):
        with sqlite3.connect(self.ledger) as db:
            texts = dict(db.execute("SELECT sha256, text FROM documents"))
        for q in ("q=المدينة", "q=المدينه", "q=المَدِينَة"):
            rows = self.rows("search", q)
            self.assertTrue(rows, q)
            for row in rows:
                text = texts[row["sha256"]]
                for snippet in row["snippets"]:
                    self.assertEqual(text[snippet["begin"]:snippet["end"]], snippet["text"])
                    for begin, end in snippet["matches"]:
                        self.assertEqual(text[begin:end].replace("ـ", "")[:5], "المدي")
        found = {row["sha256"] for row in self.rows("search", "q=المدينة")}
        self.assertEqual({row["document"] for row in self.rows("facts", "q=المدينة")} - found, set())
        self.assertEqual({row["sha256"] for row in self.rows("documents", "q=المدينة")}, found)
        self.assertTrue(self.rows("q=المدينة"))
        self.assertTrue(self.rows("search", "q=المدين*"))
        both = {row["sha256"] for row in self.rows("search", "q=المدينة سوق")}
        near = {row["sha256"] for row in self.rows("search", "q=NEAR(المدينة سوق, 100)")}
        self.assertTrue(near <= both <= found)
        error = self.run_tadwin("query", self.ledger, "search", 'q="a', code=harness.USAGE).stderr
        self.assertIn("q: a \" without its other", error.decode())

    def test_saved_queries(self):
        self.query("facts", "type=ASSAULT", "--sort", "-score", "--save", "sure attacks")
        listed = self.run_tadwin("query", self.ledger, "--list", "--json").stdout
        self.assertEqual(json.loads(listed), {
            "name": "sure attacks", "words": ["facts", "type=ASSAULT", "sort=-score"]})
        self.assertEqual(self.query("--saved", "sure attacks"),
                         self.query("facts", "type=ASSAULT", "--sort", "-score"))
        self.run_tadwin("query", self.ledger, "--saved", "other", code=harness.NOT_FOUND)
        self.run_tadwin("query", self.ledger, "--remove", "sure attacks")
        self.assertEqual(self.run_tadwin("query", self.ledger, "--list").stdout, b"")

    def test_when_the_ledger_learnt_it_is_asked_for(self):
        all_of_them = self.query()["items"]
        self.assertEqual(self.query("recorded=2000..2100")["items"], all_of_them)
        for table in ("incidents", "facts", "documents"):
            self.assertEqual(self.query(table, "recorded=1990..1999")["items"], [])
        words = ("recorded=2000..2100", "--as-known-on", "2100-01-01")
        error = self.run_tadwin("query", self.ledger, *words, code=harness.USAGE).stderr
        self.assertIn("recorded: a ledger as it was known", error.decode())
        error = self.run_tadwin("export", self.ledger, "--format", "csv", "--output",
                                self.path("x.csv"), *words, code=harness.USAGE).stderr
        self.assertIn("recorded: a ledger as it was known", error.decode())

    def test_mistakes_are_told(self):
        for words, said in ((("contry=IQ",), "did you mean country?"),
                            (("status=denyed",), "did you mean denied?"),
                            (("from=now",), "from=now: use YYYY"),
                            (("incident",), "did you mean incidents?"),
                            (("--by", "colour"), "by=colour: use type"),
                            (("--sort", "colour"), "sort=colour: use start"),
                            (("--cursor", "x"), "cursor: use the `next`"),
                            (("facts", "--by", "type"), "--by counts incidents")):
            error = self.run_tadwin("query", self.ledger, *words, code=harness.USAGE).stderr
            self.assertIn(said, error.decode(), words)
        self.run_tadwin("query", self.path("none.db"), code=harness.NOT_FOUND)


if __name__ == "__main__":
    harness.main()
