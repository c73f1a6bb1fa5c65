"""What the end-to-end tests share: running the program, and the full content of a ledger."""
import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

TADWIN = os.path.abspath(sys.argv[1]) if len(sys.argv) > 2 else ""
SAMPLES = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else ""

OK, USAGE, NOT_FOUND, LEDGER, DISK, RULES, ALTERED, INTERRUPTED = 0, 2, 3, 4, 5, 6, 7, 130

# Tables of who changed what and when; what holds is in the others.
RECORD = ("runs", "revisions", "document_history", "fact_history")

# An Arabic article of one sentence, for tests that need any document at all.
ARTICLE = "قتل ثلاثة جنود في انفجار عبوة ناسفة في بغداد يوم الثلاثاء.\n"


class Case(unittest.TestCase):
    """A folder of its own per test, and the program."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="tadwin_e2e_")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return path

    def run_tadwin(self, *arguments, code=OK, stdin=b"", **more):
        result = subprocess.run([TADWIN, *arguments], input=stdin, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, timeout=300, check=False, **more)
        self.assertEqual(result.returncode, code,
                         f"{arguments}: {result.stderr.decode(errors='replace')}")
        return result

    def code(self, *paths, ledger, threads=1, code=OK, **more):
        out = self.run_tadwin("code", *paths, "--ledger", ledger, "--threads", str(threads),
                              "--json", code=code, **more)
        return json.loads(out.stdout) if out.stdout else {}

    def facts(self, ledger):
        return self.run_tadwin("facts", ledger).stdout

    def rejects(self, ledger):
        with contextlib.closing(sqlite3.connect(ledger)) as db:
            return db.execute("SELECT name, sha256, code, message FROM rejects "
                              "ORDER BY name").fetchall()


def dump(ledger, without=()):
    """Every table of the file but those of `without`, and but for those that tell who changed it
    when and in which order. Of the search index, whose layout hangs on the order of writing, what it
    finds: the documents of each word."""
    with contextlib.closing(sqlite3.connect(ledger)) as db:
        lines = []
        schema = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        for kind, name, sql in schema:
            lines.append(repr((kind, name, sql)))
            if name.startswith("document_search") or name in RECORD or name in without:
                continue
            if kind == "table":
                lines += [repr(row) for row in db.execute(f'SELECT * FROM "{name}"')]
        db.execute("CREATE VIRTUAL TABLE temp.words USING "
                   "fts5vocab (main, document_search, instance)")
        lines += [repr(row) for row in
                  db.execute("SELECT term, doc, offset FROM temp.words ORDER BY 1, 2, 3")]
        for pragma in ("user_version", "application_id", "page_size"):
            lines.append(f"{pragma} {db.execute(f'PRAGMA {pragma}').fetchone()}")
        return "\n".join(lines)


def main():
    """Runs the cases of the calling module."""
    if not TADWIN:
        sys.exit("usage: <test>.py TADWIN SAMPLES")
    unittest.main(argv=[sys.argv[0]], verbosity=2)
