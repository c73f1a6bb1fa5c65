// What every engine of the ledger must do.
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "store/sql_connection.h"
#include "store/store.h"
#include "store/test_records.h"
#include "store/test_server.h"
#include "store/verify.h"

namespace tadwin::store {
namespace {

namespace fs = std::filesystem;

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = info->name();
    std::replace(name.begin(), name.end(), '/', '_');
    folder_ = fs::temp_directory_path() / ("tadwin_store_" + name + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "ledger.db").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::unique_ptr<Store> Open(OpenMode mode = OpenMode::kCreate) { return OpenAt(path_, mode); }
  static std::unique_ptr<Store> OpenAt(const std::string& location, OpenMode mode) {
    auto store = OpenStore(location, mode);
    EXPECT_TRUE(store.has_value()) << (store ? "" : store.error().ToString());
    return store ? *std::move(store) : nullptr;
  }
  ErrorCode OpenError(OpenMode mode) {
    const auto store = OpenStore(path_, mode);
    EXPECT_FALSE(store.has_value());
    return store.has_value() ? ErrorCode::kInvalidArgument : store.error().code;
  }

  fs::path folder_;
  std::string path_;  // or URL
};

class SqliteLedgerTest : public LedgerTest {
 protected:
  void Sql(const char* sql) {
    sqlite3* db = nullptr;
    sqlite3_open(path_.c_str(), &db);
    EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    sqlite3_close(db);
  }
};

class StoreContractTest : public LedgerTest, public testing::WithParamInterface<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::kPostgres && !HasTestServer()) GTEST_SKIP() << kNoServer;
    LedgerTest::SetUp();
    path_ = NewPlace();
  }
  std::string NewPlace() const { return NewLedgerLocation(GetParam(), folder_.string()); }
};

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContractTest, testing::Values(Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, StoreContractTest, testing::Values(Engine::kPostgres));

TEST_P(StoreContractTest, FactsComeBackExactly) {
  const DocumentRecord document = MakeDocument('a', "a.txt");
  for (const FactKind kind :
       {FactKind::kEvent, FactKind::kTally, FactKind::kLevel, FactKind::kCommitment}) {
    const Fact fact = MakeFullFact(document, "00000000000000ff", kind);
    auto store = Open();
    ASSERT_TRUE(store->PutDocument(document, {fact}));
    store.reset();
    store = Open(OpenMode::kReadOnly);
    const auto facts = store->Facts();
    ASSERT_TRUE(facts.has_value());
    ASSERT_EQ(facts->size(), 1u);
    const Fact& back = facts->front();
    EXPECT_EQ(JsonOf(back), JsonOf(fact));
    EXPECT_EQ(back.doc_sha256, fact.doc_sha256);
    EXPECT_EQ(back.rules, fact.rules);
    EXPECT_EQ(back.wording, fact.wording);
    EXPECT_EQ(back.credit, fact.credit);
    EXPECT_EQ(back.evidence.size(), fact.evidence.size());
    EXPECT_EQ(back.evidence[0].rule, "name/x");
    EXPECT_EQ(back.time.precision, fact.time.precision);
    EXPECT_EQ(back.time.anchor, fact.time.anchor);
    EXPECT_EQ(back.time.length_days, fact.time.length_days);
    EXPECT_TRUE(back.time.yearless);
    EXPECT_TRUE(back.due.is_deadline);
    EXPECT_FALSE(back.due.start.has_value());
    EXPECT_EQ(back.due_text, fact.due_text);
    EXPECT_EQ(back.detained, fact.detained);
    EXPECT_EQ(back.missing, fact.missing);
    EXPECT_EQ(back.quantity, fact.quantity);
    EXPECT_EQ(back.n, fact.n);
    EXPECT_EQ(back.what_key, fact.what_key);
    EXPECT_EQ(back.commitment_what, fact.commitment_what);
    EXPECT_EQ(back.place->name.actor_id, "actor:1");
    EXPECT_EQ(back.place->name.kind, NameKind::kSettlement);
    EXPECT_EQ(back.speaker->id, "x");
    EXPECT_EQ(back.speaker->chain[0].id, "y");
    EXPECT_EQ(back.sentence, 7u);
  }
}

