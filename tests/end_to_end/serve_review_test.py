"""Reviewing over HTTP: the queue, two readers, corrections, merging and splitting, agreement,
history, runs; what the command line then says of the same ledger."""
import json

import harness
from serve_auth_test import AuthCase
from serve_harness import API, Listener, ServeCase



class ReviewCase(ServeCase):
    def act(self, fact, verb, by="amal", status=200, **more):
        body = {"verb": verb, "by": by, **more}
        return self.ask("POST", f"{API}/reviews/{fact}", body, status=status).json

    def cli(self, *arguments):
        out = self.run_tadwin("review", self.ledger, *arguments, "--json").stdout
        return [json.loads(line) for line in out.splitlines()]

    def sound(self):
        report = json.loads(self.run_tadwin("verify", self.ledger, "--json").stdout)
        self.assertEqual(report["findings"], [])


class QueueTest(ReviewCase):
    def test_the_queue_is_that_of_the_command_line(self):
        rows = self.walk("/reviews", 97)
        self.assertEqual(rows, self.walk("/reviews", 1000))
        lines = self.cli("--limit", "0")
        self.assertEqual([row["fact"]["id"] for row in rows], [line["fact"] for line in lines])
        self.assertEqual([row["usefulness"] for row in rows],
                         [line["usefulness"] for line in lines])
        self.assertEqual([row["state"] for row in rows], [line["state"] for line in lines])

    def test_filters_hold_and_what_is_no_filter_is_refused(self):
        events = self.walk("/reviews", 1000, kind="event", country="IQ")
        self.assertTrue(events)
        for row in events:
            self.assertEqual(row["fact"]["kind"], "event")
        wanted = {row["id"] for row in self.walk("/facts", 1000, kind="event", type="PROTEST")}
        self.assertEqual({row["fact"]["id"] for row in
                          self.walk("/reviews", 1000, kind="event", type="PROTEST")}, wanted)
        document = self.get("/documents", limit=1)["items"][0]["sha256"]
        for row in self.walk("/reviews", 1000, document=document):
            self.assertEqual(row["fact"]["document"]["sha256"], document)
        for wrong in ({"state": "rejected"}, {"state": "done"}, {"reviewer": "x"},
                      {"cursor": "x"}, {"limit": "0"}):
            self.get("/reviews", status=400, **wrong)
        self.ask("GET", f"{API}/reviews?state=machine&state=in_review", status=400)

    def test_parties_that_a_person_merged_are_one_here_too(self):
        before = self.walk("/entities", 1000)
        one, other = [line["id"] for line in before if line["names"]][:2]
        names = {name["text"] for line in before if line["id"] == other for name in line["names"]}
        self.run_tadwin("review", self.ledger, "merge-entities", one, other, "--author", "amal")
        merged = self.wait_for(lambda: [line for line in self.walk("/entities", 1000)
                                        if line["id"] == one and other in line["merged"]])
        self.assertLessEqual(names, {name["text"] for name in merged[0]["names"]})
        self.run_tadwin("review", self.ledger, "split-entities", one, other, "--author", "amal")
        self.wait_for(lambda: {line["id"] for line in self.walk("/entities", 1000)} >= {one, other})

    def test_parties_are_those_of_the_command_line(self):
        lines = [json.loads(line) for line in
                 self.run_tadwin("entities", self.ledger, "--json").stdout.splitlines()]
        self.assertEqual(self.walk("/entities", 1000), lines)
        linked = self.walk("/entities", 1000, linked="true")
        self.assertEqual(linked, [line for line in lines if line["links"]])
        self.assertTrue(linked)
        for line in linked[:5]:
            self.assertEqual(self.get("/entities/" + line["id"])["entity"], line)
        told = next((line, link) for line in linked for link in line["links"]
                    if any(other["id"] == link["to"] for other in lines))
        behind = self.get("/entities/" + told[1]["to"])["linked_from"]
        self.assertIn(told[0]["id"], [one["id"] for one in behind])
        for line in linked:
            for link in line["links"]:
                for one in link["asserted"]:
                    if one["words"] is None:
                        continue
                    text = self.get("/documents/" + one["sha256"])["text"]
                    words = one["words"]
                    self.assertEqual(text[words["begin"]:words["end"]], words["text"])
        self.get("/entities/nobody-at-all", status=404)

    def test_values_say_where_they_go_back_to(self):
        rows = [row for row in self.walk("/incidents", 1000) if row["documents"] > 2]
        for row in rows[:5]:
            for field in self.get("/incidents/" + row["id"])["fields"]:
                for value in field["values"]:
                    self.assertTrue(0 < len(value["origins"]) <= len(value["facts"]))


