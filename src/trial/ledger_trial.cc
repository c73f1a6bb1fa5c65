#include "trial/ledger_trial.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "store/sql_connection.h"

namespace tadwin::trial {
namespace {

// As many documents are in memory at a time, for each thread.
constexpr size_t kBatchPerThread = 16;

RawArticle ArticleOf(store::DocumentRecord document) {
  RawArticle article;
  article.name = std::move(document.name);
  article.sha256 = std::move(document.sha256);
  article.text = std::move(document.text);
  article.title = std::move(document.title);
  article.outlet = std::move(document.outlet);
  article.url = std::move(document.url);
  if (!document.published_inferred) article.published = document.published;
  return article;
}

class Trial {
 public:
  Trial(store::Store* ledger, const pipeline::Coder& coder, const TrialOptions& options)
      : ledger_(ledger),
        coder_(coder),
        options_(options),
        threads_(std::max(1u, options.threads)) {}

  Result<LedgerTrial> Go() {
    store::ReadSnapshot snapshot(&ledger_->connection());
    if (Status begun = snapshot.Begin(); !begun) return begun.error();
    std::string name;
    bool is_end = false;
    while (!is_end) {
      Result<std::vector<store::DocumentRecord>> documents = ledger_->DocumentsAfter(name);
      if (!documents) return documents.error();
      if (!documents->empty()) name = documents->front().name;
      for (store::DocumentRecord& one : *documents) {
        if (!IsFull()) articles_.push_back(ArticleOf(std::move(one)));
      }
      is_end = documents->empty() || IsFull();
      if (!is_end && articles_.size() < kBatchPerThread * threads_) continue;
      if (Status tried = TryBatch(); !tried) return tried.error();
      if (options_.progress && !options_.progress(trial_.documents)) {
        return Error{ErrorCode::kInterrupted, "the trial was stopped",
                     ledger_->connection().location()};
      }
    }
    return std::move(trial_);
  }

 private:
  bool IsFull() const {
    return options_.max_documents != 0 &&
           trial_.documents + articles_.size() >= options_.max_documents;
  }

  Status TryBatch() {
    std::vector<std::vector<Fact>> coded(articles_.size());
    std::vector<std::thread> workers;
    const auto work = [&](size_t first) {
      for (size_t i = first; i < articles_.size(); i += threads_) {
        coded[i] = coder_.Code(articles_[i]).facts;
        pipeline::SettleFacts(&coded[i]);
      }
    };
    for (unsigned i = 1; i < threads_; ++i) workers.emplace_back(work, i);
    work(0);
    for (std::thread& worker : workers) worker.join();
    for (size_t i = 0; i < articles_.size(); ++i) {
      const Result<std::vector<Fact>> before = ledger_->MachineFactsOf(articles_[i].sha256);
      if (!before) return before.error();
      const size_t known = trial_.diff.changes.size();
      pipeline::DiffFacts(*before, coded[i], &trial_.diff);
      if (trial_.diff.changes.size() > known) ++trial_.diff.documents_changed;
      ++trial_.documents;
    }
    articles_.clear();
    return {};
  }

  store::Store* ledger_;
  const pipeline::Coder& coder_;
  const TrialOptions& options_;
  unsigned threads_;
  std::vector<RawArticle> articles_;
  LedgerTrial trial_;
};

}  // namespace

Result<LedgerTrial> TryOnLedger(store::Store* ledger, const pipeline::Coder& coder,
                                const TrialOptions& options) {
  return Trial(ledger, coder, options).Go();
}

}  // namespace tadwin::trial