// Digests are of what was written, whatever the engine makes of it; both find a changed row.
TEST_P(StoreContractTest, ALedgerIsSoundUntilAHandChangesIt) {
  auto store = Open();
  const auto findings = [&store] {
    const auto report = Verify(&store->connection(), {});
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().ToString());
    std::string told;
    for (const Finding& one : report->findings) told += one.table + " ";
    return told;
  };
  const DocumentRecord a = MakeDocument('a', "a.txt");
  ASSERT_TRUE(store->PutDocument(a, {MakeFullFact(a, "fa", FactKind::kEvent)}));
  ASSERT_TRUE(PutIncidents(store.get(), {MakeIncident("i1", {"fa"})}));
  DocumentRecord again = a;
  again.rules_hash = "newer";
  ASSERT_TRUE(store->PutDocument(
      again, {MakeFullFact(a, "fa", FactKind::kEvent), MakeFullFact(a, "fb", FactKind::kLevel)}));
  review::Action action;
  action.verb = review::Verb::kCorrect;
  action.fact = "fa";
  action.author = "amal";
  action.fields = {{"killed", "7"}};
  ASSERT_TRUE(store->PutAction(action));
  EXPECT_EQ(findings(), "");
  EXPECT_EQ((*store->FindFact("fa"))->killed->best, 7);
  ASSERT_TRUE(store->connection().Execute("UPDATE fact_quantities SET best = 8 WHERE best = 7"));
  EXPECT_EQ(findings(), "fact_quantities ");
  ASSERT_TRUE(store->connection().Execute("UPDATE fact_quantities SET best = 7 WHERE best = 8"));
  ASSERT_TRUE(store->connection().Execute("UPDATE revisions SET author = 'x' WHERE seq = 2"));
  EXPECT_EQ(findings(), "revisions ");
}

TEST_P(StoreContractTest, ADigestTellsWhatPeopleMadeOfAFactAndNotWhen) {
  const auto reviewed = [](Store* store, const char* killed, const char* author) {
    const DocumentRecord a = MakeDocument('a', "a.txt");
    EXPECT_TRUE(store->PutDocument(a, {MakeFullFact(a, "fa", FactKind::kEvent)}));
    if (killed == nullptr) return *store->ContentDigest();
    review::Action action;
    action.verb = review::Verb::kCorrect;
    action.fact = "fa";
    action.author = author;
    action.fields = {{"killed", killed}};
    EXPECT_TRUE(store->PutAction(action));
    return *store->ContentDigest();
  };
  auto store = Open();
  const std::string before = reviewed(store.get(), nullptr, "");
  const std::string seven = reviewed(store.get(), "7", "amal");
  EXPECT_NE(seven, before);
  EXPECT_NE(reviewed(store.get(), "8", "amal"), seven);
  auto other = OpenStore(":memory:", OpenMode::kCreate);
  ASSERT_TRUE(other);
  EXPECT_EQ(reviewed(other->get(), "7", "amal"), seven);
}

TEST_P(StoreContractTest, DocumentsComeBackExactly) {
  const DocumentRecord document = MakeDocument('a', "a.txt");
  auto store = Open();
  ASSERT_TRUE(store->PutDocument(document, {}));
  const auto back = store->FindDocument(document.sha256);
  ASSERT_TRUE(back.has_value() && back->has_value());
  EXPECT_EQ((*back)->text, document.text);
  EXPECT_EQ((*back)->title, "title");
  EXPECT_FALSE((*back)->outlet.has_value());
  EXPECT_EQ((*back)->published, document.published);
  EXPECT_EQ((*back)->published_evidence, document.published_evidence);
  EXPECT_TRUE((*back)->published_inferred);
  const auto none = store->FindDocument(Sha('b'));
  ASSERT_TRUE(none.has_value());
  EXPECT_FALSE(none->has_value());
}

