"""A PostgreSQL server of a test's own: Debian's package, in a temporary folder, on a socket in it."""
import ctypes
import glob
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time

NOT_INSTALLED = "PostgreSQL is not installed, its tests are skipped: tools/install_deps.sh check"


def programs():
    """The folder of the newest server, or None."""
    found = [(int(match.group(1)), path)
             for path in glob.glob("/usr/lib/postgresql/*/bin/postgres")
             if (match := re.search(r"postgresql/(\d+)/", path)) and int(match.group(1)) >= 15]
    return os.path.dirname(max(found)[1]) if found else None


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGINT)


class Server:
    """Started by start(), stopped by stop(); ledger() gives a new place for a ledger."""

    def __init__(self):
        self.programs = programs()
        self.folder = tempfile.mkdtemp(prefix="tadwin_pg_", dir="/tmp")
        self.data = os.path.join(self.folder, "data")
        self.log = open(os.path.join(self.folder, "log"), "ab")
        self.process = None
        self.ledgers = 0
        self.rights = {}
        if os.geteuid() == 0:
            names = {entry.pw_name: entry for entry in pwd.getpwall()}
            user = names.get("postgres") or names["nobody"]
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.rights = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        subprocess.run([f"{self.programs}/initdb", "-D", self.data, "-U", "tadwin", "--auth=trust",
                        "--encoding=UTF8", "--locale=C", "--no-sync"], check=True,
                       stdout=self.log, stderr=self.log, cwd="/", **self.rights)
        self.start()

    def url(self, schema=None):
        url = f"postgresql://tadwin@/postgres?host={self.folder}"
        return url + (f"&options=-csearch_path%3D{schema}" if schema else "")

    def start(self):
        self.process = subprocess.Popen(
            [f"{self.programs}/postgres", "-D", self.data, "-c", "listen_addresses=",
             "-c", f"unix_socket_directories={self.folder}", "-c", "shared_buffers=32MB",
             "-c", "max_connections=30"],
            stdout=self.log, stderr=self.log, cwd="/", preexec_fn=_die_with_parent, **self.rights)
        deadline = time.monotonic() + 60
        while subprocess.run([f"{self.programs}/pg_isready", "-h", self.folder, "-q"],
                             check=False).returncode != 0:
            if time.monotonic() > deadline:
                raise RuntimeError("the server does not answer")
            time.sleep(0.05)

    def end(self, how):
        """SIGINT ends it in good order, SIGQUIT at once, as a crash does."""
        self.process.send_signal(how)
        self.process.wait()

    def stop(self):
        self.end(signal.SIGINT)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, text, schema=None):
        return subprocess.run([f"{self.programs}/psql", "-X", "-q", "-A", "-t", "-v",
                               "ON_ERROR_STOP=1", "-c", text, self.url(schema)],
                              check=True, stdout=subprocess.PIPE).stdout.decode()

    def ledger(self):
        self.ledgers += 1
        schema = f"ledger{self.ledgers}"
        self.sql(f"CREATE SCHEMA {schema}")
        return self.url(schema)
