"""Rows for the rules over HTTP: tried beside the rules that are there, then kept in the overlay."""
import json
import os
import shutil
import tempfile

import harness
from serve_auth_test import AuthCase
from serve_harness import API, ServeCase

GROUP = "كتائب الفجر الجديد"
TEXT = (f"بغداد - قالت الشرطة العراقية إن {GROUP} شنت هجوما على حاجز للجيش العراقي قرب كركوك مساء الأحد، "
        "ما أسفر عن مقتل ثلاثة جنود.\n")
ROW = {"surface": GROUP, "id": "new_dawn", "name_en": "New Dawn Brigades", "kind": "armed_group", "country": "IQ"}
ACTORS = "ar/actor/actor.tsv"
# "Five" as words that are no number: numbers are lost.
IDIOMS = "ar/number/idiom.tsv"
FIVE = {"surface": "خمسة"}


class RuleCase(ServeCase):
    @classmethod
    def setUpClass(cls):
        cls.article_folder = tempfile.mkdtemp(prefix="tadwin_article_")
        article = os.path.join(cls.article_folder, "one.txt")
        with open(article, "w", encoding="utf-8") as file:
            file.write(TEXT)
        cls.samples = [article]
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        shutil.rmtree(cls.article_folder)

    def trial(self, row, path=ACTORS, status=200, **more):
        return self.ask("POST", API + "/rule-trials", {"path": path, "row": row, **more}, status=status).json


class TrialTest(RuleCase):
    def test_what_a_row_would_change_is_told(self):
        trial = self.trial(ROW)
        self.assertEqual(trial["mistakes"], [])
        self.assertEqual(trial["cases"]["failed"], 0)
        self.assertGreater(trial["cases"]["run"], 4000)
        ledger = trial["ledger"]
        self.assertEqual((ledger["documents"], ledger["documents_there"]), (1, 1))
        self.assertEqual(ledger["documents_changed"], 1)
        self.assertIn("new_dawn", [field["after"] for change in ledger["changes"]
                                   for field in change["fields"] if field["field"] == "actor"][0])

    def test_a_row_that_changes_nothing_says_so(self):
        row = {**ROW, "surface": "حركة لا يذكرها أحد", "id": "unheard"}
        ledger = self.trial(row)["ledger"]
        self.assertEqual([ledger[key] for key in ("appeared", "vanished", "changed", "documents_changed")],
                         [0, 0, 0, 0])
        self.assertIsNone(self.trial(row, documents=0)["ledger"])

    def test_mistakes_are_named_and_nothing_else_is_tried(self):
        trial = self.trial({"surface": "س", "colour": "red"})
        self.assertIn("no column 'colour'", trial["mistakes"][0]["message"])
        self.assertIsNone(trial["cases"])
        self.assertIsNone(trial["ledger"])

    def test_a_row_that_breaks_cases_names_them(self):
        trial = self.trial(FIVE, path=IDIOMS, documents=0)
        self.assertGreater(trial["cases"]["failed"], 0)
        self.assertTrue(all(one["name"] and one["message"] for one in trial["cases"]["failures"]))

    def test_what_no_table_holds_is_refused(self):
        for row, path, status in ((ROW, "ar/actor/none.tsv", 404), (ROW, "../../etc/passwd", 400),
                                  (ROW, "ar/place/place.rules", 400), ({}, ACTORS, 400),
                                  ({"surface": "a\tb"}, ACTORS, 400), ({"surface": "# a"}, ACTORS, 400)):
            self.trial(row, path, status=status)
        self.ask("POST", API + "/rule-trials", {"row": ROW}, status=400)
        self.trial(ROW, documents=-1, status=400)

    def test_without_an_overlay_nothing_is_kept(self):
        answer = self.ask("POST", API + "/rule-rows", {"path": ACTORS, "row": ROW}, status=409).json
        self.assertIn("--overlay", answer["detail"])
        self.assertFalse(self.get("/rules/" + ACTORS.replace("/", "%2F"))["may_be_added_to"])


class AdoptTest(RuleCase):
    @classmethod
    def setUpClass(cls):
        cls.overlay = tempfile.mkdtemp(prefix="tadwin_overlay_")
        cls.arguments = ("--overlay", cls.overlay)
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        shutil.rmtree(cls.overlay)

    def test_a_row_is_kept_and_holds_for_who_codes_with_the_overlay(self):
        self.assertTrue(self.get("/rules/" + ACTORS.replace("/", "%2F"))["may_be_added_to"])
        self.ask("POST", API + "/rule-rows",
                 {"path": IDIOMS, "row": FIVE}, status=409)
        self.ask("POST", API + "/rule-rows", {"path": ACTORS, "row": {"colour": "red"}}, status=400)
        self.assertEqual(os.listdir(self.overlay), [])
        self.ask("POST", API + "/rule-rows", {"path": ACTORS, "row": ROW})
        with open(os.path.join(self.overlay, ACTORS), encoding="utf-8") as file:
            header, line = [text.rstrip("\n").split("\t") for text in file]
        self.assertEqual(dict(zip(header, line)), ROW)
        out = self.run_tadwin("rules", "try", self.ledger, "--overlay", self.overlay, "--json").stdout
        self.assertGreater(json.loads(out.splitlines()[-1])["summary"]["changed"], 0)


class RoleTest(AuthCase):
    def test_who_may_try_and_who_may_keep(self):
        body = {"path": ACTORS, "row": ROW, "documents": 0}
        for role, may in (("reader", 0), ("coder", 1), ("editor", 2)):
            me = self.sign_in(role)
            self.ask("POST", API + "/rule-trials", body, me, status=200 if may >= 1 else 403)
            self.ask("POST", API + "/rule-rows", {"path": ACTORS, "row": ROW}, me,
                     status=409 if may >= 2 else 403)


if __name__ == "__main__":
    harness.main()