TEST_P(StoreContractTest, IncidentsComeBackAndMarkTheirFacts) {
  const DocumentRecord document = MakeDocument('a', "a.txt");
  auto store = Open();
  ASSERT_TRUE(store->PutDocument(document, {MakeFullFact(document, "f1", FactKind::kEvent),
                                            MakeFullFact(document, "f2", FactKind::kEvent)}));
  EXPECT_TRUE(*store->NeedsLinking());
  const Incident incident = MakeIncident("i1", {"f1", "f2"});
  ASSERT_TRUE(PutIncidents(store.get(), {incident}));
  EXPECT_FALSE(*store->NeedsLinking());
  const auto incidents = store->Incidents();
  ASSERT_TRUE(incidents.has_value());
  ASSERT_EQ(incidents->size(), 1u);
  const Incident& back = incidents->front();
  EXPECT_EQ(back.facts, incident.facts);
  EXPECT_EQ(back.why, incident.why);
  EXPECT_EQ(back.origins, incident.origins);
  EXPECT_EQ(back.fields.at(0).values.at(1).origins, (std::vector<std::string>{"a.txt"}));
  ASSERT_EQ(back.fields.size(), 2u);
  EXPECT_TRUE(back.fields[0].contested);
  ASSERT_EQ(back.fields[0].values.size(), 2u);
  EXPECT_EQ(back.fields[0].values[0].speakers, incident.fields[0].values[0].speakers);
  EXPECT_EQ(back.fields[0].values[0].facts, incident.fields[0].values[0].facts);
  EXPECT_TRUE(back.fields[0].values[0].preferred);
  EXPECT_EQ((*store->FindFact("f2"))->incident, "i1");
  ASSERT_TRUE(PutIncidents(store.get(), {MakeIncident("i2", {"f1"})}));
  EXPECT_EQ((*store->FindFact("f2"))->incident, "");
  const auto counts = store->Count();
  ASSERT_TRUE(counts.has_value());
  EXPECT_EQ(counts->documents, 1u);
  EXPECT_EQ(counts->facts[0], 2u);
  EXPECT_EQ(counts->incidents, 1u);
  EXPECT_EQ(counts->contested_fields, 1u);
}

TEST_P(StoreContractTest, ADocumentIsReplacedWithItsFacts) {
  const DocumentRecord document = MakeDocument('a', "b.txt");
  auto store = Open();
  ASSERT_TRUE(store->PutDocument(document, {MakeFullFact(document, "f1", FactKind::kEvent)}));
  ASSERT_TRUE(PutIncidents(store.get(), {MakeIncident("i1", {"f1"})}));
  DocumentRecord again = document;
  again.name = "a.txt";
  again.rules_hash = "newer";
  ASSERT_TRUE(store->PutDocument(again, {MakeFullFact(again, "f2", FactKind::kEvent)}));
  const auto facts = store->Facts();
  ASSERT_EQ(facts->size(), 1u);
  EXPECT_EQ(facts->front().id, "f2");
  EXPECT_EQ(facts->front().doc, "a.txt");
  const auto keys = store->Keys();
  ASSERT_EQ(keys->size(), 1u);
  EXPECT_EQ(keys->front().rules_hash, "newer");
  EXPECT_EQ(store->Count()->copies, 1u);  // b.txt is remembered
}

