"""Runs, what differs between them, going back to one, and reading a ledger as it was on a day."""
import json
import os
import re
import shutil

import harness
from harness import NOT_FOUND, OK, SAMPLES, USAGE, Case

RULES = os.path.join(os.path.dirname(__file__), "..", "..", "rules")


class Runs(Case):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("news.db")

    def code_at(self, day, *paths, rules=None):
        more = ["--rules", rules] if rules else []
        self.run_tadwin("code", *paths, "--ledger", self.ledger, "--quiet", "--author", "amal",
                        "--recorded-at", f"{day}T12:00:00Z", *more)

    def lines(self, *arguments, code=OK):
        return [json.loads(line) for line in
                self.run_tadwin(*arguments, code=code).stdout.splitlines()]

    def sound(self):
        self.assertTrue(json.loads(self.run_tadwin("verify", self.ledger, "--json").stdout)["sound"])

    # How a ledger is read, each in its own way.
    READING = (("facts",), ("report", "--json"), ("due", "--as-of", "2020-10-01", "--json"),
               ("query", "facts", "--limit", "0", "--json"), ("export", "--format", "csv"),
               ("reuse", "--json"), ("tallies", "--json"), ("levels", "--json"),
               ("stances", "--json"), ("responses", "--json"), ("relations", "--json"),
               ("entities", "--json"))

    def samples(self):
        return sorted(os.path.join(SAMPLES, n) for n in os.listdir(SAMPLES) if n.endswith(".txt"))

    def test_a_ledger_is_read_as_it_was_known_on_a_day(self):
        files = self.samples()
        one = self.path("one")
        both = self.path("both")
        for folder, some in ((one, files[::2]), (both, files)):
            os.makedirs(folder)
            for file in some:
                for name in (file, file.replace(".txt", ".meta.json")):
                    if os.path.exists(name):
                        shutil.copy(name, folder)
        self.code_at("2026-01-01", one)
        alone = {verb: self.run_tadwin(verb, self.ledger, *more).stdout for verb, *more in
                 self.READING}
        self.code_at("2026-01-03", both)
        for verb, *more in self.READING:
            now = self.run_tadwin(verb, self.ledger, *more).stdout
            self.assertNotEqual(now, alone[verb], verb)
            for day in ("2026-01-01", "2026-01-02", "2026-01-03T11:59:59Z"):
                self.assertEqual(self.run_tadwin(verb, self.ledger, *more, "--as-known-on",
                                                 day).stdout, alone[verb], (verb, day))
            self.assertEqual(self.run_tadwin(verb, self.ledger, *more, "--as-known-on",
                                             "2026-01-03").stdout, now, verb)
        self.assertEqual(self.run_tadwin("facts", self.ledger, "--as-known-on",
                                         "2025-12-31").stdout, b"")
        fact = json.loads(self.facts(self.ledger).splitlines()[0])["id"]
        self.run_tadwin("explain", self.ledger, fact, "--as-known-on", "2026-01-03")
        self.run_tadwin("explain", self.ledger, fact, "--as-known-on", "2025-12-31",
                        code=NOT_FOUND)
        self.run_tadwin("facts", self.ledger, "--as-known-on", "yesterday", code=USAGE)

    def test_runs_are_listed_with_who_when_and_why(self):
        self.code_at("2026-01-01", SAMPLES)
        self.code_at("2026-01-02", SAMPLES)  # changes nothing: no run
        runs = self.lines("runs", self.ledger, "--json")
        self.assertEqual([(r["id"], r["kind"], r["author"], r["started"]) for r in runs],
                         [(1, "code", "amal", "2026-01-01T12:00:00Z")])
        self.assertEqual(runs[0]["revisions"]["document"], len(self.samples()))
        self.assertIn(b"amal", self.run_tadwin("runs", self.ledger).stdout)

    def test_other_rules_are_another_run_and_the_difference_is_told_by_field(self):
        self.code_at("2026-01-01", SAMPLES)
        before = self.facts(self.ledger)
        report = self.run_tadwin("report", self.ledger, "--json").stdout
        content = harness.dump(self.ledger)
        rules = self.changed_rules()
        self.code_at("2026-01-02", SAMPLES, rules=rules)
        self.sound()
        *changes, last = self.lines("diff", self.ledger, "1", "2", "--json")
        told = {"appeared": set(), "vanished": set(), "changed": set()}
        for change in changes:
            told[change["change"]].add(change["fact"])
        old = {json.loads(line)["id"]: json.loads(line) for line in before.splitlines()}
        new = {json.loads(line)["id"]: json.loads(line)
               for line in self.facts(self.ledger).splitlines()}
        self.assertNotEqual(old.keys(), new.keys())
        renamed = {c["before"] for c in changes if c["before"]}
        self.assertEqual(told["vanished"], old.keys() - new.keys() - renamed)
        self.assertEqual({len(told[k]) == last["summary"][k] for k in told}, {True})
        for change in changes:
            if change["change"] == "changed":
                self.assertTrue(change["fields"], change)
        # Back again: the same facts, the other way round, and the same report.
        *reverse, _ = self.lines("diff", self.ledger, "2", "1", "--json")
        self.assertEqual({c["fact"] for c in reverse if c["change"] == "appeared"},
                         told["vanished"])
        self.run_tadwin("rollback", self.ledger, "1", "--recorded-at", "2026-01-03T00:00:00Z")
        self.sound()
        self.assertEqual(self.facts(self.ledger), before)
        self.assertEqual(self.run_tadwin("report", self.ledger, "--json").stdout, report)
        self.assertEqual(harness.dump(self.ledger), content)
        self.assertEqual(self.lines("diff", self.ledger, "1", "3", "--json")[:-1], [])
        self.assertEqual([r["kind"] for r in self.lines("runs", self.ledger, "--json")],
                         ["code", "code", "rollback"])
        # What was known between is still there to be read.
        self.assertNotEqual(
            self.run_tadwin("facts", self.ledger, "--as-known-on", "2026-01-02").stdout, before)

    def changed_rules(self):
        """Rules without one way to demand, and with another mode of attacks."""
        rules = self.path("rules")
        shutil.copytree(RULES, rules)
        for name, pattern, new in (
                ("frames_other.tsv", r"\nrequest\.demand\t[^\n]*", ""),
                ("frames_assault.tsv", r"\n(assault\.attack_n\t[^\t]*\tn\t\tASSAULT\t)\t",
                 r"\n\1aerial\t")):
            path = os.path.join(rules, "ar", "event", name)
            with open(path, encoding="utf-8") as file:
                text, count = re.subn(pattern, new, file.read())
            self.assertEqual(count, 1, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return rules

    def test_going_back_withdraws_what_came_later_and_keeps_it_in_history(self):
        self.code_at("2026-01-01", self.samples()[0])
        before = harness.dump(self.ledger)
        self.code_at("2026-01-02", SAMPLES)
        after = self.facts(self.ledger)
        self.run_tadwin("rollback", self.ledger, "1", "--recorded-at", "2026-01-03T00:00:00Z")
        self.assertEqual(harness.dump(self.ledger), before)
        self.sound()
        self.assertEqual(self.run_tadwin("facts", self.ledger, "--as-known-on",
                                         "2026-01-02").stdout, after)
        self.run_tadwin("rollback", self.ledger, "2")
        self.assertEqual(self.facts(self.ledger), after)
        self.sound()

    def test_a_run_that_is_not_there_is_refused(self):
        self.code_at("2026-01-01", self.samples()[0])
        self.assertIn(b"no such run", self.run_tadwin("diff", self.ledger, "1", "7",
                                                      code=NOT_FOUND).stderr)
        self.run_tadwin("rollback", self.ledger, "7", code=NOT_FOUND)
        self.assertEqual(self.lines("diff", self.ledger, "0", "1", "--json")[-1]["summary"]
                         ["documents_appeared"], 1)


if __name__ == "__main__":
    harness.main()
