// What only PostgreSQL does: its texts, what is refused, lost connections.
#include "store/postgres_connection.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "store/full_text.h"
#include "store/postgres_open.h"
#include "store/store.h"
#include "store/test_records.h"
#include "store/test_server.h"

namespace tadwin::store {
namespace {

TEST(SqlTextTest, ParametersAreNumberedOutsideOfQuotesAndComments) {
  int count = -1;
  EXPECT_EQ(NumberParameters("SELECT '?', \"?\", ? -- ?\n, ? || 'it''s ?'", &count),
            "SELECT '?', \"?\", $1 -- ?\n, $2 || 'it''s ?'");
  EXPECT_EQ(count, 2);
  EXPECT_EQ(NumberParameters("SELECT 1", &count), "SELECT 1");
  EXPECT_EQ(count, 0);
}

TEST(SqlTextTest, DefinitionsGetTheTypesOfPostgres) {
  EXPECT_EQ(PostgresDefinitions("CREATE TABLE t (a INTEGER, b REAL, c TEXT NOT NULL, end INTEGER, "
                                "CHECK (c IN ('TEXT'))) STRICT, WITHOUT ROWID; -- INTEGER"),
            "CREATE TABLE t (a BIGINT, b DOUBLE PRECISION, c TEXT COLLATE \"C\" NOT NULL, \"end\" "
            "BIGINT, CHECK (c IN ('TEXT'))) ; -- INTEGER");
  EXPECT_EQ(PostgresDefinitions("SELECT CASE WHEN 1 THEN group_concat(a, 'STRICT') END"),
            "SELECT CASE WHEN 1 THEN string_agg(a, 'STRICT') END");
}

TEST(SqlTextTest, MessagesNeverShowAPassword) {
  EXPECT_EQ(WithoutPassword("postgresql://me:secret@host:5432/db?a=b"),
            "postgresql://me@host:5432/db?a=b");
  EXPECT_EQ(WithoutPassword("postgresql://me:s@c:r@host/db"), "postgresql://me@host/db");
  EXPECT_EQ(WithoutPassword("postgres://host/db?password=secret&user=me&sslpassword=x"),
            "postgres://host/db?user=me");
  EXPECT_EQ(WithoutPassword("postgresql://host/a@b:c"), "postgresql://host/a@b:c");
  EXPECT_EQ(WithoutPassword("/a/file:b@c"), "/a/file:b@c");
}

class PostgresTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HasTestServer()) GTEST_SKIP() << kNoServer;
    url_ = NewLedgerLocation(Engine::kPostgres, "");
  }
  Error OpenError(OpenMode mode) const {
    const auto store = OpenStore(url_, mode);
    EXPECT_FALSE(store.has_value());
    return store.has_value() ? Error{} : store.error();
  }
  void Sql(const std::string& sql) const {
    const auto connection = PostgresConnection::Open(url_, false);
    const Status done = (*connection)->Execute(sql);
    EXPECT_TRUE(done) << (done ? "" : done.error().ToString());
  }
  std::string url_;
};

TEST_F(PostgresTest, WhatIsNoLedgerIsRefusedAndLeftAsItIs) {
  EXPECT_EQ(OpenError(OpenMode::kReadOnly).code, ErrorCode::kNotFound);
  EXPECT_EQ(OpenError(OpenMode::kReadWrite).code, ErrorCode::kNotFound);
  Sql("CREATE TABLE meta (a TEXT)");
  EXPECT_EQ(OpenError(OpenMode::kCreate).code, ErrorCode::kSchemaVersion);
  EXPECT_EQ(OpenError(OpenMode::kReadOnly).code, ErrorCode::kSchemaVersion);
  Sql("DROP TABLE meta");
  ASSERT_TRUE(OpenStore(url_, OpenMode::kCreate));
  for (const char* version : {"0", "1", "999"}) {
    Sql("UPDATE meta SET value = '" + std::string(version) + "' WHERE key = 'schema'");
    EXPECT_EQ(OpenError(OpenMode::kCreate).code, ErrorCode::kSchemaVersion);
    EXPECT_EQ(OpenError(OpenMode::kReadOnly).code, ErrorCode::kSchemaVersion);
  }
}

