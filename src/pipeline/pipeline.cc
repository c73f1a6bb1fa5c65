#include "pipeline/pipeline.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "base/hash.h"
#include "base/utf8.h"
#include "model/fact_json.h"
#include "pipeline/link_ledger.h"
#include "pipeline/ordered_pool.h"

namespace tadwin::pipeline {
namespace {

using KnownDocuments = std::map<std::string, store::DocumentKey>;  // by sha256

struct Coded {
  store::DocumentRecord document;
  std::vector<Fact> facts;
  std::vector<UncodedSentence> uncoded;
};
struct Unchanged {};
struct Copy {
  std::string sha256;
};
using Outcome = std::variant<Coded, Unchanged, Copy, store::RejectRecord>;

// A hash of what was told beside the text: it decides the coding as much as the text does.
std::string MetaHash(const RawArticle& article) {
  std::string told;
  for (const auto* field : {&article.title, &article.outlet, &article.url}) {
    told += *field ? "=" + **field : std::string("-");
    told.push_back('\0');
  }
  if (article.published) {
    told += ToIso(article.published->start) + "/" + ToIso(article.published->stop);
  }
  const bool nothing = !article.title && !article.outlet && !article.url && !article.published;
  return nothing ? std::string() : Hash64Hex(told);
}

// What an article is to a ledger that holds `known`: nothing when it must be coded.
std::optional<Outcome> KnownAs(const KnownDocuments& known, const RawArticle& article,
                               const std::string& rules_hash, const std::string& meta_hash) {
  const auto found = known.find(article.sha256);
  if (found == known.end() || found->second.rules_hash != rules_hash) return std::nullopt;
  const store::DocumentKey& key = found->second;
  if (key.name < article.name) return Copy{article.sha256};
  if (key.name == article.name && key.meta_hash == meta_hash) return Unchanged{};
  return std::nullopt;
}

std::vector<UncodedSentence> Describe(const AnnotatedText& document,
                                      const std::vector<Uncoded>& uncoded) {
  std::vector<UncodedSentence> out;
  const CodePointIndex code_points(document.article->text);
  for (const Uncoded& one : uncoded) {
    const Span span = document.sentences[one.sentence].span;
    out.push_back({document.article->name, code_points.FromByte(span.begin),
                   code_points.FromByte(span.end), std::string(document.Raw(span)),
                   std::string(document.Raw(one.trigger)), one.plover, one.reason});
  }
  return out;
}

Coded CodeArticle(const Coder& coder, const RawArticle& article, std::string meta_hash) {
  CodedArticle coded = coder.Code(article);
  Coded out;
  if (!coded.uncoded.empty()) out.uncoded = Describe(coded.document, coded.uncoded);
  store::DocumentRecord& document = out.document;
  document.sha256 = article.sha256;
  document.name = article.name;
  document.text = article.text;
  document.folded = std::move(coded.document.text.folded);
  document.title = article.title;
  document.outlet = article.outlet;
  document.url = article.url;
  document.published = coded.document.published.date;
  document.published_inferred = coded.document.published.inferred;
  document.published_rule = coded.document.published.rule;
  document.published_evidence = coded.document.published.evidence;
  document.rules_hash = coder.rules_hash();
  document.meta_hash = std::move(meta_hash);
  document.sentences = static_cast<uint32_t>(coded.document.sentences.size());
  out.facts = std::move(coded.facts);
  SettleFacts(&out.facts);
  return out;
}

class Run {
 public:
  Run(const Coder& coder, const link::Linker& linker, store::Store* store,
      const RunOptions& options)
      : coder_(coder), linker_(linker), store_(store), options_(options) {}

  Result<RunSummary> Go() {
    Result<std::vector<store::DocumentKey>> keys = store_->Keys();
    if (!keys) return keys.error();
    for (store::DocumentKey& key : *keys) known_.emplace(key.sha256, key);
    for (const Error& problem : options_.problems) {
      if (Status put = Put(store::RejectRecord{problem.where, "", problem}); !put) {
        return put.error();
      }
    }
    if (Status coded = CodeAll(); !coded) return coded.error();
    if (Status linked = LinkAll(); !linked) return linked.error();
    return summary_;
  }

