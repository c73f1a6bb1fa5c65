#include "serve/api/ledger_reader.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
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

std::string VersionOf(const Snapshot& snapshot) {
  std::string content;
  for (const store::DocumentRecord& document : snapshot.documents) {
    content += document.sha256 + document.rules_hash + document.meta_hash + document.name;
  }
  for (const Incident& incident : snapshot.incidents) {
    content += incident.id;
    for (const std::string& fact : incident.facts) content += fact;
  }
  for (const store::RejectRecord& reject : snapshot.rejects) content += reject.name;
  content += std::to_string(snapshot.last_action);
  return Hash64Hex(content);
}

void Index(Snapshot* snapshot) {
  for (uint32_t i = 0; i < snapshot->facts.size(); ++i) {
    snapshot->fact_by_id.emplace(snapshot->facts[i].id, i);
  }
  for (uint32_t i = 0; i < snapshot->documents.size(); ++i) {
    snapshot->document_by_sha256.emplace(snapshot->documents[i].sha256, i);
  }
  for (uint32_t i = 0; i < snapshot->reviews.size(); ++i) {
    snapshot->review_by_fact.emplace(snapshot->reviews[i].fact, i);
  }
  snapshot->facts_of.resize(snapshot->documents.size());
  for (uint32_t begin = 0; begin < snapshot->facts.size();) {
    uint32_t end = begin + 1;
    const std::string& sha256 = snapshot->facts[begin].doc_sha256;
    while (end < snapshot->facts.size() && snapshot->facts[end].doc_sha256 == sha256) ++end;
    const auto found = snapshot->document_by_sha256.find(sha256);
    if (found != snapshot->document_by_sha256.end()) {
      snapshot->facts_of[found->second] = {begin, end};
    }
    begin = end;
  }
  snapshot->rows.reserve(snapshot->incidents.size());
  for (uint32_t i = 0; i < snapshot->incidents.size(); ++i) {
    const Incident& incident = snapshot->incidents[i];
    snapshot->incident_by_id.emplace(incident.id, i);
    std::vector<const Fact*> facts;
    for (const std::string& id : incident.facts) {
      if (const Fact* fact = snapshot->FindFact(id)) facts.push_back(fact);
    }
    snapshot->rows.push_back(MakeIncidentRow(incident, std::move(facts)));
  }
}

}  // namespace

const Fact* Snapshot::FindFact(const std::string& id) const { return Find(fact_by_id, id, facts); }
const IncidentRow* Snapshot::FindIncident(const std::string& id) const {
  return Find(incident_by_id, id, rows);
}
const store::DocumentRecord* Snapshot::FindDocument(const std::string& sha256) const {
  return Find(document_by_sha256, sha256, documents);
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

Result<std::shared_ptr<const Snapshot>> LedgerReader::Load() {
  auto snapshot = std::make_shared<Snapshot>();
  auto facts = store_->Facts();
  if (!facts) return facts.error();
  auto incidents = store_->Incidents();
  if (!incidents) return incidents.error();
  auto documents = store_->Documents();
  if (!documents) return documents.error();
  auto rejects = store_->Rejects();
  if (!rejects) return rejects.error();
  auto reviews = store_->Reviews();
  if (!reviews) return reviews.error();
  const auto last_action = store_->connection().QueryInt(
      "SELECT coalesce(max(seq), 0) FROM revisions WHERE kind = 'action'");
  if (!last_action) return last_action.error();
  const auto counts = store_->Count();
  if (!counts) return counts.error();
  snapshot->facts = *std::move(facts);
  snapshot->incidents = *std::move(incidents);
  snapshot->documents = *std::move(documents);
  snapshot->rejects = *std::move(rejects);
  snapshot->reviews = *std::move(reviews);
  snapshot->last_action = static_cast<uint64_t>(*last_action);
  snapshot->counts = *counts;
  Index(snapshot.get());
  snapshot->version = VersionOf(*snapshot);
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace tadwin::serve
