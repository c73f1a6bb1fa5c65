"""`tadwin serve --auth`: who may do what, cookies, CSRF, tokens, throttling, the audit, TLS."""
import http.client
import json
import os
import ssl
import subprocess

import harness
from serve_harness import API, Answer, ServeCase, Server

PASSWORD = "correct horse battery"
SAMPLES = ("001_haditha_checkpoint_wire.txt", "050_kuwait_expulsion.txt")


def add_user(users, name, role, password=PASSWORD):
    subprocess.run([harness.TADWIN, "users", "add", users, name, "--role", role],
                   input=password.encode() + b"\n", check=True, timeout=60)


class AuthCase(ServeCase):
    samples = SAMPLES

    @classmethod
    def start(cls):
        cls.users = os.path.join(cls.class_folder, "users.db")
        for role in ("reader", "coder", "editor", "admin"):
            add_user(cls.users, role, role)
        return Server(cls.ledger, "--auth", cls.users)

    def sign_in(self, name, password=PASSWORD, status=200):
        answer = self.ask("POST", API + "/session", {"name": name, "password": password},
                          status=status)
        if status != 200:
            return None
        (cookie,) = answer.cookies
        for word in ("HttpOnly", "Secure", "SameSite=Strict", "Path=/"):
            self.assertIn(word, cookie)
        return {"Cookie": cookie.split(";")[0], "X-CSRF-Token": answer.json["csrf"]}


