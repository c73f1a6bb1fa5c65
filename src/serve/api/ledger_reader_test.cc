// What is read of a ledger while it changes.
#include "serve/api/ledger_reader.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "base/check.h"
#include "link/test_facts.h"
#include "pipeline/link_ledger.h"
#include "review/action.h"
#include "store/test_records.h"

namespace tadwin::serve {
namespace {

constexpr auto kLongest = std::chrono::seconds(60);

class LedgerReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "ledger_reader_test.db";
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
    writer_ = *store::OpenStore(path_, store::OpenMode::kCreate);
    PutDocument('a');
  }

  void PutDocument(char c) {
    const store::DocumentRecord document = store::MakeDocument(c, std::string(1, c) + ".txt");
    const Fact fact = store::MakeFullFact(document, std::string("f") + c, FactKind::kEvent);
    ASSERT_TRUE(writer_->PutDocument(document, {fact}));
    Link();
  }

  void Link() {
    ASSERT_TRUE(*pipeline::LinkLedger(link::BuiltInLinker(), "rules", 1, writer_.get()));
  }

  void CorrectKilled(const std::string& killed) {
    review::Action action;
    action.verb = review::Verb::kCorrect;
    action.author = "dina";
    action.fact = "fa";
    action.reason = "the text says so";
    action.fields = {{"killed", killed}};
    ASSERT_TRUE(writer_->PutAction(action));
    Link();
  }

  static double KilledOf(const Fact* fact) {
    return fact == nullptr || !fact->killed || !fact->killed->best ? -1 : *fact->killed->best;
  }

  std::string path_;
  std::unique_ptr<store::Store> writer_;
};

TEST_F(LedgerReaderTest, ASmallLedgerIsReadAnewByTheNextQuestion) {
  const auto reader = *LedgerReader::Open(path_, kLongest);
  const auto before = *reader->Current();
  CorrectKilled("7");
  PutDocument('b');
  reader->Refresh();
  const auto now = *reader->Current();
  EXPECT_NE(now->content, before->content);
  EXPECT_EQ(KilledOf(now->content->FindFact("fa")), 7);
  EXPECT_NE(now->FindFact("fb"), nullptr);
  EXPECT_EQ(before->FindFact("fb"), nullptr);
}

TEST_F(LedgerReaderTest, ALargeOneIsReadBesideAndCorrectionsAreSeenAtOnce) {
  const auto reader = *LedgerReader::Open(path_, LedgerReader::Clock::duration::zero());
  std::atomic<int> changes = 0;
  reader->Watch([&](const Snapshot&, const Snapshot&) { ++changes; });
  const auto before = *reader->Current();
  ASSERT_NE(KilledOf(before->FindFact("fa")), 7);
  CorrectKilled("7");
  reader->Refresh();
  const auto now = *reader->Current();
  EXPECT_EQ(now->content, before->content);
  EXPECT_EQ(KilledOf(now->FindFact("fa")), 7);
  EXPECT_NE(KilledOf(now->content->FindFact("fa")), 7);
  ASSERT_EQ(now->FactsOf(0).size(), 1u);
  EXPECT_EQ(KilledOf(now->FactsOf(0).front()), 7);
  EXPECT_NE(now->version, before->version);

  const auto give_up = LedgerReader::Clock::now() + kLongest;
  auto later = now;
  while (later->content == before->content && LedgerReader::Clock::now() < give_up) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    later = *reader->Current();
  }
  EXPECT_EQ(KilledOf(later->content->FindFact("fa")), 7);
  EXPECT_TRUE(later->newer.empty());
  EXPECT_NE(later->version, now->version);
  EXPECT_GE(changes, 1);
}

