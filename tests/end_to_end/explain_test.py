"""explain shows every field's words, marked in the text, and the rules that read them."""
import json
import os

import harness
from harness import Case


class Explain(Case):
    def test_every_fact_of_the_samples_is_explained(self):
        ledger = self.path("l.db")
        self.code(harness.SAMPLES, ledger=ledger)
        facts = [json.loads(line) for line in self.facts(ledger).decode().splitlines()]
        self.assertTrue(facts)
        for fact in facts[:: max(1, len(facts) // 25)]:
            said = self.run_tadwin("explain", ledger, fact["id"]).stdout.decode()
            self.assertIn(f"fact       {fact['id']}", said)
            self.assertIn(f"document   {fact['doc']}", said)
            self.assertIn(f"[[{fact['text']}]]".replace("\n", ""), said.replace("\n", ""))
            for rule in fact["rule"].split(","):
                self.assertIn(rule, said)
            with open(os.path.join(harness.SAMPLES, fact["doc"]), encoding="utf8",
                      newline="") as file:
                text = file.read()
            for begin, end in fact["evidence"].values():
                self.assertIn(f'[{begin}, {end}] "{text[begin:end]}"', said)

    def test_a_long_line_is_cut_around_its_spans(self):
        filler = "وكان الطقس معتدلا في المدينة. " * 400
        article = self.write("a.txt", filler + harness.ARTICLE.strip() + " " + filler + "\n")
        ledger = self.path("l.db")
        self.code(article, ledger=ledger)
        events = [json.loads(line) for line in self.facts(ledger).decode().splitlines()]
        self.assertTrue(events)
        said = self.run_tadwin("explain", ledger, events[0]["id"]).stdout.decode()
        self.assertIn("... ", said)
        self.assertIn(f"[[{events[0]['text']}]]", said)
        self.assertLess(len(said), 6000)


if __name__ == "__main__":
    harness.main()
