"""`tadwin serve`: every answer is as described, lists are walked whole, other pages stay out."""
import csv
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse

import harness
from serve_harness import API, Listener, ServeCase, Server, read_all

LISTS = ("/incidents", "/facts", "/documents", "/places", "/actors", "/tallies", "/levels",
         "/commitments", "/rules", "/rule-uses", "/rejects", "/stances", "/relations", "/responses",
         "/contradictions", "/tallies/accounts", "/tallies/conflicts", "/levels/steps", "/reviews",
         "/runs", "/entities")


class ReadingTest(ServeCase):
    def test_the_description_is_valid_and_every_path_of_it_is_there(self):
        from openapi_spec_validator import validate
        validate(self.description.document)
        self.check_paths(with_auth=False)

    def test_lists_are_walked_whole_whatever_the_size_of_a_page(self):
        for path in LISTS:
            whole = self.walk(path, 1000)
            for limit in (7, 97):
                if len(whole) > 40 * limit:
                    continue
                self.assertEqual(self.walk(path, limit), whole, path)
        self.assertEqual(len(self.walk("/documents", 50)), self.get("/overview")["coverage"]["documents"])

    def test_every_incident_fact_and_document_can_be_asked_for(self):
        for row in self.walk("/incidents", 1000)[::7]:
            incident = self.get("/incidents/" + row["id"])
            self.assertEqual(incident["row"], row)
            self.assertEqual(len(incident["facts"]), row["facts"])
            contested = [field["field"] for field in incident["fields"] if field["contested"]]
            self.assertEqual(contested, row["contested"])
        for fact in self.walk("/facts", 1000)[::31]:
            self.assertEqual(self.get("/facts/" + fact["id"]), fact)
        for row in self.walk("/documents", 1000)[::17]:
            document = self.get("/documents/" + row["sha256"])
            self.assertEqual(document["row"], row)
            self.assertEqual(len(document["facts"]), row["facts"])
            for fact in document["facts"]:
                self.assertEqual(document["text"][fact["begin"]:fact["end"]], fact["text"])

    def test_facts_are_those_of_the_facts_file(self):
        lines = self.run_tadwin("facts", self.ledger).stdout.decode().splitlines()
        wanted = {}
        for line in lines:
            fact = json.loads(line)
            wanted[fact["id"]] = fact
        for fact in self.walk("/facts", 1000):
            one = wanted.pop(fact["id"])
            self.assertEqual({key: fact[key] for key in one}, one)
        self.assertFalse(wanted)

    def test_an_explanation_names_the_words_and_rules_of_every_field(self):
        for fact in self.walk("/facts", 1000)[::53]:
            told = self.get(f"/facts/{fact['id']}/explain")
            self.assertEqual(told["fact"], fact)
            text = self.get("/documents/" + fact["document"]["sha256"])["text"]
            spans = set()
            for field in told["fields"]:
                for evidence in field["evidence"]:
                    self.assertEqual(text[evidence["begin"]:evidence["end"]], evidence["text"])
                    spans.add((evidence["begin"], evidence["end"]))
            self.assertTrue({tuple(span) for span in fact["evidence"].values()} <= spans)
            self.assertTrue(told["rules"])
            self.assertFalse(told["other_rules"])

    def test_copied_passages_are_the_same_words_in_both_documents(self):
        count = 0
        for row in self.walk("/documents", 1000):
            document = self.get("/documents/" + row["sha256"])
            for passage in document["copied"]:
                source = self.get("/documents/" + passage["source"]["sha256"])["text"]
                words = document["text"][passage["begin"]:passage["end"]].split()
                others = source[passage["source_begin"]:passage["source_end"]].split()
                self.assertGreaterEqual(len(words), 7)
                if passage["verbatim"]:
                    self.assertEqual(len(words), len(others))
                count += 1
        self.assertGreater(count, 10)

    def test_filters_let_through_what_they_say(self):
        rows = self.walk("/incidents", 1000)
        count = lambda **query: self.get("/incidents", limit=1, **query)["total"]
        self.assertEqual(count(type="ASSAULT"), sum(r["type"] == "ASSAULT" for r in rows))
        self.assertEqual(count(type="assault,protest"),
                         sum(r["type"] in ("ASSAULT", "PROTEST") for r in rows))
        self.assertEqual(count(country="IQ"),
                         sum((r["place"] or {}).get("country") == "IQ" for r in rows))
        self.assertEqual(count(contested="true"), sum(bool(r["contested"]) for r in rows))
        self.assertEqual(count(kind="commitment"), sum(r["kind"] == "commitment" for r in rows))
        self.assertEqual(count(min_score="0.5"), sum((r["score"] or 0) >= 0.5 for r in rows))
        within = self.walk("/incidents", 1000, **{"from": "2020-01", "to": "2020-06"})
        self.assertTrue(within)
        self.assertEqual(len(within), sum(r["start"] is not None and r["stop"] >= "2020-01-01" and
                                          r["start"] <= "2020-06-30" for r in rows))
        self.assertTrue(0 < count(q="السفارة") < len(rows))
        self.assertTrue(0 < count(near="33.3,44.4,50") < len(rows))
        self.assertEqual(count(type="NONE"), 0)

    def test_the_command_line_and_the_api_answer_alike(self):
        def lines(*words):
            out = self.run_tadwin("query", self.ledger, *words, "--limit", "0", "--json").stdout
            return json.loads(out)

        rule = self.walk("/rule-uses", 1000)[0]["id"]
        filters = ({}, {"country": "IQ", "type": "ASSAULT"}, {"from": "2020-03", "to": "2021"},
                   {"context": "military,health"}, {"rule": rule}, {"kind": "tally,level"},
                   {"actor_type": "armed_group", "outcome": "carried out,unknown"},
                   {"contested": "killed,start"}, {"q": "السفارة"}, {"near": "33.3,44.4,80"},
                   {"recorded": "2000..2100", "min_killed": "3"}, {"published": "2020-01..2020-09"},
                   {"admin": "Baghdad", "max_score": "0.9"}, {"speaker_type": "witness"},
                   {"actor_type": "government", "kind": "commitment"})
        for given in filters:
            asked = {"kind": "any", **given}
            words = [f"{key}={value}" for key, value in asked.items()]
            for sort in ("", "-told", "told", "-killed", "title"):
                more = {"sort": sort} if sort else {}
                option = ["--sort", sort] if sort else []
                self.assertEqual([row["id"] for row in self.walk("/incidents", 1000, **asked, **more)],
                                 [row["id"] for row in lines(*words, *option)["items"]], (asked, sort))
            facts = lines("facts", *words)["items"]
            self.assertEqual([row["id"] for row in self.walk("/facts", 1000, **asked)],
                             [row["id"] for row in facts], asked)
            out = self.run_tadwin("review", self.ledger, *words, "--limit", "0", "--json").stdout
            queue = [json.loads(line)["fact"] for line in out.splitlines()]
            self.assertEqual([row["fact"]["id"] for row in self.walk("/reviews", 1000, **asked)],
                             queue, asked)
            self.assertEqual(sorted(queue), sorted(row["id"] for row in facts), asked)
            for by in ("context", "kind,type", "month,country"):
                counted = self.get("/aggregate", by=by, **asked)["items"]
                names = by.split(",")
                self.assertEqual([([item["key"][name] for name in names], item["n"]) for item in counted],
                                 [([cell["key"] for cell in row["by"]], row["incidents"])
                                  for row in lines(*words, "--by", by)["rows"]], (asked, by))
            there = {(row["place"]["id"] or row["place"]["text"]): row["incidents"]
                     for row in self.walk("/places", 1000, **asked)}
            self.assertEqual(sum(there.values()),
                             sum(row["incidents"] for row in lines("places", *words)["items"]), asked)
            # The command line also lists who only speaks, or is only told by some.
            met = {row["id"] for row in self.walk("/actors", 1000, **asked)}
            self.assertLessEqual(met, {row["id"] for row in lines("actors", *words)["items"]}, asked)
        for key in ("context=healthy", "colour=red", "from=soon"):
            error = self.run_tadwin("query", self.ledger, key, code=harness.USAGE).stderr.decode()
            for path in ("/incidents", "/facts", "/reviews", "/places", "/actors"):
                detail = self.ask("GET", f"{API}{path}?{key}", status=400).json["detail"]
                self.assertIn(detail.split(":")[0], error)

    def test_filters_by_context_pass_what_the_facts_say(self):
        facts = self.walk("/facts", 1000)
        wanted = {fact["id"] for fact in facts if "military" in (fact.get("context") or [])}
        self.assertTrue(0 < len(wanted) < len(facts))
        self.assertEqual({fact["id"] for fact in self.walk("/facts", 1000, context="military")}, wanted)
        incidents = {fact["incident"] for fact in facts if fact["id"] in wanted}
        found = self.walk("/incidents", 1000, context="military")
        self.assertEqual({row["id"] for row in found}, incidents)
        self.assertTrue(all("military" in row["context"] for row in found))
        counts = {item["key"]["context"]: item["n"] for item in self.get("/aggregate", by="context")["items"]}
        self.assertEqual(counts["military"], len(incidents))

    def test_what_the_ledger_learnt_then_is_asked_for(self):
        everything = self.get("/incidents", limit=1)["total"]
        self.assertEqual(self.get("/incidents", limit=1, recorded="2000..2100")["total"], everything)
        for path in ("/incidents", "/facts", "/reviews", "/places", "/actors"):
            self.assertEqual(self.get(path, recorded="1990..1999")["total"], 0, path)
            self.ask("GET", f"{API}{path}?recorded=2020..2019", status=400)

    def test_lists_are_sorted_as_asked(self):
        starts = [r["start"] for r in self.walk("/incidents", 1000, sort="start") if r["start"]]
        self.assertEqual(starts, sorted(starts))
        killed = [r["killed"]["best"] for r in self.walk("/incidents", 1000, sort="-killed")
                  if r["killed"] and r["killed"]["best"] is not None]
        self.assertEqual(killed[:5], sorted(killed, reverse=True)[:5])

    def test_counts_agree_with_lists(self):
        total = self.get("/incidents", limit=1)["total"]
        by_type = self.get("/aggregate", by="type")
        self.assertEqual(sum(item["n"] for item in by_type["items"]), total)
        for item in self.get("/aggregate", by="type,country", **{"from": "2020"})["items"][:9]:
            key = item["key"]
            if key["type"] and key["country"]:
                self.assertEqual(self.get("/incidents", limit=1, **{"from": "2020"}, **key)["total"],
                                 item["n"])
        overview = self.get("/overview", as_of="2020-10-01")
        self.assertEqual(overview["incidents"], total)

    def test_commitments_are_those_of_the_command_line(self):
        rows = self.run_tadwin("due", self.ledger, "--as-of", "2020-10-01", "--json").stdout
        rows = [json.loads(line) for line in rows.decode().splitlines()]
        self.assertEqual(self.walk("/commitments", 1000, as_of="2020-10-01"), rows)
        self.run_tadwin("due", self.ledger, "--as-of", "2020-10-01", "--state", "unknown", "--ics",
                        self.path("due.ics"))
        calendar = self.ask("GET", API + "/commitments.ics?as_of=2020-10-01&state=unknown")
        with open(self.path("due.ics"), "rb") as file:
            self.assertEqual(calendar.body, file.read())

    def test_what_reconciling_finds_is_that_of_the_command_line(self):
        def lines(*words):
            out = self.run_tadwin(words[0], self.ledger, *words[1:], "--json").stdout.decode()
            return [json.loads(line) for line in out.splitlines()]

        self.assertEqual(self.walk("/stances", 1000), lines("stances"))
        self.assertEqual(self.walk("/relations", 1000), lines("relations"))
        self.assertEqual(self.walk("/responses", 1000, by="side,year"),
                         lines("responses", "--by", "side,year")[0]["rows"])
        self.assertEqual(self.walk("/tallies/accounts", 1000), lines("tallies")[0]["tallies"])
        denied = self.walk("/stances", 1000, stance="denied")
        self.assertTrue(denied)
        self.assertEqual(self.walk("/stances", 1000, incident=denied[0]["incident"]),
                         [row for row in lines("stances")
                          if row["incident"] == denied[0]["incident"]])

    def test_series_levels_and_rules(self):
        for by in ("month", "quarter", "year"):
            series = self.get("/series", by=by)
            for row in series["rows"]:
                self.assertEqual(len(row["counts"]), len(series["periods"]))
                self.assertEqual(sum(row["counts"]), row["total"])
        self.assertTrue(self.walk("/levels", 100))
        path = "ar/event/frames_assault.tsv"
        file = self.get("/rules/" + urllib.parse.quote(path, safe=""))
        self.assertEqual(file["path"], path)
        self.assertGreater(file["facts"], 0)

    def test_search_shows_the_words(self):
        found = self.walk("/search", 1000, q="السفاره")  # another spelling
        self.assertTrue(found)
        for hit in found:
            text = self.get("/documents/" + hit["document"]["sha256"])["text"]
            for snippet in hit["snippets"]:
                self.assertEqual(text[snippet["begin"]:snippet["end"]], snippet["words"])
                self.assertIn(snippet["before"] + snippet["words"] + snippet["after"], text)

    def test_an_answer_that_did_not_change_is_not_sent_again(self):
        for target in ("/overview", "/incidents?limit=3", "/commitments.ics", "/openapi.json"):
            first = self.ask("GET", API + target)
            self.assertIn("etag", first.headers)
            known = {"If-None-Match": first.headers["etag"]}
            again = self.server.ask("GET", API + target, headers=known)
            self.assertEqual((again.status, again.body), (304, b""))
            self.assertEqual(again.headers["etag"], first.headers["etag"])
            other = self.server.ask("GET", API + target, headers={"If-None-Match": '"x"'})
            self.assertEqual(other.status, 200)

    def test_head_is_get_without_the_body(self):
        for target in (API + "/incidents?limit=3", "/", "/healthz"):
            head = self.server.ask("HEAD", target)
            get = self.server.ask("GET", target)
            self.assertEqual((head.status, head.body), (200, b""))
            for name in ("content-length", "content-type", "etag"):
                self.assertEqual(head.headers.get(name), get.headers.get(name))

    def test_exports_are_streams_of_what_the_filters_let_through(self):
        def exported(form, *more):
            path = self.path("exported")
            self.run_tadwin("export", self.ledger, *more, "--format", form, "--output", path)
            with open(path, "rb") as file:
                return file.read()
        facts = self.ask("GET", API + "/exports/jsonl")
        self.assertEqual(facts.headers["transfer-encoding"], "chunked")
        self.assertEqual(facts.body, exported("jsonl"))
        self.assertEqual(len(facts.body.splitlines()), self.get("/facts", limit=1)["total"])
        for form in [item["format"] for item in self.walk("/exports", 100)]:
            if form != "parquet":  # needs DuckDB, which is no part of the program
                self.assertEqual(self.ask("GET", API + f"/exports/{form}").body, exported(form), form)
        rows = self.ask("GET", API + "/exports/csv?type=ASSAULT&from=2020")
        self.assertEqual(rows.body, exported("csv", "type=ASSAULT", "from=2020"))
        self.assertIn("incidents.csv", rows.headers["content-disposition"])
        chosen = self.walk("/incidents", 1000, type="ASSAULT", **{"from": "2020"})
        self.assertEqual([line[0] for line in csv.reader(rows.body.decode().splitlines())][1:],
                         sorted(row["id"] for row in chosen))
        named = self.ask("GET", API + "/exports/csv?redact=false").body
        self.assertEqual(named, exported("csv", "--no-redact"))
        self.assertNotEqual(named, exported("csv"))
        self.ask("GET", API + "/exports/csv?redact=perhaps", status=400)
        self.ask("GET", API + "/exports/docx", status=404)
        old = self.server.raw(b"GET /api/v1/exports/jsonl HTTP/1.0\r\nHost: localhost\r\n\r\n")
        self.assertEqual(old.split(b"\r\n\r\n", 1)[1], facts.body)

    def test_pages_carry_the_headers_that_bind_them(self):
        page = self.server.ask("GET", "/")
        self.assertEqual(page.status, 200)
        self.assertTrue(page.headers["content-type"].startswith("text/html"))
        for target in ("/", API + "/overview", "/none.js", API + "/none"):
            headers = self.server.ask("GET", target).headers
            policy = headers["content-security-policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertEqual(headers["referrer-policy"], "no-referrer")
        deep = self.server.ask("GET", "/incidents/0123")
        self.assertEqual((deep.status, deep.body), (200, page.body))

    def test_metrics_count_by_route(self):
        self.get("/overview")
        text = self.server.ask("GET", "/metrics").body.decode()
        self.assertIn('tadwin_http_requests_total{method="GET",route="/api/v1/overview"', text)
        self.assertIn('tadwin_http_request_seconds_bucket{route="/api/v1/overview"', text)
        self.assertIn('tadwin_ledger{what="documents"}', text)
        self.assertEqual(self.server.ask("GET", "/readyz").body, b"ready\n")


class WrongRequestsTest(ServeCase):
    samples = ("001_haditha_checkpoint_wire.txt", "050_kuwait_expulsion.txt")

    def problem(self, target, status, code=None, method="GET", body=None, headers=None):
        answer = self.server.ask(method, target, body, headers)
        self.assertEqual(answer.status, status, f"{target}: {answer.body[:300]!r}")
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertEqual(answer.json["status"], status)
        if code:
            self.assertEqual(answer.json["code"], code)
        return answer.json["detail"]

    def test_wrong_parameters_are_named(self):
        for query, word in (("limit=0", "limit"), ("limit=x", "limit"), ("limit=99999", "limit"),
                            ("cursor=%21", "cursor"), ("from=soon", "from"), ("near=1,2", "near"),
                            ("near=91,0,1", "near"), ("min_score=high", "min_score"),
                            ("min_score=nan", "min_score"), ("contested=maybe", "contested"),
                            ("kind=thing", "kind"), ("sort=mood", "sort"), ("colour=red", "colour")):
            self.assertIn(word, self.problem(f"{API}/incidents?{query}", 400))
        for path in ("/places?sort=name", "/actors?sort=name", "/reviews?sort=score",
                     "/reviews?by=type", "/incidents?by=type", "/aggregate?by=type&sort=key"):
            self.problem(API + path, 400)
        self.assertIn("as_of", self.problem(API + "/commitments?as_of=2020-10", 400))
        self.assertIn("by", self.problem(API + "/aggregate", 400))
        self.assertIn("by", self.problem(API + "/aggregate?by=type,mood", 400))

    def test_what_is_not_there_is_a_404(self):
        for path in ("/none", "/incidents/none", "/facts/none", "/facts/none/explain", "/actors/none",
                     "/documents/" + "0" * 64, "/rules/none", "/jobs/1000", "/exports/none"):
            self.problem(API + path, 404, "not_found")
        self.problem("/assets/none.js", 404)

    def test_methods_that_a_path_does_not_have(self):
        answer = self.server.ask("DELETE", API + "/incidents")
        self.assertEqual((answer.status, answer.headers["allow"]), (405, "GET, HEAD"))
        for method in ("PUT", "PATCH", "TRACE", "OPTIONS", "NONSENSE"):
            self.problem(API + "/incidents", 405, method=method)
        self.problem("/", 405, method="POST", body=b"")

    def test_paths_that_climb_out_are_refused(self):
        for path in ("/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/a//b", "/./x", "/%00", "/%ff",
                     "/%", "/a?b=%zz", "/..%2f..%2fetc%2fpasswd",
                     API + "/rules/..%2f..%2fetc%2fpasswd"):
            self.problem(path, 400, "bad_target")

    def test_bodies_that_are_no_articles(self):
        for body, status in ((b"{", 400), (b"[]", 400), (b"{}", 400), (b'{"text":""}', 400),
                             (b'{"text":"\xff"}', 400), (b'{"text":1}', 400),
                             (b'{"text":"abc def"}', 422), (b'{"text":"123"}', 422),
                             (b'{"text":"\xd9\x82","mood":1}', 400),
                             (b"[" * 100000, 400)):
            self.problem(API + "/code", status, method="POST", body=body,
                         headers={"Content-Type": "application/json"})
        self.problem(API + "/code", 415, "media_type", method="POST", body=b"<p>",
                     headers={"Content-Type": "text/html"})
        self.problem(API + "/jobs", 400, method="POST", body=b"\n\n",
                     headers={"Content-Type": "application/x-ndjson"})
        self.assertIn("line 2", self.problem(
            API + "/jobs", 400, method="POST", body=b'{"text":"a"}\nx\n',
            headers={"Content-Type": "application/x-ndjson"}))

    def test_too_much_is_refused_before_it_is_read(self):
        self.problem("/" + "a" * 9000, 414)
        said = self.server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 40000)
        self.assertTrue(said.startswith(b"HTTP/1.1 431 "), said[:60])
        flood = b"".join(b"X-%d: y\r\n" % i for i in range(5000))
        said = self.server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + flood)
        self.assertTrue(said.startswith(b"HTTP/1.1 431 "), said[:60])
        head = b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        said = self.server.raw(head + b"Content-Length: 999999999999\r\n\r\n")
        self.assertTrue(said.startswith(b"HTTP/1.1 413 "), said[:60])
        said = self.server.raw(b"GET /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\n"
                               b"Content-Length: 5\r\n\r\nhello")
        self.assertTrue(said.startswith(b"HTTP/1.1 413 "), said[:60])

    def test_bytes_that_are_no_http(self):
        for data in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                     b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nA\x00B: c\r\n\r\n"):
            said = self.server.raw(data + b"\r\n\r\n")
            self.assertTrue(said.startswith(b"HTTP/1.1 400 "), (data, said[:80]))
        self.assertEqual(self.server.ask("GET", "/healthz").status, 200)

    def test_other_pages_are_kept_out(self):
        self.problem(API + "/overview", 421, headers={"Host": "evil.example:8470"})
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"},
                        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}):
            self.problem(API + "/jobs", 403, "cross_site", method="POST", body=b"{}",
                         headers=headers)
            self.problem(API + "/overview", 403, "cross_site", headers=headers)
        own = {"Origin": f"http://127.0.0.1:{self.server.port}", "Sec-Fetch-Site": "same-origin"}
        self.assertEqual(self.server.ask("GET", API + "/overview", headers=own).status, 200)
        link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        self.assertEqual(self.server.ask("GET", "/", headers=link).status, 200)
        self.assertNotIn("access-control-allow-origin", self.server.ask("GET", "/").headers)


