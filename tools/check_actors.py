#!/usr/bin/env python3
"""Checks rules/ar/actor/actor.tsv: an id has one meaning, parents exist, codes are valid; and the terms of
rules/ar/person/office_holder.tsv: people exist, days are in order, nobody shares an office.

usage: tools/check_actors.py [rules]
Rows of one id are its names at different times or in different layers; they agree on name_en, country
and kind. Prints every mistake as file:line and ends with status 1 if there was one.
"""
import re
import sys

KINDS = {"government", "military", "police", "armed_group", "party", "international", "media", "company",
         "legislature", "judiciary", "civil"}
# Sectors and bodies of PLOVER (manual, draft 2.0) as design/ontology.md lists them.
PLOVER = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
             "REL SOC IGO UNO EUR NGO ISM IMG MNC".split())
MIN_ACTORS = 600


def read_rows(path):
    """Number and cells by column of every row of a table."""
    header, rows = None, []
    with open(path, encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.rstrip("\n").split("\t")
            if header is None:
                header = cells
                continue
            rows.append((number, dict(zip(header, cells + [""] * (len(header) - len(cells))))))
    return rows


def check_offices(folder):
    """Mistakes of the terms of office: unknown people, days in no order, two holders at a time."""
    path = f"{folder}/office_holder.tsv"
    people = {row["id"] for _, row in read_rows(f"{folder}/person.tsv")}
    mistakes, terms = [], {}
    for number, row in read_rows(path):
        if row["person"] not in people:
            mistakes.append(f"{path}:{number}: nobody has the id {row['person']!r}")
        last = row["until"] or row["seen"]
        days = [day for day in (row["from"], row["until"], row["seen"]) if day]
        if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days) or row["from"] >= last:
            mistakes.append(f"{path}:{number}: days in no order")
        if bool(row["until"]) == bool(row["seen"]):
            mistakes.append(f"{path}:{number}: neither or both of until and seen")
        terms.setdefault((row["office"], row["country"]), []).append((row["from"], last, number))
    for office in terms.values():
        for (_, last, _), (begin, _, number) in zip(sorted(office), sorted(office)[1:]):
            if begin < last:
                mistakes.append(f"{path}:{number}: two hold one office")
    print("\n".join(mistakes + [f"{sum(map(len, terms.values()))} terms of office, "
                               f"{len(mistakes)} mistakes"]))
    return mistakes


def main():
    folder = f"{sys.argv[1] if len(sys.argv) > 1 else 'rules'}/ar"
    path = f"{folder}/actor/actor.tsv"
    mistakes = []
    rows = read_rows(path)
    first = {}
    rows = [(number, row) for number, row in rows if row["id"]]  # without one: a name and no more
    for number, row in rows:
        if not re.fullmatch(r"[a-z0-9_]+", row["id"]):
            mistakes.append((number, f"id {row['id']!r} is not a-z, digits and _"))
        known = first.setdefault(row["id"], row)
        for column in ("country", "kind"):
            if row[column] != known[column]:
                mistakes.append((number, f"{row['id']} has two values of {column}"))
        if not row["name_en"]:
            mistakes.append((number, f"{row['id']} has no English name"))
        if row["kind"] not in KINDS:
            mistakes.append((number, f"kind {row['kind']!r} is unknown"))
        if row["plover"] not in PLOVER:
            mistakes.append((number, f"PLOVER code {row['plover']!r} is unknown"))
        if row["country"] and not re.fullmatch("[A-Z]{2}", row["country"]):
            mistakes.append((number, f"country {row['country']!r} is not ISO 3166 alpha-2"))
    for number, row in rows:
        for column in ("parent", "facade_of"):
            if row[column] and (row[column] not in first or row[column] == row["id"]):
                mistakes.append((number, f"{column} {row[column]!r} is no other actor"))
    if len(first) < MIN_ACTORS:
        mistakes.append((0, f"{len(first)} actors, fewer than {MIN_ACTORS}"))
    for number, text in mistakes:
        print(f"{path}:{number}: {text}")
    print(f"{len(first)} actors, {len(rows)} rows, {len(mistakes)} mistakes")
    return 1 if check_offices(f"{folder}/person") or mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
