"""A server of the tests' own: started on a free port, asked over HTTP, every answer held to the
description the server itself gives (openapi.json)."""
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

import harness
import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

API = "/api/v1"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {key.lower(): value for key, value in response.getheaders()}
        self.cookies = [value for key, value in response.getheaders() if key.lower() == "set-cookie"]
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """`tadwin serve` in a process of its own; stopped by stop()."""

    def __init__(self, ledger, *arguments, listen="127.0.0.1:0", env=None):
        self.process = subprocess.Popen(
            [harness.TADWIN, "serve", ledger, "--listen", listen, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        line = self.process.stdout.readline().decode()
        found = re.search(r"https?://([^/]*?):(\d+)/", line)
        if not found:
            self.process.wait(10)
            raise AssertionError(f"no address: {line!r} {self.process.stderr.read().decode()!r}")
        self.host, self.port = found.group(1), int(found.group(2))
        self.document = None

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        code = self.process.wait(30)
        self.process.stdout.close()
        error = self.process.stderr.read().decode()
        self.process.stderr.close()
        return code, error

    def connect(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, method, target, body=None, headers=None, connection=None):
        own = connection is None
        connection = connection or self.connect()
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers = {"Content-Type": "application/json", **(headers or {})}
        if isinstance(body, str):
            body = body.encode()
        connection.request(method, target, body=body, headers=headers or {})
        answer = Answer(connection.getresponse())
        if own:
            connection.close()
        return answer

    def raw(self, data, timeout=30):
        """What the server says to these bytes, until it closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as sock:
            sock.sendall(data)
            return read_all(sock)


def read_all(sock):
    out = b""
    while True:
        try:
            part = sock.recv(65536)
        except ConnectionResetError:
            return out
        if not part:
            return out
        out += part


class Description:
    """openapi.json, and whether an answer is what it says."""

    def __init__(self, document):
        self.document = document
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self.registry = Registry().with_resource("urn:openapi", resource)
        self.validators = {}

    def operation(self, method, path):
        for pattern, methods in self.document["paths"].items():
            expression = "^" + re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(pattern)) + "$"
            if re.match(expression, path) and method.lower() in methods:
                literal = "{" not in pattern
                if literal or path not in self.document["paths"]:
                    return pattern, methods[method.lower()]
        raise AssertionError(f"{method} {path} is not described")

    def check(self, method, target, answer):
        path = target.split("?")[0]
        pattern, operation = self.operation("GET" if method == "HEAD" else method, path[len(API):])
        described = operation["responses"].get(str(answer.status))
        if described is None:
            if answer.status < 400:
                raise AssertionError(f"{method} {target}: status {answer.status} is not described")
            described = operation["responses"]["default"]
        content = described.get("content", {})
        if not content or method == "HEAD":
            if answer.body:
                raise AssertionError(f"{method} {target}: a body nobody described")
            return
        media = answer.headers.get("content-type", "").split(";")[0]
        if media not in content and "*/*" not in content:
            raise AssertionError(f"{method} {target}: {media} is not one of {list(content)}")
        if media not in content:  # an export: the formats are described by schemas of their own
            return
        if media in ("application/json", "application/problem+json"):
            code = answer.status if str(answer.status) in operation["responses"] else "default"
            self.validate(pattern, method, code, media, answer.json)

    def validate(self, pattern, method, code, media, value):
        escape = lambda part: part.replace("~", "~0").replace("/", "~1")
        method = "get" if method == "HEAD" else method.lower()
        pointer = "/".join(["paths", escape(pattern), method, "responses", str(code), "content",
                            escape(media), "schema"])
        pointer = urllib.parse.quote(pointer, safe="/~")
        if pointer not in self.validators:
            self.validators[pointer] = jsonschema.Draft202012Validator(
                {"$ref": "urn:openapi#/" + pointer}, registry=self.registry)
        errors = sorted(self.validators[pointer].iter_errors(value), key=lambda e: e.json_path)
        if errors:
            raise AssertionError(f"{method} {pattern} {code}: {errors[0].json_path}: "
                                 f"{errors[0].message[:300]}")


class ServeCase(harness.Case):
    """A ledger of the samples coded once per class, and a server on it."""

    arguments = ()
    samples = None  # names of samples; None: all

    @classmethod
    def setUpClass(cls):
        cls.class_folder = tempfile.mkdtemp(prefix="tadwin_serve_")
        cls.ledger = os.path.join(cls.class_folder, "news.db")
        paths = [harness.SAMPLES] if cls.samples is None else [
            os.path.join(harness.SAMPLES, name) for name in cls.samples]
        subprocess.run([harness.TADWIN, "code", *paths, "--ledger", cls.ledger, "--quiet"],
                       check=True, timeout=300)
        cls.server = cls.start()
        document = cls.server.ask("GET", API + "/openapi.json").json
        cls.description = Description(document)

    @classmethod
    def start(cls):
        return Server(cls.ledger, *cls.arguments)

    @classmethod
    def tearDownClass(cls):
        code, error = cls.server.stop()
        shutil.rmtree(cls.class_folder, ignore_errors=True)
        if code != 0 or error:
            raise AssertionError(f"the server ended with {code}: {error}")

    def ask(self, method, target, body=None, headers=None, status=200, connection=None):
        """Asks the API; the answer must have this status and be as described."""
        answer = self.server.ask(method, target, body, headers, connection)
        self.assertEqual(answer.status, status, f"{method} {target}: {answer.body[:500]!r}")
        if target.startswith(API) and not target.startswith(API + "/openapi.json"):
            self.description.check(method, target, answer)
        return answer

    def check_paths(self, with_auth, headers=None):
        """Every path and method of the description is known to the server."""
        for path, methods in self.description.document["paths"].items():
            for method, operation in methods.items():
                if path == "/events" or operation.get("x-with-auth", False) and not with_auth:
                    continue
                if (method, path) == ("delete", "/session"):
                    continue
                target = API + path.replace("{", "none-").replace("}", "")
                answer = self.server.ask(method.upper(), target, headers=headers)
                self.assertNotEqual(answer.status, 405, f"{method} {path}")
                if answer.status == 404:
                    self.assertIn("{", path, f"{method} {path}")
                    self.assertNotIn("no such path", answer.json["detail"], f"{method} {path}")

    def get(self, path, status=200, headers=None, **query):
        target = API + path
        if query:
            target += "?" + urllib.parse.urlencode(query)
        return self.ask("GET", target, status=status, headers=headers).json

    def walk(self, path, limit, **query):
        """Every item of a list, page by page."""
        items, cursor, total = [], None, None
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = self.get(path, limit=limit, **query, **more)
            self.assertLessEqual(len(page["items"]), limit)
            self.assertTrue(total is None or total == page["total"])
            total = page["total"]
            items += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
            self.assertEqual(len(page["items"]), limit)
        self.assertEqual(len(items), total)
        return items

    def wait_for(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        self.fail("it did not happen")


class Listener(threading.Thread):
    """Reads server-sent events until closed."""

    def __init__(self, server, headers=None):
        super().__init__(daemon=True)
        self.connection = server.connect(timeout=60)
        self.connection.request("GET", API + "/events", headers=headers or {})
        self.response = self.connection.getresponse()
        self.events = []
        self.start()

    def run(self):
        name = None
        try:
            for line in self.response:
                line = line.decode().rstrip("\n")
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: "):
                    self.events.append((name, json.loads(line[6:])))
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass

    def close(self):
        self.response.close()
        self.connection.close()
