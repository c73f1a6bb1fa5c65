"""Whole ledgers: backed up, restored, compacted, copied between engines and back without loss."""
import os
import re
import sqlite3
import sys

import harness
import postgres_server
from harness import Case


class Upkeep(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = None
        if postgres_server.programs():
            cls.server = postgres_server.Server()
            cls.addClassCleanup(cls.server.stop)

    def test_there_and_back_is_the_same_ledger(self):
        if self.server is None:
            self.skipTest(postgres_server.NOT_INSTALLED)
        first, back, url = self.path("first.db"), self.path("back.db"), self.server.ledger()
        self.code(harness.SAMPLES, ledger=first, threads=2)
        said = self.run_tadwin("copy", first, url).stdout.decode()
        self.assertRegex(said, r"\d+ documents, \d+ facts, \d+ incidents, \d+ rejects")
        self.assertEqual(self.facts(first), self.facts(url))
        self.run_tadwin("copy", url, back)
        self.assertEqual(harness.dump(first), harness.dump(back))
        # The copy in the server goes on as the ledger does.
        more = self.write("more.txt", harness.ARTICLE)
        for ledger in (first, url):
            self.code(more, ledger=ledger)
        self.assertEqual(self.run_tadwin("report", first).stdout,
                         self.run_tadwin("report", url).stdout)
        out = self.run_tadwin("copy", first, url, code=harness.USAGE)
        self.assertIn(b"there is a ledger with documents already", out.stderr)
        # A backup of the server's ledger is a file.
        self.run_tadwin("backup", url, self.path("backup.db"))
        self.assertEqual(harness.dump(first), harness.dump(self.path("backup.db")))
        self.run_tadwin("restore", back, url, "--replace")
        self.assertEqual(self.facts(back), self.facts(url))

    def test_a_backup_comes_back(self):
        ledger, backup = self.path("l.db"), self.path("b.db")
        self.code(self.write("a.txt", harness.ARTICLE), ledger=ledger)
        self.run_tadwin("backup", ledger, backup)
        before = harness.dump(ledger)
        self.assertEqual(before, harness.dump(backup))
        out = self.run_tadwin("backup", ledger, backup, code=harness.USAGE)
        self.assertIn(b"never writes over", out.stderr)
        self.code(self.write("b.txt", harness.ARTICLE + "!"), ledger=ledger)
        self.run_tadwin("restore", backup, ledger, code=harness.USAGE)
        self.assertNotEqual(before, harness.dump(ledger))
        self.run_tadwin("restore", backup, ledger, "--replace")
        self.assertEqual(before, harness.dump(ledger))
        self.run_tadwin("restore", backup, self.path("new.db"))
        self.assertEqual(before, harness.dump(self.path("new.db")))
        self.run_tadwin("backup", self.path("none.db"), self.path("c.db"), code=harness.NOT_FOUND)
        self.assertFalse(os.path.exists(self.path("none.db")))
        self.assertFalse(os.path.exists(self.path("c.db")))

    def test_compacting_gives_space_back(self):
        ledger = self.path("l.db")
        self.code(harness.SAMPLES, ledger=ledger, threads=2)
        before = harness.dump(ledger)
        db = sqlite3.connect(ledger)
        db.execute("CREATE TABLE filler (x)")
        db.execute("INSERT INTO filler VALUES (zeroblob(5000000))")
        db.execute("DROP TABLE filler")
        db.commit()
        db.close()
        size = os.path.getsize(ledger)
        said = self.run_tadwin("compact", ledger).stdout.decode()
        self.assertTrue(re.search(r"[\d.]+ MB, before [\d.]+ MB", said), said)
        self.assertLess(os.path.getsize(ledger), size - 4_000_000)
        self.assertEqual(before, harness.dump(ledger))

    def test_an_older_ledger_is_brought_up_to_date(self):
        ledger = self.path("l.db")
        schema = os.path.join(os.path.dirname(harness.SAMPLES), "..",
                              "src/store/testdata/ledger_v2.sql")
        db = sqlite3.connect(ledger)
        with open(schema, encoding="utf8") as file:
            db.executescript(file.read())
        db.close()
        out = self.run_tadwin("facts", ledger, code=harness.LEDGER)
        self.assertIn(b"tadwin migrate", out.stderr)
        self.run_tadwin("migrate", ledger)
        self.assertEqual(len(self.facts(ledger).splitlines()), 2)
        self.assertTrue(os.path.exists(ledger + ".v2.bak"))
        self.run_tadwin("migrate", ledger)
        self.assertFalse(os.path.exists(ledger + ".v4.bak"))


if __name__ == "__main__":
    if len(sys.argv) > 2 and postgres_server.programs() is None:
        print(postgres_server.NOT_INSTALLED)
    harness.main()
