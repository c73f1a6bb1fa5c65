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

    def actors(self):
        """Ids of the actors that the article tells of, coded now."""
        coded = self.ask("POST", API + "/code", {"text": TEXT}).json
        return {name["id"] for fact in coded["facts"] for name in fact.get("actor") or []}

    def test_a_table_that_another_hand_broke_leaves_the_rules_as_they_are(self):
        broken = os.path.join(self.overlay, "ar/place/country.tsv")
        os.makedirs(os.path.dirname(broken), exist_ok=True)
        with open(broken, "w", encoding="utf-8") as file:
            file.write("colour\nred\n")
        before = self.get("/overview")["rules_hash"]
        row = {**ROW, "surface": "سرايا لا يذكرها أحد", "id": "unheard_of"}
        adopted = self.ask("POST", API + "/rule-rows", {"path": ACTORS, "row": row}).json
        self.assertFalse(adopted["holds_now"])
        self.assertIn("colour", adopted["why_not"])
        self.assertEqual(adopted["rules_hash"], before)
        self.assertEqual(self.get("/overview")["rules_hash"], before)
        shutil.rmtree(os.path.join(self.overlay, "ar"))

    def test_a_row_is_kept_and_holds_for_who_codes_with_the_overlay(self):
        self.assertTrue(self.get("/rules/" + ACTORS.replace("/", "%2F"))["may_be_added_to"])
        self.ask("POST", API + "/rule-rows",
                 {"path": IDIOMS, "row": FIVE}, status=409)
        self.ask("POST", API + "/rule-rows", {"path": ACTORS, "row": {"colour": "red"}}, status=400)
        self.assertEqual(os.listdir(self.overlay), [])
        before = self.get("/overview")["rules_hash"]
        self.assertNotIn("new_dawn", self.actors())
        fact = self.walk("/facts", 100)[0]["id"]
        self.assertFalse(self.get(f"/facts/{fact}/explain")["other_rules"])
        adopted = self.ask("POST", API + "/rule-rows", {"path": ACTORS, "row": ROW}).json
        self.assertTrue(adopted["holds_now"])
        self.assertIsNone(adopted["why_not"])
        # At once, in everything that the rules make; what was coded before says that it was.
        self.assertIn("new_dawn", self.actors())
        self.assertIn("new_dawn", self.get("/rules/" + ACTORS.replace("/", "%2F"))["added"])
        self.assertTrue(self.get(f"/facts/{fact}/explain")["other_rules"])
        after = self.get("/overview")["rules_hash"]
        self.assertNotEqual(after, before)
        self.assertEqual(after, adopted["rules_hash"])
        checked = self.run_tadwin("rules", "--check", "--overlay", self.overlay).stdout.decode()
        self.assertIn(after, checked)
        stored = self.ask("POST", API + "/code",
                          {"text": TEXT.replace("كركوك", "تكريت"), "name": "two.txt", "store": True}).json
        self.assertEqual(stored["rules_hash"], after)
        self.assertEqual(self.get("/documents/" + stored["sha256"])["row"]["rules_hash"], after)
        self.assertTrue(self.get("/facts", actor="new_dawn")["items"])
        # A trial begins from there; a row that is there already changes nothing.
        self.assertEqual(self.trial({**ROW, "surface": "حركة لا يذكرها أحد", "id": "unheard"},
                                    documents=0)["cases"]["failed"], 0)
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
