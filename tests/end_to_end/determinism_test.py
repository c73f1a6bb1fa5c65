"""The same articles give the same ledger: whatever the order, the threads, the number of runs."""
import glob
import json
import os
import random
import shutil
import signal
import subprocess

import harness
from harness import ARTICLE, Case, dump


class Determinism(Case):
    def sample(self):
        files = sorted(glob.glob(os.path.join(harness.SAMPLES, "*.txt")))
        self.assertGreaterEqual(len(files), 5)
        return files

    def assert_same(self, one, other):
        self.assertEqual(self.facts(one), self.facts(other))
        self.assertEqual(dump(one), dump(other))

    def test_two_runs_and_any_number_of_threads(self):
        first = self.path("1.db")
        summary = self.code(harness.SAMPLES, ledger=first)
        self.assertGreater(summary["ledger"]["facts"]["event"], 0)
        for threads in (1, 2, 4):
            other = self.path(f"t{threads}.db")
            self.code(harness.SAMPLES, ledger=other, threads=threads)
            self.assert_same(first, other)

    def test_any_order_of_arguments(self):
        files = self.sample()
        first, other = self.path("1.db"), self.path("2.db")
        self.code(*files, ledger=first)
        random.Random(7).shuffle(files)
        self.code(*files, ledger=other, threads=2)
        self.assert_same(first, other)

    def test_one_by_one_in_any_order_or_all_at_once(self):
        files = self.sample()[:12]
        first = self.path("all.db")
        self.code(*files, ledger=first, threads=2)
        random.Random(3).shuffle(files)
        other = self.path("single.db")
        for file in files:
            self.code(file, ledger=other)
        self.assert_same(first, other)

    def test_copies_and_rejects_in_any_order(self):
        self.write("in/b.txt", ARTICLE)
        self.write("in/a.txt", ARTICLE)
        self.write("in/c.txt", b"")
        self.write("in/d.txt", ARTICLE * 2)
        names = ["a", "b", "c", "d"]
        first = self.path("all.db")
        self.code(self.path("in"), ledger=first)
        for seed in range(6):
            random.Random(seed).shuffle(names)
            other = self.path(f"{seed}.db")
            for name in names:
                self.code(self.path("in", name + ".txt"), ledger=other)
            self.assert_same(first, other)

    def test_running_again_changes_nothing(self):
        ledger = self.path("1.db")
        first = self.code(harness.SAMPLES, ledger=ledger)
        before, facts = dump(ledger), self.facts(ledger)
        second = self.code(harness.SAMPLES, ledger=ledger, threads=2)
        self.assertEqual(second["documents"], 0)
        self.assertEqual(second["unchanged"], first["documents"])
        self.assertEqual(second["ledger"], first["ledger"])
        self.assertEqual(before, dump(ledger))
        self.assertEqual(facts, self.facts(ledger))

    def test_facts_without_a_ledger_are_those_of_the_ledger(self):
        ledger = self.path("1.db")
        self.code(harness.SAMPLES, ledger=ledger)
        printed = self.run_tadwin("code", harness.SAMPLES, "--facts", "--quiet").stdout
        self.assertEqual(printed, self.facts(ledger))
        self.assertEqual(os.listdir(self.folder), ["1.db"])

    def test_the_facts_file_keeps_its_contract(self):
        ledger = self.path("1.db")
        self.code(harness.SAMPLES, ledger=ledger)
        rows = [json.loads(line) for line in self.facts(ledger).decode().splitlines()]
        common = ["id", "doc", "kind", "begin", "end", "text", "status", "speaker", "rule"]
        own = {"event": ["plover", "mode", "subtype", "start", "stop", "date_text", "actor",
                         "target", "place", "killed", "injured", "weapon", "count", "outcome",
                         "context", "incident"],
               "tally": ["place", "n", "what", "period_start", "period_end"],
               "level": ["n", "what", "at"],
               "commitment": ["who", "to_whom", "due", "made_on"]}
        order = []
        for row in rows:
            self.assertEqual(list(row), common + own[row["kind"]] + ["evidence"])
            with open(os.path.join(harness.SAMPLES, row["doc"]), encoding="utf8",
                      newline="") as file:
                text = file.read()
            self.assertEqual(text[row["begin"]:row["end"]], row["text"])
            for begin, end in row["evidence"].values():
                self.assertTrue(0 <= begin < end <= len(text))
            first = min([row["begin"]] + [b for b, _ in row["evidence"].values()])
            order.append((row["doc"], first, row["id"]))
        self.assertEqual(order, sorted(order))
        self.assertEqual(len(rows), len({row["id"] for row in rows}))

    def test_a_run_that_was_stopped_is_continued(self):
        for i in range(6):
            for file in self.sample():
                with open(file, "rb") as source:
                    self.write(f"in/{i}_{os.path.basename(file)}", source.read() + b" %d\n" % i)
        whole, cut = self.path("whole.db"), self.path("cut.db")
        self.code(self.path("in"), ledger=whole, threads=2)
        with subprocess.Popen([harness.TADWIN, "code", self.path("in"), "--ledger", cut,
                               "--threads", "1"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            try:
                process.wait(0.35)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=120)
            # A signal before the run begins ends the program by itself.
            self.assertIn(process.returncode, (0, harness.INTERRUPTED, -signal.SIGINT), said)
        if os.path.exists(cut):
            self.assertEqual(dump(cut), dump(cut))  # whole documents, a ledger that opens
        self.code(self.path("in"), ledger=cut)
        self.assert_same(whole, cut)

    def test_a_run_that_was_killed_is_continued(self):
        shutil.copytree(harness.SAMPLES, self.path("in"))
        whole, cut = self.path("whole.db"), self.path("cut.db")
        self.code(self.path("in"), ledger=whole)
        for delay in (0.1, 0.3, 0.6):
            with subprocess.Popen([harness.TADWIN, "code", self.path("in"), "--ledger", cut,
                                   "--threads", "1"], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as process:
                try:
                    process.wait(delay)
                except subprocess.TimeoutExpired:
                    process.kill()
        self.code(self.path("in"), ledger=cut)
        self.assert_same(whole, cut)


if __name__ == "__main__":
    harness.main()
