// Whatever is changed behind the ledger's back is found; what Tadwin writes is never taken for
// that.
#include "store/verify.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <string>

#include "store/content_rows.h"
#include "store/store.h"
#include "store/test_records.h"

namespace tadwin::store {
namespace {

namespace fs = std::filesystem;
using Rows = std::vector<std::vector<std::string>>;

// Runs SQL with everything switched off that would hold an attacker up; nothing when it fails.
std::optional<Rows> Ask(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  sqlite3_exec(db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", nullptr,
               nullptr, nullptr);
  Rows rows;
  const auto read = [](void* to, int count, char** cells, char**) {
    std::vector<std::string>& row = static_cast<Rows*>(to)->emplace_back();
    for (int i = 0; i < count; ++i) row.emplace_back(cells[i] == nullptr ? "" : cells[i]);
    return 0;
  };
  const bool done = sqlite3_exec(db, sql.c_str(), read, &rows, nullptr) == SQLITE_OK &&
                    (!rows.empty() || sqlite3_total_changes(db) > 0);
  sqlite3_close(db);
  if (!done) return std::nullopt;
  return rows;
}

Rows Select(const std::string& path, const std::string& sql) {
  return Ask(path, sql).value_or(Rows());
}

RunStart By(const std::string& author, const std::string& time) {
  RunStart start;
  start.author = author;
  start.program = "0";
  start.rules_hash = "rules";
  start.reason = "a test";
  start.now = [time] { return time; };
  return start;
}

review::Action Do(review::Verb verb, const std::string& fact, const std::string& author) {
  review::Action action;
  action.verb = verb;
  action.fact = fact;
  action.author = author;
  action.reason = "read again";
  return action;
}

class VerifyTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("tadwin_verify_" + std::string(info->name()) + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "ledger.db").string();
    linked_ = (folder_ / "linked.db").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  VerifyReport Check(const std::string& path, const std::string& head = "") {
    const auto store = OpenStore(path, OpenMode::kReadOnly);
    EXPECT_TRUE(store.has_value()) << store.error().ToString();
    VerifyOptions options;
    options.head = head;
    Result<VerifyReport> report = Verify(&(*store)->connection(), options);
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().ToString());
    return report ? *report : VerifyReport();
  }
  static std::string Told(const VerifyReport& report) {
    std::string all;
    for (const Finding& one : report.findings) {
      all += one.table + " " + one.subject + " " + one.what + "\n";
    }
    return all;
  }

  // A ledger with rows in every table; and, where what is derived from the incidents is looked at,
  // the same linked to its end.
  void MakeLedger() {
    MakeUnlinked();
    fs::copy_file(path_, linked_);
    auto linked = OpenStore(linked_, OpenMode::kReadWrite);
    ASSERT_TRUE(linked.has_value());
    ASSERT_TRUE(Link(linked->get()));
  }

  void MakeUnlinked() {
    auto opened = OpenStore(path_, OpenMode::kCreate);
    ASSERT_TRUE(opened.has_value());
    Store& store = **opened;
    store.BeginRun(By("amal", "2026-01-01T00:00:00Z"));
    for (const char c : {'a', 'b', 'c', 'd'}) {
      const DocumentRecord document = MakeDocument(c, std::string(1, c) + ".txt");
      const std::string fact = std::string("f") + c;
      ASSERT_TRUE(
          store.PutDocument(document, {MakeFullFact(document, fact, FactKind::kEvent),
                                       MakeFullFact(document, fact + "2", FactKind::kCommitment)}));
    }
    ASSERT_TRUE(store.PutCopy(Sha('a'), "copy.txt"));
    ASSERT_TRUE(store.PutReject({"bad.txt", Sha('e'), {ErrorCode::kNotArabic, "not Arabic", "1"}}));
    ASSERT_TRUE(store.PutReject({"two.txt", "", {ErrorCode::kIo, "unreadable", ""}}));
    ASSERT_TRUE(Link(&store));
    ASSERT_TRUE(store.EndRun());
    // Other rules, a withdrawal, people; then one document more, which no linking has seen.
    store.BeginRun(By("badr", "2026-01-02T00:00:00Z"));
    DocumentRecord again = MakeDocument('b', "b.txt");
    again.rules_hash = "newer";
    ASSERT_TRUE(store.PutDocument(again, {MakeFullFact(again, "fb", FactKind::kLevel)}));
    ASSERT_TRUE(store.Withdraw(Sha('d')));
    review::Action action = Do(review::Verb::kCorrect, "fa", "dina");
    action.fields = {{"killed", "7"}};
    ASSERT_TRUE(store.PutAction(action));
    ASSERT_TRUE(store.PutAction(Do(review::Verb::kConfirm, "fa2", "dina")));
    ASSERT_TRUE(store.PutAction(Do(review::Verb::kReject, "fb", "dina")));
    action = Do(review::Verb::kAssign, "fc", "dina");
    action.note = "amal";
    ASSERT_TRUE(store.PutAction(action));
    ASSERT_TRUE(store.EndRun());
  }