TEST_F(PostgresTest, AServerThatIsNotThereIsSaidWithoutThePassword) {
  url_ = "postgresql://me:secret@127.0.0.1:1/none";
  const Error error = OpenError(OpenMode::kReadOnly);
  EXPECT_EQ(error.code, ErrorCode::kDatabase);
  EXPECT_NE(error.message.find("cannot connect"), std::string::npos) << error.message;
  EXPECT_EQ(error.ToString().find("secret"), std::string::npos) << error.ToString();
}

TEST_F(PostgresTest, ALostConnectionLosesTheStepAndIsMadeAgain) {
  auto store = *OpenStore(url_, OpenMode::kCreate);
  const DocumentRecord a = MakeDocument('a', "a.txt");
  ASSERT_TRUE(store->PutDocument(a, {MakeFullFact(a, "fa", FactKind::kEvent)}));
  const auto pid = store->connection().QueryInt("SELECT pg_backend_pid()");
  {
    auto linking = *store->BeginLinking();
    ASSERT_TRUE(linking->PutIncident(MakeIncident("i1", {"fa"}), 7));
    Sql("SELECT pg_terminate_backend(" + std::to_string(*pid) + ")");
    ASSERT_TRUE(linking->PutLink("fa", {}, 7));  // sent ahead
    const Status done = linking->Commit("rules");
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().message.find("was lost"), std::string::npos) << done.error().message;
  }
  EXPECT_TRUE(*store->NeedsLinking());
  EXPECT_EQ(store->Facts()->size(), 1u);
  ASSERT_TRUE(PutIncidents(store.get(), {MakeIncident("i1", {"fa"})}));
  EXPECT_EQ(store->Incidents()->size(), 1u);
}

TEST_F(PostgresTest, AFailedWriteIsToldAtTheCommitAtLatest) {
  auto store = *OpenStore(url_, OpenMode::kCreate);
  Connection& connection = store->connection();
  Transaction transaction(&connection);
  ASSERT_TRUE(transaction.Begin());
  Statement& insert = connection.Prepare("INSERT INTO link_touched VALUES (?)");
  EXPECT_TRUE(insert.Run(1));
  EXPECT_TRUE(insert.Run(1));  // twice the same key
  EXPECT_TRUE(connection.Prepare("INSERT INTO nowhere VALUES (?)").Run(1));
  const Status done = transaction.Commit();
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("link_touched"), std::string::npos) << done.error().message;
}

TEST_F(PostgresTest, RowsOfTwoQueriesMayBeReadByTurns) {
  auto store = *OpenStore(url_, OpenMode::kCreate);
  Connection& connection = store->connection();
  Statement& outer = connection.Prepare("SELECT * FROM generate_series(1, 1000) ORDER BY 1");
  Statement& inner = connection.Prepare("SELECT CAST(? AS BIGINT) * 2");
  outer.Start();
  int64_t sum = 0;
  ASSERT_TRUE(ForEachRow(&outer, [&](const Statement& row) {
    inner.Start(row.Int(0));
    ASSERT_TRUE(*inner.Next());
    sum += inner.Int(0);
  }));
  EXPECT_EQ(sum, 1001000);
  // A query that nobody reads to its end stands in no other's way.
  outer.Start();
  ASSERT_TRUE(*outer.Next());
  outer.Start();
  ASSERT_TRUE(*outer.Next());
  EXPECT_EQ(outer.Int(0), 1);
  EXPECT_EQ(*connection.QueryInt("SELECT 7"), 7);
}

TEST_F(PostgresTest, TheWordsOfADocumentAreFound) {
  auto store = *OpenStore(url_, OpenMode::kCreate);
  const DocumentRecord a = MakeDocument('a', "a.txt");
  ASSERT_TRUE(store->PutDocument(a, {}));
  ASSERT_TRUE(store->PutDocument(a, {}));
  Statement& query = store->connection().Prepare(
      "SELECT count(*) FROM document_search WHERE words @@ CAST(CAST(? AS TEXT) AS TSQUERY)");
  const std::vector<std::string> words = SearchWords(kText);
  for (const std::string& sought :
       {words[0], words[0] + " <-> " + words[1], words[0].substr(0, 4) + ":*"}) {
    query.Start(sought);
    ASSERT_TRUE(*query.Next()) << sought;
    EXPECT_EQ(query.Int(0), 1) << sought;
  }
}

}  // namespace
}  // namespace tadwin::store
