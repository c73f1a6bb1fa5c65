"""tallies, levels, contradictions, stances, responses, relations: what a few articles lead to, and
what holds for every row over the sample corpus."""
import json
import os
import shutil

import harness
from harness import Case

VERBS = ("tallies", "levels", "contradictions", "entities", "stances", "responses", "relations")

# One exchange of blows with its claim, blame, tally, level and slips.
ARTICLES = (
    ("a", "2021-05-06", "شنت كتائب حزب الله هجوما صاروخيا على القوات الأميركية في كركوك يوم 5 مايو 2021. "
                        "وتبنت كتائب حزب الله الهجوم على القوات الأميركية."),
    ("b", "2021-05-09", "تعرضت القوات الأميركية في كركوك لهجوم صاروخي شنته كتائب حزب الله يوم 5 مايو "
                        "2021.\nوردا على الهجوم، قصفت القوات الأميركية مواقع كتائب حزب الله في القائم "
                        "يوم 8 مايو 2021."),
    ("c", "2021-06-01", "سجلت منظمة 12 هجوما صاروخيا في العراق خلال مايو 2021."),
    ("g", "2021-06-01", "سجل مركز 9 هجمات صاروخية في العراق خلال مايو 2021."),
    ("d", "2021-06-02", "مقتل ثلاثة جنود في هجوم على حاجز في الرمادي\n"
                        "قتل خمسة جنود في هجوم على حاجز في الرمادي يوم الثلاثاء."),
    ("e", "2021-06-03", "بلغ عدد القوات الأميركية في العراق 2500 جندي في يناير 2021."),
    ("f", "2021-06-04", "كان عدد القوات الأميركية في العراق 3000 جندي في يناير 2021."))


def lines(said):
    return [json.loads(line) for line in said.decode().splitlines()]


class Articles(Case):
    def setUp(self):
        super().setUp()
        for name, day, text in ARTICLES:
            self.write(f"news/{name}.txt", text + "\n")
            self.write(f"news/{name}.meta.json", json.dumps({"title": "خبر", "published": day}))
        self.ledger = self.path("l.db")
        self.code(self.path("news"), ledger=self.ledger)

    def said(self, *arguments):
        return self.run_tadwin(arguments[0], self.ledger, *arguments[1:], "--json").stdout

    def test_a_tally_counts_what_is_itemised_and_two_tellers_contradict(self):
        report = json.loads(self.said("tallies"))
        tallies = {tally["n"]: tally for tally in report["tallies"]}
        self.assertEqual(set(tallies), {12, 9})
        twelve = tallies[12]
        self.assertEqual((twelve["itemised"], twelve["period"]["value"]), (1, "2021-05"))
        self.assertEqual([item["when"] for item in twelve["items"] if item["certain"]],
                         ["2021-05-05"])
        self.assertEqual([c["kind"] for c in report["conflicts"]], ["contradiction"])

    def test_a_party_has_its_names_and_the_links_say_who_asserts_them(self):
        self.write("news/h.txt", "تبنى لواء عصبة الثائرين الهجوم على القوات الأميركية في كركوك.\n"
                                 "وقال باحث إن عصبة الثائرين واجهة لكتائب حزب الله.\n")
        self.write("news/h.meta.json", json.dumps({"title": "خبر", "published": "2021-06-05"}))
        self.code(self.path("news"), ledger=self.ledger)
        entities = {row["id"]: row for row in lines(self.said("entities"))}
        group = entities["kataib_hezbollah"]
        self.assertIn("كتائب حزب الله", [name["text"] for name in group["names"]])
        link, = [link for link in entities["usbat_thaireen"]["links"] if link["kind"] == "facade"]
        self.assertEqual(link["to"], "kataib_hezbollah")
        rules, text = link["asserted"]
        self.assertTrue(rules["by"].startswith("rules/ar/actor/actor.tsv:"), rules["by"])
        self.assertEqual((text["doc"], text["since"]), ("h.txt", "2021-06-05"))

    def test_levels_of_one_month_contradict(self):
        series, = lines(self.said("levels"))
        self.assertEqual([(s["at"], s["contested"], [v["n"] for v in s["values"]])
                          for s in series["steps"]], [("2021-01", True, [2500, 3000])])
        self.assertEqual([t["doc"] for v in series["steps"][0]["values"] for t in v["tellings"]],
                         ["e.txt", "f.txt"])

    def test_a_document_that_contradicts_itself_is_shown(self):
        found = [(c["doc"], c["field"], [v["value"] for v in c["values"]], c["same_teller"])
                 for c in lines(self.said("contradictions"))]
        self.assertEqual(found, [("d.txt", "killed", ["3", "5"], True)])
        report = json.loads(self.run_tadwin("report", self.ledger, "--json").stdout)
        shown, = report["contradictions"]
        self.assertEqual((shown["doc"], shown["field"], [v["value"] for v in shown["values"]]),
                         ("d.txt", "killed", ["3", "5"]))
        facts = [told["fact"] for value in shown["values"] for told in value["tellings"]]
        text = self.run_tadwin("report", self.ledger).stdout.decode()
        section = text[text.index("CONTRADICTIONS"):text.index("COVERAGE")]
        for fact in facts:
            self.assertIn(fact, section)

    def test_what_a_person_decided_of_parties_holds_for_ever_after(self):
        def parties():
            return {row["id"]: row for row in lines(self.said("entities"))}

        before = parties()
        other, = [one for one in before if one.startswith("us_")]

        def review(verb):
            self.run_tadwin("review", self.ledger, verb, "kataib_hezbollah", other, "--as", "editor")
        review("merge-entities")
        merged = parties()
        self.assertNotIn(other, merged)
        self.assertEqual(merged["kataib_hezbollah"]["merged"], [other])
        self.write("news/z.txt", "قصفت القوات الأميركية مواقع في القائم يوم 9 يونيو 2021.\n")
        self.write("news/z.meta.json", json.dumps({"title": "خبر", "published": "2021-06-10"}))
        self.code(self.path("news"), ledger=self.ledger)
        self.assertNotIn(other, parties())
        review("split-entities")
        self.assertIn(other, parties())
        self.assertEqual(parties()["kataib_hezbollah"]["merged"], [])
        self.run_tadwin("verify", self.ledger)

    def test_who_claims_an_attack(self):
        claims = lines(self.said("stances", "--kind", "claimed"))
        self.assertEqual({claim["by"]["name_en"] for claim in claims}, {"Kata'ib Hezbollah"})
        for claim in claims:
            self.assertTrue(claim["tellings"])

    def test_a_stated_response_is_counted_with_what_stands_behind_it(self):
        responses = lines(self.said("relations", "--kind", "response"))
        self.assertEqual([(r["basis"], r["words"]["doc"], r["words"]["text"]) for r in responses],
                         [("stated", "b.txt", "وردا على"[1:])])
        self.assertTrue(responses[0]["to"])
        report = json.loads(self.said("responses", "--by", "side,month"))
        row, = [r for r in report["rows"] if r["side"]["key"] == "c:US"]
        self.assertEqual((row["period"], row["against"]["label"], row["responses"]["stated"]),
                         ("2021-05", "Kata'ib Hezbollah", 1))
        self.assertEqual(row["stated_incidents"], [responses[0]["from"]])
        self.assertEqual(row["ratio"], 1 / row["attacks"])


