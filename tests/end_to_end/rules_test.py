"""`tadwin rules`: cases are run and rules are tried on a ledger without a compiler."""
import json
import os

import harness
from harness import Case

RULES = 6
GROUP = "كتائب الفجر الجديد"
TEXT = (f"بغداد - قالت الشرطة العراقية إن {GROUP} شنت هجوما على حاجز للجيش العراقي قرب كركوك مساء الأحد، "
        "ما أسفر عن مقتل ثلاثة جنود.\n")


class Rules(Case):
    def setUp(self):
        super().setUp()
        self.overlay = self.path("mine")
        self.table = os.path.join(self.overlay, "ar", "actor", "actor.tsv")

    def add(self, rows, header="surface\tid\tname_en\tkind\tcountry"):
        os.makedirs(os.path.dirname(self.table), exist_ok=True)
        with open(self.table, "w", encoding="utf-8") as file:
            file.write(header + "\n" + "".join(row + "\n" for row in rows))

    def lines(self, *arguments, code=harness.OK):
        return [json.loads(line) for line in
                self.run_tadwin(*arguments, code=code).stdout.decode().splitlines()]

    def test_the_cases_of_the_program_hold(self):
        *failed, summary = self.lines("rules", "cases", "number/", "--json")
        self.assertEqual(failed, [])
        self.assertGreater(summary["cases"], 300)
        self.assertEqual(summary["failed"], 0)
        self.run_tadwin("rules", "cases", "no such case", code=harness.NOT_FOUND)

    def test_what_a_row_would_change_is_told_and_the_ledger_stays(self):
        self.write("one.txt", TEXT)
        ledger = self.path("news.db")
        self.code(self.path("one.txt"), ledger=ledger)
        before = harness.dump(ledger)
        summary, = self.lines("rules", "try", ledger, "--json")
        self.assertEqual((summary["summary"]["changed"], summary["summary"]["appeared"]), (0, 0))
        self.add([f"{GROUP}\tnew_dawn\tNew Dawn Brigades\tarmed_group\tIQ"])
        *changes, summary = self.lines("rules", "try", ledger, "--overlay", self.overlay, "--json")
        self.assertEqual(summary["summary"]["changed"], len(changes))
        changed = {field["field"]: field["after"] for change in changes for field in change["fields"]}
        self.assertIn("new_dawn", changed["actor"])
        self.assertEqual(harness.dump(ledger), before)
        self.code(self.path("one.txt"), "--overlay", self.overlay, ledger=self.path("mine.db"))
        facts = [json.loads(line) for line in self.facts(self.path("mine.db")).splitlines()]
        self.assertIn("new_dawn", [one["id"] for fact in facts if fact["kind"] == "event"
                                   for one in fact["actor"]])

    def test_a_mistake_names_the_overlay_its_line_and_column(self):
        self.add(["x\ty"], header="surface\tcolour")
        error = self.run_tadwin("rules", "--check", "--overlay", self.overlay, code=RULES).stderr.decode()
        self.assertIn(f"{self.table}:1:9: the table has no column 'colour'", error)

    def test_a_case_of_the_overlay_that_fails_is_named(self):
        path = os.path.join(self.overlay, "ar", "actor", "mine.cases")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"= org new_dawn\nأعلنت [{GROUP}] مسؤوليتها عن الهجوم\n")
        *failed, summary = self.lines("rules", "cases", "actor/mine", "--overlay", self.overlay, "--json",
                                      code=RULES)
        self.assertEqual([one["case"] for one in failed], ["actor/mine:2"])
        self.add([f"{GROUP}\tnew_dawn\tNew Dawn Brigades\tarmed_group\tIQ"])
        *failed, summary = self.lines("rules", "cases", "actor/mine", "--overlay", self.overlay, "--json")
        self.assertEqual((failed, summary["cases"]), ([], 1))

    def test_a_folder_that_is_not_there_is_said(self):
        error = self.run_tadwin("rules", "cases", "--overlay", self.path("none"),
                                code=harness.NOT_FOUND).stderr.decode()
        self.assertIn("make it", error)

    def test_a_file_of_rules_is_not_added_to(self):
        path = os.path.join(self.overlay, "ar", "place", "place.rules")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write("rule: place/mine\n")
        self.assertIn("another name", self.run_tadwin("rules", "--check", "--overlay", self.overlay,
                                                      code=RULES).stderr.decode())


if __name__ == "__main__":
    harness.main()
