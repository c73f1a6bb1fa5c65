"""reuse shows whose words a document has: spans in the original text, families, credits."""
import json
import os

import harness
from harness import Case

CREDITS = os.path.join(harness.SAMPLES, "..", "..", "rules", "ar", "reuse", "credit.tsv")

PASSAGE = ("أعلنت شركة المياه أن أعمال الصيانة في محطة الضخ القديمة ستستمر ثلاثة أسابيع "
           "وأن الأحياء الشرقية ستتزود بالماء ليلا فقط")
EDITED = ("أعلنت شركة المياه أن أعمال الصيانة في محطة الضخ الكبيرة ستستمر أسبوعين "
          "وأن الأحياء الشرقية ستتزود بالماء ليلا فقط")


class Reuse(Case):
    def setUp(self):
        super().setUp()
        self.texts = {}
        for name, day, text in (
                ("a_wire", "2024-03-02", "بيروت (رويترز) - " + PASSAGE + ".\nوالطقس بارد.\n"),
                ("b_daily", "2024-03-03", "نشرت صحيفتنا.\n" + PASSAGE.replace("الضخ", "الضَّخّ") +
                 ".\nالمصدر: وكالات\n"),
                ("c_page", "2024-03-04", "كتب مراسلنا من المدينة:\n" + EDITED + ".\n"),
                ("d_other", "2024-03-05", "فاز الفريق في المباراة الأخيرة بثلاثة أهداف.\n")):
            self.texts[name + ".txt"] = text
            self.write(name + ".txt", text)
            self.write(name + ".meta.json", json.dumps({"published": day}))
        self.ledger = self.path("l.db")
        self.code(self.folder, ledger=self.ledger)

    def families(self, *options):
        said = self.run_tadwin("reuse", self.ledger, "--json", *options).stdout.decode()
        return [json.loads(line) for line in said.splitlines()]

    def test_copies_are_told_with_their_words(self):
        family, = self.families()
        self.assertEqual(family["first"], "a_wire.txt")
        told = [(p["copy"]["doc"], p["source"]["doc"], p["how"], p["order"])
                for p in family["passages"]]
        self.assertEqual(told, [("b_daily.txt", "a_wire.txt", "verbatim", "date"),
                                ("c_page.txt", "a_wire.txt", "edited", "date")])
        for passage in family["passages"]:
            for side in (passage["copy"], passage["source"]):
                text = self.texts[side["doc"]]
                self.assertEqual(text[side["begin"]:side["end"]], side["text"])
        self.assertEqual(family["passages"][0]["source"]["text"], PASSAGE)
        self.assertEqual(family["passages"][1]["copy"]["text"], EDITED)

    def test_credits_are_read(self):
        credits = {d["doc"]: d["credits"] for d in self.families()[0]["documents"]}
        self.assertEqual(credits, {"a_wire.txt": ["Reuters"], "b_daily.txt": ["agencies"],
                                   "c_page.txt": []})

    def test_every_agency_of_the_table_is_read(self):
        expected = {}
        with open(CREDITS, encoding="utf-8") as file:
            lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
        rows = [dict(zip(lines[0].split("\t"), line.split("\t"))) for line in lines[1:]]
        leads = [lead for row in rows if row["kind"] == "lead"
                 for lead in row["written"].split("|")]
        for row in rows:
            for written in row["written"].split("|") if row["kind"] != "lead" else []:
                expected[f"قال الخبير ({written}) إن"] = [row["agency"] or "agencies"]
        for lead in leads:
            expected[f"قال الخبير {lead} رويترز إن"] = ["Reuters"]
        expected.update({"قال الخبير في هضبة الأناضول إن": [], "قال الخبير في وكالات السيارات إن": [],
                         "قال الخبير: سانا وقنا في الشرق الأوسط": []})
        folder, credits = self.path("credits"), {}
        for at, text in enumerate(expected):
            credits[f"{at:03}.txt"] = expected[text]
            self.write(f"credits/{at:03}.txt", f"{PASSAGE}.\n{text} الأمر رقم {at} واضح.\n")
        ledger = self.path("credits.db")
        self.code(folder, ledger=ledger)
        said = self.run_tadwin("reuse", ledger, "--json").stdout.decode()
        family, = (json.loads(line) for line in said.splitlines())
        self.assertEqual({d["doc"]: d["credits"] for d in family["documents"]}, credits)

    def test_text_says_the_same(self):
        said = self.run_tadwin("reuse", self.ledger).stdout.decode()
        self.assertIn("2 copied passages, 1 family\n", said)
        self.assertIn("first in a_wire.txt  2024-03-02  credits Reuters\n", said)
        self.assertIn('"' + EDITED + '"', said)

    def test_minimum_counts_words(self):
        self.assertEqual(self.families("--min-words", "100"), [])

    def test_wrong_arguments_and_missing_ledgers_are_told(self):
        self.run_tadwin("reuse", self.ledger, "--min-words", "1", code=harness.USAGE)
        self.run_tadwin("reuse", self.path("none.db"), code=harness.NOT_FOUND)


if __name__ == "__main__":
    harness.main()
