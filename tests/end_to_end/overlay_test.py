"""`tadwin gazetteer import` turns a GeoNames dump into places that --places adds."""
import json

import harness
from harness import Case

TEXT = "وقع الانفجار في قرية تل القصيبات مساء.\n"


def row(number, name, names, feature, **more):
    """One line of a dump: 19 columns in the order of the GeoNames readme."""
    cells = {"id": number, "name": name, "ascii": name, "names": names, "lat": "33.5", "lon": "44.25",
             "class": feature[0], "code": feature[1:], "country": "IQ", "cc2": "", "admin1": "07",
             "admin2": "", "admin3": "", "admin4": "", "population": "900", "elevation": "",
             "dem": "40", "timezone": "Asia/Baghdad", "modified": "2024-01-01"}
    cells.update(more)
    return "\t".join(str(c) for c in cells.values()) + "\n"


class Overlay(Case):
    def setUp(self):
        super().setUp()
        self.dump = self.write("IQ.txt", row(9000001, "Tall al Qusaybat", "Tal,تل القصيبات,تەل", "PPPL") +
                               row(9000002, "Baghdad Unit", "محافظة", "AADM1") +
                               row(9000003, "Nameless", "Nameless", "PPPL") +
                               row(9000004, "Hotel", "فندق السلام الكبير", "SHTL") +
                               row(9000005, "Elsewhere", "قرية بعيدة", "PPPL", country="IR"))
        self.out = self.path("iraq.tsv")

    def rows(self):
        with open(self.out, encoding="utf-8") as file:
            lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
        return [dict(zip(lines[0], line)) for line in lines[1:]]

    def places(self, *arguments):
        line = json.dumps({"id": 1, "text": TEXT}).encode()
        out = self.run_tadwin("annotate", "--batch", *arguments, stdin=line).stdout
        return [m for m in json.loads(out)["mentions"] if m["layer"] == "place"]

    def test_a_village_of_the_dump_is_known_with_the_overlay_only(self):
        self.run_tadwin("gazetteer", "import", self.dump, "--out", self.out)
        self.assertEqual(["geo:9000001"], [m["id"] for m in self.places("--places", self.out)])
        self.assertNotIn("geo:9000001", [m["id"] for m in self.places()])

    def test_rows_have_parent_kind_and_source_and_the_unnamed_are_counted(self):
        said = self.run_tadwin("gazetteer", "import", self.dump, "--out", self.out).stdout.decode()
        self.assertIn("3 places with Arabic names from 5 lines (1 without)", said)
        village = next(r for r in self.rows() if r["id"] == "geo:9000001")
        self.assertEqual(village["surface"], "تل القصيبات")
        self.assertEqual((village["parent"], village["kind"]), ("geo:9000002", "settlement"))
        self.assertNotIn("geo:9000004", [r["id"] for r in self.rows()])

    def test_countries_and_classes_are_kept_to(self):
        self.run_tadwin("gazetteer", "import", self.dump, "--out", self.out, "--country", "IR,SY")
        self.assertEqual([r["id"] for r in self.rows()], ["geo:9000005"])
        self.run_tadwin("gazetteer", "import", self.dump, "--out", self.out, "--classes", "S")
        self.assertEqual([r["id"] for r in self.rows()], ["geo:9000004"])

    def test_arabic_names_of_the_alternates_come_before_those_of_the_dump(self):
        alternates = self.write("alternateNamesV2.txt",
                                "1\t9000001\tfa\tتل فارسي\t\t\t\t\t\t\n"
                                "2\t9000001\tar\tتل القصيبات الجديد\t\t\t\t\t\t\n"
                                "3\t9000001\tar\tتل القصيبات الكبير\t1\t\t\t\t\t\n")
        self.run_tadwin("gazetteer", "import", self.dump, "--out", self.out, "--alternates", alternates)
        self.assertIn("تل القصيبات الكبير|تل القصيبات الجديد", [r["surface"] for r in self.rows()])

    def test_mistakes_name_the_line_and_the_remedy_and_leave_no_file(self):
        short = self.write("short.txt", row(1, "A", "قرية", "PPPL") + "1\tB\n")
        error = self.run_tadwin("gazetteer", "import", short, "--out", self.out,
                                code=harness.NOT_FOUND).stderr.decode()
        self.assertIn("short.txt:2: 2 columns where GeoNames has 19", error)
        self.assertIn("unpacked", error)
        wrong = self.write("wrong.txt", row(1, "A", "قرية", "PPPL", lat="north"))
        self.assertIn("wrong.txt:1", self.run_tadwin("gazetteer", "import", wrong, "--out", self.out,
                                                     code=harness.NOT_FOUND).stderr.decode())
        self.assertIn("--alternates", self.run_tadwin(
            "gazetteer", "import", self.write("latin.txt", row(1, "A", "Village", "PPPL")), "--out",
            self.out, code=harness.NOT_FOUND).stderr.decode())
        self.run_tadwin("gazetteer", "import", self.path("none.txt"), "--out", self.out,
                        code=harness.NOT_FOUND)
        self.run_tadwin("annotate", "--batch", "--places", self.out, code=harness.NOT_FOUND)

    def test_the_same_dump_gives_the_same_bytes_and_help_has_examples(self):
        self.run_tadwin("gazetteer", "import", self.dump, "--out", self.out)
        self.run_tadwin("gazetteer", "import", self.dump, "--out", self.path("again.tsv"), "--quiet")
        with open(self.out, "rb") as one, open(self.path("again.tsv"), "rb") as two:
            self.assertEqual(one.read(), two.read())
        self.assertIn("Examples:", self.run_tadwin("gazetteer", "import", "--help").stdout.decode())


if __name__ == "__main__":
    harness.main()
