// Whole ledgers move without loss, whatever the engine.
#include "store/transfer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "base/hash.h"
#include "store/full_text.h"
#include "store/sqlite_connection.h"
#include "store/store.h"
#include "store/test_records.h"
#include "store/test_server.h"

namespace tadwin::store {
namespace {

namespace fs = std::filesystem;

class TransferTest : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::kPostgres && !HasTestServer()) GTEST_SKIP() << kNoServer;
    std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    std::replace(name.begin(), name.end(), '/', '_');
    folder_ = fs::temp_directory_path() / ("tadwin_transfer_" + name + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    ledger_ = NewPlace();
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  std::string NewPlace() const { return NewLedgerLocation(GetParam(), folder_.string()); }
  std::string File(const std::string& name) const { return (folder_ / name).string(); }

  // Three documents, facts of every kind, an incident, a reject.
  static void Fill(const std::string& location) {
    auto store = *OpenStore(location, OpenMode::kCreate);
    for (const char c : {'a', 'b', 'c'}) {
      const DocumentRecord document = MakeDocument(c, std::string(1, c) + ".txt");
      ASSERT_TRUE(store->PutDocument(
          document, {MakeFullFact(document, std::string("f") + c,
                                  c == 'a' ? FactKind::kEvent : FactKind::kCommitment)}));
    }
    ASSERT_TRUE(store->PutCopy(Sha('a'), "again.txt"));
    ASSERT_TRUE(store->PutReject({"bad.txt", "", {ErrorCode::kIo, "unreadable", "bad.txt"}}));
    ASSERT_TRUE(PutIncidents(store.get(), {MakeIncident("i1", {"fa", "fb"})}));
  }
  static Result<uint64_t> Copy(const std::string& from, const std::string& to,
                               bool replace = false) {
    const auto source = OpenLedger(from, OpenMode::kReadOnly);
    const auto target = OpenLedger(to, OpenMode::kCreate);
    return CopyLedger(source->get(), target->get(), {.replace = replace, .on_progress = {}});
  }

  fs::path folder_;
  std::string ledger_;
};

INSTANTIATE_TEST_SUITE_P(Sqlite, TransferTest, testing::Values(Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, TransferTest, testing::Values(Engine::kPostgres));

TEST_P(TransferTest, ACopyThereAndBackIsTheSame) {
  const std::string first = File("first.db");
  Fill(first);
  const auto rows = Copy(first, ledger_);
  ASSERT_TRUE(rows) << rows.error().ToString();
  EXPECT_GT(*rows, 40u);
  EXPECT_EQ(Dump(ledger_), Dump(first));
  const std::string back = File("back.db");
  EXPECT_EQ(*Copy(ledger_, back), *rows);
  EXPECT_EQ(Dump(back), Dump(first));
  EXPECT_EQ(Dump(first).find("refused"), std::string::npos);
  // What is found is found in the copy too, and the copy goes on as a ledger.
  auto store = *OpenStore(back, OpenMode::kReadWrite);
  EXPECT_EQ(*store->connection().QueryInt("SELECT count(*) FROM document_search WHERE "
                                          "document_search MATCH '" +
                                          SearchWords(kText)[0] + "'"),
            3);
  EXPECT_TRUE(store->PutDocument(MakeDocument('a', "a.txt"), {}));
  EXPECT_TRUE(CheckIntegrity(&store->connection()));
}

TEST_P(TransferTest, APlaceThatIsTakenIsLeftAsItIs) {
  Fill(File("from.db"));
  {
    auto store = *OpenStore(ledger_, OpenMode::kCreate);
    ASSERT_TRUE(store->PutDocument(MakeDocument('z', "z.txt"), {}));
  }
  const std::string before = Dump(ledger_);
  const auto refused = Copy(File("from.db"), ledger_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(Dump(ledger_), before);
  ASSERT_TRUE(Copy(File("from.db"), ledger_, true));
  EXPECT_EQ(Dump(ledger_), Dump(File("from.db")));
}

TEST_P(TransferTest, ABackupIsWholeWhileAnotherWritesAndComesBack) {
  Fill(ledger_);
  const std::string before = Dump(ledger_);
  const std::string file = File("backup.db");
  {
    auto writer = *OpenStore(ledger_, OpenMode::kReadWrite);
    auto linking = *writer->BeginLinking();
    ASSERT_TRUE(linking->DropAll());
    const Status done = BackupLedger(ledger_, file, {});
    ASSERT_TRUE(done) << done.error().ToString();
    ASSERT_TRUE(linking->Commit("rules"));
  }
  EXPECT_EQ(Dump(file), before);
  EXPECT_FALSE(fs::exists(file + "-wal"));
  EXPECT_EQ(BackupLedger(ledger_, file, {}).error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(Dump(ledger_), before);
  EXPECT_EQ(RestoreLedger(file, ledger_, {}).error().code, ErrorCode::kInvalidArgument);
  const Status restored = RestoreLedger(file, ledger_, {.replace = true, .on_progress = {}});
  ASSERT_TRUE(restored) << restored.error().ToString();
  EXPECT_EQ(Dump(ledger_), before);
  const std::string elsewhere = NewPlace();
  ASSERT_TRUE(RestoreLedger(file, elsewhere, {}));
  EXPECT_EQ(Dump(elsewhere), before);
}

TEST_P(TransferTest, CompactingKeepsTheContentAndGivesSpaceBack) {
  Fill(ledger_);
  DocumentRecord large = MakeDocument('d', "d.txt");
  auto store = *OpenStore(ledger_, OpenMode::kReadWrite);
  for (int i = 0; i < 5; ++i) {
    // Random, so that no engine can press it together.
    for (int n = 0; n < 40'000; ++n) large.text += Sha256Hex(std::to_string(i) + std::to_string(n));
    ASSERT_TRUE(store->PutDocument(large, {}));
  }
  large.text = "x";
  ASSERT_TRUE(store->PutDocument(large, {}));
  const std::string before = Dump(&store->connection());
  const auto compacted = CompactLedger(&store->connection());
  ASSERT_TRUE(compacted) << compacted.error().ToString();
  EXPECT_LT(compacted->bytes_after + 1'000'000, compacted->bytes_before);
  EXPECT_EQ(Dump(&store->connection()), before);
}

using DamageTest = TransferTest;
INSTANTIATE_TEST_SUITE_P(Sqlite, DamageTest, testing::Values(Engine::kSqlite));

TEST_P(DamageTest, ATornFileIsNeitherBackedUpNorRestored) {
  Fill(ledger_);
  const std::string before = Dump(ledger_);
  const std::string torn = File("torn.db");
  fs::copy_file(ledger_, torn);
  fs::resize_file(torn, fs::file_size(torn) / 2);
  EXPECT_EQ(BackupLedger(torn, File("copy.db"), {}).error().code, ErrorCode::kDatabase);
  EXPECT_FALSE(fs::exists(File("copy.db")));
  const Status restored = RestoreLedger(torn, ledger_, {.replace = true, .on_progress = {}});
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().code, ErrorCode::kDatabase);
  std::ofstream(File("text.db")) << std::string(5000, 'x');
  EXPECT_FALSE(RestoreLedger(File("text.db"), ledger_, {.replace = true, .on_progress = {}}));
  EXPECT_FALSE(RestoreLedger(ledger_, File("text.db"), {.replace = true, .on_progress = {}}));
  EXPECT_EQ(Dump(ledger_), before);
}

}  // namespace
}  // namespace tadwin::store
