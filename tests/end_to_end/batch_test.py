"""The two batch verbs keep their contract, whatever the lines hold."""
import json
import subprocess

import harness
from harness import ARTICLE, Case


class Batch(Case):
    def answers(self, verb, lines, *arguments):
        stdin = b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines)
        out = self.run_tadwin(verb, "--batch", *arguments, stdin=stdin + b"\n").stdout
        answers = [json.loads(line) for line in out.decode().splitlines()]
        self.assertEqual(len(answers), len(lines))
        return answers

    def test_one_answer_per_line_in_order_ids_echoed(self):
        ids = ["a", 7, -1.5, None, True, ["x", 1], {"k": "ق\u0001\"\\"}, 2**63, "a"]
        for verb, key in (("code", "facts"), ("annotate", "mentions")):
            answers = self.answers(verb, [{"id": i, "text": ARTICLE} for i in ids])
            self.assertEqual([a["id"] for a in answers], ids)
            for answer in answers:
                self.assertIsInstance(answer[key], list)
                self.assertEqual(answer[key], answers[0][key] if key == "mentions"
                                 else answer[key])

    def test_bad_lines_are_answered_and_the_next_is_served(self):
        good = {"id": "good", "text": ARTICLE}
        lines = [good, b"{", good, b"\xff\xfe", b"", b"[1]", b"null", {"id": 3}, {"id": 4, "text": 5},
                 b'{"id":"x","text":"\\ud800"}', b'{"id":1}{"id":2}', b"[" * 5000, good]
        answers = self.answers("code", lines)
        bad = {1: None, 3: None, 4: None, 5: None, 6: None, 7: 3, 8: 4, 9: None, 10: None, 11: None}
        for at, answer in enumerate(answers):
            if at not in bad:
                self.assertEqual(answer["id"], "good")
                self.assertIn("facts", answer)
                continue
            self.assertEqual(answer["id"], bad[at])
            self.assertEqual(set(answer), {"id", "error"})
            self.assertEqual(list(answer["error"]), ["code", "message", "line"])
            self.assertEqual(answer["error"]["line"], at + 1)
        self.assertEqual(answers[3]["error"]["code"], "bad_encoding")
        self.assertEqual(answers[1]["error"]["code"], "bad_format")

    def test_published_is_null_when_it_is_no_date(self):
        for given in ("0847-50-96", "", "yesterday", 5, None, {}):
            answer, = self.answers("code", [{"id": 1, "text": "مرحبا", "published": given}])
            self.assertIsNone(answer["published"], given)
        for given in ("2020-09-28", "2020-09", "2020"):
            answer, = self.answers("code", [{"id": 1, "text": "مرحبا", "published": given}])
            self.assertEqual(answer["published"], given)

    def test_any_text_is_served(self):
        texts = ["", " ", "\u0000", "\ufeff" + ARTICLE, "x" * 100, "\n\n", "😀", "\u202e\u200f",
                 "«" * 3000, "(" * 3000, "و" * 20000, "12" * 9000, "من " * 9000]
        for verb in ("code", "annotate"):
            for answer in self.answers(verb, [{"id": 1, "text": t} for t in texts]):
                self.assertNotIn("error", answer)

    def test_texts_and_lines_beyond_the_limit_are_refused(self):
        big = b'{"id":1,"text":"' + b"x" * (17 << 20) + b'"}'
        huge = b'{"id":2,"text":"' + b"x" * (65 << 20) + b'"}'
        answers = self.answers("code", [big, huge, {"id": 3, "text": ARTICLE}])
        self.assertEqual(answers[0]["error"]["code"], "too_large")
        self.assertEqual(answers[0]["id"], 1)
        self.assertEqual(answers[1]["error"]["code"], "too_large")
        self.assertIn("facts", answers[2])

    def test_each_answer_is_flushed_before_the_next_line_is_read(self):
        with subprocess.Popen([harness.TADWIN, "code", "--batch"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as process:
            for i in range(3):
                process.stdin.write(json.dumps({"id": i, "text": ARTICLE}).encode() + b"\n")
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["id"], i)
            process.stdin.close()
            self.assertEqual(process.wait(60), 0)

    def test_offsets_are_code_points_of_the_text(self):
        text = "😀 \u064b" + ARTICLE + "وأعلن الجيش العراقي في 3 كانون الثاني/يناير 2020 ذلك.\n"
        coded, = self.answers("code", [{"id": 1, "text": text, "published": "2020-01-05"}])
        for fact in coded["facts"]:
            self.assertEqual(text[fact["begin"]:fact["end"]], fact["text"])
        annotated, = self.answers("annotate", [{"id": 1, "text": text, "ref": "2020-01-05"}])
        self.assertTrue(annotated["mentions"])
        for mention in annotated["mentions"]:
            self.assertEqual(text[mention["begin"]:mention["end"]], mention["text"])

    def test_a_closed_pipe_is_an_error_of_writing(self):
        line = json.dumps({"id": 1, "text": ARTICLE}).encode() + b"\n"
        with subprocess.Popen([harness.TADWIN, "code", "--batch"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()
            try:
                process.stdin.write(line * 100)
                process.stdin.close()
            except BrokenPipeError:
                pass
            self.assertEqual(process.wait(60), harness.DISK)


if __name__ == "__main__":
    harness.main()
