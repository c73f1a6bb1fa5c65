// A ledger that grows has the incidents of one that was linked at once.
#include "pipeline/link_ledger.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "link/test_facts.h"
#include "review/action.h"
#include "store/store.h"
#include "store/test_server.h"

namespace tadwin::pipeline {
namespace {

using link::BuiltInLinker;
using Documents = std::map<std::string, std::vector<Fact>>;  // by name

constexpr char kRules[] = "rules";

// Over every engine of the ledger.
class LinkLedgerTest : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    if (OnServer() && !store::HasTestServer()) GTEST_SKIP() << store::kNoServer;
  }
  static bool OnServer() { return GetParam() == store::Engine::kPostgres; }
  static std::unique_ptr<store::Store> NewLedger() {
    const std::string location =
        OnServer() ? store::NewLedgerLocation(store::Engine::kPostgres, "") : ":memory:";
    return *store::OpenStore(location, store::OpenMode::kCreate);
  }
};

INSTANTIATE_TEST_SUITE_P(Sqlite, LinkLedgerTest, testing::Values(store::Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, LinkLedgerTest, testing::Values(store::Engine::kPostgres));

// Facts of many small documents.
Documents MakeDocuments(uint32_t seed, size_t count) {
  std::mt19937 random(seed);
  Documents documents;
  for (size_t i = 0; i < count; ++i) {
    const std::string name = "doc" + std::to_string(i);
    for (Fact fact : link::MakeWorld(seed * 1000 + static_cast<uint32_t>(i), 1 + random() % 4)) {
      fact.doc = name;
      fact.doc_sha256 = Sha256Hex(name);
      fact.id = Hash64Hex(name + std::to_string(fact.span.begin));
      documents[name].push_back(std::move(fact));
    }
  }
  return documents;
}

void Put(store::Store* store, const std::string& name, std::vector<Fact> facts) {
  store::DocumentRecord document;
  document.name = name;
  document.sha256 = Sha256Hex(name);
  document.text = document.folded = std::string(2000, 'x');
  document.published = *ParseIsoDate("2020-09-16");
  document.rules_hash = kRules;
  ASSERT_TRUE(store->PutDocument(document, facts));
}

std::string DumpOf(store::Store* store) {
  std::string text = link::Dump(*store->Incidents());
  const std::vector<Fact> facts = *store->Facts();
  for (const Fact& fact : facts) text += fact.id + " in " + fact.incident + "\n";
  return text;
}

std::string LinkedAtOnce(const Documents& documents) {
  auto store = *store::OpenStore(":memory:", store::OpenMode::kCreate);
  for (const auto& [name, facts] : documents) Put(store.get(), name, facts);
  EXPECT_TRUE(*LinkLedger(BuiltInLinker(), kRules, 2, store.get()));
  return DumpOf(store.get());
}

TEST_P(LinkLedgerTest, AnyOrderAndAnyBatchesGiveTheSameIncidents) {
  std::mt19937 random(5);
  for (uint32_t world = 0; world < (OnServer() ? 3 : 8); ++world) {
    const Documents documents = MakeDocuments(world, 30);
    const std::string expected = LinkedAtOnce(documents);
    for (int order = 0; order < (OnServer() ? 2 : 4); ++order) {
      std::vector<std::string> names;
      for (const auto& entry : documents) names.push_back(entry.first);
      std::shuffle(names.begin(), names.end(), random);
      auto store = NewLedger();
      for (const std::string& name : names) {
        Put(store.get(), name, documents.at(name));
        if (random() % 2 == 0) {
          ASSERT_TRUE(LinkLedger(BuiltInLinker(), kRules, 1, store.get()).has_value());
        }
      }
      ASSERT_TRUE(LinkLedger(BuiltInLinker(), kRules, 1, store.get()).has_value());
      ASSERT_EQ(DumpOf(store.get()), expected) << "world " << world;
    }
  }
}

TEST_P(LinkLedgerTest, ADocumentThatWasReplacedLeavesNoTrace) {
  std::mt19937 random(6);
  Documents documents = MakeDocuments(3, 30);
  auto store = NewLedger();
  for (const auto& [name, facts] : documents) Put(store.get(), name, facts);
  ASSERT_TRUE(*LinkLedger(BuiltInLinker(), kRules, 1, store.get()));
  for (auto& [name, facts] : documents) {
    if (random() % 3 != 0) continue;
    facts.resize(random() % (facts.size() + 1));
    Put(store.get(), name, facts);
    ASSERT_TRUE(LinkLedger(BuiltInLinker(), kRules, 1, store.get()).has_value());
  }
  EXPECT_EQ(DumpOf(store.get()), LinkedAtOnce(documents));
}

TEST_P(LinkLedgerTest, WhereverItIsStoppedNothingIsWrittenAndTheNextCallDoesItAll) {
  const Documents documents = MakeDocuments(4, 20);
  auto store = NewLedger();
  for (const auto& [name, facts] : documents) Put(store.get(), name, facts);
  ASSERT_TRUE(*LinkLedger(BuiltInLinker(), "older rules", 1, store.get()));
  Put(store.get(), "doc0", {});
  Put(store.get(), "doc0", documents.at("doc0"));
  const std::string before = DumpOf(store.get());
  int asked = 0;
  const auto count = [&asked] { return ++asked < 0; };
  auto other = NewLedger();
  for (const auto& [name, facts] : documents) Put(other.get(), name, facts);
  ASSERT_TRUE(*LinkLedger(BuiltInLinker(), kRules, 1, other.get(), count));
  ASSERT_GT(asked, 20) << "it is asked all along";
  for (const int after : {0, 1, 2, asked / 4, asked / 2, asked - 1}) {
    int left = after;
    const auto linked =
        LinkLedger(BuiltInLinker(), kRules, 1, store.get(), [&left] { return left-- <= 0; });
    ASSERT_FALSE(linked.has_value()) << after;
    EXPECT_EQ(linked.error().code, ErrorCode::kInterrupted) << linked.error().ToString();
    EXPECT_EQ(DumpOf(store.get()), before) << after;
    EXPECT_TRUE(*store->NeedsLinking());
  }
  EXPECT_TRUE(*LinkLedger(BuiltInLinker(), kRules, 1, store.get()));
  EXPECT_EQ(DumpOf(store.get()), LinkedAtOnce(documents));
}

TEST_P(LinkLedgerTest, OtherRulesLinkAllAnewAndNothingNewIsNoWork) {
  const Documents documents = MakeDocuments(4, 20);
  auto store = NewLedger();
  for (const auto& [name, facts] : documents) Put(store.get(), name, facts);
  ASSERT_TRUE(*LinkLedger(BuiltInLinker(), "older rules", 1, store.get()));
  EXPECT_FALSE(*LinkLedger(BuiltInLinker(), kRules, 1, store.get()));
  Put(store.get(), "doc0", documents.at("doc0"));
  EXPECT_TRUE(*LinkLedger(BuiltInLinker(), kRules, 1, store.get()));
  EXPECT_EQ(DumpOf(store.get()), LinkedAtOnce(documents));
}

// Merges and splits of random facts: in any order of documents and batches, also when the facts
// they speak of come later or again, the incidents are those of linking at once.
TEST_P(LinkLedgerTest, WhatPeopleSaidOfIncidentsHoldsWhateverTheOrder) {
  std::mt19937 random(7);
  for (uint32_t world = 0; world < (OnServer() ? 2 : 6); ++world) {
    const Documents documents = MakeDocuments(world, 20);
    std::vector<std::string> ids;
    for (const auto& entry : documents) {
      for (const Fact& fact : entry.second) {
        if (fact.kind == FactKind::kEvent) ids.push_back(fact.id);
      }
    }
    std::vector<review::Action> said;
    for (int i = 0; i < 4; ++i) {
      review::Action action;
      action.verb = i % 2 == 0 ? review::Verb::kMerge : review::Verb::kSplit;
      action.author = "amal";
      action.facts = {ids[random() % ids.size()], ids[random() % ids.size()]};
      if (action.verb == review::Verb::kSplit) action.apart = {ids[random() % ids.size()]};
      said.push_back(action);
    }
    std::string expected;
    for (int order = 0; order < 3; ++order) {
      std::vector<std::string> names;
      for (const auto& entry : documents) names.push_back(entry.first);
      if (order > 0) std::shuffle(names.begin(), names.end(), random);
      auto store = NewLedger();
      // Known from the start, or said of a ledger that is linked already.
      for (const review::Action& action : said) {
        if (order == 2) continue;
        ASSERT_TRUE(store->CopyAction(action));
      }
      for (const std::string& name : names) {
        Put(store.get(), name, documents.at(name));
        if (order == 0 || random() % 2 == 0) continue;
        ASSERT_TRUE(LinkLedger(BuiltInLinker(), kRules, 1, store.get()).has_value());
      }
      ASSERT_TRUE(LinkLedger(BuiltInLinker(), kRules, 1, store.get()).has_value());
      for (const review::Action& action : said) {
        if (order == 2) {
          ASSERT_TRUE(store->PutIncidentAction(action));
        }
      }
      ASSERT_TRUE(LinkLedger(BuiltInLinker(), kRules, 1, store.get()).has_value());
      if (order == 0) expected = DumpOf(store.get());
      ASSERT_EQ(DumpOf(store.get()), expected) << "world " << world << ", order " << order;
    }
  }
}

}  // namespace
}  // namespace tadwin::pipeline
