"""A ledger in PostgreSQL answers every verb with the bytes that one in SQLite gives."""
import json
import sys
import unittest

import harness
import postgres_server
from harness import Case


class TwoEngines(Case):
    @classmethod
    def setUpClass(cls):
        cls.server = postgres_server.Server()
        cls.addClassCleanup(cls.server.stop)

    def same(self, *arguments, **more):
        """Runs a verb on both ledgers; LEDGER stands for the ledger."""
        out = [self.run_tadwin(*(ledger if word == "LEDGER" else word for word in arguments),
                               **more).stdout for ledger in (self.file, self.url)]
        self.assertEqual(out[0], out[1], arguments)
        return out[0]

    def test_every_verb_gives_the_same_bytes(self):
        self.file, self.url = self.path("l.db"), self.server.ledger()
        self.code(harness.SAMPLES, ledger=self.file, threads=2)
        self.code(harness.SAMPLES, ledger=self.url, threads=2)
        facts = self.same("facts", "LEDGER").decode().splitlines()
        self.assertGreater(len(facts), 1000)
        self.same("report", "LEDGER")
        self.same("report", "LEDGER", "--json")
        self.same("report", "LEDGER", "--csv")
        self.same("report", "LEDGER", "--by", "month", "--contested", "--place", "IQ")
        self.same("due", "LEDGER", "--as-of", "2020-10-01", "--json")
        self.same("reuse", "LEDGER", "--json")
        for line in facts[::150]:
            self.same("explain", "LEDGER", json.loads(line)["id"])

    def test_what_came_by_turns_is_what_came_at_once(self):
        self.file, self.url = self.path("l.db"), self.server.ledger()
        articles = [self.write(f"{i}.txt", f"{harness.ARTICLE}وقتل {i + 3} مدنيين في الموصل.\n")
                    for i in range(8)]
        self.code(*articles, ledger=self.file)
        for article in reversed(articles):
            self.code(article, ledger=self.url)
        again = self.code(*articles, ledger=self.url)
        self.assertEqual(again["sentences"], 0, again)
        self.same("facts", "LEDGER")
        self.same("report", "LEDGER", "--json")

    def test_rejects_and_names_are_kept(self):
        self.file, self.url = self.path("l.db"), self.server.ledger()
        paths = [self.write("a.txt", harness.ARTICLE), self.write("b.txt", harness.ARTICLE),
                 self.write("empty.txt", ""), self.write("zero.txt", "a\0b"),
                 self.write("bad.txt", b"\xff\xfe\xfd\xd8"),
                 self.write(b"name\xff.txt".decode("utf8", "surrogateescape"), harness.ARTICLE),
                 self.write("c.txt", harness.ARTICLE + "."),
                 self.write("c.meta.json", '{"title": "a\\u0000b"}')]
        for ledger in (self.file, self.url):
            self.code(*paths[:-1], ledger=ledger)
        self.same("report", "LEDGER", "--json")
        self.same("facts", "LEDGER")

    def test_what_is_no_ledger_is_refused(self):
        url = self.server.ledger()
        self.run_tadwin("facts", url, code=harness.NOT_FOUND)
        schema = url.rsplit("%3D", 1)[1]
        self.server.sql("CREATE TABLE cats (name TEXT)", schema)
        out = self.run_tadwin("code", self.write("a.txt", harness.ARTICLE), "--ledger", url,
                              code=harness.LEDGER)
        self.assertIn(b"holds other tables", out.stderr)
        out = self.run_tadwin("facts", "postgresql://u:secret@127.0.0.1:1/x", code=harness.LEDGER)
        self.assertIn(b"cannot connect", out.stderr)
        self.assertNotIn(b"secret", out.stderr)

    def test_a_reader_may_not_write_and_needs_no_right_to(self):
        url = self.server.ledger()
        schema = url.rsplit("%3D", 1)[1]
        self.code(self.write("a.txt", harness.ARTICLE), ledger=url)
        self.server.sql(f"CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA {schema} TO reader; "
                        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
        reader = url.replace("tadwin@", "reader@")
        self.assertEqual(self.facts(url), self.facts(reader))
        out = self.run_tadwin("code", self.write("b.txt", harness.ARTICLE + "!"), "--ledger", reader,
                              code=harness.DISK)
        self.assertIn(b"may not be written", out.stderr)


if __name__ == "__main__":
    if postgres_server.programs() is None:
        print(postgres_server.NOT_INSTALLED)
        sys.exit(0)
    harness.main()
