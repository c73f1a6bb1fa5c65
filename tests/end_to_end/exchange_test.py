"""eval gives the figures of the independent scorer in tools/; import loses no row; compare adds up."""
import csv
import html.parser
import io
import json
import os
import shutil
import subprocess
import sys

import harness
from harness import Case

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools")

ACLED = """event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,iso,country,location,latitude,longitude,source,notes,fatalities,extra
IRQ1,15 September 2020,1,Explosions/Remote violence,Remote explosive/landmine/IED,Unidentified Armed Group,Civilians (Iraq),368,Iraq,Baghdad,33.3406,44.4009,Al Sumaria,"A bomb, ""hidden"" by the road.
Two lines.",2,x
IRQ2,2020-09-16,3,Battles,Armed clash,Group A; Group B,Military Forces of Iraq,368,Iraq,Mosul,36.335,43.1189,Rudaw,,0,x
IRQ3,soon,1,Battles,Armed clash,,,368,Iraq,Mosul,36.3,43.1,,,1,x
IRQ4,2020-09-18,1,Weather,Rain,,,368,Iraq,Mosul,36.3,43.1,,,1,x
IRQ5,2020-09-18,1,Battles,Armed clash,,,368,Iraq,Mosul,136.3,43.1,,,1,x
IRQ6,2020-09-18,1,Battles,Armed clash,,,999,Atlantis,Mosul,36.3,43.1,,,1,x
IRQ7,2020-09-18,1,Battles,Armed clash,,,368,Iraq,Mosul,36.3,43.1,,,about ten,x
IRQ8,2020-09-18,1,Battles,Armed clash,,,368,Iraq,Mosul,36.3,43.1,,,1,x,one cell too many
IRQ2,2020-09-16,3,Battles,Armed clash,Group A; Group B,Military Forces of Iraq,368,Iraq,Mosul,36.335,43.1189,Rudaw,,0,x
"""


class Tables(html.parser.HTMLParser):
    """The tables of a page: rows of the texts of their cells."""
    def __init__(self):
        super().__init__()
        self.tables = []
        self.cell = None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None


class Eval(Case):
    def gold(self, count=24):
        names = sorted(n for n in os.listdir(harness.SAMPLES) if n.endswith(".gold.jsonl"))[:count]
        for name in names:
            stem = name[:-len(".gold.jsonl")]
            for ending in (".txt", ".gold.jsonl", ".meta.json"):
                source = os.path.join(harness.SAMPLES, stem + ending)
                os.makedirs(self.path("gold"), exist_ok=True)
                shutil.copy(source, self.path("gold", stem + ending))
        with open(self.path("gold", "split.tsv"), "w", encoding="utf-8") as file:
            file.write("file\tsplit\n" + "".join(n[:-len(".gold.jsonl")] + ".txt\tdev\n" for n in names))
        return self.path("gold")

    def eval(self, *options):
        return json.loads(self.run_tadwin("eval", *options, "--json").stdout)

    def test_the_figures_are_those_of_the_scorer_in_tools(self):
        gold = self.gold()
        said = subprocess.run(
            [sys.executable, os.path.join(TOOLS, "score_examples.py"), "--tadwin", harness.TADWIN, "--split", "all",
             "--no-links", "--json", "--news", gold], capture_output=True, text=True, check=True)
        wanted = json.loads(said.stdout)
        found = self.eval(gold)
        self.assertEqual((found["articles"], found["gold_facts"]), (wanted["articles"], wanted["gold facts"]))
        kinds = {row["name"]: row for row in found["kinds"]}
        for name, row in wanted.items():
            if isinstance(row, dict) and "f1" in row:
                if row["right"] + row["false"] + row["missed"] == 0:
                    continue
                got = kinds[name]
                self.assertEqual((got["right"], got["wrong"], got["missed"]),
                                 (row["right"], row["false"], row["missed"]), name)
                self.assertAlmostEqual(got["f1"], row["f1"], 3, name)
        fields = {row["name"]: row for row in found["fields"]}
        compared = 0
        for name, row in wanted.items():
            if isinstance(row, dict) and "accuracy" in row and name in fields:
                self.assertEqual((fields[name]["right"], fields[name]["of"]), (row["right"], row["of"]), name)
                compared += 1
        self.assertGreater(compared, 20)
        for row in found["kinds"] + found["fields"]:
            value = row.get("f1", row.get("accuracy"))
            self.assertLessEqual(row["low"], value + 1e-4)
            self.assertGreaterEqual(row["high"], value - 1e-4)

    def test_intervals_are_the_same_every_time_and_the_worst_come_first(self):
        gold = self.gold(8)
        first = self.run_tadwin("eval", gold, "--json").stdout
        self.assertEqual(first, self.run_tadwin("eval", gold, "--json").stdout)
        errors = [row["wrong"] + row["missed"] for row in json.loads(first)["articles_worst_first"]]
        self.assertEqual(errors, sorted(errors, reverse=True))
        text = self.run_tadwin("eval", gold, "--worst", "2").stdout.decode()
        self.assertIn("95 % interval", text)

    def test_what_the_coder_finds_is_a_perfect_score_in_the_facts_format(self):
        article = {"id": "a", "text": harness.ARTICLE, "published": "2024-05-02"}
        said = self.run_tadwin("code", "--batch", stdin=(json.dumps(article) + "\n").encode()).stdout
        article["facts"] = json.loads(said)["facts"]
        path = self.write("gold.jsonl", json.dumps(article, ensure_ascii=False) + "\n")
        found = self.eval(path)
        self.assertEqual([row["f1"] for row in found["kinds"]], [1] * len(found["kinds"]))
        self.assertEqual([row["accuracy"] for row in found["fields"]], [1] * len(found["fields"]))

    def test_mistakes_in_the_gold_are_told_with_file_and_line(self):
        self.write("g/a.txt", harness.ARTICLE)
        self.write("g/a.gold.jsonl", '\n{"kind":"event","plover":"ASSAULT","quote":"not there"}\n')
        said = self.run_tadwin("eval", self.path("g"), code=harness.NOT_FOUND).stderr.decode()
        self.assertIn("a.gold.jsonl:2", said)
        self.run_tadwin("eval", self.path("none"), code=harness.NOT_FOUND)
        os.remove(self.path("g/a.gold.jsonl"))
        said = self.run_tadwin("eval", self.path("g"), code=harness.NOT_FOUND).stderr.decode()
        self.assertIn("gold.jsonl", said)