class ActsTest(ReviewCase):
    samples = None

    def fresh(self, **filters):
        """A fact nobody acted on, another at each call."""
        rows = self.get("/reviews", state="machine", limit=1, **filters)["items"]
        return rows[0]["fact"]["id"]

    def test_two_readers_confirm_and_the_second_is_another(self):
        fact = self.fresh()
        first = self.act(fact, "confirm")
        self.assertEqual((first["state"], first["first_reader"]), ("confirmed by one", "amal"))
        again = self.act(fact, "confirm", status=409)
        self.assertEqual(again["code"], "conflict")
        self.assertIn("second reader must be another", again["detail"])
        waiting = [row["fact"]["id"] for row in self.walk("/reviews", 1000, reader="amal")]
        self.assertNotIn(fact, waiting)
        self.assertIn(fact, [row["fact"]["id"] for row in
                             self.walk("/reviews", 1000, reader="badr", state="confirmed_by_one")])
        second = self.act(fact, "confirm", by="badr")
        self.assertEqual(second["state"], "confirmed by two")
        self.assertEqual([(one["author"], one["verb"]) for one in second["actions"]],
                         [("amal", "confirm"), ("badr", "confirm")])
        self.assertNotIn(fact, [row["fact"]["id"] for row in self.walk("/reviews", 1000)])
        told, = self.cli("show", fact)
        self.assertEqual({key: second[key] for key in told}, told)
        self.assertTrue(all(one["time"] for one in told["actions"]))
        self.act(fact, "confirm", by="dina", status=409)
        self.sound()

    def test_a_correction_is_read_everywhere_at_once(self):
        fact = self.fresh(kind="event", type="ASSAULT")
        listener = Listener(self.server)
        before = self.get("/overview")["version"]
        self.act(fact, "correct", fields={"killed": "77"}, status=400)  # no reason
        self.act(fact, "correct", fields={"killed": "many"}, because="x", status=400)
        self.act(fact, "correct", fields={"colour": "red"}, because="x", status=400)
        self.act(fact, "correct", because="x", status=400)
        told = self.act(fact, "correct", fields={"killed": "77", "weapon": None},
                        because="second paragraph")
        self.assertEqual((told["state"], told["corrected"]), ("in review", ["killed", "weapon"]))
        self.assertEqual(told["row"]["killed"], {"low": 77, "best": 77, "high": 77})
        self.assertEqual({one["field"]: one["value"] for one in told["values"]}["killed"], "77")
        self.assertEqual(self.get("/facts/" + fact)["killed"]["best"], 77)
        self.assertNotEqual(told["ledger"], before)
        self.assertEqual(self.get("/overview")["version"], told["ledger"])
        self.wait_for(lambda: any(name == "ledger" and data["version"] == told["ledger"]
                                  for name, data in listener.events))
        listener.close()
        incident = self.get("/incidents/" + told["row"]["incident"])
        self.assertIn(fact, [one["fact"] for one in incident["reviews"]])
        killed, = [field for field in incident["fields"] if field["field"] == "killed"]
        self.assertIn("77", [value["value"] for value in killed["values"]])
        # Corrected twice to other values: the content is another each time.
        more = self.act(fact, "correct", fields={"killed": "78"}, because="third paragraph")
        self.assertEqual(self.get("/facts/" + fact)["killed"]["best"], 78)
        self.assertNotEqual(more["ledger"], told["ledger"])
        back = self.act(fact, "release", fields={"killed": None, "weapon": None})
        self.assertEqual(back["corrected"], [])
        self.act(fact, "release", fields={"killed": None}, status=409)
        self.sound()

    def test_who_acts_on_what_was_changed_meanwhile_is_told(self):
        fact = self.fresh()
        seen = self.get("/reviews/" + fact)
        self.act(fact, "comment", by="badr", note="which of the two?")
        stale = self.act(fact, "confirm", version=seen["version"], status=409)
        self.assertIn("changed since", stale["detail"])
        now = self.get("/reviews/" + fact)
        self.assertEqual(now["actions"][-1]["note"], "which of the two?")
        self.act(fact, "confirm", version=now["version"])

    def test_every_other_act_on_a_fact(self):
        fact, other = [row["fact"]["id"] for row in
                       self.get("/reviews", state="machine", limit=2)["items"]]
        self.assertEqual(self.act(fact, "assign", note="dina")["assignee"], "dina")
        mine = self.walk("/reviews", 1000, assignee="dina")
        self.assertEqual([row["fact"]["id"] for row in mine], [fact])
        self.act(fact, "comment", status=400)
        self.act(fact, "reject", status=400)
        gone = self.act(fact, "reject", because="a figure of speech")
        self.assertEqual((gone["state"], gone["rules_find_it"]), ("rejected", True))
        self.assertEqual(gone["row"]["id"], fact)
        self.get("/facts/" + fact, status=404)
        self.act(fact, "confirm", by="badr", status=409)
        self.assertEqual(self.act(fact, "reopen", by="badr")["state"], "in review")
        self.get("/facts/" + fact)
        self.assertEqual(self.act(other, "duplicate", note=fact)["duplicate_of"], fact)
        self.act(other, "close", note="met", because="x", status=400)
        pledge = self.fresh(kind="commitment")
        self.act(pledge, "close", note="perhaps", because="x", status=400)
        closed = self.act(pledge, "close", note="void", because="later report")
        self.assertEqual(closed["closed_as"], "void")
        board, = [row for row in self.walk("/commitments", 1000) if pledge in row["facts"]]
        self.assertEqual((board["state"], board["reason"]),
                         ("withdrawn", "closed as void by amal"))
        self.assertIn(pledge, [fact for row in self.walk("/commitments", 1000, state="withdrawn")
                               for fact in row["facts"]])
        self.act("0" * 16, "confirm", status=404)
        self.get("/reviews/" + "0" * 16, status=404)
        for verb in ("add", "merge", "split", "praise"):
            self.act(fact, verb, status=400)
        for body in ({}, {"verb": 3}, {"verb": "confirm", "colour": "red"},
                     {"verb": "confirm", "by": "x\ny"}, {"verb": "confirm", "by": "x" * 101}):
            self.ask("POST", f"{API}/reviews/{fact}", body, status=400)
        self.ask("POST", f"{API}/reviews/{fact}", b"confirm", {"Content-Type": "text/plain"},
                 status=415)
        self.assertEqual(self.ask("POST", f"{API}/reviews/{fact}", {"verb": "confirm"})
                         .json["first_reader"], "local")
        self.sound()

    def test_what_the_command_line_reviews_is_seen_at_the_next_question(self):
        fact = self.fresh()
        for by, more in (("amal", []), ("badr", ["--because", "read again"])):
            self.run_tadwin("review", self.ledger, "confirm", fact, "--as", by, *more)
            self.wait_for(lambda: by in (self.get("/reviews/" + fact)["first_reader"],
                                         self.get("/reviews/" + fact)["second_reader"]))
        self.run_tadwin("review", self.ledger, "correct", fact, "speaker=somebody", "--as", "amal",
                        "--because", "first line")
        self.wait_for(lambda: self.get("/facts/" + fact)["speaker"]["text"] == "somebody")

    def test_a_fact_is_added_by_hand_on_its_words(self):
        row = self.walk("/documents", 1000)[0]
        text = self.get("/documents/" + row["sha256"])["text"]
        begin = text.index(" ") + 1
        end = text.index(" ", begin)
        body = {"document": row["sha256"], "kind": "event", "begin": begin, "end": end,
                "fields": {"plover": "PROTEST", "start": "2020-09-15"}, "by": "amal"}
        answer = self.ask("POST", API + "/reviews", body, status=201)
        told = answer.json
        self.assertTrue(answer.headers["location"].endswith("/reviews/" + told["fact"]))
        self.assertEqual((told["added"], told["words"], told["row"]["plover"]),
                         (True, text[begin:end], "PROTEST"))
        self.ask("POST", API + "/reviews", body, status=409)
        for wrong in ({"end": begin}, {"end": 10 ** 8}, {"kind": "story"}, {"document": "0" * 64},
                      {"fields": {}}):
            self.ask("POST", API + "/reviews", {**body, "begin": begin + 1, **wrong},
                     status=404 if "document" in wrong else 400)
        self.sound()

    def test_incidents_are_merged_and_split_again(self):
        one, other = [row for row in self.walk("/incidents", 1000, kind="event", type="ASSAULT")
                      if row["facts"] == 1][:2]
        merged = self.ask("POST", f"{API}/incidents/{one['id']}/merge",
                          {"with": [other["id"]], "because": "one attack", "by": "amal"}).json
        self.assertEqual([row["facts"] for row in merged["incidents"]], [2])
        incident = self.get("/incidents/" + merged["incidents"][0]["id"])
        fact = incident["facts"][0]["id"]
        history = self.walk(f"/incidents/{incident['row']['id']}/history", 1000)
        self.assertEqual([(entry["action"]["verb"], entry["author"], entry["because"])
                          for entry in history if entry["kind"] == "action"],
                         [("merge", "amal", "one attack")])
        path = f"{API}/incidents/{incident['row']['id']}/split"
        self.ask("POST", path, {"facts": [row["id"] for row in incident["facts"]]}, status=400)
        self.ask("POST", path, {"facts": ["0" * 16]}, status=400)
        self.ask("POST", path, {"facts": []}, status=400)
        split = self.ask("POST", path, {"facts": [fact], "by": "badr"}).json
        self.assertEqual(sorted(row["id"] for row in split["incidents"]),
                         sorted([one["id"], other["id"]]))
        tally = self.walk("/incidents", 1000, kind="tally")[0]["id"]
        self.ask("POST", f"{API}/incidents/{one['id']}/merge", {"with": [tally]}, status=400)
        self.ask("POST", f"{API}/incidents/{one['id']}/merge", {"with": ["0" * 16]}, status=404)
        self.ask("POST", f"{API}/incidents/{one['id']}/merge", {"with": [one["id"]]}, status=400)
        self.sound()

    def test_agreement_is_that_of_the_command_line(self):
        facts = [row["fact"]["id"] for row in
                 self.get("/reviews", state="machine", kind="event", limit=4)["items"]]
        for fact in facts:
            self.act(fact, "confirm")
            self.act(fact, "confirm", by="badr")
        told = self.get("/reviews/agreement")
        self.assertEqual(told["items"], self.cli("agreement"))
        people = self.get("/reviews/agreement", people="true")
        self.assertEqual(people["items"], self.cli("agreement", "--people"))
        self.get("/reviews/agreement", status=400, people="perhaps")
        states = {row["key"]: row["n"] for row in told["states"]}
        self.assertGreaterEqual(states["confirmed by two"], 4)
        held = self.get("/facts", limit=1)["total"]
        self.assertEqual(sum(states.values()) - states["rejected"], held)
        self.assertIn("amal", [row["reader"] for row in told["readers"]])

    def test_history_tells_who_changed_what(self):
        fact = self.fresh(kind="event")
        self.act(fact, "correct", fields={"injured": "5"}, because="fourth line")
        history = self.walk(f"/facts/{fact}/history", 1)
        self.assertEqual([entry["kind"] for entry in history], ["action", "document"])
        self.assertEqual(history[0]["action"]["fields"], {"injured": "5"})
        self.assertEqual((history[0]["author"], history[0]["run_kind"]), ("amal", "person"))
        change, = history[1]["changes"]
        self.assertEqual((change["change"], change["fact"]), ("appeared", fact))
        self.act(fact, "reject", because="no such thing")
        self.assertEqual(self.walk(f"/facts/{fact}/history", 10)[0]["action"]["verb"], "reject")
        self.get("/facts/" + "0" * 16 + "/history", status=404)
        self.get("/incidents/" + "0" * 16 + "/history", status=404)

    def test_runs_and_what_one_changed(self):
        fact = self.fresh(kind="event")
        self.act(fact, "correct", fields={"missing": "3"}, because="last line")
        runs = self.walk("/runs", 2)
        lines = [json.loads(line) for line in
                 self.run_tadwin("runs", self.ledger, "--json").stdout.splitlines()]
        self.assertEqual(runs, lines[::-1])
        last = runs[0]
        self.assertEqual((last["kind"], last["author"], last["reason"]),
                         ("person", "amal", "last line"))
        self.assertTrue(last["finished"])
        diff = self.get(f"/runs/{last['id'] - 1}/diff/{last['id']}")
        self.assertEqual([(one["fact"], one["fields"]) for one in diff["items"]],
                         [(fact, [{"field": "missing", "before": None, "after": "3"}])])
        self.assertEqual(diff["summary"]["changed"], 1)
        whole = self.get("/runs/0/diff/1", limit=3)
        self.assertEqual((len(whole["items"]), whole["total"]),
                         (3, whole["summary"]["appeared"]))
        self.get("/runs/1/diff/999", status=404)
        self.get("/runs/x/diff/1", status=400)

    def test_what_is_uploaded_is_a_run_with_a_time(self):
        self.ask("POST", API + "/code", {"text": harness.ARTICLE + "\n3", "store": True})
        run = self.get("/runs", limit=1)["items"][0]
        self.assertEqual((run["kind"], run["reason"]), ("code", "uploaded"))
        self.assertTrue(run["started"] and run["finished"] and run["program"])