TEST_P(StoreContractTest, WhatLinkingKeepsComesBack) {
  const DocumentRecord a = MakeDocument('a', "a.txt");
  const DocumentRecord b = MakeDocument('b', "b.txt");
  auto store = Open();
  ASSERT_TRUE(store->PutDocument(
      a, {MakeFullFact(a, "f1", FactKind::kEvent), MakeFullFact(a, "f2", FactKind::kTally)}));
  ASSERT_TRUE(store->PutDocument(b, {MakeFullFact(b, "f3", FactKind::kEvent)}));
  {
    auto linking = *store->BeginLinking();
    EXPECT_EQ(*linking->RulesHash(), "");
    EXPECT_EQ(*linking->CountUnlinked(), 3u);
    EXPECT_FALSE(*linking->HasLinked(1));
    ASSERT_EQ(linking->UnlinkedFacts()->size(), 3u);
    EXPECT_EQ(linking->UnlinkedFacts()->front().told, a.published);
    ASSERT_TRUE(linking->PutIncident(MakeIncident("i1", {"f1"}), ~uint64_t{0}));
    ASSERT_TRUE(linking->PutIncident(MakeIncident("i2", {"f2"}), 7));
    ASSERT_TRUE(linking->PutLink("f1", {true, "", "", ""}, ~uint64_t{0}));
    ASSERT_TRUE(linking->PutLink("f2", {false, "series", "scope", "label"}, 7));
    ASSERT_TRUE(linking->PutBlocks("f1", {1, ~uint64_t{0}}));
    ASSERT_TRUE(linking->PutBlocks("f2", {1}));
    ASSERT_TRUE(linking->Commit("rules"));
  }
  auto linking = *store->BeginLinking();
  EXPECT_EQ(*linking->RulesHash(), "rules");
  EXPECT_EQ(*linking->CountUnlinked(), 1u);
  EXPECT_TRUE(*linking->HasLinked(2));
  EXPECT_FALSE(*linking->HasLinked(3));
  EXPECT_EQ(*linking->FactsInBlocks({1, 2}), (std::vector<std::string>{"f1", "f2"}));
  EXPECT_EQ(*linking->FactsInBlocks({~uint64_t{0}}), (std::vector<std::string>{"f1"}));
  const auto facts = linking->FactsOfComponents({7, 8});
  ASSERT_EQ(facts->size(), 1u);
  EXPECT_EQ(facts->front().fact.id, "f2");
  EXPECT_EQ(facts->front().traits.series, "series");
  EXPECT_EQ(facts->front().traits.scope_label, "label");
  const auto one = linking->FactsWithIds({"f1", "none"});
  ASSERT_EQ(one->size(), 1u);
  EXPECT_TRUE(one->front().traits.single_story);
  EXPECT_EQ(one->front().component, ~uint64_t{0});
  ASSERT_TRUE(linking->DropComponents({~uint64_t{0}}));
  EXPECT_EQ(*linking->CountUnlinked(), 2u);
}

TEST_P(StoreContractTest, LinkingThatIsNotCommittedLeavesNoTrace) {
  const DocumentRecord a = MakeDocument('a', "a.txt");
  auto store = Open();
  ASSERT_TRUE(store->PutDocument(a, {MakeFullFact(a, "f1", FactKind::kEvent)}));
  const std::string before = Dump(path_);
  {
    auto linking = *store->BeginLinking();
    ASSERT_TRUE(linking->PutIncident(MakeIncident("i1", {"f1"}), 7));
    ASSERT_TRUE(linking->PutLink("f1", {}, 7));
  }
  EXPECT_EQ(Dump(path_), before);
  EXPECT_TRUE(*store->NeedsLinking());
}

TEST_P(StoreContractTest, AReplacedDocumentTouchesTheComponentsOfItsFacts) {
  const DocumentRecord a = MakeDocument('a', "a.txt");
  auto store = Open();
  ASSERT_TRUE(store->PutDocument(a, {MakeFullFact(a, "f1", FactKind::kEvent)}));
  {
    auto linking = *store->BeginLinking();
    ASSERT_TRUE(linking->PutIncident(MakeIncident("i1", {"f1"}), 7));
    ASSERT_TRUE(linking->PutLink("f1", {}, 7));
    ASSERT_TRUE(linking->Commit("rules"));
  }
  ASSERT_TRUE(store->PutDocument(a, {}));
  EXPECT_TRUE(*store->NeedsLinking());
  auto linking = *store->BeginLinking();
  EXPECT_EQ(*linking->TouchedComponents(), (std::vector<Component>{7}));
  ASSERT_TRUE(linking->DropComponents({7}));
  ASSERT_TRUE(linking->Commit("rules"));
  EXPECT_FALSE(*store->NeedsLinking());
  EXPECT_TRUE(store->Incidents()->empty());
}

