"""Whatever is handed in: a clear message, a row in rejects, the documented exit code."""
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import unittest

import harness
from harness import ARTICLE, Case

# ErrorCode, as stored.
IO, BAD_ENCODING, BAD_FORMAT, EMPTY, NOT_ARABIC, TOO_LARGE = 3, 4, 5, 7, 8, 9


class BadDocuments(Case):
    def test_each_becomes_a_reject_and_the_rest_is_coded(self):
        self.write("in/good.txt", ARTICLE)
        self.write("in/empty.txt", b"")
        self.write("in/blank.txt", " \n\u200f\n")
        self.write("in/binary.txt", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20)
        self.write("in/utf16.txt", ARTICLE.encode("utf-16"))
        self.write("in/cp1256.txt", ARTICLE.encode("cp1256"))
        self.write("in/cut.txt", ARTICLE.encode()[:-3] + b"\xd9")
        self.write("in/line.txt", "قتل ".encode() * (50 * 1024 * 1024 // 7))
        self.write("in/english.txt", "Three soldiers were killed in Baghdad on Tuesday.")
        self.write("in/meta.txt", ARTICLE * 2)
        self.write("in/meta.meta.json", "{")
        os.symlink("nowhere", self.path("in/link.txt"))
        os.mkfifo(self.path("in/pipe.txt"))
        ledger = self.path("l.db")
        summary = self.code(self.path("in"), ledger=ledger, threads=2)
        self.assertEqual(summary["documents"], 1)
        rejects = {name: code for name, _, code, _ in self.rejects(ledger)}
        self.assertEqual(rejects, {
            "empty.txt": EMPTY, "blank.txt": EMPTY, "binary.txt": BAD_ENCODING,
            "utf16.txt": BAD_ENCODING, "cp1256.txt": BAD_ENCODING, "cut.txt": BAD_ENCODING,
            "line.txt": TOO_LARGE, "english.txt": NOT_ARABIC, "meta.txt": BAD_FORMAT,
            "link.txt": 2, "pipe.txt": IO})
        for name, _, _, message in self.rejects(ledger):
            self.assertNotIn(self.folder, message, name)
        report = self.run_tadwin("report", ledger, "--section", "rejects").stdout.decode()
        self.assertIn("line.txt", report)
        self.assertIn("16 MiB", report)

    def test_a_long_line_below_the_limit_is_coded_in_time(self):
        self.write("in/line.txt", (ARTICLE.strip() + " ") * 8000)
        summary = self.code(self.path("in"), ledger=self.path("l.db"))
        self.assertEqual(summary["documents"], 1)

    def test_a_path_that_is_not_there_stops_before_anything_is_written(self):
        good = self.write("good.txt", ARTICLE)
        out = self.run_tadwin("code", good, self.path("none"), "--ledger", self.path("l.db"),
                              code=harness.NOT_FOUND)
        self.assertIn(b"no such file or folder", out.stderr)
        self.assertFalse(os.path.exists(self.path("l.db")))
        os.mkdir(self.path("void"))
        out = self.run_tadwin("code", self.path("void"), "--ledger", self.path("l.db"),
                              code=harness.NOT_FOUND)
        self.assertIn(b"no *.txt file found", out.stderr)

    def test_a_folder_that_cannot_be_read(self):
        os.chmod(self.folder, 0o755)
        self.write("in/good.txt", ARTICLE)
        self.write("in/locked/a.txt", ARTICLE * 2)
        os.chmod(self.path("in/locked"), 0)
        os.mkdir(self.path("out"), 0o777)
        os.chmod(self.path("out"), 0o777)
        self.addCleanup(os.chmod, self.path("in/locked"), 0o755)
        command = [harness.TADWIN, "code", self.path("in"), "--ledger", self.path("out/l.db"),
                   "--quiet"]
        if os.geteuid() == 0:  # permissions do not bind root: become nobody
            if shutil.which("setpriv") is None:
                self.skipTest("needs setpriv to give up root")
            # The build folder itself may be closed to nobody.
            command[0] = shutil.copy(harness.TADWIN, self.path("tadwin"))
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + command
        out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(out.returncode, harness.NOT_FOUND, out.stderr)
        self.assertIn(b"the folder cannot be read", out.stderr)
        self.assertIn(b"locked", out.stderr)
        (name, _, code, _), = self.rejects(self.path("out/l.db"))
        self.assertTrue(name.endswith("locked"))
        self.assertEqual(code, IO)
        self.assertEqual(self.facts(self.path("out/l.db")).count(b"good.txt") > 0, True)


class BadLedgers(Case):
    def setUp(self):
        super().setUp()
        self.article = self.write("a.txt", ARTICLE)
        self.ledger = self.path("l.db")

    def refuses(self, message, code=harness.LEDGER):
        for arguments in (("code", self.article, "--ledger", self.ledger),
                          ("facts", self.ledger), ("report", self.ledger),
                          ("explain", self.ledger, "0" * 16)):
            out = self.run_tadwin(*arguments, code=code)
            self.assertIn(message, out.stderr.decode(), arguments)

    def test_another_schema_version(self):
        self.code(self.article, ledger=self.ledger)
        for version in (0, 1, 9999):
            with sqlite3.connect(self.ledger) as db:
                db.execute(f"PRAGMA user_version = {version}")
            db.close()
            before = open(self.ledger, "rb").read()
            self.refuses(f"the ledger has schema version {version}, this program reads and writes")
            self.assertEqual(before, open(self.ledger, "rb").read())

    def test_a_file_that_is_no_ledger(self):
        shutil.copy(self.article, self.ledger)
        self.refuses("this file is not a Tadwin ledger")
        self.assertEqual(open(self.ledger, encoding="utf8").read(), ARTICLE)
        os.remove(self.ledger)
        db = sqlite3.connect(self.ledger)
        db.execute("CREATE TABLE cats (name)")
        db.commit()
        db.close()
        self.refuses("not a Tadwin ledger")

    def test_a_ledger_that_is_not_there(self):
        for arguments in (("facts", self.ledger), ("report", self.ledger),
                          ("explain", self.ledger, "0" * 16)):
            out = self.run_tadwin(*arguments, code=harness.NOT_FOUND)
            self.assertIn(b"no such ledger", out.stderr)
        self.assertFalse(os.path.exists(self.ledger))
        out = self.run_tadwin("code", self.article, "--ledger", self.path("none/l.db"),
                              code=harness.DISK)
        self.assertIn(b"is its folder there", out.stderr)

    def test_a_damaged_ledger_ends_with_a_message(self):
        self.code(harness.SAMPLES, ledger=self.ledger)
        with open(self.ledger, "r+b") as file:
            size = file.seek(0, 2)
            for page in range(4096, size, 4096):
                file.seek(page)
                file.write(b"\xa5" * 512)
        self.run_tadwin("facts", self.ledger, code=harness.LEDGER)
        self.run_tadwin("code", self.article, "--ledger", self.ledger, code=harness.LEDGER)

    def test_a_fact_that_is_not_there(self):
        self.code(self.article, ledger=self.ledger)
        out = self.run_tadwin("explain", self.ledger, "no-such-id", code=harness.NOT_FOUND)
        self.assertIn(b"no fact and no incident of this id", out.stderr)


class FullDisk(Case):
    def assert_whole_then_finish(self, ledger, target):
        if os.path.exists(ledger):
            db = sqlite3.connect(ledger)
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(db.execute("PRAGMA foreign_key_check").fetchall(), [])
            db.close()
        whole = self.path("whole.db")
        self.code(harness.SAMPLES, ledger=whole)
        if target != ledger:
            shutil.copy(ledger, target)
        self.code(harness.SAMPLES, ledger=target)
        self.assertEqual(harness.dump(whole), harness.dump(target))

    def test_a_file_that_may_not_grow(self):
        ledger = self.path("l.db")

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (400 << 10, 400 << 10))
        out = self.run_tadwin("code", harness.SAMPLES, "--ledger", ledger, code=harness.DISK,
                              preexec_fn=limit)
        self.assertRegex(out.stderr.decode(), "all before is safe")
        self.assert_whole_then_finish(ledger, ledger)

    def test_a_full_file_system(self):
        disk = self.path("disk")
        os.mkdir(disk)
        mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", disk],
            stderr=subprocess.DEVNULL, check=False).returncode == 0
        if not mounted:
            self.skipTest("needs the right to mount a small file system")
        self.addCleanup(subprocess.run, ["umount", disk], check=False)
        ledger = os.path.join(disk, "l.db")
        out = self.run_tadwin("code", harness.SAMPLES, "--ledger", ledger, code=harness.DISK)
        self.assertRegex(out.stderr.decode(), "the disk is full|all before is safe")
        for suffix in ("-wal", "-shm"):
            if os.path.exists(ledger + suffix):
                shutil.copy(ledger + suffix, self.path("rescued.db" + suffix))
        self.assert_whole_then_finish(ledger, self.path("rescued.db"))

    def test_standard_output_that_is_full(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("needs /dev/full")
        article = self.write("a.txt", ARTICLE)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([harness.TADWIN, "code", article, "--facts"], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, harness.DISK)


class BadUse(Case):
    def test_wrong_flags_are_told_apart_from_failures(self):
        for arguments in ((), ("no-such-verb",), ("code",), ("code", "x", "--threads", "0"),
                          ("code", "x"), ("report",), ("facts",), ("code", "x", "--no-such-flag"),
                          ("report", "x.db", "--by", "week"), ("annotate",),
                          ("code", "--batch", "--facts")):
            self.run_tadwin(*arguments, code=harness.USAGE)

    def test_every_verb_has_help_with_exit_codes(self):
        for verb in ((), ("code",), ("report",), ("facts",), ("explain",), ("annotate",),
                     ("rules",), ("version",)):
            said = self.run_tadwin(*verb, "--help").stdout.decode()
            self.assertIn("Exit codes:", said)
            self.assertIn("130", said)
        self.assertIn("tadwin 0.", self.run_tadwin("version").stdout.decode())

    def test_mistakes_in_rules_are_all_printed_with_their_place(self):
        shutil.copytree(os.path.join(harness.SAMPLES, "../../rules"), self.path("rules"))
        self.run_tadwin("rules", "--check", "--rules", self.path("rules"))
        with open(self.path("rules/ar/time/broken.rules"), "w", encoding="utf8") as file:
            file.write("rule: time/broken\npattern: (\nmakes: x\n")
        self.write("rules/ar/time/broken.tsv", "surface\tvalue\nx\t1\t2\t3\n")
        out = self.run_tadwin("rules", "--check", "--rules", self.path("rules"),
                              code=harness.RULES)
        self.assertRegex(out.stderr.decode(), r"broken\.tsv:2:\d+: ")
        self.run_tadwin("rules", "--check", "--rules", self.path("none"), code=harness.NOT_FOUND)


if __name__ == "__main__":
    harness.main()