class Samples(Case):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.db")
        self.code(harness.SAMPLES, ledger=self.ledger)

    def test_every_row_points_to_facts_and_incidents_of_the_ledger(self):
        facts = [json.loads(line) for line in self.facts(self.ledger).splitlines()]
        known = {fact["id"] for fact in facts}
        incidents = {fact["incident"] for fact in facts if fact.get("incident")}
        seen = 0

        def visit(value, key=None):
            nonlocal seen
            if isinstance(value, dict):
                for name, inner in value.items():
                    visit(inner, name)
            elif isinstance(value, list):
                for inner in value:
                    visit(inner, key)
            elif key == "fact":
                self.assertIn(value, known)
                seen += 1
            elif key in ("from", "attack_incidents", "stated_incidents", "inferred_incidents"):
                self.assertIn(value, incidents)

        for verb in VERBS:
            for row in lines(self.run_tadwin(verb, self.ledger, "--json").stdout):
                visit(row)
            text = self.run_tadwin(verb, self.ledger).stdout.decode()
            self.assertTrue(text.endswith("\n"))
        self.assertGreater(seen, 200)

    def test_the_order_of_reading_does_not_matter(self):
        names = sorted(name for name in os.listdir(harness.SAMPLES) if name.endswith(".txt"))[:60]
        ledgers = []
        for run, order in enumerate((names, names[::-1])):
            ledger = self.path(f"{run}.db")
            for part in (order[:20], order[20:]):
                folder = self.path(f"{run}{part[0]}")
                os.mkdir(folder)
                for name in part:
                    for copied in (name, name[:-4] + ".meta.json"):
                        shutil.copy(os.path.join(harness.SAMPLES, copied), folder)
                self.code(folder, ledger=ledger)
            ledgers.append(ledger)
        for verb in VERBS:
            first, second = (self.run_tadwin(verb, ledger, "--json").stdout for ledger in ledgers)
            self.assertEqual(first, second, verb)


class Refusals(Case):
    def test_what_is_wrong_is_said(self):
        for verb in VERBS:
            self.run_tadwin(verb, self.path("none.db"), code=harness.NOT_FOUND)
            self.assertIn("Examples:", self.run_tadwin(verb, "--help").stdout.decode())
        self.write("a.txt", harness.ARTICLE)
        self.code(self.folder, ledger=self.path("l.db"))
        said = self.run_tadwin("responses", self.path("l.db"), "--by", "week", code=harness.USAGE)
        self.assertIn("side, month, quarter or year", said.stderr.decode())
        self.run_tadwin("stances", self.path("l.db"), "--kind", "sung", code=harness.USAGE)


if __name__ == "__main__":
    harness.main()
