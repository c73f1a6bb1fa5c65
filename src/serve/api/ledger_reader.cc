#include "serve/api/ledger_reader.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "pipeline/entity_texts.h"
#include "store/sql_connection.h"

namespace tadwin::serve {
namespace {

// A ledger that is written all the time is read anew after so many times of what reading took.
constexpr int kPauseAfterLoading = 4;

template <typename T>
const T* Find(const std::unordered_map<std::string_view, uint32_t>& index, const std::string& key,
              const std::vector<T>& values) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &values[found->second];
}

std::string VersionOf(const Content& content) {
  std::string all;
  for (const store::DocumentRecord& document : content.documents) {
    all += document.sha256 + document.rules_hash + document.meta_hash + document.name;
  }
  for (const Incident& incident : content.incidents) {
    all += incident.id;
    for (const std::string& fact : incident.facts) all += fact;
  }
  for (const store::RejectRecord& reject : content.rejects) all += reject.name;
  return Hash64Hex(all);
}

void Index(Content* content) {
  for (uint32_t i = 0; i < content->facts.size(); ++i) {
    content->fact_by_id.emplace(content->facts[i].id, i);
  }
  for (uint32_t i = 0; i < content->documents.size(); ++i) {
    content->document_by_sha256.emplace(content->documents[i].sha256, i);
  }
  content->facts_of.resize(content->documents.size());
  for (uint32_t begin = 0; begin < content->facts.size();) {
    uint32_t end = begin + 1;
    const std::string& sha256 = content->facts[begin].doc_sha256;
    while (end < content->facts.size() && content->facts[end].doc_sha256 == sha256) ++end;
    const auto found = content->document_by_sha256.find(sha256);
    if (found != content->document_by_sha256.end()) {
      content->facts_of[found->second] = {begin, end};
    }
    begin = end;
  }
  content->rows.reserve(content->incidents.size());
  for (uint32_t i = 0; i < content->incidents.size(); ++i) {
    const Incident& incident = content->incidents[i];
    content->incident_by_id.emplace(incident.id, i);
    std::vector<const Fact*> facts;
    for (const std::string& id : incident.facts) {
      if (const Fact* fact = content->FindFact(id)) facts.push_back(fact);
    }
    content->rows.push_back(MakeIncidentRow(incident, std::move(facts)));
  }
}

}  // namespace

const Fact* Content::FindFact(const std::string& id) const { return Find(fact_by_id, id, facts); }

Snapshot::Snapshot(std::shared_ptr<const Content> of)
    : content(std::move(of)),
      facts(content->facts),
      incidents(content->incidents),
      documents(content->documents),
      rejects(content->rejects),
      counts(content->counts),
      rows(content->rows),
      facts_of(content->facts_of),
      incident_by_id(content->incident_by_id),
      document_by_sha256(content->document_by_sha256) {}

const Fact* Snapshot::FindFact(const std::string& id) const { return content->FindFact(id); }
const IncidentRow* Snapshot::FindIncident(const std::string& id) const {
  return Find(incident_by_id, id, rows);
}
const store::DocumentRecord* Snapshot::FindDocument(const std::string& sha256) const {
  return Find(content->document_by_sha256, sha256, documents);
}

const store::Review* Snapshot::FindReview(const std::string& fact) const {
  return Find(review_by_fact, fact, reviews);
}

Result<std::unique_ptr<LedgerReader>> LedgerReader::Open(const std::string& location) {
  auto store = store::OpenStore(location, store::OpenMode::kReadOnly);
  if (!store) return store.error();
  return std::unique_ptr<LedgerReader>(new LedgerReader(*std::move(store)));
}

void LedgerReader::Refresh() {
  const std::lock_guard lock(mutex_);
  not_before_ = {};
}