class RolesTest(AuthCase):
    def test_every_path_of_the_description_is_there(self):
        self.check_paths(with_auth=True, headers=self.sign_in("admin"))

    def test_nothing_is_read_without_signing_in(self):
        for path in ("/overview", "/incidents", "/facts", "/jobs", "/events", "/exports/facts.jsonl",
                     "/users", "/audit", "/tokens"):
            answer = self.ask("GET", API + path, status=401)
            self.assertIn("Bearer", answer.headers["www-authenticate"])
        self.ask("POST", API + "/code", {"text": harness.ARTICLE}, status=401)
        self.assertEqual(self.server.ask("GET", "/metrics").status, 401)
        for path in ("/", "/healthz", "/readyz", API + "/openapi.json"):
            self.assertEqual(self.server.ask("GET", path).status, 200)
        session = self.get("/session")
        self.assertEqual((session["auth"], session["user"], session["csrf"]), (True, None, None))

    def test_each_role_may_what_it_may(self):
        text = {"text": harness.ARTICLE, "store": True}
        for role, may in (("reader", 0), ("coder", 1), ("editor", 1), ("admin", 2)):
            me = self.sign_in(role)
            self.ask("GET", API + "/overview", headers=me)
            self.ask("POST", API + "/code", {"text": harness.ARTICLE}, me)
            self.ask("POST", API + "/code", text, me, status=200 if may >= 1 else 403)
            self.ask("GET", API + "/users", headers=me, status=200 if may >= 2 else 403)
            self.ask("GET", API + "/audit", headers=me, status=200 if may >= 2 else 403)
            # Everybody exports; with the names of victims only who may edit.
            self.ask("GET", API + "/exports/csv", headers=me)
            self.ask("GET", API + "/exports/csv?redact=false", headers=me,
                     status=200 if role in ("editor", "admin") else 403)
            session = self.ask("GET", API + "/session", headers=me).json
            self.assertEqual((session["user"], session["role"]), (role, role))

    def test_signing_out_ends_the_session(self):
        me = self.sign_in("reader")
        self.ask("GET", API + "/overview", headers=me)
        self.ask("DELETE", API + "/session", headers=me, status=204)
        self.ask("GET", API + "/overview", headers=me, status=401)

    def test_a_write_needs_the_token_of_the_session(self):
        me = self.sign_in("coder")
        for headers in ({"Cookie": me["Cookie"]}, {**me, "X-CSRF-Token": "guess"}):
            for method, path in (("POST", "/code"), ("DELETE", "/session")):
                body = {"text": harness.ARTICLE} if method == "POST" else None
                answer = self.ask(method, API + path, body, headers, status=403)
                self.assertEqual(answer.json["code"], "csrf")
        self.ask("POST", API + "/code", {"text": harness.ARTICLE},
                 {**me, "Origin": "https://evil.example"}, status=403)
        self.ask("POST", API + "/session", {"name": "coder", "password": PASSWORD},
                 {"Origin": "https://evil.example"}, status=403)
        self.ask("POST", API + "/session", b"name=coder&password=" + PASSWORD.encode(),
                 {"Content-Type": "application/x-www-form-urlencoded"}, status=415)

    def test_tokens_may_what_their_scopes_say_and_are_shown_once(self):
        me = self.sign_in("coder")
        made = self.ask("POST", API + "/tokens", {"label": "a", "scopes": ["read"], "days": 1}, me,
                        status=201).json
        bearer = {"Authorization": "Bearer " + made["token"]}
        self.ask("GET", API + "/overview", headers=bearer)
        self.ask("POST", API + "/code", {"text": harness.ARTICLE, "store": True}, bearer, status=403)
        self.ask("POST", API + "/tokens", {"label": "b", "scopes": ["read"], "days": 1}, bearer,
                 status=403)
        self.ask("POST", API + "/tokens", {"label": "b", "scopes": ["admin"], "days": 1}, me,
                 status=403)
        for wrong in ({"label": "b", "scopes": [], "days": 1}, {"label": "b", "scopes": ["read"]},
                      {"label": "b", "scopes": ["fly"], "days": 1},
                      {"label": "b", "scopes": ["read"], "days": 0}):
            self.ask("POST", API + "/tokens", wrong, me, status=400)
        rows = self.ask("GET", API + "/tokens", headers=me).json["items"]
        self.assertIn(made["row"]["id"], [row["id"] for row in rows])
        with open(self.users, "rb") as file:
            self.assertNotIn(made["token"].encode(), file.read())
        other = self.sign_in("reader")
        self.assertEqual(self.ask("GET", API + "/tokens", headers=other).json["items"], [])
        self.ask("DELETE", API + "/tokens/" + made["row"]["id"], headers=other, status=404)
        self.ask("DELETE", API + "/tokens/" + made["row"]["id"], headers=me, status=204)
        self.ask("GET", API + "/overview", headers=bearer, status=401)

    def test_an_admin_adds_and_removes_users(self):
        me = self.sign_in("admin")
        new = {"name": "guest", "password": "a long enough one", "role": "reader"}
        self.ask("POST", API + "/users", new, me, status=201)
        self.ask("POST", API + "/users", new, me, status=400)
        for wrong in ({**new, "name": "x y"}, {**new, "name": "z", "role": "king"},
                      {**new, "name": "z", "password": "short"}):
            self.ask("POST", API + "/users", wrong, me, status=400)
        guest = self.sign_in("guest", "a long enough one")
        self.ask("DELETE", API + "/users/guest", headers=me, status=204)
        self.ask("GET", API + "/overview", headers=guest, status=401)
        self.ask("DELETE", API + "/users/guest", headers=me, status=404)
        self.ask("DELETE", API + "/users/admin", headers=me, status=400)
        names = [row["name"] for row in self.ask("GET", API + "/users", headers=me).json["items"]]
        self.assertNotIn("guest", names)
        self.assertIn("admin", names)

    def test_a_new_password_ends_other_sessions(self):
        admin = self.sign_in("admin")
        self.ask("POST", API + "/users",
                 {"name": "mover", "password": PASSWORD, "role": "reader"}, admin, status=201)
        first, second = self.sign_in("mover"), self.sign_in("mover")
        self.ask("POST", API + "/password", {"old": "wrong", "new": "another long one"}, first,
                 status=403)
        self.ask("POST", API + "/password", {"old": PASSWORD, "new": "short"}, first, status=400)
        self.ask("POST", API + "/password", {"old": PASSWORD, "new": "another long one"}, first,
                 status=204)
        self.ask("GET", API + "/overview", headers=first)
        self.ask("GET", API + "/overview", headers=second, status=401)
        self.sign_in("mover", status=401)
        self.sign_in("mover", "another long one")

    def test_every_sign_in_and_change_is_in_the_audit(self):
        me = self.sign_in("coder")
        self.ask("POST", API + "/code", {"text": harness.ARTICLE + "\n2", "store": True}, me)
        self.ask("DELETE", API + "/session", headers=me, status=204)
        admin = self.sign_in("admin")
        entries = self.ask("GET", API + "/audit?limit=1000", headers=admin).json["items"]
        self.assertEqual(entries[0]["action"], "sign_in")
        of_coder = [entry["action"] for entry in entries if entry["user"] == "coder"]
        for action in ("sign_in", "POST /api/v1/code", "sign_out"):
            self.assertIn(action, of_coder)
        self.assertIn("users_add", [entry["action"] for entry in entries])
        self.assertTrue(all(entry["at"] for entry in entries))

    def test_hostile_cookies_and_tokens_are_nobody(self):
        for headers in ({"Cookie": "tadwin_session="}, {"Cookie": "tadwin_session=' OR 1=1 --"},
                        {"Cookie": "=; ;;tadwin_session"}, {"Cookie": "tadwin_session=" + "a" * 9000},
                        {"Authorization": "Bearer "}, {"Authorization": "Bearer tdw_" + "a" * 43},
                        {"Authorization": "Basic Y29kZXI6eA=="}):
            self.ask("GET", API + "/overview", headers=headers, status=401)