 private:
  // On a worker; reads only what does not change during the run.
  Outcome Work(const KnownDocuments& known_before, const ingest::FoundPath& found) const {
    std::string sha256;
    Result<RawArticle> article = ingest::ReadArticle(found, &sha256);
    if (!article) return store::RejectRecord{found.name, sha256, article.error()};
    std::string meta_hash = MetaHash(*article);
    if (auto known = KnownAs(known_before, *article, coder_.rules_hash(), meta_hash)) {
      return *std::move(known);
    }
    return CodeArticle(coder_, *article, std::move(meta_hash));
  }

  Status CodeAll() {
    const size_t count = options_.found.size();
    const KnownDocuments known_before = known_;
    OrderedPool<Outcome> pool(count, std::max(1u, options_.threads),
                              [&](size_t i) { return Work(known_before, options_.found[i]); });
    for (size_t i = 0; i < count; ++i) {
      if (options_.should_stop && options_.should_stop()) {
        summary_.interrupted = true;
        return {};
      }
      Outcome outcome = pool.Take();
      const std::string& name = options_.found[i].name;
      const Status put =
          std::visit([this, &name](auto& one) { return PutNamed(name, one); }, outcome);
      if (!put) return put;
      Report(Progress::Step::kCoding, i + 1);
    }
    return {};
  }

  Status PutNamed(const std::string&, Coded& coded) { return Put(coded); }
  Status PutNamed(const std::string&, Unchanged&) {
    ++summary_.unchanged;
    return {};
  }
  Status PutNamed(const std::string& name, Copy& copy) {
    ++summary_.copies;
    return store_->PutCopy(copy.sha256, name);
  }
  Status PutNamed(const std::string&, store::RejectRecord& reject) { return Put(reject); }

  Status Put(const store::RejectRecord& reject) {
    ++summary_.rejected;
    return store_->PutReject(reject);
  }

  Status Put(const Coded& coded) {
    const store::DocumentRecord& document = coded.document;
    store::DocumentKey& key = known_[document.sha256];
    // A copy met earlier in this run, under a name that sorts before this one.
    if (key.rules_hash == document.rules_hash && key.name < document.name) {
      ++summary_.copies;
      return store_->PutCopy(document.sha256, document.name);
    }
    if (Status put = store_->PutDocument(document, coded.facts); !put) return put;
    key = {document.sha256, document.name, document.rules_hash, document.meta_hash};
    ++summary_.coded;
    summary_.sentences += document.sentences;
    summary_.uncoded_sentences += coded.uncoded.size();
    if (options_.list_uncoded) {
      summary_.uncoded.insert(summary_.uncoded.end(), coded.uncoded.begin(), coded.uncoded.end());
    }
    summary_.bytes += document.text.size();
    return {};
  }

  // Links what changed, now or in a run that was stopped.
  Status LinkAll() {
    Report(Progress::Step::kLinking, options_.found.size());
    const Result<bool> linked =
        LinkLedger(linker_, coder_.rules_hash(), std::max(1u, options_.threads), store_,
                   options_.should_stop_linking);
    if (!linked && linked.error().code == ErrorCode::kInterrupted) {
      summary_.interrupted = true;
      return {};
    }
    if (!linked) return linked.error();
    summary_.linked = *linked;
    return {};
  }

  void Report(Progress::Step step, uint64_t done) const {
    if (!options_.on_progress) return;
    options_.on_progress({step, done, options_.found.size(), summary_.bytes});
  }

  const Coder& coder_;
  const link::Linker& linker_;
  store::Store* store_;
  const RunOptions& options_;
  KnownDocuments known_;
  RunSummary summary_;
};

}  // namespace

Result<RunSummary> RunPipeline(const Coder& coder, const link::Linker& linker, store::Store* store,
                               const RunOptions& options) {
  return Run(coder, linker, store, options).Go();
}

}  // namespace tadwin::pipeline
