"""code counts and lists the sentences that may tell an event and gave no fact."""
import json

import harness
from harness import Case

# A title, an attack, and a sentence whose attack is one of speech.
COUNTED = ("وقعت أحداث كثيرة في المدينة هذا العام.\n\n" + harness.ARTICLE +
           "\nوتحدث الباحث عن خطر الهجمات في المنطقة.\n\nوكان الطقس معتدلا في المدينة.\n")
TRIGGER = "الهجمات"


class Uncoded(Case):
    def test_the_summary_counts_them(self):
        article = self.write("a.txt", COUNTED)
        summary = self.code(article, ledger=self.path("l.db"))
        self.assertEqual(summary["uncoded_sentences"], 1)
        self.assertNotIn("uncoded", summary)

    def test_json_lists_them_with_the_words_and_the_rule(self):
        article = self.write("a.txt", COUNTED)
        out = self.run_tadwin("code", article, "--ledger", self.path("l.db"), "--json",
                              "--uncoded")
        [sentence] = json.loads(out.stdout)["uncoded"]
        self.assertEqual(sentence["doc"], "a.txt")
        self.assertEqual(COUNTED[sentence["begin"]:sentence["end"]], sentence["text"])
        self.assertEqual(sentence["trigger"], TRIGGER)
        self.assertEqual(sentence["plover"], "ASSAULT")
        self.assertTrue(sentence["reason"].startswith("event/"))

    def test_text_lists_them(self):
        article = self.write("a.txt", COUNTED)
        said = self.run_tadwin("code", article, "--ledger", self.path("l.db"),
                               "--uncoded").stdout.decode()
        self.assertIn("uncoded     1 sentence", said)
        self.assertIn(f'ASSAULT "{TRIGGER}" left out by event/', said)

    def test_the_list_is_the_same_with_more_threads(self):
        said = [self.run_tadwin("code", harness.SAMPLES, "--ledger", self.path(f"{n}.db"),
                                "--threads", str(n), "--json", "--uncoded") for n in (1, 4)]
        lists = [json.loads(one.stdout)["uncoded"] for one in said]
        self.assertTrue(lists[0])
        self.assertEqual(*lists)


if __name__ == "__main__":
    harness.main()
