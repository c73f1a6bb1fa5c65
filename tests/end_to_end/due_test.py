"""due lists the commitments of the sample corpus with their states, and writes a calendar of them.

The calendar is read back by a small strict reader below (CRLF, 75 octets, unfolding, required
properties), because these tests use the standard library only.
"""
import datetime
import json
import os
import re

import harness
from harness import Case

AS_OF = "2023-01-01"
STATES = {"open", "due", "moved", "met", "late", "missed", "withdrawn", "unknown", "undated"}


def read_calendar(test, raw):
    """The events of an iCalendar file as {property with parameters: text}."""
    test.assertTrue(raw.endswith(b"\r\n"))
    lines = raw[:-2].split(b"\r\n")
    unfolded = []
    for line in lines:
        test.assertLessEqual(len(line), 75)
        test.assertNotIn(b"\n", line)
        test.assertNotIn(b"\r", line)
        line.decode("utf-8")  # no character is torn
        if line.startswith(b" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    lines = [line.decode("utf-8") for line in unfolded]
    test.assertEqual((lines[0], lines[-1]), ("BEGIN:VCALENDAR", "END:VCALENDAR"))
    test.assertIn("VERSION:2.0", lines)
    test.assertTrue(any(line.startswith("PRODID:") for line in lines))
    events, event = [], None
    for line in lines[1:-1]:
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            test.assertIsNone(event)
            event = {}
        elif line == "END:VEVENT":
            events.append(event)
            event = None
        elif event is not None:
            test.assertNotIn(name, event)
            test.assertIsNone(re.search(r"(?<!\\)(\\\\)*[,;]", value), value)
            event[name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    test.assertIsNone(event)
    return events


# One promise kept, one put off, one broken: what the words of whole articles lead to.
FOLLOWED_UP = (
    ("a", "2020-07-01", "تعهدت الولايات المتحدة بسحب قواتها من العراق قبل 30 سبتمبر 2020."),
    ("b", "2020-09-21", "انسحبت القوات الأمريكية من قاعدة التاجي في العراق يوم 20 سبتمبر 2020."),
    ("c", "2021-02-01", "تعهدت تركيا بسحب قواتها من ليبيا قبل 31 مارس 2021."),
    ("d", "2021-03-01", "تعهدت تركيا بسحب قواتها من ليبيا قبل 30 أبريل 2021."),
    ("e", "2022-02-01", "تعهدت إثيوبيا بسحب قواتها من السودان قبل 31 مارس 2022."),
    ("f", "2022-04-10", "لم تنسحب القوات الإثيوبية من السودان."))


class FollowUp(Case):
    def test_met_moved_and_missed_are_read_from_articles(self):
        for name, day, text in FOLLOWED_UP:
            self.write(f"news/{name}.txt", text + "\n")
            self.write(f"news/{name}.meta.json", json.dumps({"published": day}))
        ledger = self.path("l.db")
        self.code(self.path("news"), ledger=ledger)
        docs = {}
        for line in self.facts(ledger).splitlines():
            fact = json.loads(line)
            docs[fact["id"]] = fact["doc"][0]

        def states(as_of):
            said = self.run_tadwin("due", ledger, "--as-of", as_of, "--json").stdout.decode()
            return [(row["state"], "".join(sorted(docs[fact] for fact in row["state_facts"])))
                    for row in map(json.loads, said.splitlines())]

        self.assertEqual(states("2020-09-10"), [("due", "")])
        self.assertEqual(states("2021-03-15"), [("met", "b"), ("moved", "cd")])
        self.assertEqual(states("2022-05-01"), [("met", "b"), ("unknown", "cd"), ("missed", "f")])


class Due(Case):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("l.db")
        self.code(harness.SAMPLES, ledger=self.ledger)

    def due(self, *options, as_of=AS_OF):
        said = self.run_tadwin("due", self.ledger, "--as-of", as_of, "--json", *options).stdout
        return [json.loads(line) for line in said.decode().splitlines()]

    def test_every_commitment_of_the_corpus_is_listed_and_explained(self):
        facts = [json.loads(line) for line in self.facts(self.ledger).splitlines()]
        ids = {fact["id"] for fact in facts}
        promised = {fact["id"] for fact in facts if fact["kind"] == "commitment"}
        rows = self.due(as_of="2030-01-01")
        self.assertEqual({fact for row in rows for fact in row["facts"]}, promised)
        dated = [row for row in rows if row["due"]]
        self.assertEqual(rows[:len(dated)], dated)  # undated ones come last
        self.assertTrue(all(row["state"] in ("undated", "withdrawn") for row in rows[len(dated):]))
        stops = [next(d["stop"] for d in row["due"] if d["current"]) for row in dated]
        self.assertEqual(stops, sorted(stops))
        for row in rows:
            self.assertIn(row["state"], STATES)
            self.assertTrue(row["reason"])
            self.assertLessEqual(set(row["state_facts"]), ids)
            if row["state"] in ("met", "late", "missed", "moved", "withdrawn"):
                self.assertTrue(row["state_facts"])
        # By then every date has passed: nothing is still ahead, and nothing is called broken
        # for that.
        self.assertFalse({"open", "due", "moved"} & {row["state"] for row in rows})
        self.assertIn("unknown", {row["state"] for row in rows})

    def test_promises_of_the_corpus_are_met_missed_withdrawn_and_moved(self):
        facts = {fact["id"]: fact["doc"][:3]
                 for fact in map(json.loads, self.facts(self.ledger).splitlines())}
        told = {}
        for row in self.due(as_of="2021-10-15"):
            docs = "+".join(sorted({facts[fact] for fact in row["state_facts"]}))
            told.setdefault(row["state"], []).append(docs)
        self.assertIn("186", told["met"])
        self.assertIn("188", told["missed"])
        self.assertIn("189+190", told["moved"])
        self.assertIn("192", told["withdrawn"])

    def test_only_what_was_told_by_the_day_is_used(self):
        day = datetime.date.fromisoformat(AS_OF)
        rows = self.due()
        self.assertTrue(rows)
        for row in rows:
            for due in row["due"]:
                if due["first_told"]:
                    self.assertLessEqual(due["first_told"], AS_OF)
            if row["state"] == "due":
                ahead = [datetime.date.fromisoformat(d["stop"]) - day for d in row["due"]]
                self.assertTrue(any(0 <= a.days <= 30 for a in ahead))
        said = self.run_tadwin("due", self.ledger, "--as-of", AS_OF).stdout.decode()
        self.assertTrue(said.startswith(f"{len(rows)} commitments as of {AS_OF}: "), said[:80])

    def test_states_filter(self):
        rows = self.due()
        for state, held in (("unknown", {"unknown"}), ("open", {"open", "due"}),
                            ("undated", {"undated"})):
            self.assertEqual(self.due("--state", state),
                             [row for row in rows if row["state"] in held])

    def test_calendar_reads_back(self):
        path = self.path("due.ics")
        rows = self.due("--ics", path)
        with open(path, "rb") as file:
            raw = file.read()
        events = read_calendar(self, raw)
        starts = {(row["incident"], due["start"].replace("-", "")) for row in rows
                  for due in row["due"] if due["current"] or not row["moved_from"]}
        self.assertEqual({(event["UID"][:16], event["DTSTART;VALUE=DATE"]) for event in events},
                         starts)
        self.assertEqual(len({event["UID"] for event in events}), len(events))
        states = {row["incident"]: row for row in rows}
        for event in events:
            row = states[event["UID"][:16]]
            self.assertEqual(event["DTSTAMP"], "20230101T000000Z")
            self.assertTrue(event["SUMMARY"].startswith(f"[{row['state']}] "))
            self.assertIn(row["reason"], event["DESCRIPTION"])
            for due in row["due"]:
                self.assertIn(due["facts"][0], event["DESCRIPTION"])
        self.due("--ics", path)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), raw)

    def test_wrong_arguments_and_missing_files_are_told(self):
        self.run_tadwin("due", self.ledger, code=harness.USAGE)
        self.run_tadwin("due", self.ledger, "--as-of", "2020-10", code=harness.USAGE)
        self.run_tadwin("due", self.ledger, "--as-of", "soon", code=harness.USAGE)
        self.run_tadwin("due", self.path("none.db"), "--as-of", AS_OF, code=harness.NOT_FOUND)
        self.run_tadwin("due", self.ledger, "--as-of", AS_OF, "--ics",
                        os.path.join(self.folder, "none", "due.ics"), code=harness.DISK)


if __name__ == "__main__":
    harness.main()