TEST_P(StoreContractTest, RejectsAreKeptOnceAndClearedByADocument) {
  auto store = Open();
  const RejectRecord reject{"a.txt", Sha('c'), {ErrorCode::kEmpty, "the file is empty", "a.txt"}};
  ASSERT_TRUE(store->PutReject(reject));
  ASSERT_TRUE(store->PutReject(reject));
  ASSERT_TRUE(store->PutReject({"z.txt", "", {ErrorCode::kIo, "unreadable", "z.txt"}}));
  const auto rejects = store->Rejects();
  ASSERT_EQ(rejects->size(), 2u);
  EXPECT_EQ(rejects->front().error.code, ErrorCode::kEmpty);
  ASSERT_TRUE(store->PutDocument(MakeDocument('a', "a.txt"), {}));
  EXPECT_EQ(store->Rejects()->size(), 1u);
}

TEST_P(StoreContractTest, TheOrderOfWritingLeavesNoTrace) {
  const DocumentRecord a = MakeDocument('a', "a.txt");
  const DocumentRecord b = MakeDocument('b', "b.txt");
  const Fact fa = MakeFullFact(a, "fa", FactKind::kEvent);
  const Fact fb = MakeFullFact(b, "fb", FactKind::kLevel);
  const std::vector<Incident> incidents = {MakeIncident("i1", {"fa", "fb"})};
  {
    auto store = Open();
    ASSERT_TRUE(store->PutDocument(a, {fa}));
    ASSERT_TRUE(store->PutDocument(b, {fb}));
    ASSERT_TRUE(PutIncidents(store.get(), incidents));
  }
  const std::string other = NewPlace();
  {
    auto store = OpenAt(other, OpenMode::kCreate);
    ASSERT_TRUE(store->PutDocument(b, {fb}));
    ASSERT_TRUE(PutIncidents(store.get(), {}));
    ASSERT_TRUE(store->PutDocument(a, {}));
    ASSERT_TRUE(store->PutDocument(a, {fa}));
    ASSERT_TRUE(PutIncidents(store.get(), incidents));
    ASSERT_TRUE(PutIncidents(store.get(), incidents));
  }
  EXPECT_EQ(Dump(path_), Dump(other));
  EXPECT_NE(Dump(path_).find("fact_evidence\n3fa|"), std::string::npos);
}

TEST_P(StoreContractTest, ASnapshotSeesOneStateWhileAnotherWrites) {
  auto writer = Open();
  ASSERT_TRUE(writer->PutDocument(MakeDocument('a', "a.txt"), {}));
  auto reader = Open(OpenMode::kReadOnly);
  {
    ReadSnapshot snapshot(&reader->connection());
    ASSERT_TRUE(snapshot.Begin());
    EXPECT_EQ(reader->Count()->documents, 1u);
    ASSERT_TRUE(writer->PutDocument(MakeDocument('b', "b.txt"), {}));
    EXPECT_EQ(reader->Count()->documents, 1u);
    EXPECT_EQ(reader->Documents()->size(), 1u);
  }
  EXPECT_EQ(reader->Count()->documents, 2u);
}

TEST_P(StoreContractTest, TheDataVersionTellsThatAnotherWrote) {
  auto writer = Open();
  ASSERT_TRUE(writer->PutDocument(MakeDocument('a', "a.txt"), {}));
  auto reader = Open(OpenMode::kReadOnly);
  const auto before = reader->DataVersion();
  ASSERT_TRUE(before);
  ASSERT_TRUE(writer->PutDocument(MakeDocument('b', "b.txt"), {}));
  const auto after = reader->DataVersion();
  ASSERT_TRUE(after);
  EXPECT_NE(*before, *after);
}