class ConnectionsTest(ServeCase):
    samples = ("001_haditha_checkpoint_wire.txt", "050_kuwait_expulsion.txt")

    def test_many_requests_on_one_connection_also_without_waiting(self):
        connection = self.server.connect()
        for _ in range(50):
            self.assertEqual(self.server.ask("GET", "/healthz", connection=connection).status, 200)
        connection.close()
        one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        self.assertEqual(self.server.raw(one * 9 + last).count(b"HTTP/1.1 200 OK"), 10)

    def test_slow_clients_hold_nobody_up(self):
        slow = []
        for _ in range(200):
            sock = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
            sock.sendall(b"GET / HTTP/1.1\r\nHost: localh")
            slow.append(sock)
        stalled = []
        for _ in range(20):  # asks for much and reads nothing
            sock = socket.create_connection(("127.0.0.1", self.server.port), timeout=30)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            sock.sendall(b"GET /api/v1/exports/facts.jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20)
            stalled.append(sock)
        try:
            for _ in range(50):
                self.assertEqual(self.server.ask("GET", API + "/overview").status, 200)
            # A header that does not end costs its own connection, in bounded time.
            said = read_all(slow[0])
            self.assertTrue(said == b"" or said.startswith(b"HTTP/1.1 408 "), said[:60])
        finally:
            for sock in slow + stalled:
                sock.close()
        self.assertEqual(self.server.ask("GET", "/healthz").status, 200)

    def test_a_long_body_is_asked_for_before_it_is_sent(self):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=30) as sock:
            body = json.dumps({"text": harness.ARTICLE}).encode()
            sock.sendall(b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                         b"Content-Type: application/json\r\nConnection: close\r\n"
                         b"Content-Length: %d\r\n\r\n" % len(body))
            self.assertTrue(sock.recv(100).startswith(b"HTTP/1.1 100 "))
            sock.sendall(body)
            self.assertTrue(read_all(sock).startswith(b"HTTP/1.1 200 "))

    def test_it_stops_while_clients_wait(self):
        server = Server(self.ledger)
        idle = server.connect()
        server.ask("GET", "/healthz", connection=idle)
        listener = Listener(server)
        half = socket.create_connection(("127.0.0.1", server.port))
        half.sendall(b"GET / HT")
        self.assertEqual(server.stop(signal.SIGINT), (0, ""))
        listener.join(10)
        self.assertFalse(listener.is_alive())
        half.close()
        idle.close()


