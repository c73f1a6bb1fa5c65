"""tadwin verify: a coded ledger is sound, whatever was changed by hand is found, heads can be kept."""
import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess

import harness
from harness import ALTERED, ARTICLE, NOT_FOUND, OK, SAMPLES, TADWIN, USAGE, Case


class Verify(Case):
    def verify(self, ledger, *more, code=OK):
        out = self.run_tadwin("verify", ledger, "--json", *more, code=code)
        return json.loads(out.stdout)

    def change(self, ledger, sql):
        with contextlib.closing(sqlite3.connect(ledger)) as db:
            db.execute("PRAGMA ignore_check_constraints = ON")
            with db:
                changed = db.execute(sql).rowcount
        self.assertNotEqual(changed, 0, sql)

    def coded(self):
        ledger = self.path("news.db")
        self.code(SAMPLES, ledger=ledger)
        return ledger

    def test_a_coded_ledger_is_sound_and_its_head_goes_on(self):
        ledger = self.coded()
        first = self.verify(ledger)
        self.assertTrue(first["sound"])
        self.assertGreater(first["documents"], 0)
        self.assertEqual(len(first["head"]), 64)
        self.write("more/one.txt", ARTICLE)
        self.code(self.path("more"), ledger=ledger)
        second = self.verify(ledger, "--head", first["head"])
        self.assertTrue(second["sound"])
        self.assertNotEqual(second["head"], first["head"])

    def test_a_run_that_changes_nothing_leaves_no_trace(self):
        ledger = self.coded()
        first = self.verify(ledger)
        self.code(SAMPLES, ledger=ledger)
        self.assertEqual(self.verify(ledger), first)

    def test_a_hand_in_the_ledger_is_named(self):
        ledger = self.coded()
        for table, sql in {
            "facts": "UPDATE facts SET status = 'denied' WHERE status = 'asserted'",
            "documents": "DELETE FROM documents WHERE id = (SELECT min(id) FROM documents)",
            "fact_quantities": "UPDATE fact_quantities SET best = best + 1",
            "incidents": "UPDATE incident_values SET preferred = 1 - preferred",
            "incident_facts": "DELETE FROM incident_facts",
            "link_blocks": "DELETE FROM link_blocks",
            "revisions": "UPDATE revisions SET author = 'somebody' WHERE seq = 2",
            "runs": "UPDATE runs SET author = 'somebody'",
            "meta": "INSERT INTO meta VALUES ('note', 'x')",
        }.items():
            copy = shutil.copy(ledger, self.path("copy.db"))
            self.change(copy, sql)
            report = self.verify(copy, code=ALTERED)
            self.assertFalse(report["sound"])
            self.assertIn(table, [f["table"] for f in report["findings"]], sql)
            os.remove(copy)

    def test_a_head_that_was_kept_tells_a_ledger_written_anew(self):
        ledger = self.coded()
        head = self.verify(ledger)["head"]
        os.remove(ledger)
        self.write("other/one.txt", ARTICLE)
        self.code(self.path("other"), ledger=ledger)
        self.assertTrue(self.verify(ledger)["sound"])
        report = self.verify(ledger, "--head", head, code=ALTERED)
        self.assertEqual(report["findings"][0]["subject"], head)

    def test_a_killed_run_leaves_a_sound_ledger(self):
        for i in range(60):
            self.write(f"many/{i:03}.txt", f"{ARTICLE}{i}\n")
        ledger = self.path("killed.db")
        command = [TADWIN, "code", self.path("many"), "--ledger", ledger, "--threads", "1"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and not self.documents(ledger) > 3:
                pass
            process.send_signal(signal.SIGKILL)
        self.assertTrue(self.verify(ledger)["sound"])
        self.code(self.path("many"), ledger=ledger)
        self.assertTrue(self.verify(ledger)["sound"])
        whole = self.path("whole.db")
        self.code(self.path("many"), ledger=whole)
        self.assertEqual(harness.dump(ledger), harness.dump(whole))

    @staticmethod
    def documents(ledger):
        try:
            with contextlib.closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as db:
                return db.execute("SELECT count(*) FROM documents").fetchone()[0]
        except sqlite3.Error:
            return 0

    def test_author_reason_and_time_are_recorded(self):
        ledger = self.path("news.db")
        self.write("in/one.txt", ARTICLE)
        self.run_tadwin("code", self.path("in"), "--ledger", ledger, "--author", "amal",
                        "--because", "first reading", "--recorded-at", "2026-01-31T09:30:00Z")
        with contextlib.closing(sqlite3.connect(ledger)) as db:
            self.assertEqual(
                db.execute("SELECT kind, started, finished, author, reason FROM runs").fetchall(),
                [("code", "2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z", "amal",
                  "first reading")])
            self.assertEqual(
                db.execute("SELECT DISTINCT recorded_at, author FROM revisions").fetchall(),
                [("2026-01-31T09:30:00Z", "amal")])
        # A clock that was set back does not tell of a past that is written already.
        self.write("in/two.txt", ARTICLE + "2\n")
        self.run_tadwin("code", self.path("in"), "--ledger", ledger, "--recorded-at",
                        "2020-01-01T00:00:00Z")
        with contextlib.closing(sqlite3.connect(ledger)) as db:
            self.assertEqual(db.execute("SELECT min(recorded_at) FROM revisions").fetchone()[0],
                             "2026-01-31T09:30:00Z")
        self.assertTrue(self.verify(ledger)["sound"])
        self.run_tadwin("code", self.path("in"), "--ledger", ledger, "--recorded-at", "today",
                        code=USAGE)

    def test_what_is_no_ledger_is_refused(self):
        self.run_tadwin("verify", self.path("none.db"), code=NOT_FOUND)
        self.run_tadwin("verify", self.write("text.db", "no ledger"), code=harness.LEDGER)


if __name__ == "__main__":
    harness.main()