  // Incidents of all facts, filed under blocks.
  static Status Link(Store* store) {
    auto linking = store->BeginLinking();
    if (!linking) return linking.error();
    if (Status gone = (*linking)->DropAll(); !gone) return gone;
    if (Status put =
            (*linking)->PutPlaceUnits({{"geo:1", "geo:2", "A unit"}, {"geo:3", "geo:3", "B"}});
        !put) {
      return put;
    }
    Component component = 0;
    for (const auto& all : std::vector<std::vector<std::string>>{
             {"fa", "fb"}, {"fa2", "fb2"}, {"fc"}, {"fc2"}, {"fd"}, {"fd2"}}) {
      std::vector<std::string> facts;
      for (const std::string& fact : all) {
        const auto found = store->FindFact(fact);
        if (!found) return found.error();
        if (*found) facts.push_back(fact);
      }
      if (facts.empty()) continue;
      ++component;
      if (Status put = (*linking)->PutIncident(MakeIncident("i" + facts[0], facts), component);
          !put) {
        return put;
      }
      for (const std::string& fact : facts) {
        if (Status put = (*linking)->PutLink(fact, {true, "s", "t", "l"}, component); !put) {
          return put;
        }
        if (Status put = (*linking)->PutBlocks(fact, {component, component + 10}); !put) return put;
      }
    }
    return (*linking)->Commit("rules");
  }