TEST_P(StoreContractTest, StatementsTakeAndGiveValuesOfEveryType) {
  auto store = Open();
  Connection& connection = store->connection();
  ASSERT_TRUE(connection.Define("CREATE TABLE t (a INTEGER, b REAL, c TEXT) STRICT"));
  Statement& insert = connection.Prepare("INSERT INTO t VALUES (?, ?, ?)");
  ASSERT_TRUE(insert.RunWith({int64_t{-1} << 62, 0.1, std::string("\u0642 '?'")}));
  ASSERT_TRUE(insert.Run(std::nullopt, std::optional<double>(), std::optional<std::string>()));
  ASSERT_TRUE(insert.Run(true, 1e300, ""));
  Statement& query = connection.Prepare("SELECT a, b, c, '?' AS d FROM t WHERE a < ? OR a IS NULL");
  query.StartWith({int64_t{0}});
  std::vector<std::vector<SqlValue>> rows;
  ASSERT_TRUE(ForEachRow(&query, [&rows](const Statement& row) {
    ASSERT_EQ(row.columns(), 4);
    EXPECT_EQ(row.ColumnName(3), "d");
    rows.push_back({row.Value(0), row.Value(1), row.Value(2), row.Value(3)});
  }));
  ASSERT_EQ(rows.size(), 2u);
  if (rows[0][0].index() == 0) std::swap(rows[0], rows[1]);
  EXPECT_EQ(rows[0], (std::vector<SqlValue>{int64_t{-1} << 62, 0.1, std::string("\u0642 '?'"),
                                            std::string("?")}));
  EXPECT_EQ(rows[1], (std::vector<SqlValue>{{}, {}, {}, std::string("?")}));
  EXPECT_EQ(*connection.QueryInt("SELECT count(*) FROM t WHERE c = ''"), 1);
  EXPECT_EQ(*connection.QueryText("SELECT c FROM t WHERE a IS NULL"), std::nullopt);
  EXPECT_FALSE(connection.Execute("SELECT nothing"));
  EXPECT_FALSE(connection.Prepare("SELECT nothing").Run());
}

TEST_F(SqliteLedgerTest, RefusesWhatIsNoLedgerOfThisVersion) {
  EXPECT_EQ(OpenError(OpenMode::kReadOnly), ErrorCode::kNotFound);
  EXPECT_EQ(OpenError(OpenMode::kReadWrite), ErrorCode::kNotFound);
  std::ofstream(path_) << std::string(5000, 'x');
  EXPECT_EQ(OpenError(OpenMode::kCreate), ErrorCode::kSchemaVersion);
  EXPECT_EQ(OpenError(OpenMode::kReadOnly), ErrorCode::kSchemaVersion);
  fs::remove(path_);
  Sql("CREATE TABLE t (x)");
  EXPECT_EQ(OpenError(OpenMode::kCreate), ErrorCode::kSchemaVersion);
  fs::remove(path_);
  Open();
  for (const char* version : {"PRAGMA user_version = 0", "PRAGMA user_version = 999"}) {
    Sql(version);
    EXPECT_EQ(OpenError(OpenMode::kCreate), ErrorCode::kSchemaVersion);
    EXPECT_EQ(OpenError(OpenMode::kReadOnly), ErrorCode::kSchemaVersion);
  }
}