class ThrottleTest(AuthCase):
    def test_guessing_is_slowed_down(self):
        for _ in range(5):
            self.sign_in("reader", "a wrong password", status=401)
        answer = self.ask("POST", API + "/session", {"name": "reader", "password": PASSWORD},
                          status=429)
        self.assertGreater(int(answer.headers["retry-after"]), 0)
        # Another name from the same address may still try.
        self.sign_in("coder")
        self.wait_for(lambda: self.server.ask(
            "POST", API + "/session", {"name": "reader", "password": PASSWORD}).status == 200)


class StartingTest(harness.Case):
    def setUp(self):
        super().setUp()
        self.ledger = self.path("news.db")
        self.users = self.path("users.db")
        self.code(self.write("a.txt", harness.ARTICLE), ledger=self.ledger)

    def refused(self, *arguments, code=harness.USAGE):
        return self.run_tadwin("serve", self.ledger, *arguments, code=code).stderr.decode()

    def test_the_file_of_users_must_be_there_and_hold_somebody(self):
        self.refused("--auth", self.users, code=harness.NOT_FOUND)
        self.refused("--auth", self.ledger, code=harness.LEDGER)
        add_user(self.users, "amal", "admin")
        self.run_tadwin("users", "role", self.users, "amal", "--role", "reader")
        self.run_tadwin("users", "remove", self.users, "amal")
        self.assertIn("users add", self.refused("--auth", self.users, code=harness.NOT_FOUND))

    def test_beyond_loopback_only_with_login_and_encryption(self):
        add_user(self.users, "amal", "admin")
        self.assertIn("--auth", self.refused("--listen", "0.0.0.0:0"))
        self.assertIn("--tls-cert", self.refused("--listen", "0.0.0.0:0", "--auth", self.users))
        self.refused("--tls-cert", self.path("none.pem"))
        self.refused("--tls-cert", self.path("none.pem"), "--tls-key", self.path("none.pem"))

    def test_users_on_the_command_line(self):
        add_user(self.users, "amal", "editor")
        run = lambda *words, **more: self.run_tadwin("users", *words, **more).stdout.decode()
        run("add", self.users, "amal", stdin=b"long enough one\n", code=harness.USAGE)
        run("add", self.users, "omar", stdin=b"short\n", code=harness.USAGE)
        run("add", self.users, "omar", stdin=b"", code=harness.USAGE)
        (user,) = [json.loads(line) for line in run("list", self.users, "--json").splitlines()]
        self.assertEqual((user["name"], user["role"], user["last_sign_in"]), ("amal", "editor", None))
        token = run("token", self.users, "amal", "--scope", "read", "--label", "x").strip()
        server = Server(self.ledger, "--auth", self.users)
        bearer = {"Authorization": "Bearer " + token}
        self.assertEqual(server.ask("GET", API + "/overview", headers=bearer).status, 200)
        (row,) = [json.loads(line) for line in run("tokens", self.users, "--json").splitlines()]
        run("revoke", self.users, row["id"])
        self.assertEqual(server.ask("GET", API + "/overview", headers=bearer).status, 401)
        self.assertEqual(server.stop(), (0, ""))
        run("remove", self.users, "nobody", code=harness.NOT_FOUND)
        run("list", self.path("none.db"), code=harness.NOT_FOUND)

    def test_behind_a_proxy_the_client_is_the_one_it_names(self):
        add_user(self.users, "amal", "admin")
        server = Server(self.ledger, "--auth", self.users, "--behind-proxy", "--host", "news.example")
        host = {"Host": "news.example"}
        server.ask("POST", API + "/session", {"name": "amal", "password": "wrong one here"},
                   {**host, "X-Forwarded-For": "6.6.6.6, 192.0.2.7"})
        answer = server.ask("POST", API + "/session", {"name": "amal", "password": PASSWORD},
                            {**host, "Origin": "https://news.example"})
        me = {**host, "Cookie": answer.cookies[0].split(";")[0]}
        entries = server.ask("GET", API + "/audit", headers=me).json["items"]
        failed = [entry for entry in entries if entry["action"] == "sign_in_failed"]
        self.assertEqual([entry["address"] for entry in failed], ["192.0.2.7"])
        self.assertEqual(server.ask("GET", "/", headers={"Host": "evil.example"}).status, 421)
        self.assertEqual(server.stop(), (0, ""))

    def test_tls_by_certificate_files(self):
        cert, key = self.path("cert.pem"), self.path("key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert,
                        "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True, timeout=60)
        server = Server(self.ledger, "--tls-cert", cert, "--tls-key", key)
        context = ssl.create_default_context(cafile=cert)
        for _ in range(3):
            connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context,
                                                     timeout=30)
            for _ in range(3):
                connection.request("GET", API + "/overview")
                answer = Answer(connection.getresponse())
                self.assertEqual(answer.status, 200)
                self.assertIn("strict-transport-security", answer.headers)
            connection.close()
        plain = server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertNotIn(b"200 OK", plain)
        self.assertEqual(server.stop(), (0, ""))


if __name__ == "__main__":
    harness.main()
