"""tadwin review: the queue, states, corrections that outlive other rules, facts by hand, agreement."""
import json
import os
import re
import shutil

import unittest

import harness
import postgres_server
from harness import NOT_FOUND, OK, SAMPLES, USAGE, Case

QUERY_ROWS = ("incident_rows", "incident_cells", "incident_blocks", "incident_times",
              "incident_grid", "incident_names", "ledger_names", "ledger_spellings")
RULES = os.path.join(os.path.dirname(__file__), "..", "..", "rules")


class Review(Case):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("news.db")
        self.clock = 0

    def dump(self):
        return harness.dump(self.ledger, without=QUERY_ROWS)

    def coded(self, *more):
        self.run_tadwin("code", SAMPLES, "--ledger", self.ledger, "--quiet", "--recorded-at",
                        "2026-01-01T00:00:00Z", *more)

    def review(self, *arguments, by="amal", because="read again", code=OK):
        """Does one thing, a day after the last, and gives where the fact stands."""
        self.clock += 1
        out = self.run_tadwin("review", self.ledger, *arguments, "--as", by, "--because", because,
                              "--recorded-at", f"2026-02-{self.clock:02}T00:00:00Z", "--json",
                              code=code)
        return json.loads(out.stdout) if out.stdout else out.stderr.decode()

    def lines(self, *arguments):
        return [json.loads(line) for line in self.run_tadwin(*arguments).stdout.splitlines()]

    def by_id(self):
        return {f["id"]: f for f in map(json.loads, self.facts(self.ledger).splitlines())}

    def some(self, kind="event", **wanted):
        return next(f for f in self.by_id().values() if f["kind"] == kind and
                    all(f[k] is not None and (v is None or f[k] == v)
                        for k, v in wanted.items()))

    def sound(self):
        report = json.loads(self.run_tadwin("verify", self.ledger, "--json").stdout)
        self.assertEqual(report["findings"], [])

    def other_rules(self, *changes):
        """The rules with lines of ar/event/ changed: (file, pattern, replacement)."""
        rules = self.path(f"rules{self.clock}")
        shutil.copytree(RULES, rules)
        for name, pattern, new in changes:
            path = os.path.join(rules, "ar", "event", name)
            with open(path, encoding="utf-8") as file:
                text, count = re.subn(pattern, new, file.read())
            self.assertEqual(count, 1, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return rules

    def test_the_queue_tells_what_to_read_first_and_why(self):
        self.coded()
        queue = self.lines("review", self.ledger, "--limit", "0", "--json")
        self.assertEqual(len(queue), len(self.by_id()))
        useful = [item["usefulness"] for item in queue]
        self.assertEqual(useful, sorted(useful, reverse=True))
        self.assertIn("contested", queue[0]["why"])
        first = queue[0]["fact"]
        self.review("confirm", first)
        self.review("confirm", first, by="badr")
        left = [i["fact"] for i in self.lines("review", self.ledger, "--limit", "0", "--json")]
        self.assertNotIn(first, left)
        self.assertEqual(len(self.lines("review", self.ledger, "--limit", "3", "--json")), 3)
        self.review("assign", left[5], "dina")
        mine = self.lines("review", self.ledger, "--assigned-to", "dina", "--json")
        self.assertEqual([i["fact"] for i in mine], [left[5]])
        self.assertIn(b"facts to read", self.run_tadwin("review", self.ledger).stdout)

    def test_two_people_confirm_and_everything_is_recorded(self):
        self.coded()
        before = self.dump()
        fact = self.some()["id"]
        self.assertEqual(self.review("confirm", fact)["state"], "confirmed by one")
        self.assertIn("second reader must be another", self.review("confirm", fact, code=USAGE))
        standing = self.review("confirm", fact, by="badr")
        self.assertEqual(standing["state"], "confirmed by two")
        self.assertEqual([(a["author"], a["verb"], a["time"]) for a in standing["actions"]],
                         [("amal", "confirm", "2026-02-01T00:00:00Z"),
                          ("badr", "confirm", "2026-02-03T00:00:00Z")])
        self.assertEqual(self.review("comment", fact, "see the second paragraph")["state"],
                         "confirmed by two")
        self.sound()
        # What holds of facts and incidents is what held; rows for queries tell the state of review.
        after = self.dump()
        self.assertEqual([l for l in after.split("\n") if fact not in l],
                         [l for l in before.split("\n") if fact not in l])
        self.review("confirm", "0" * 16, code=NOT_FOUND)

    def test_a_correction_is_read_everywhere_and_outlives_other_rules(self):
        self.coded()
        fact = self.some(plover="ASSAULT", killed=None)
        wrong = fact["killed"]
        standing = self.review("correct", fact["id"], "killed=77", "weapon=")
        self.assertEqual(standing["state"], "in review")
        self.assertIn({"field": "killed", "rules": str(int(wrong["best"])), "holds": "77"},
                      standing["rules_differ"])
        self.assertEqual(self.by_id()[fact["id"]]["killed"],
                         {"low": 77, "best": 77, "high": 77})
        self.assertIn(b"77", self.run_tadwin("report", self.ledger).stdout)
        self.assertIn(b"person/amal", self.run_tadwin("explain", self.ledger, fact["id"]).stdout)
        self.sound()
        frame = re.search(r"event/frames_assault:([\w.]+)", fact["rule"]).group(1)
        rules = self.other_rules(("frames_assault.tsv",
                                  r"\n(" + re.escape(frame) + r"\t[^\t]*\t[^\t]*\t[^\t]*\tASSAULT"
                                  r"\t[^\t]*\t)[^\t]*\t", r"\n\1torture\t"))
        self.coded("--rules", rules)
        self.sound()
        now = self.by_id()[fact["id"]]
        self.assertEqual(now["killed"]["best"], 77)
        # As it was before anybody read it.
        old = self.lines("facts", self.ledger, "--as-known-on", "2026-01-01T00:00:00Z")
        self.assertEqual(next(f for f in old if f["id"] == fact["id"])["killed"], wrong)
        # Released, the rules' value holds again.
        self.review("release", fact["id"], "killed")
        self.assertEqual(self.by_id()[fact["id"]]["killed"], wrong)
        self.sound()

    def test_where_new_rules_say_the_same_it_is_noted(self):
        self.coded()
        # A fact whose mode is that of its frame, and of nothing that refines it.
        with open(os.path.join(RULES, "ar", "event", "frames_assault.tsv"),
                  encoding="utf-8") as file:
            plain = {row[0] for row in (line.rstrip("\n").split("\t") for line in file)
                     if len(row) > 4 and row[4] == "ASSAULT" and
                     (len(row) < 10 or "refine" not in row[9])}
        fact, frame = next(
            (f, frame) for f in self.by_id().values()
            for frame in re.findall(r"event/frames_assault:([\w.]+)", f["rule"] or "")
            if frame in plain and f["plover"] == "ASSAULT")
        self.assertEqual(self.review("correct", fact["id"], "mode=torture")["agreed"], [])
        rules = self.other_rules(("frames_assault.tsv",
                                  r"\n(" + re.escape(frame) + r"\t[^\t]*\t[^\t]*\t[^\t]*\tASSAULT"
                                  r"\t)[^\t]*\t", r"\n\1torture\t"))
        self.coded("--rules", rules)
        standing = json.loads(self.run_tadwin("review", self.ledger, "show", fact["id"],
                                              "--json").stdout)
        self.assertEqual(standing["agreed"], ["mode"])
        self.assertIn(b"rules now say the same: mode",
                      self.run_tadwin("review", self.ledger, "show", fact["id"]).stdout)
        self.sound()

    def test_a_rejected_fact_is_gone_until_it_is_reopened(self):
        self.coded()
        before = self.facts(self.ledger)
        fact = self.some()["id"]
        self.assertEqual(self.review("reject", fact, because="a figure of speech")["state"],
                         "rejected")
        self.assertNotIn(fact, self.by_id())
        self.sound()
        self.coded("--rules", self.other_rules())
        self.assertNotIn(fact, self.by_id())
        self.assertIn("reopen it first", self.review("confirm", fact, code=USAGE))
        self.review("reopen", fact)
        self.assertEqual(self.facts(self.ledger), before)
        self.sound()
        self.run_tadwin("review", self.ledger, "reject", fact, code=USAGE)  # without a reason

    def test_a_fact_is_added_by_hand_with_its_words(self):
        self.write("in/one.txt", "اجتمع الوزراء في بغداد يوم الثلاثاء. قال مصدر إن الجسر نسف ليلا.\n")
        self.run_tadwin("code", self.path("in"), "--ledger", self.ledger, "--quiet")
        standing = self.review("add", "one.txt", "plover=ASSAULT", "mode=explosives",
                               "start=2020-09-15", "place=الجسر", "--words", "نسف")
        self.assertEqual((standing["state"], standing["words"], standing["added"],
                          standing["rules_find_it"]), ("confirmed by one", "نسف", True, False))
        fact = self.by_id()[standing["fact"]]
        text = "اجتمع الوزراء في بغداد يوم الثلاثاء. قال مصدر إن الجسر نسف ليلا.\n"
        self.assertEqual(text[fact["begin"]:fact["end"]], "نسف")
        self.assertEqual((fact["plover"], fact["start"], fact["place"]["text"]),
                         ("ASSAULT", "2020-09-15", "الجسر"))
        self.assertIsNotNone(fact["incident"])
        self.sound()
        self.review("add", "one.txt", "plover=ASSAULT", "--words", "الوزراء نسف", code=NOT_FOUND)
        self.assertIn("is no field", self.review("add", "one.txt", "plover=ASSAULT", "colour=red",
                                                 "--words", "ليلا", code=USAGE))
        again = self.review("add", "one.txt", "plover=ASSAULT", "--span",
                            f"{fact['begin']}:{fact['end']}", code=USAGE)
        self.assertIn("already", again)

    def test_duplicates_and_closed_commitments(self):
        self.coded()
        event, other = [f["id"] for f in self.by_id().values() if f["kind"] == "event"][:2]
        standing = self.review("duplicate", event, other)
        self.assertEqual((standing["state"], standing["duplicate_of"]), ("rejected", other))
        self.assertNotIn(event, self.by_id())
        promise = self.some("commitment")["id"]
        self.assertEqual(self.review("close", promise, "met")["closed_as"], "met")
        self.assertIn("only a commitment", self.review("close", other, "met", code=USAGE))
        self.sound()

    def test_incidents_that_people_merge_and_split_stay_so(self):
        self.coded()
        events = [f for f in self.by_id().values() if f["kind"] == "event"]
        of = {}
        for fact in events:
            of.setdefault(fact["incident"], []).append(fact["id"])
        (one, few), (other, more) = sorted(of.items(), key=lambda i: (-len(i[1]), i[0]))[:2]
        self.assertGreater(len(few), 1)
        merged = sorted(few + more)

        def incidents():
            return {f["id"]: f["incident"] for f in self.by_id().values() if f["kind"] == "event"}

        def do(*arguments, code=OK):
            self.run_tadwin("review", self.ledger, *arguments, "--as", "amal", "--because",
                            "read both", code=code)

        do("merge", one, other)
        now = incidents()
        self.assertEqual(len({now[f] for f in merged}), 1)
        self.sound()
        self.coded("--rules", self.other_rules(("frames_other.tsv",
                                                r"\nrequest\.demand\t[^\n]*", "")))
        now = incidents()
        self.assertEqual(len({now[f] for f in merged if f in now}), 1)
        self.sound()
        do("split", now[merged[0]], *[f for f in more if f in now])
        now = incidents()
        self.assertFalse({now[f] for f in few if f in now} & {now[f] for f in more if f in now})
        self.coded()
        now = incidents()
        self.assertFalse({now[f] for f in few} & {now[f] for f in more})
        self.sound()
        do("merge", one, "0" * 16, code=NOT_FOUND)
        do("split", now[few[0]], "0" * 16, code=USAGE)

    def test_agreement_is_told_field_by_field(self):
        self.coded()
        events = [f["id"] for f in self.by_id().values() if f["kind"] == "event"][:6]
        for fact in events:
            self.review("confirm", fact)
        self.review("correct", events[0], "status=denied", by="badr")
        self.review("confirm", events[0], by="badr")
        for fact in events[1:]:
            self.review("confirm", fact, by="badr")
        fields = {f["field"]: f for f in self.lines("review", self.ledger, "agreement", "--json")}
        self.assertEqual(fields["status"]["coders"], ["amal", "badr", "rules"])
        self.assertEqual(fields["status"]["units"], 6)
        self.assertLess(fields["status"]["alpha"] or 0, 1)
        people = {f["field"]: f for f in
                  self.lines("review", self.ledger, "agreement", "--people", "--json")}
        self.assertEqual(people["status"]["coders"], ["amal", "badr"])
        self.assertAlmostEqual(people["status"]["agreed"], 5 / 6)
        self.assertIn(b"alpha", self.run_tadwin("review", self.ledger, "agreement").stdout)

    def test_reviews_survive_going_back_to_an_earlier_run(self):
        self.coded()
        fact = self.some(plover="ASSAULT", killed=None)
        self.review("correct", fact["id"], "killed=77")
        self.coded("--rules", self.other_rules())
        self.run_tadwin("rollback", self.ledger, "1")
        self.assertEqual(self.by_id()[fact["id"]]["killed"]["best"], 77)
        self.sound()


class ReviewOnAServer(Review):
    """The same of a ledger in PostgreSQL."""
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if postgres_server.programs() is None:
            raise unittest.SkipTest(postgres_server.NOT_INSTALLED)
        cls.server = postgres_server.Server()
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        super().setUp()
        self.ledger = self.server.ledger()

    def dump(self):
        copy = self.path(f"copy{self.clock}.db")
        self.run_tadwin("backup", self.ledger, copy)
        return harness.dump(copy, without=QUERY_ROWS)


if __name__ == "__main__":
    harness.main()