class RolesTest(AuthCase):
    def test_readers_read_coders_review_editors_merge(self):
        users = {role: self.sign_in(role) for role in ("reader", "coder", "editor", "admin")}
        rows = self.ask("GET", API + "/reviews", headers=users["reader"]).json["items"]
        facts = [row["fact"]["id"] for row in rows]
        for path in ("/reviews/agreement", "/runs", "/entities", "/reviews/" + facts[0],
                     f"/facts/{facts[0]}/history"):
            self.ask("GET", API + path, headers=users["reader"])
            self.ask("GET", API + path, status=401)
        confirm = {"verb": "confirm"}
        path = f"{API}/reviews/{facts[0]}"
        self.ask("POST", path, confirm, status=401)
        self.ask("POST", path, confirm, users["reader"], status=403)
        self.ask("POST", path, confirm, {"Cookie": users["coder"]["Cookie"]}, status=403)  # CSRF
        told = self.ask("POST", path, confirm, users["coder"]).json
        self.assertEqual(told["first_reader"], "coder")
        self.ask("POST", path, confirm, users["coder"], status=409)
        # Nobody signs for somebody else.
        self.ask("POST", path, {**confirm, "by": "coder"}, users["editor"], status=400)
        told = self.ask("POST", path, {**confirm, "by": "editor"}, users["editor"]).json
        self.assertEqual((told["state"], told["second_reader"]), ("confirmed by two", "editor"))
        one, other = [row["id"] for row in
                      self.ask("GET", API + "/incidents?kind=event", headers=users["reader"])
                      .json["items"]][:2]
        merge = {"with": [other]}
        for role, status in (("reader", 403), ("coder", 403), ("editor", 200)):
            self.ask("POST", f"{API}/incidents/{one}/merge", merge, users[role], status=status)
        entries = self.ask("GET", API + "/audit?limit=1000", headers=users["admin"]).json["items"]
        self.assertIn(("coder", "POST " + path[0:]),
                      [(entry["user"], entry["action"]) for entry in entries])

    def test_a_token_reviews_when_its_scope_says_so(self):
        me = self.sign_in("coder")
        fact = self.ask("GET", API + "/reviews?state=machine", headers=me).json["items"][0]["fact"]["id"]
        for scopes, status in ((["read"], 403), (["read", "code"], 200)):
            made = self.ask("POST", API + "/tokens", {"label": "t", "scopes": scopes, "days": 1}, me,
                            status=201).json
            self.ask("POST", f"{API}/reviews/{fact}", {"verb": "comment", "note": "by a program"},
                     {"Authorization": "Bearer " + made["token"]}, status=status)


if __name__ == "__main__":
    harness.main()