TEST_P(StoreContractTest, PagesHoldTheWholeLedgerOnceAndInOrder) {
  auto store = Open();
  const std::string empty = *store->ContentDigest();
  std::vector<Incident> incidents;
  for (const char name : {'a', 'b', 'c', 'd', 'e'}) {
    // Two documents bear one name: a file whose content changed.
    DocumentRecord document =
        MakeDocument(name, name == 'b' ? "a.txt" : std::string(1, name) + ".txt");
    const std::string fact = std::string("f") + name;
    ASSERT_TRUE(store->PutDocument(document, {MakeFullFact(document, fact, FactKind::kEvent)}));
    incidents.push_back(MakeIncident(std::string("i") + name, {fact}));
  }
  ASSERT_TRUE(PutIncidents(store.get(), incidents));
  const std::string digest = *store->ContentDigest();
  EXPECT_NE(digest, empty);
  EXPECT_EQ(digest, *Open(OpenMode::kReadOnly)->ContentDigest());

  std::vector<std::string> ids, facts, documents;
  std::string last;
  while (true) {
    const auto page = store->IncidentsAfter(last, 2);
    ASSERT_TRUE(page);
    if (page->incidents.empty()) break;
    EXPECT_LE(page->incidents.size(), 2u);
    EXPECT_EQ(page->facts.size(), page->incidents.size());
    EXPECT_EQ(page->documents.size(), page->incidents.size());
    for (const Incident& incident : page->incidents) ids.push_back(incident.id);
    for (const Fact& fact : page->facts) facts.push_back(fact.id);
    last = page->incidents.back().id;
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"ia", "ib", "ic", "id", "ie"}));
  EXPECT_EQ(facts, (std::vector<std::string>{"fa", "fb", "fc", "fd", "fe"}));
  const auto all = store->Incidents();
  ASSERT_TRUE(all);
  const auto page = store->IncidentsAfter("", 100);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->incidents.size(), all->size());
  EXPECT_EQ(page->incidents.front().fields.size(), all->front().fields.size());
  EXPECT_EQ(page->incidents.front().fields.front().values.front().facts,
            all->front().fields.front().values.front().facts);

  facts.clear();
  for (std::string name;;) {
    const auto next = store->DocumentsAfter(name);
    ASSERT_TRUE(next);
    if (next->empty()) break;
    name = next->front().name;
    for (const DocumentRecord& document : *next) {
      documents.push_back(document.name);
      EXPECT_EQ(document.text, MakeDocument('a', "").text);
      const auto some = store->FactsOfDocument(document.sha256);
      ASSERT_TRUE(some);
      for (const Fact& fact : *some) facts.push_back(fact.id);
    }
  }
  EXPECT_EQ(documents, (std::vector<std::string>{"a.txt", "a.txt", "c.txt", "d.txt", "e.txt"}));
  EXPECT_EQ(facts, (std::vector<std::string>{"fa", "fb", "fc", "fd", "fe"}));
}

TEST_F(SqliteLedgerTest, AFolderThatIsNotThereIsSaid) {
  path_ = (folder_ / "none" / "ledger.db").string();
  EXPECT_EQ(OpenError(OpenMode::kCreate), ErrorCode::kIo);
  path_ = folder_.string();
  EXPECT_EQ(OpenError(OpenMode::kCreate), ErrorCode::kInvalidArgument);
}

TEST_P(StoreContractTest, AReadOnlyStoreRefusesToWrite) {
  Open();
  auto store = Open(OpenMode::kReadOnly);
  const Status put = store->PutDocument(MakeDocument('a', "a.txt"), {});
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, ErrorCode::kIo);
}

// The limit on file size stands for a disk that is full.
TEST_F(SqliteLedgerTest, AFullDiskLeavesWholeDocumentsOnly) {
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  auto store = Open();
  const DocumentRecord small = MakeDocument('a', "a.txt");
  ASSERT_TRUE(store->PutDocument(small, {MakeFullFact(small, "fa", FactKind::kEvent)}));
  DocumentRecord large = MakeDocument('b', "b.txt");
  large.text = std::string(8 << 20, 'x');
  const rlimit limit{4 << 20, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  const Status put = store->PutDocument(large, {MakeFullFact(large, "fb", FactKind::kEvent)});
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, ErrorCode::kIo);
  store.reset();
  store = Open();
  EXPECT_EQ(store->Documents()->size(), 1u);
  EXPECT_EQ(store->Facts()->size(), 1u);
  EXPECT_TRUE(store->PutDocument(large, {MakeFullFact(large, "fb", FactKind::kEvent)}));
}

}  // namespace
}  // namespace tadwin::store
