// Ledgers of other versions: what is brought up to date, what is refused, what is kept.
#include "store/schema.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "store/sqlite_connection.h"
#include "store/store.h"
#include "store/test_records.h"

namespace tadwin::store {
namespace {

namespace fs = std::filesystem;

class SchemaTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("tadwin_schema_" + std::string(info->name()) + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "ledger.db").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  void Sql(const std::string& sql) {
    auto connection = SqliteConnection::Open(path_, SqliteConnection::Access::kCreate);
    ASSERT_TRUE(connection.has_value());
    const Status done = (*connection)->Execute(sql);
    ASSERT_TRUE(done) << (done ? "" : done.error().ToString());
  }
  void RunFile(const std::string& name) {
    std::ifstream file(std::string(TADWIN_STORE_TESTDATA "/") + name);
    Sql(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  // As programs of these versions left it.
  void MakeVersion2() { RunFile("ledger_v2.sql"); }
  void MakeVersion3() {
    MakeVersion2();
    RunFile("ledger_v3.sql");
    Sql("INSERT INTO saved_queries VALUES ('mine', 'country=IQ');"
        "INSERT INTO place_units VALUES ('geo:1', 'unit:1', 'Unit')");
  }
  void MakeVersion4() {
    MakeVersion3();
    RunFile("ledger_v4.sql");
  }
  static int64_t Ask(const std::string& path, const std::string& sql) {
    auto connection = SqliteConnection::Open(path, SqliteConnection::Access::kWrite);
    if (!connection) return -1;
    const Result<int64_t> answer = (*connection)->QueryInt(sql);
    return answer ? *answer : -1;
  }
  Error OpenError(OpenMode mode) {
    const auto store = OpenStore(path_, mode);
    EXPECT_FALSE(store.has_value());
    return store.has_value() ? Error{} : store.error();
  }

  fs::path folder_;
  std::string path_;
  std::string other_;  // a ledger to compare with
};

std::string SchemaOf(const std::string& path) {
  auto connection = SqliteConnection::Open(path, SqliteConnection::Access::kWrite);
  Statement& query = (*connection)->Prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY 2");
  query.Start();
  std::string text;
  EXPECT_TRUE(ForEachRow(&query, [&text](const Statement& row) {
    text += row.Text(0) + " " + row.Text(1) + ": " + row.Text(2) + "\n";
  }));
  return text;
}

// Of whatever tables there are.
std::string RowsOf(const std::string& path) {
  auto connection = SqliteConnection::Open(path, SqliteConnection::Access::kWrite);
  Statement& tables = (*connection)->Prepare("SELECT name FROM pragma_table_list ORDER BY 1");
  tables.Start();
  std::string text;
  EXPECT_TRUE(ForEachRow(&tables, [&](const Statement& table) {
    const auto rows = (*connection)->MakeStatement("SELECT * FROM " + table.Text(0));
    rows->Start();
    text += table.Text(0) + "\n";
    EXPECT_TRUE(ForEachRow(rows.get(), [&text](const Statement& row) {
      for (int i = 0; i < row.columns(); ++i) text += row.Text(i) + "|";
    }));
  }));
  return text;
}

std::string TableOf(const std::string& path, const std::string& name) {
  auto connection = SqliteConnection::Open(path, SqliteConnection::Access::kWrite);
  const auto rows = (*connection)->MakeStatement("SELECT * FROM " + name + " ORDER BY 1, 2");
  rows->Start();
  std::string text;
  EXPECT_TRUE(ForEachRow(rows.get(), [&text](const Statement& row) {
    for (int i = 0; i < row.columns(); ++i) text += row.Text(i) + "|";
    text += "\n";
  }));
  return text;
}

TEST_F(SchemaTest, AnOlderLedgerBecomesWhatANewOneIs) {
  MakeVersion2();
  const std::string before = RowsOf(path_);
  {
    const auto store = OpenStore(path_, OpenMode::kReadWrite);
    ASSERT_TRUE(store.has_value()) << store.error().ToString();
  }
  const std::string fresh = (folder_ / "fresh.db").string();
  {
    auto store = *OpenStore(fresh, OpenMode::kCreate);
    const DocumentRecord a = MakeDocument('a', "a.txt");
    const DocumentRecord b = MakeDocument('b', "b.txt");
    // Wordings and origins are not known of what an older program coded.
    const auto forget = [](Fact fact) {
      fact.wording.clear();
      fact.credit.clear();
      return fact;
    };
    ASSERT_TRUE(store->PutDocument(a, {forget(MakeFullFact(a, "fa", FactKind::kEvent))}));
    ASSERT_TRUE(store->PutDocument(b, {forget(MakeFullFact(b, "fb", FactKind::kLevel))}));
    Incident incident = MakeIncident("i1", {"fa", "fb"});
    incident.origins.clear();
    ASSERT_TRUE(PutIncidents(store.get(), {incident}));
  }
  EXPECT_EQ(SchemaOf(path_), SchemaOf(fresh));
  EXPECT_EQ(Dump(path_), Dump(fresh));
  EXPECT_EQ(Ask(path_, "PRAGMA user_version"), kSchemaVersion);
  EXPECT_EQ(Ask(path_,
                "SELECT count(*) FROM document_search WHERE document_search MATCH "
                "(SELECT substr(folded, 1, 3) FROM documents)"),
            2);
  const std::string copy = path_ + ".v2.bak";
  EXPECT_EQ(Ask(copy, "PRAGMA user_version"), 2);
  EXPECT_EQ(RowsOf(copy), before);
}

TEST_F(SchemaTest, AVersionThreeLedgerKeepsWhatPeopleSavedAndGetsItsQueryTablesAnew) {
  MakeVersion3();
  ASSERT_TRUE(OpenStore(path_, OpenMode::kReadWrite).has_value());
  const std::string other = (folder_ / "other.db").string();
  std::swap(path_, other_);
  path_ = other;
  MakeVersion2();
  ASSERT_TRUE(OpenStore(path_, OpenMode::kReadWrite).has_value());
  EXPECT_EQ(SchemaOf(path_), SchemaOf(other_));
  for (const char* table : {"incident_rows", "incident_names", "ledger_names", "incident_blocks"}) {
    const std::string count = std::string("SELECT count(*) FROM ") + table;
    EXPECT_EQ(Ask(other_, count), Ask(path_, count)) << table;
    EXPECT_GT(Ask(other_, count), 0) << table;
  }
  EXPECT_EQ(Ask(other_, "SELECT count(*) FROM saved_queries WHERE name = 'mine'"), 1);
  EXPECT_EQ(Ask(other_, "SELECT count(*) FROM place_units"), 1);
  EXPECT_EQ(Ask(other_ + ".v3.bak", "PRAGMA user_version"), 3);
}

TEST_F(SchemaTest, AVersionFourLedgerGetsRulesOfItsFactsAndDaysOfTelling) {
  MakeVersion4();
  ASSERT_EQ(Ask(path_, "PRAGMA user_version"), 4);
  ASSERT_TRUE(OpenStore(path_, OpenMode::kReadWrite).has_value());
  EXPECT_EQ(Ask(path_ + ".v4.bak", "PRAGMA user_version"), 4);
  EXPECT_EQ(Ask(path_, "SELECT count(*) FROM saved_queries WHERE name = 'mine'"), 1);
  EXPECT_GT(Ask(path_, "SELECT count(*) FROM fact_rules"), 0);
  EXPECT_EQ(Ask(path_, "SELECT count(*) FROM incident_rows WHERE told IS NOT NULL"), 1);
  std::swap(path_, other_);
  path_ = (folder_ / "other.db").string();
  MakeVersion2();
  ASSERT_TRUE(OpenStore(path_, OpenMode::kReadWrite).has_value());
  EXPECT_EQ(SchemaOf(path_), SchemaOf(other_));
  for (const char* table : {"fact_rules", "incident_rows", "incident_names"}) {
    EXPECT_EQ(TableOf(path_, table), TableOf(other_, table)) << table;
  }
}

TEST_F(SchemaTest, AnEarlierCopyIsNeverWrittenOver) {
  MakeVersion2();
  std::ofstream(path_ + ".v2.bak") << "earlier";
  ASSERT_TRUE(OpenStore(path_, OpenMode::kCreate).has_value());
  EXPECT_EQ(fs::file_size(path_ + ".v2.bak"), 7u);
  EXPECT_EQ(Ask(path_ + ".v2.2.bak", "PRAGMA user_version"), 2);
}

TEST_F(SchemaTest, WhereNoCopyCanBeKeptTheLedgerStaysAsItIs) {
  MakeVersion2();
  fs::create_directories(path_ + ".v2.bak.partial/in_the_way");
  const Error error = OpenError(OpenMode::kReadWrite);
  EXPECT_NE(error.message.find("could not be copied first"), std::string::npos) << error.message;
  EXPECT_EQ(Ask(path_, "PRAGMA user_version"), 2);
}

TEST_F(SchemaTest, ReadingAnOlderLedgerSaysWhatToDo) {
  MakeVersion2();
  const Error error = OpenError(OpenMode::kReadOnly);
  EXPECT_EQ(error.code, ErrorCode::kSchemaVersion);
  EXPECT_NE(error.message.find("tadwin migrate"), std::string::npos) << error.message;
  EXPECT_EQ(Ask(path_, "PRAGMA user_version"), 2);
  EXPECT_FALSE(fs::exists(path_ + ".v2.bak"));
}

TEST_F(SchemaTest, WhatIsNewerOrTooOldIsRefusedAndLeftAsItIs) {
  MakeVersion2();
  Sql("PRAGMA user_version = 999");
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kReadWrite, OpenMode::kCreate}) {
    EXPECT_NE(OpenError(mode).message.find("a newer program wrote it"), std::string::npos);
  }
  Sql("PRAGMA user_version = 1");
  EXPECT_NE(OpenError(OpenMode::kCreate).message.find("code the articles into a new ledger"),
            std::string::npos);
  EXPECT_EQ(Ask(path_, "PRAGMA user_version"), 1);
}

}  // namespace
}  // namespace tadwin::store