Result<std::shared_ptr<const Snapshot>> LedgerReader::Current() {
  std::shared_ptr<const Snapshot> before;
  std::shared_ptr<const Snapshot> now;
  {
    const std::lock_guard lock(mutex_);
    if (snapshot_ != nullptr && Clock::now() < not_before_) return snapshot_;
    const Result<uint64_t> version = store_->DataVersion();
    if (!version) return version.error();
    if (snapshot_ != nullptr && *version == data_version_) return snapshot_;
    const Clock::time_point start = Clock::now();
    Result<std::shared_ptr<const Snapshot>> loaded = Load();
    if (!loaded) return loaded.error();
    before = std::exchange(snapshot_, *std::move(loaded));
    now = snapshot_;
    data_version_ = *version;
    not_before_ = Clock::now() + kPauseAfterLoading * (Clock::now() - start);
  }
  if (before != nullptr && on_change_ && before->version != now->version) on_change_(*before, *now);
  return now;
}

Result<bool> LedgerReader::IsContentThere() {
  if (snapshot_ == nullptr || snapshot_->content->head == 0) return false;
  // Another ledger may have been put in its place. An action that changed facts tells what it took
  // from linking (docs/ledger-schema.md).
  store::Statement& query = store_->connection().Prepare(
      "SELECT (SELECT count(*) FROM revisions WHERE seq = ? AND hash = ?), "
      "(SELECT count(*) FROM revisions WHERE seq > ? AND kind NOT IN ('run', 'end') "
      "AND (kind <> 'action' OR linked IS NOT NULL))");
  const Content& content = *snapshot_->content;
  query.Start(content.head, content.head_hash, content.head);
  bool is_there = false;
  if (Status read = store::ForEachRow(
          &query,
          [&](const store::Statement& row) { is_there = row.Int(0) == 1 && row.Int(1) == 0; });
      !read) {
    return read.error();
  }
  return is_there;
}

Result<std::shared_ptr<const Content>> LedgerReader::LoadContent() {
  auto content = std::make_shared<Content>();
  store::Statement& head =
      store_->connection().Prepare("SELECT seq, hash FROM revisions ORDER BY seq DESC LIMIT 1");
  head.Start();
  if (Status read = store::ForEachRow(&head,
                                      [&](const store::Statement& row) {
                                        content->head = static_cast<uint64_t>(row.Int(0));
                                        content->head_hash = row.Text(1);
                                      });
      !read) {
    return read.error();
  }
  auto facts = store_->Facts();
  if (!facts) return facts.error();
  auto incidents = store_->Incidents();
  if (!incidents) return incidents.error();
  auto documents = store_->Documents();
  if (!documents) return documents.error();
  auto rejects = store_->Rejects();
  if (!rejects) return rejects.error();
  const auto counts = store_->Count();
  if (!counts) return counts.error();
  content->facts = *std::move(facts);
  content->incidents = *std::move(incidents);
  content->documents = *std::move(documents);
  content->rejects = *std::move(rejects);
  content->counts = *counts;
  content->version = VersionOf(*content);
  Index(content.get());
  return std::shared_ptr<const Content>(std::move(content));
}

Result<std::shared_ptr<const Snapshot>> LedgerReader::Load() {
  store::ReadSnapshot state(&store_->connection());
  if (Status begun = state.Begin(); !begun) return begun.error();
  const Result<bool> is_there = IsContentThere();
  if (!is_there) return is_there.error();
  std::shared_ptr<const Content> content;
  if (*is_there) {
    content = snapshot_->content;
  } else {
    auto loaded = LoadContent();
    if (!loaded) return loaded.error();
    content = *std::move(loaded);
  }
  auto reviews = store_->Reviews();
  if (!reviews) return reviews.error();
  const auto last_action = store_->connection().QueryInt(
      "SELECT coalesce(max(seq), 0) FROM revisions WHERE kind = 'action'");
  if (!last_action) return last_action.error();
  auto decisions = pipeline::ReadEntityDecisions(store_.get());
  if (!decisions) return decisions.error();
  auto snapshot = std::make_shared<Snapshot>(std::move(content));
  snapshot->decisions = *std::move(decisions);
  snapshot->reviews = *std::move(reviews);
  for (uint32_t i = 0; i < snapshot->reviews.size(); ++i) {
    snapshot->review_by_fact.emplace(snapshot->reviews[i].fact, i);
  }
  snapshot->last_action = static_cast<uint64_t>(*last_action);
  snapshot->version =
      Hash64Hex(snapshot->content->version + " " + std::to_string(snapshot->last_action));
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace tadwin::serve