class LoadTest(ServeCase):
    samples = ("001_haditha_checkpoint_wire.txt", "050_kuwait_expulsion.txt")

    def test_many_readers_at_once_and_slow_ones_beside_them(self):
        script = os.path.join(os.path.dirname(__file__), "..", "..", "tools", "load_check.py")
        told = subprocess.run([sys.executable, script, harness.TADWIN, self.ledger, "--connections",
                               "100", "--slow", "20", "--seconds", "2", "--json"],
                              stdout=subprocess.PIPE, timeout=120, check=True)
        figures = json.loads(told.stdout)
        self.assertEqual(figures["errors"], 0)
        self.assertGreater(figures["requests"], 100)


class CodingTest(ServeCase):
    samples = ("001_haditha_checkpoint_wire.txt",)

    def code(self, **more):
        return self.ask("POST", API + "/code", {"text": harness.ARTICLE, **more}).json

    def test_an_article_is_coded_and_not_kept(self):
        before = self.get("/overview")["version"]
        coded = self.code(published="2020-09-28")
        self.assertTrue(coded["facts"])
        for fact in coded["facts"]:
            self.assertEqual(harness.ARTICLE[fact["begin"]:fact["end"]], fact["text"])
        self.assertEqual(coded["published"], "2020-09-28")
        self.assertFalse(coded["stored"])
        self.assertEqual(self.get("/overview")["version"], before)
        text = self.ask("POST", API + "/code?published=2020-09-28", harness.ARTICLE.encode(),
                        {"Content-Type": "text/plain; charset=utf-8"}).json
        self.assertEqual(text["facts"], coded["facts"])

    def test_facts_are_those_of_the_command_line(self):
        line = json.dumps({"id": "a", "text": harness.ARTICLE, "published": "2020-09-28"})
        batch = json.loads(self.run_tadwin("code", "--batch", stdin=line.encode()).stdout)
        coded = self.ask("POST", API + "/code", {"text": harness.ARTICLE, "name": "a",
                                                "published": "2020-09-28"}).json
        self.assertEqual(coded["facts"], batch["facts"])

    def test_an_article_is_stored_when_asked(self):
        text = harness.ARTICLE.replace("بغداد", "الموصل")
        coded = self.ask("POST", API + "/code", {"text": text, "store": True, "title": "t",
                                                "outlet": "o", "published": "2020-09-28"}).json
        self.assertTrue(coded["stored"])
        document = self.get("/documents/" + coded["sha256"])
        self.assertEqual((document["text"], document["row"]["title"], document["row"]["outlet"]),
                         (text, "t", "o"))

    def test_a_job_codes_many_and_tells_how_it_goes(self):
        listener = Listener(self.server)
        lines = []
        for day in range(1, 29):
            lines.append(json.dumps({"name": f"job/{day}.txt", "published": f"2021-02-{day:02}",
                                     "text": harness.ARTICLE.replace("ثلاثة", f"{day + 3}")}))
        lines.append(json.dumps({"name": "job/english.txt", "text": "This is no Arabic text."}))
        answer = self.ask("POST", API + "/jobs", "\n".join(lines).encode(),
                          {"Content-Type": "application/x-ndjson"}, status=202)
        job = answer.json
        self.assertEqual(answer.headers["location"], API + "/jobs/" + job["id"])
        ended = self.wait_for(lambda: (lambda j: j if j["state"] == "done" else None)(
            self.get("/jobs/" + job["id"])))
        self.assertEqual((ended["done"], ended["total"], ended["coded"], ended["rejected"]),
                         (29, 29, 28, 1))
        self.assertEqual([(r["name"], r["code"]) for r in ended["rejects"]],
                         [("job/english.txt", "not_arabic")])
        self.assertIn(job["id"], [j["id"] for j in self.walk("/jobs", 10)])
        names = [row["name"] for row in self.walk("/documents", 1000)]
        self.assertIn("job/28.txt", names)
        self.wait_for(lambda: any(name == "job" and data["state"] == "done"
                                  for name, data in listener.events))
        self.wait_for(lambda: any(name == "incident" for name, _ in listener.events))
        for name, data in listener.events:
            if name == "job":
                self.description.validate("/jobs/{id}", "GET", 200, "application/json", data)
        listener.close()
        self.assertEqual(self.ask("DELETE", API + "/jobs/" + job["id"]).json["state"], "done")

    def test_a_job_is_cancelled_between_documents(self):
        with open(os.path.join(harness.SAMPLES, "172_hit_convoy_daily.txt"),
                  encoding="utf-8") as file:
            article = file.read()
        lines = [json.dumps({"name": f"many/{i}.txt", "text": article + f"\n{i}\n"})
                 for i in range(3000)]
        job = self.ask("POST", API + "/jobs", "\n".join(lines).encode(),
                       {"Content-Type": "application/x-ndjson"}, status=202).json
        second = self.ask("POST", API + "/jobs", lines[0].encode(),
                          {"Content-Type": "application/x-ndjson"}, status=202).json
        self.ask("DELETE", API + "/jobs/" + second["id"])
        self.ask("DELETE", API + "/jobs/" + job["id"])
        for one in (job, second):
            self.wait_for(lambda: self.get("/jobs/" + one["id"])["state"] == "cancelled")
        done = self.get("/jobs/" + job["id"])
        self.assertLess(done["done"], 3000)

    def test_readers_see_whole_ledgers_while_one_codes(self):
        stop = threading.Event()
        problems = []

        def read():
            connection = self.server.connect()
            while not stop.is_set():
                page = self.server.ask("GET", API + "/incidents?limit=200", connection=connection)
                if page.status != 200:
                    problems.append(page.body[:200])
                    break
                for row in page.json["items"][:3]:
                    one = self.server.ask("GET", API + "/incidents/" + row["id"],
                                          connection=connection)
                    # Gone when the incident was linked anew meanwhile; never half of one.
                    if one.status not in (200, 404):
                        problems.append(one.body[:200])
                    if one.status == 200 and len(one.json["facts"]) != one.json["row"]["facts"]:
                        problems.append("facts are missing")
            connection.close()

        readers = [threading.Thread(target=read) for _ in range(8)]
        for reader in readers:
            reader.start()
        names = sorted(os.listdir(harness.SAMPLES))[20:60]
        for i in range(0, len(names), 8):
            paths = [os.path.join(harness.SAMPLES, name) for name in names[i:i + 8]]
            self.code_more(paths)
        stop.set()
        for reader in readers:
            reader.join(60)
        self.assertEqual(problems, [])
        self.wait_for(lambda: names[0] in [row["name"] for row in self.walk("/documents", 1000)]
                      or not names[0].endswith(".txt"))

    def code_more(self, paths):
        paths = [path for path in paths if path.endswith(".txt")]
        if paths:
            subprocess.run([harness.TADWIN, "code", *paths, "--ledger", self.ledger, "--quiet"],
                           check=True, timeout=300)


class StartingTest(harness.Case):
    def test_wrong_starts_are_told(self):
        ledger = self.path("news.db")
        self.run_tadwin("serve", ledger, code=harness.NOT_FOUND)
        self.write("a.txt", harness.ARTICLE)
        self.code(self.path("a.txt"), ledger=ledger)
        self.run_tadwin("serve", code=harness.USAGE)
        for listen in ("nowhere", "127.0.0.1:99999", "127.0.0.1:", "1.2.3.4.5:80"):
            self.run_tadwin("serve", ledger, "--listen", listen, code=harness.USAGE)
        refused = self.run_tadwin("serve", ledger, "--listen", "0.0.0.0:0", code=harness.USAGE)
        self.assertIn(b"login", refused.stderr)
        self.write("no.db", b"this is no ledger at all, but it is long enough to look at" * 20)
        self.run_tadwin("serve", self.path("no.db"), code=harness.LEDGER)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            told = self.run_tadwin("serve", ledger, "--listen", f"127.0.0.1:{port}",
                                   code=harness.DISK)
            self.assertIn(b"--listen", told.stderr)


if __name__ == "__main__":
    harness.main()