class Reference(Case):
    def imported(self, name, content, *options, ledger="ref.db"):
        path = self.write(name, content)
        said = self.run_tadwin("import", "csv", path, "--ledger", self.path(ledger), "--json", *options)
        return json.loads(said.stdout)

    def test_every_row_is_imported_or_listed_with_its_line(self):
        summary = self.imported("a.csv", ACLED, "--rejects", self.path("rejects.csv"))
        self.assertEqual((summary["rows"], summary["imported"]), (9, 2))
        self.assertEqual([row["line"] for row in summary["rejected"]], [5, 6, 7, 8, 9, 10, 11])
        reasons = " | ".join(row["reason"] for row in summary["rejected"])
        for word in ("soon", "Weather", "lat", "Atlantis", "about ten", "17 cells", "same row as line 4"):
            self.assertIn(word, reasons)
        self.assertEqual(summary["ignored_columns"], ["extra"])
        with open(self.path("rejects.csv"), encoding="utf-8", newline="") as file:
            listed = list(csv.DictReader(file))
        self.assertEqual(len(listed), 7)
        self.assertIn("IRQ3", listed[0]["row"])

    def test_what_is_told_comes_back_and_what_is_not_stays_unknown(self):
        self.imported("a.csv", ACLED)
        facts = [json.loads(line) for line in self.facts(self.path("ref.db")).splitlines()]
        first, second = sorted(facts, key=lambda f: f["doc"])
        self.assertEqual(first["doc"], "a.csv#IRQ1")
        self.assertEqual((first["plover"], first["mode"], first["subtype"]), ("ASSAULT", "explosives", "ied"))
        self.assertEqual((first["status"], first["rule"], first["evidence"]), ("asserted", "reference/csv", {}))
        self.assertEqual((first["start"], first["stop"]), ("2020-09-15", "2020-09-15"))
        self.assertEqual(first["place"]["country"], "IQ")
        self.assertEqual(first["killed"], {"low": 2, "best": 2, "high": 2})
        self.assertIsNone(first["injured"])
        self.assertEqual((second["start"], second["stop"]), ("2020-09-01", "2020-09-30"))
        self.assertEqual([a["text"] for a in second["actor"]], ["Group A", "Group B"])
        self.assertEqual(second["killed"], {"low": 0, "best": 0, "high": 0})

    def test_importing_again_changes_nothing_and_coded_ledgers_are_refused(self):
        self.imported("a.csv", ACLED)
        before = harness.dump(self.path("ref.db"))
        self.imported("a.csv", ACLED)
        self.assertEqual(harness.dump(self.path("ref.db")), before)
        self.write("news/a.txt", harness.ARTICLE)
        self.code(self.path("news"), ledger=self.path("coded.db"))
        self.run_tadwin("import", "csv", self.path("a.csv"), "--ledger", self.path("coded.db"), code=harness.USAGE)

    def test_a_header_without_a_date_is_refused(self):
        path = self.write("x.csv", "name;type\nx;ASSAULT\n")
        said = self.run_tadwin("import", "csv", path, "--ledger", self.path("x.db"), code=harness.NOT_FOUND)
        self.assertIn("needs a date", said.stderr.decode())
        self.assertFalse(os.path.exists(self.path("x.db")))

    def check_page(self, found):
        """The page tells what the JSON does, in tables that a parser of others reads."""
        page = self.path("compared.html")
        self.run_tadwin("compare", self.path("l.db"), self.path("ref.db"), "--html", page)
        with open(page, "rb") as file:
            written = file.read()
        for word in (b"<script", b"http://", b"https://", b"src="):
            self.assertNotIn(word, written)
        parser = Tables()
        parser.feed(written.decode())
        sides, fields, only_a, only_b, undated_a, undated_b, pairs = parser.tables
        self.assertEqual([row[2] for row in sides[1:]],
                         [str(found["a"]["events"]), str(found["b"]["events"])])
        self.assertEqual([row[:2] for row in fields[1:]],
                         [[f["field"], str(f["agree"])] for f in found["fields"]])
        for table, rows in ((only_a, found["only_a"]), (only_b, found["only_b"]),
                            (undated_a, found["undated_a"]), (undated_b, found["undated_b"])):
            self.assertEqual([row[2:] for row in table[1:]], [[r["title"], r["id"]] for r in rows])
        self.assertEqual([[row[2], row[4]] for row in pairs[1:]],
                         [[p["a_title"], p["b_title"]] for p in found["pairs"]])
        error = self.run_tadwin("compare", self.path("l.db"), self.path("ref.db"), "--html",
                                self.path("none", "x.html"), code=harness.DISK).stderr
        self.assertIn(b"cannot be written", error)

    def test_a_ledger_agrees_with_its_own_export_and_counts_add_up(self):
        self.code(harness.SAMPLES, ledger=self.path("l.db"))
        self.run_tadwin("export", self.path("l.db"), "--format", "csv", "--no-redact", "--output",
                        self.path("own.csv"), "--quiet")
        with open(self.path("own.csv"), encoding="utf-8", newline="") as file:
            dated = [row for row in csv.DictReader(file) if row["start"]]
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, ("id", "start", "stop", "type", "mode", "subtype", "place", "country",
                                      "latitude", "longitude", "actors", "targets", "killed"),
                                extrasaction="ignore")
        writer.writeheader()
        writer.writerows(dated)
        summary = self.imported("own2.csv", out.getvalue())
        self.assertEqual(summary["imported"], len(dated), summary)
        said = self.run_tadwin("compare", self.path("l.db"), self.path("ref.db"), "--json").stdout
        found = json.loads(said)
        for side in (found["a"], found["b"]):
            self.assertEqual(side["paired"] + side["alone"] + side["undated"], side["events"])
        for key in ("a", "b"):
            self.assertEqual(found[key]["alone"], len(found[f"only_{key}"]))
            self.assertEqual(found[key]["undated"], len(found[f"undated_{key}"]))
        self.assertEqual(len(found["pairs"]), found["a"]["paired"])
        self.check_page(found)
        for field in found["fields"]:
            self.assertEqual(sum(field[k] for k in ("agree", "differ", "only_a", "only_b", "neither")),
                             len(found["pairs"]), field)
        self.assertEqual(found["a"]["alone"], 0)  # each dated event finds its own row, or one like it
        agreement = {field["field"]: field["agreement"] for field in found["fields"]}
        self.assertGreater(agreement["start"], 0.95)
        self.assertGreater(agreement["killed"], 0.95)
        self.assertEqual(said, self.run_tadwin("compare", self.path("l.db"), self.path("ref.db"), "--json").stdout)
        text = self.run_tadwin("compare", self.path("l.db"), self.path("ref.db")).stdout.decode()
        self.assertIn("paired", text)


if __name__ == "__main__":
    harness.main()
