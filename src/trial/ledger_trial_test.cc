#include "trial/ledger_trial.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "base/hash.h"
#include "rules/source.h"

namespace tadwin::trial {
namespace {

std::unique_ptr<pipeline::Coder> CoderOf(const std::vector<rules::RuleFile>& files) {
  std::vector<Error> errors;
  auto coder = pipeline::Coder::Create(files, &errors);
  EXPECT_TRUE(errors.empty());
  return coder;
}

// "Ten people were killed in an attack on <a market> in Baghdad on Monday."
const char kText[] =
    "\xD9\x82\xD8\xAA\xD9\x84 10 \xD8\xA3\xD8\xB4\xD8\xAE\xD8\xA7\xD8\xB5 "
    "\xD9\x81\xD9\x8A \xD9\x87\xD8\xAC\xD9\x88\xD9\x85 \xD9\x81\xD9\x8A "
    "\xD8\xA8\xD8\xBA\xD8\xAF\xD8\xA7\xD8\xAF \xD9\x8A\xD9\x88\xD9\x85 "
    "\xD8\xA7\xD9\x84\xD8\xA7\xD8\xAB\xD9\x86\xD9\x8A\xD9\x86.\n";

class LedgerTrialTest : public testing::Test {
 protected:
  void SetUp() override {
    ledger_ = *store::OpenStore(":memory:", store::OpenMode::kCreate);
    coder_ = CoderOf(rules::BuiltInFiles());
    for (int i = 0; i < 40; ++i) Put("doc" + std::to_string(i));
  }

  void Put(const std::string& name) {
    RawArticle article;
    article.name = name;
    article.text = name + "\n" + kText;
    article.sha256 = Sha256Hex(article.text);
    store::DocumentRecord document;
    document.name = article.name;
    document.text = article.text;
    document.sha256 = article.sha256;
    document.rules_hash = coder_->rules_hash();
    std::vector<Fact> facts = coder_->Code(article).facts;
    pipeline::SettleFacts(&facts);
    told_ += facts.size();
    ASSERT_TRUE(ledger_->PutDocument(document, facts));
  }

  std::unique_ptr<store::Store> ledger_;
  std::unique_ptr<pipeline::Coder> coder_;
  size_t told_ = 0;
};

TEST_F(LedgerTrialTest, TheSameRulesChangeNothing) {
  const auto tried = TryOnLedger(ledger_.get(), *coder_, {.threads = 2, .max_documents = 0});
  ASSERT_TRUE(tried);
  EXPECT_EQ(tried->documents, 40u);
  EXPECT_GE(told_, 40u);
  EXPECT_EQ(tried->diff.unchanged, told_);
  EXPECT_TRUE(tried->diff.changes.empty());
}

TEST_F(LedgerTrialTest, RulesThatKnowNoEventsLoseThemAndTheLedgerStaysAsItIs) {
  std::vector<rules::RuleFile> files = rules::BuiltInFiles();
  for (rules::RuleFile& file : files) {
    if (file.path.rfind("ar/event/frames_", 0) != 0) continue;
    const size_t header = file.content.find("\nid\t") + 1;
    file.content.resize(file.content.find('\n', header) + 1);
  }
  const std::string before = *ledger_->ContentDigest();
  const auto fewer = CoderOf(files);
  for (const unsigned threads : {1u, 3u}) {
    const auto tried = TryOnLedger(ledger_.get(), *fewer, {.threads = threads, .max_documents = 0});
    ASSERT_TRUE(tried);
    EXPECT_GT(tried->diff.documents_changed, 0u);
    EXPECT_FALSE(tried->diff.changes.empty());
  }
  EXPECT_EQ(*ledger_->ContentDigest(), before);
}

TEST_F(LedgerTrialTest, ItLooksAtNoMoreDocumentsThanItMay) {
  for (const uint64_t most : {1u, 7u, 39u, 40u, 41u}) {
    const auto tried = TryOnLedger(ledger_.get(), *coder_, {.threads = 2, .max_documents = most});
    ASSERT_TRUE(tried);
    EXPECT_EQ(tried->documents, std::min<uint64_t>(most, 40));
  }
}

TEST_F(LedgerTrialTest, ItCanBeStopped) {
  const auto tried =
      TryOnLedger(ledger_.get(), *coder_,
                  {.threads = 1, .max_documents = 0, .progress = [](uint64_t) { return false; }});
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.error().code, ErrorCode::kInterrupted);
}

}  // namespace
}  // namespace tadwin::trial