  std::vector<std::string> Tables() {
    std::vector<std::string> tables;
    for (const auto& row :
         Select(path_, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
      if (row[0].rfind("document_search", 0) == 0 || Is(row[0], TableRole::kOutside)) {
        continue;
      }
      tables.push_back(row[0]);
    }
    return tables;
  }

  static bool Is(const std::string& name, TableRole role) {
    for (const TableInfo& table : AllTables()) {
      if (name == table.name) return table.role == role;
    }
    return false;
  }

  // Runs `sql`, which changes `table`, on a copy and looks whether it is found; false when it could
  // not be run.
  bool Tamper(const std::string& sql, const std::string& table = "") {
    const std::string copy = path_ + ".copy";
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(copy + suffix);
    fs::copy_file(Is(table, TableRole::kDerived) ? linked_ : path_, copy);
    if (!Ask(copy, sql)) return false;
    EXPECT_FALSE(Check(copy).findings.empty()) << "not found: " << sql;
    return true;
  }

  fs::path folder_;
  std::string path_;
  std::string linked_;
};

TEST_F(VerifyTest, ALedgerThatOnlyTadwinWroteIsSound) {
  MakeLedger();
  const VerifyReport report = Check(path_);
  EXPECT_EQ(Told(report), "");
  EXPECT_EQ(report.documents, 3u);
  EXPECT_EQ(report.head.size(), 64u);
  EXPECT_EQ(Told(Check(path_, report.head)), "");
  EXPECT_EQ(Told(Check(linked_)), "");
}

TEST_F(VerifyTest, ItIsSoundAfterEveryTransaction) {
  auto store = *OpenStore(path_, OpenMode::kCreate);
  EXPECT_EQ(Told(Check(path_)), "");
  DocumentRecord document = MakeDocument('a', "a.txt");
  ASSERT_TRUE(store->PutDocument(document, {MakeFullFact(document, "f1", FactKind::kEvent)}));
  EXPECT_EQ(Told(Check(path_)), "");
  ASSERT_TRUE(PutIncidents(store.get(), {MakeIncident("i1", {"f1"})}));
  EXPECT_EQ(Told(Check(path_)), "");
  ASSERT_TRUE(store->PutDocument(document, {MakeFullFact(document, "f1", FactKind::kEvent)}));
  EXPECT_EQ(Told(Check(path_)), "");  // a component lost its fact and is not linked again yet
  ASSERT_TRUE(PutIncidents(store.get(), {MakeIncident("i1", {"f1"})}));
  EXPECT_EQ(Told(Check(path_)), "");
  review::Action action = Do(review::Verb::kAdd, "", "amal");
  action.document = document.sha256;
  action.seen = MakeFullFact(document, "", FactKind::kLevel);
  ASSERT_TRUE(store->PutAction(action));
  EXPECT_EQ(Told(Check(path_)), "");
  ASSERT_TRUE(store->PutAction(Do(review::Verb::kReject, "f1", "amal")));
  EXPECT_EQ(Told(Check(path_)), "");
  ASSERT_TRUE(store->Withdraw(document.sha256));
  EXPECT_EQ(Told(Check(path_)), "");
  ASSERT_TRUE(store->PutDocument(document, {}));
  EXPECT_EQ(Told(Check(path_)), "");
}

TEST_F(VerifyTest, EveryTableIsAccountedFor) {
  MakeLedger();
  std::set<std::string> known;
  for (const TableInfo& table : AllTables()) known.insert(table.name);
  for (const std::string& table : Tables()) {
    EXPECT_EQ(known.count(table), 1u)
        << table << ": say in AllTables (store/content_rows.cc) what vouches for it";
    EXPECT_GT(Select(path_, "SELECT * FROM " + table).size(), 0u) << table << " has no row to test";
  }
}

// Every column of every table, in its first and its last row.
TEST_F(VerifyTest, AnAlteredCellIsFound) {
  MakeLedger();
  int tampered = 0;
  for (const std::string& table : Tables()) {
    for (const auto& column :
         Select(path_, "SELECT name, type, pk FROM pragma_table_info('" + table + "')")) {
      const std::string& name = column[0];
      const std::string other = column[1] == "TEXT"   ? "coalesce(\"" + name + "\", '') || 'x'"
                                : column[1] == "REAL" ? "coalesce(\"" + name + "\", 0) + 0.5"
                                                      : "coalesce(\"" + name + "\", 0) + 1000";
      std::string key;
      for (const auto& part : Select(path_, "SELECT name FROM pragma_table_info('" + table +
                                                "') WHERE pk > 0 ORDER BY pk")) {
        key += (key.empty() ? "\"" : ", \"") + part[0] + "\"";
      }
      for (const char* order : {"", " DESC"}) {
        const std::string first = key.substr(0, key.find(','));
        const std::string sql = "UPDATE " + table + " SET \"" + name + "\" = " + other +
                                " WHERE (" + key + ") = (SELECT " + key + " FROM " + table +
                                " ORDER BY " + first + order + " LIMIT 1)";
        ASSERT_TRUE(Tamper(sql, table)) << sql;
        ++tampered;
      }
    }
  }
  EXPECT_GT(tampered, 2 * 100);
}

TEST_F(VerifyTest, ADeletedRowIsFound) {
  MakeLedger();
  for (const std::string& table : Tables()) {
    std::string key;
    for (const auto& part : Select(path_, "SELECT name FROM pragma_table_info('" + table +
                                              "') WHERE pk > 0 ORDER BY pk")) {
      key += (key.empty() ? "\"" : ", \"") + part[0] + "\"";
    }
    const std::string first = key.substr(0, key.find(','));
    for (const char* order : {"", " DESC"}) {
      // The last revision of all may only be missed by who kept its hash.
      if (table == "revisions" && *order != '\0') continue;
      const std::string sql = "DELETE FROM " + table + " WHERE (" + key + ") = (SELECT " + key +
                              " FROM " + table + " ORDER BY " + first + order + " LIMIT 1)";
      ASSERT_TRUE(Tamper(sql, table)) << sql;
    }
    if (table != "revisions") {
      ASSERT_TRUE(Tamper("DELETE FROM " + table, table)) << table;
    }
  }
}

TEST_F(VerifyTest, AnAddedRowIsFound) {
  MakeLedger();
  for (const std::string& table : Tables()) {
    std::string columns;
    for (const auto& column :
         Select(path_, "SELECT name, type, pk FROM pragma_table_info('" + table + "')")) {
      const std::string name = "\"" + column[0] + "\"";
      columns += columns.empty() ? "" : ", ";
      // Another key, or a row of the same key as another document's.
      if (column[2] == "0" && column[0] != "sha256" &&
          (table != "incident_rows" || column[0] != "id")) {
        columns += name;
      } else {
        columns += column[1] == "TEXT" ? name + " || '0'" : name + " + 5000";
      }
    }
    const std::string sql =
        "INSERT INTO " + table + " SELECT " + columns + " FROM " + table + " LIMIT 1";
    ASSERT_TRUE(Tamper(sql, table)) << sql;
  }
}

TEST_F(VerifyTest, SwappedRowsAreFound) {
  MakeLedger();
  // Each moves values of one row to another and back, so that the table as a whole holds the same.
  for (const std::string& sql : std::vector<std::string>{
           "UPDATE documents SET name = CASE name WHEN 'a.txt' THEN 'b.txt' WHEN 'b.txt' THEN "
           "'a.txt' ELSE name END",
           "UPDATE facts SET document_id = CASE document_id "
           "WHEN (SELECT id FROM documents WHERE name = 'a.txt') "
           "THEN (SELECT id FROM documents WHERE name = 'c.txt') "
           "WHEN (SELECT id FROM documents WHERE name = 'c.txt') "
           "THEN (SELECT id FROM documents WHERE name = 'a.txt') ELSE document_id END",
           "UPDATE fact_names SET text = CASE text WHEN 'a' THEN 'b' ELSE 'a' END "
           "WHERE role = 'actor' AND fact_id = 'fc'",
           "UPDATE fact_evidence SET position = position + 100 WHERE fact_id = 'fc'; "
           "UPDATE fact_evidence SET position = 102 - position WHERE fact_id = 'fc'",
           "UPDATE revisions SET seq = seq + 1000; "
           "UPDATE revisions SET seq = CASE seq WHEN 1003 THEN 4 WHEN 1004 THEN 3 "
           "ELSE seq - 1000 END",
           "UPDATE incident_facts SET incident_id = CASE incident_id WHEN 'ifc' THEN 'ifc2' "
           "ELSE 'ifc' END WHERE incident_id IN ('ifc', 'ifc2'); "
           "UPDATE facts SET incident = CASE incident WHEN 'ifc' THEN 'ifc2' ELSE 'ifc' END "
           "WHERE incident IN ('ifc', 'ifc2')",
           "UPDATE rejects SET message = CASE message WHEN 'not Arabic' THEN 'unreadable' "
           "ELSE 'not Arabic' END"}) {
    ASSERT_TRUE(Tamper(sql)) << sql;
  }
}

// A revision taken out with everything after it renumbered and rehashed is only seen by who kept a
// head.
TEST_F(VerifyTest, AKeptHeadTellsALedgerThatWasCutOff) {
  MakeLedger();
  const std::string head = Check(path_).head;
  const Rows last = Select(path_, "SELECT max(seq) FROM revisions");
  ASSERT_TRUE(Ask(path_, "DELETE FROM revisions WHERE seq = " + last[0][0]));
  EXPECT_NE(Told(Check(path_, head)).find("was kept and is not in the chain"), std::string::npos);
}

TEST_F(VerifyTest, TheReportNamesWhatWasAltered) {
  MakeLedger();
  ASSERT_TRUE(Ask(path_, "UPDATE fact_quantities SET best = 99 WHERE fact_id = 'fc'"));
  const VerifyReport report = Check(path_);
  ASSERT_EQ(report.findings.size(), 1u) << Told(report);
  EXPECT_EQ(report.findings[0].table, "fact_quantities");
  EXPECT_NE(report.findings[0].subject.find("c.txt"), std::string::npos);
}

TEST_F(VerifyTest, ForeignTablesViewsAndTriggersAreFound) {
  MakeLedger();
  for (const char* sql :
       {"CREATE TABLE extra (a)", "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra AFTER INSERT ON rejects BEGIN DELETE FROM rejects; END",
        "DROP VIEW event_list", "DROP INDEX facts_by_type"}) {
    const std::string copy = path_ + ".copy";
    fs::remove(copy);
    fs::copy_file(path_, copy);
    sqlite3* db = nullptr;
    sqlite3_open(copy.c_str(), &db);
    ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    sqlite3_close(db);
    EXPECT_FALSE(Check(copy).findings.empty()) << sql;
  }
}

TEST_F(VerifyTest, AnIndexOfWordsThatIsNotThatOfTheDocumentsIsFound) {
  MakeLedger();
  ASSERT_TRUE(
      Tamper("INSERT INTO document_search (document_search, rowid, folded) "
             "SELECT 'delete', id, folded FROM documents LIMIT 1"));
  ASSERT_TRUE(Tamper("DELETE FROM document_search_data WHERE id > 10"));
}

}  // namespace
}  // namespace tadwin::store
