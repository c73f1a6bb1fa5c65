"""Whatever happens to a run, nothing that was told as kept is lost: after each fault the ledger
opens, is whole, and running the same again makes it the ledger of an undisturbed run.

TADWIN_FAULT_POINTS=200 in the environment: so many kills instead of a few.
"""
import contextlib
import glob
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

import harness
import postgres_server
from harness import Case

POINTS = int(os.environ.get("TADWIN_FAULT_POINTS", "12"))
ARTICLES = 20


MOUNTING = unittest.skipUnless(os.geteuid() == 0, "needs the right to mount a small file system")


class Faults(Case):
    undisturbed = None  # the dump of a run that nothing befell

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        files = sorted(glob.glob(os.path.join(harness.SAMPLES, "*.txt")), key=os.path.getsize)
        # Of every size but the largest: a run is to be short.
        step = max(1, len(files) * 3 // 4 // ARTICLES)
        cls.articles = files[::step][:ARTICLES]
        said = subprocess.run([harness.TADWIN, "--help"], check=True, stdout=subprocess.PIPE)
        cls.can_verify = b"\n  verify " in said.stdout

    def setUp(self):
        super().setUp()
        if Faults.undisturbed is None:
            self.code(*self.articles, ledger=self.path("undisturbed.db"))
            Faults.size = os.path.getsize(self.path("undisturbed.db"))
            Faults.undisturbed = harness.dump(self.path("undisturbed.db"))

    def start(self, ledger, articles=None, **more):
        return subprocess.Popen([harness.TADWIN, "code", *(articles or self.articles), "--ledger",
                                 ledger, "--threads", "1", "--json"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)

    def finish(self, run):
        said = run.communicate(timeout=300)[1].decode()
        return run.returncode, said

    def written(self, ledger):
        """How far a run has come, as a share: more than 1 when it links."""
        size = 0
        for end in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                size += os.path.getsize(ledger + end)
        return size / self.size

    def start_until(self, ledger, share, then=0.0):
        """A run that has written so much, or has ended."""
        run = self.start(ledger)
        while run.poll() is None and self.written(ledger) < share:
            time.sleep(0.001)
        time.sleep(then)
        return run

    def kill_at(self, ledger, random_):
        """Whether the run was at work when it was killed."""
        run = self.start_until(ledger, random_.random() * 1.2, random_.random() * 0.05)
        at_work = run.poll() is None
        run.kill()
        self.finish(run)
        return at_work

    def mount(self, size):
        disk = self.path("disk")
        os.mkdir(disk)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=False)
        return disk

    def assert_whole(self, ledger):
        """What is there opens and is in order; the number of its documents."""
        if not os.path.exists(ledger) or os.path.getsize(ledger) == 0:
            return 0
        db = sqlite3.connect(ledger)
        try:
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(db.execute("PRAGMA foreign_key_check").fetchall(), [])
            if not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                return 0
            documents = db.execute("SELECT count(*) FROM documents").fetchone()[0]
        finally:
            db.close()
        self.facts(ledger)
        if self.can_verify:
            self.run_tadwin("verify", ledger)
        return documents

    def assert_finished(self, ledger):
        self.code(*self.articles, ledger=ledger)
        self.assertEqual(harness.dump(ledger), self.undisturbed)
        if self.can_verify:
            self.run_tadwin("verify", ledger)


class Sqlite(Faults):
    def test_killed_at_any_point(self):
        random_ = random.Random(1)
        partial = 0
        for point in range(POINTS):
            ledger = self.path(f"{point}.db")
            with self.subTest(point=point):
                self.kill_at(ledger, random_)
                documents = self.assert_whole(ledger)
                partial += 0 < documents < len(self.articles)
                self.assert_finished(ledger)
            for file in glob.glob(ledger + "*"):
                os.remove(file)
        self.assertGreater(partial, 0, "no kill hit a run at work")

    def test_killed_again_and_again(self):
        random_ = random.Random(2)
        ledger = self.path("l.db")
        before = 0
        for _ in range(6):
            self.kill_at(ledger, random_)
            documents = self.assert_whole(ledger)
            self.assertGreaterEqual(documents, before)
            before = documents
        self.assert_finished(ledger)

    def test_a_file_that_may_not_grow(self):
        random_ = random.Random(3)
        for point in range(max(3, POINTS // 5)):
            ledger = self.path(f"{point}.db")
            size = random_.randrange(8 << 10, self.size)

            def limit(size=size):
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            with self.subTest(size=size):
                code, said = self.finish(self.start(ledger, preexec_fn=limit))
                if code != harness.OK:
                    self.assertEqual(code, harness.DISK, said)
                    self.assertRegex(said, "all before is safe|the disk is full")
                self.assert_whole(ledger)
                self.assert_finished(ledger)

    @MOUNTING
    def test_a_full_file_system_that_gets_room(self):
        disk = self.mount("300k")
        ledger = os.path.join(disk, "l.db")
        code, said = self.finish(self.start(ledger))
        self.assertEqual(code, harness.DISK, said)
        subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)
        self.assert_whole(ledger)
        self.assert_finished(ledger)

    @MOUNTING
    def test_a_file_system_that_turns_read_only(self):
        disk = self.mount("50m")
        ledger = os.path.join(disk, "l.db")
        self.code(*self.articles[:5], ledger=ledger)
        before = self.facts(ledger)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        code, said = self.finish(self.start(ledger))
        self.assertEqual(code, harness.DISK, said)
        self.assertEqual(before, self.facts(ledger))
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        self.assert_whole(ledger)
        self.assert_finished(ledger)

    def test_a_folder_that_may_not_be_written(self):
        folder = self.path("folder")
        os.mkdir(folder)
        ledger = os.path.join(folder, "l.db")
        self.code(*self.articles[:5], ledger=ledger)
        before = self.facts(ledger)
        rights = {}
        if os.geteuid() == 0:  # root may write anywhere; nobody may not
            rights = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            os.chmod(self.folder, 0o755)
        os.chmod(folder, 0o555)
        os.chmod(ledger, 0o444)
        try:
            try:
                out = subprocess.run([harness.TADWIN, "facts", ledger], check=False, cwd="/",
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, **rights)
            except PermissionError:
                self.skipTest("the program may not be run by another user here")
            self.assertEqual((out.returncode, out.stdout), (harness.OK, before), out.stderr)
            code, said = self.finish(self.start(ledger, cwd="/", **rights))
            self.assertEqual(code, harness.DISK, said)
        finally:
            os.chmod(folder, 0o755)
            os.chmod(ledger, 0o644)
        self.assert_whole(ledger)
        self.assert_finished(ledger)

    def test_two_writers_at_once(self):
        for attempt in range(3):
            ledger = self.path(f"{attempt}.db")
            half = self.articles[::2] if attempt == 0 else self.articles
            runs = [self.start(ledger, half), self.start(ledger, self.articles[::-1])]
            for run in runs:
                code, said = self.finish(run)
                if code != harness.OK:
                    self.assertEqual(code, harness.LEDGER, said)
                    self.assertIn("another process is writing", said)
            self.assert_whole(ledger)
            self.assert_finished(ledger)

    def test_a_copy_torn_by_a_run(self):
        """The file alone, or with its log, as `cp` finds them while a run writes."""
        random_ = random.Random(4)
        for point in range(max(4, POINTS // 4)):
            ledger, copy = self.path(f"{point}.db"), self.path(f"copy{point}.db")
            run = self.start_until(ledger, random_.random())
            for end in ("", "-wal") if point % 2 else ("",):
                if os.path.exists(ledger + end):
                    shutil.copy(ledger + end, copy + end)
            self.assertEqual(self.finish(run)[0], harness.OK)
            self.assertEqual(harness.dump(ledger), self.undisturbed)
            if not os.path.exists(copy):
                continue
            # Whole, or told as damaged; in neither case is the ledger itself touched.
            code, said = self.finish(self.start(copy))
            if code == harness.OK:
                self.assert_finished(copy)
            else:
                self.assertEqual(code, harness.LEDGER, said)
            self.assertEqual(harness.dump(ledger), self.undisturbed)

    def test_a_copy_cut_short(self):
        ledger = self.path("l.db")
        self.code(*self.articles, ledger=ledger)
        self.run_tadwin("backup", ledger, self.path("backup.db"))
        size = os.path.getsize(ledger)
        for share in (0.2, 0.5, 0.9):
            torn = self.path(f"torn{share}.db")
            shutil.copy(ledger, torn)
            os.truncate(torn, int(size * share))
            out = self.run_tadwin("backup", torn, self.path("never.db"), code=harness.LEDGER)
            self.assertRegex(out.stderr.decode(), "damaged")
            self.assertFalse(os.path.exists(self.path("never.db")))
            self.run_tadwin("restore", torn, ledger, "--replace", code=harness.LEDGER)
            self.assertEqual(harness.dump(ledger), self.undisturbed)
            # The backup makes it whole again.
            self.run_tadwin("restore", self.path("backup.db"), torn, "--replace")
            self.assert_finished(torn)


class Postgres(Faults):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if postgres_server.programs() is None:
            raise unittest.SkipTest(postgres_server.NOT_INSTALLED)
        cls.server = postgres_server.Server()
        cls.addClassCleanup(cls.server.stop)

    @staticmethod
    def schema(url):
        return re.search(r"search_path%3D(\w+)", url).group(1)

    def count(self, url):
        schema = self.schema(url)
        if not self.server.sql(f"SELECT to_regclass('{schema}.documents')").strip():
            return 0
        return int(self.server.sql("SELECT count(*) FROM documents", schema))

    def written(self, url):
        return self.count(url) / len(self.articles)

    def documents(self, url):
        """What is there opens and is in order; the number of its documents."""
        documents = self.count(url)
        if documents > 0:
            self.facts(url)
            if self.can_verify:
                self.run_tadwin("verify", url)
        return documents

    def assert_finished(self, url):
        self.code(*self.articles, ledger=url)
        copy = self.path("copy.db")
        self.run_tadwin("backup", url, copy)
        self.assertEqual(harness.dump(copy), self.undisturbed)
        os.remove(copy)

    def test_killed_at_any_point(self):
        random_ = random.Random(5)
        at_work = 0
        for point in range(max(4, POINTS // 2)):
            url = self.server.ledger()
            with self.subTest(point=point):
                at_work += self.kill_at(url, random_)
                self.documents(url)
                self.assert_finished(url)
        self.assertGreater(at_work, 0, "no kill hit a run at work")

    def test_a_server_restarted_in_mid_transaction(self):
        random_ = random.Random(6)
        lost = 0
        for point in range(max(4, POINTS // 4)):
            url = self.server.ledger()
            with self.subTest(point=point):
                run = self.start_until(url, random_.random())
                # In good order, or as a crash does it.
                self.server.end(signal.SIGINT if point % 2 else signal.SIGQUIT)
                code, said = self.finish(run)
                self.server.start()
                if code != harness.OK:
                    lost += 1
                    self.assertEqual(code, harness.LEDGER, said)
                    self.assertRegex(said, "was lost|cannot connect")
                self.documents(url)
                self.assert_finished(url)
        self.assertGreater(lost, 0, "no restart hit a run at work")

    @MOUNTING
    def test_a_full_disk_of_the_server(self):
        disk = self.mount("200m")
        os.chmod(self.folder, 0o755)
        shutil.chown(disk, self.server.rights["user"], self.server.rights["group"])
        self.server.sql(f"CREATE TABLESPACE small LOCATION '{disk}'")
        url = self.server.ledger() + "%20-cdefault_tablespace%3Dsmall"
        self.code(self.articles[-1], ledger=url)
        used = shutil.disk_usage(disk).used
        subprocess.run(["mount", "-o", f"remount,size={used + (100 << 10)}", disk], check=True)
        code, said = self.finish(self.start(url))
        self.assertEqual(code, harness.DISK, said)
        self.assertIn("the server's disk is full", said)
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        self.assert_finished(url)
        self.server.sql(f"SET client_min_messages = error; DROP SCHEMA {self.schema(url)} CASCADE")
        self.server.sql("DROP TABLESPACE small")

    def test_two_writers_at_once(self):
        for attempt in range(2):
            url = self.server.ledger()
            half = self.articles[::2] if attempt == 0 else self.articles
            runs = [self.start(url, half), self.start(url, self.articles[::-1])]
            for run in runs:
                code, said = self.finish(run)
                if code != harness.OK:
                    self.assertEqual(code, harness.LEDGER, said)
                    self.assertIn("another process is writing", said)
            self.assert_finished(url)


if __name__ == "__main__":
    harness.main()
