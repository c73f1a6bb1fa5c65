// What tests of the ledger write into one: a document, a fact with every column, an incident.

#ifndef TADWIN_STORE_TEST_RECORDS_H_
#define TADWIN_STORE_TEST_RECORDS_H_

#include <cstdio>
#include <string>
#include <vector>

#include "model/fact_json.h"
#include "store/ledger_tables.h"
#include "store/sql_connection.h"
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
  fact.wording = "0001f00d0002beef";
  fact.credit = "reuters";
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
  incident.origins.assign(facts.size(), "a.txt");
  incident.fields = {{"start", {one, two}, true, "prefer/most"}, {"place", {}, false, ""}};
  return incident;
}

// Every row of every table that says what the ledger holds, sorted; how it came to it (who, when,
// in which order) is in tables of its own. How the search index lies in the file hangs on the order
// of writing; what it finds does not.
inline std::string Dump(Connection* connection) {
  std::string out;
  const Result<std::vector<LedgerTable>> tables = LedgerTables();
  if (!tables) return tables.error().ToString();
  for (const LedgerTable& table : *tables) {
    if (table.name == "runs" || table.name == "revisions" || table.name == "document_history" ||
        table.name == "fact_history") {
      continue;
    }
    out += table.name + "\n";
    std::string order;
    for (size_t i = 1; i <= table.columns.size(); ++i) {
      order += (i == 1 ? " ORDER BY " : ", ") + std::to_string(i) + " NULLS FIRST";
    }
    const auto query =
        connection->MakeStatement("SELECT " + table.ColumnList() + " FROM " + table.name + order);
    query->Start();
    const Status read = ForEachRow(query.get(), [&out](const Statement& row) {
      for (int i = 0; i < row.columns(); ++i) {
        const SqlValue value = row.Value(i);
        if (const auto* real = std::get_if<double>(&value)) {
          char digits[40];
          std::snprintf(digits, sizeof digits, "%.17g", *real);
          out += digits;
        } else {
          out += std::to_string(value.index()) + (row.IsNull(i) ? "NULL" : row.Text(i));
        }
        out += '|';
      }
      out += '\n';
    });
    if (!read) out += read.error().ToString();
  }
  return out;
}

inline std::string Dump(const std::string& location) {
  const auto connection = OpenLedger(location, OpenMode::kReadOnly);
  return connection ? Dump(connection->get()) : connection.error().ToString();
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