TEST_F(LedgerReaderTest, ADocumentThatCameInMeanwhileIsThereWithItsFactsAtOnce) {
  const auto reader = *LedgerReader::Open(path_, LedgerReader::Clock::duration::zero());
  const auto before = *reader->Current();
  const std::string b = store::MakeDocument('b', "b.txt").sha256;
  EXPECT_EQ(before->FindDocument(b), nullptr);
  PutDocument('b');
  reader->Refresh();
  const auto now = *reader->Current();
  ASSERT_EQ(now->content, before->content) << "it is read beside";
  ASSERT_NE(now->FindDocument(b), nullptr);
  EXPECT_EQ(now->FindDocument(b)->name, "b.txt");
  ASSERT_EQ(now->FactsOf(b).size(), 1u);
  EXPECT_EQ(now->FactsOf(b).front()->id, "fb");
  EXPECT_EQ(now->FindFact("fb"), now->FactsOf(b).front());
  EXPECT_EQ(now->FactsOf(before->documents[0].sha256).size(), 1u);
}

TEST_F(LedgerReaderTest, ADocumentCodedAgainOrWithdrawnMeanwhileIsAsTheLedgerHasIt) {
  PutDocument('b');
  const auto reader = *LedgerReader::Open(path_, LedgerReader::Clock::duration::zero());
  const auto before = *reader->Current();
  store::DocumentRecord a = store::MakeDocument('a', "a.txt");
  a.rules_hash = "other rules";
  ASSERT_TRUE(writer_->PutDocument(a, {store::MakeFullFact(a, "fa2", FactKind::kEvent)}));
  const std::string b = store::MakeDocument('b', "b.txt").sha256;
  ASSERT_TRUE(writer_->Withdraw(b));
  Link();
  reader->Refresh();
  const auto now = *reader->Current();
  ASSERT_EQ(now->content, before->content) << "it is read beside";
  EXPECT_EQ(now->FindFact("fa"), nullptr);
  ASSERT_NE(now->FindFact("fa2"), nullptr);
  ASSERT_EQ(now->FactsOf(a.sha256).size(), 1u);
  EXPECT_EQ(now->FactsOf(a.sha256).front()->id, "fa2");
  EXPECT_EQ(now->FindDocument(a.sha256)->rules_hash, "other rules");
  EXPECT_EQ(now->FindDocument(b), nullptr);
  EXPECT_EQ(now->FindFact("fb"), nullptr);
}

TEST_F(LedgerReaderTest, WhoStopsReadsNoMore) {
  const auto reader = *LedgerReader::Open(path_, LedgerReader::Clock::duration::zero());
  const auto before = *reader->Current();
  reader->StopSoon();
  PutDocument('b');
  reader->Refresh();
  const auto now = reader->Current();
  ASSERT_TRUE(now);
  EXPECT_EQ((*now)->content, before->content);
}

TEST_F(LedgerReaderTest, WhatWasRejectedMeanwhileIsGoneAtOnce) {
  const auto reader = *LedgerReader::Open(path_, LedgerReader::Clock::duration::zero());
  ASSERT_TRUE(reader->Current());
  review::Action action;
  action.verb = review::Verb::kReject;
  action.author = "dina";
  action.fact = "fa";
  action.reason = "the text tells nothing of the kind";
  ASSERT_TRUE(writer_->PutAction(action));
  (void)pipeline::LinkLedger(link::BuiltInLinker(), "rules", 1, writer_.get());
  reader->Refresh();
  const auto now = *reader->Current();
  EXPECT_EQ(now->FindFact("fa"), nullptr);
  EXPECT_TRUE(now->FactsOf(0).empty());
}

TEST_F(LedgerReaderTest, AnotherLedgerInItsPlaceIsReadBeforeTheAnswer) {
  const auto reader = *LedgerReader::Open(path_, LedgerReader::Clock::duration::zero());
  const auto before = *reader->Current();
  for (const std::string table : {"revisions", "reviews"}) {
    ASSERT_TRUE(writer_->connection().Execute("DELETE FROM " + table));
  }
  PutDocument('c');
  reader->Refresh();
  EXPECT_NE((*reader->Current())->FindFact("fc"), nullptr);
  EXPECT_EQ(before->FindFact("fc"), nullptr);
}

}  // namespace
}  // namespace tadwin::serve
