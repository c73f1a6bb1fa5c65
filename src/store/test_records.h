// What tests of the ledger write into one: a document, a fact with every column, an incident.

#ifndef TADWIN_STORE_TEST_RECORDS_H_
#define TADWIN_STORE_TEST_RECORDS_H_

#include <sqlite3.h>

#include <string>
#include <vector>

#include "model/fact_json.h"
#include "store/store.h"

namespace tadwin::store {

inline constexpr char kText[] =
    "\u0642\u062a\u0644 3 \u062c\u0646\u0648\u062f \u0627\u0644\u064a\u0648\u0645";

inline std::string Sha(char c) { return std::string(64, c); }

inline DocumentRecord MakeDocument(char hash, const std::string& name) {
  DocumentRecord document;
  document.sha256 = Sha(hash);
  document.name = name;
  document.text = kText;
  document.folded = kText;
  document.title = "title";
  document.published = DateInterval{FromCivil(2020, 9, 1), FromCivil(2020, 9, 30)};
  document.published_inferred = true;
  document.published_rule = "published/masthead";
  document.published_evidence = {{0, 4}, {5, 6}};
  document.rules_hash = "rules";
  document.sentences = 1;
  return document;
}

inline NamedRef MakeName(const std::string& text) {
  NamedRef ref{text, {0, 6}, {}};
  ref.name = {"geo:1", "Name", "IQ", NameKind::kSettlement, 33.3152, 44.3661, 0.1, "actor:1", {}};
  return ref;
}

// Every column filled.
inline Fact MakeFullFact(const DocumentRecord& document, const std::string& id, FactKind kind) {
  Fact fact;
  fact.id = id;
  fact.doc = document.name;
  fact.doc_sha256 = document.sha256;
  fact.kind = kind;
  fact.span = {0, 6};
  fact.text = document.text.substr(0, 6);
  fact.status = FactStatus::kConditional;
  fact.speaker = Speaker{"speaker",
                         SpeakerType::kUnnamedOfficial,
                         {1, 2},
                         "x",
                         {{"outlet", SpeakerType::kOutlet, {2, 3}, "y"},
                          {"", SpeakerType::kUnnamedOfficial, {0, 0}, ""}}};
  fact.rules = {"event/killed", "status/if"};
  fact.evidence = {{"actor", {7, 8}, "name/x"}, {"actor", {9, 15}, ""}, {"start", {16, 18}, "t"}};
  fact.plover = "ASSAULT";
  fact.mode = "aerial";
  fact.subtype = "airstrike";
  fact.time.start = FromCivil(2020, 1, 3);
  fact.time.stop = FromCivil(2020, 1, 4);
  fact.time.precision = Precision::kDay;
  fact.time.anchor = TimeAnchor::kNarrative;
  fact.time.length_days = 2.5;
  fact.time.yearless = true;
  fact.date_text = "today";
  fact.actors = {MakeName("a"), MakeName("b")};
  fact.targets = {MakeName("c")};
  fact.place = MakeName("p");
  fact.killed = Quantity{3, 3, 3};
  fact.injured = Quantity{20, std::nullopt, 99};
  fact.detained = Quantity{};
  fact.missing = Quantity{1, 1, std::nullopt};
  fact.weapon = "weapon";
  fact.count = 2;
  fact.outcome = Outcome::kClaimedWithoutEffect;
  fact.score = 0.1 + 0.2;
  fact.n = 1.0 / 3.0;
  fact.quantity = Quantity{1, 2, 3};
  fact.what = "troops";
  fact.what_key = "troops:US:IQ";
  fact.who = {MakeName("w")};
  fact.to_whom = {MakeName("v")};
  fact.commitment_what = "leave";
  fact.due.stop = FromCivil(2020, 12, 31);
  fact.due.is_deadline = true;
  fact.due_text = "by year's end";
  fact.made_on.start = FromCivil(1999, 12, 31);
  fact.sentence = 7;
  return fact;
}

inline std::string JsonOf(const Fact& fact) {
  std::string out;
  JsonWriter writer(&out);
  WriteFact(fact, CodePointIndex(kText), FactKeys::kWithScore, &writer);
  return out;
}

inline Incident MakeIncident(const std::string& id, const std::vector<std::string>& facts) {
  Incident incident{id, "event", "title", facts, {}, {{facts.front(), "same day and place"}}};
  FieldValue one{"2020-01-03", "3 January 2020", facts, {"", "speaker"}, 1, true};
  FieldValue two{"2020-01-04", "4 January 2020", {facts.back()}, {"other"}, 1, false};
  incident.fields = {{"start", {one, two}, true, "prefer/most"}, {"place", {}, false, ""}};
  return incident;
}

// Everything a dump shows, the index's own tables included.
inline std::string Dump(const std::string& path) {
  sqlite3* db = nullptr;
  sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
  std::string out;
  const auto append = [](void* to, int count, char** cells, char**) {
    for (int i = 0; i < count; ++i) {
      static_cast<std::string*>(to)->append(cells[i] == nullptr ? "NULL" : cells[i]) += '|';
    }
    static_cast<std::string*>(to)->push_back('\n');
    return 0;
  };
  std::string tables;
  sqlite3_exec(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", append,
               &tables, nullptr);
  for (size_t at = 0; at < tables.size();) {
    const size_t end = tables.find("|\n", at);
    const std::string table = tables.substr(at, end - at);
    at = end + 2;
    // How the search index lies in the file hangs on the order of writing; what it finds does not.
    if (table.rfind("document_search", 0) == 0) continue;
    out += table + "\n";
    sqlite3_exec(db, ("SELECT * FROM " + table).c_str(), append, &out, nullptr);
  }
  sqlite3_close(db);
  return out;
}

// Makes these all the incidents of the ledger.
inline Status PutIncidents(Store* store, const std::vector<Incident>& incidents) {
  auto linking = store->BeginLinking();
  if (!linking) return linking.error();
  if (Status gone = (*linking)->DropAll(); !gone) return gone;
  Component component = 0;
  for (const Incident& incident : incidents) {
    ++component;
    if (Status put = (*linking)->PutIncident(incident, component); !put) return put;
    for (const std::string& fact : incident.facts) {
      if (Status put = (*linking)->PutLink(fact, {}, component); !put) return put;
    }
  }
  return (*linking)->Commit("rules");
}

}  // namespace tadwin::store

#endif  // TADWIN_STORE_TEST_RECORDS_H_
