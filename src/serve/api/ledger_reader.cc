#include "serve/api/ledger_reader.h"

#include <algorithm>
#include <tuple>
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

void SortByPlace(std::vector<const Fact*>* facts) {
  std::sort(facts->begin(), facts->end(), [](const Fact* a, const Fact* b) {
    return std::tuple(a->span.begin, a->id) < std::tuple(b->span.begin, b->id);
  });
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
      incident_by_id(content->incident_by_id),
      document_by_sha256(content->document_by_sha256) {}

const Fact* Snapshot::FindFact(const std::string& id) const {
  const auto found = newer.find(id);
  if (found == newer.end()) return content->FindFact(id);
  return found->second ? &*found->second : nullptr;
}

std::vector<const Fact*> Snapshot::FactsOf(uint32_t number) const {
  std::vector<const Fact*> of;
  const auto [begin, end] = content->facts_of[number];
  for (uint32_t i = begin; i < end; ++i) {
    if (const Fact* fact = FindFact(facts[i].id)) of.push_back(fact);
  }
  const size_t known = of.size();
  for (const auto& [id, fact] : newer) {
    if (fact && fact->doc_sha256 == documents[number].sha256 && content->FindFact(id) == nullptr) {
      of.push_back(&*fact);
    }
  }
  if (of.size() > known) SortByPlace(&of);
  return of;
}
std::vector<const Fact*> Snapshot::FactsOf(const std::string& sha256) const {
  const auto known = document_by_sha256.find(sha256);
  if (known != document_by_sha256.end()) return FactsOf(known->second);
  std::vector<const Fact*> of;
  for (const auto& entry : newer) {
    if (entry.second && entry.second->doc_sha256 == sha256) of.push_back(&*entry.second);
  }
  SortByPlace(&of);
  return of;
}

const IncidentRow* Snapshot::FindIncident(const std::string& id) const {
  return Find(incident_by_id, id, rows);
}
const store::DocumentRecord* Snapshot::FindDocument(const std::string& sha256) const {
  const auto found = newer_documents.find(sha256);
  if (found != newer_documents.end()) return found->second ? &*found->second : nullptr;
  return Find(content->document_by_sha256, sha256, documents);
}

const store::Review* Snapshot::FindReview(const std::string& fact) const {
  return Find(review_by_fact, fact, reviews);
}

Result<std::unique_ptr<LedgerReader>> LedgerReader::Open(const std::string& location,
                                                         Clock::duration patience) {
  auto store = store::OpenStore(location, store::OpenMode::kReadOnly);
  if (!store) return store.error();
  return std::unique_ptr<LedgerReader>(new LedgerReader(location, *std::move(store), patience));
}

LedgerReader::LedgerReader(std::string location, std::unique_ptr<store::Store> store,
                           Clock::duration patience)
    : location_(std::move(location)), patience_(patience), store_(std::move(store)) {
  store_->connection().StopWhen([this] { return stopping_.load(); });
}

LedgerReader::~LedgerReader() {
  StopSoon();
  if (beside_.joinable()) beside_.join();
}

void LedgerReader::Refresh() {
  const std::lock_guard lock(mutex_);
  not_before_ = beside_not_before_ = {};
}

Result<std::shared_ptr<const Snapshot>> LedgerReader::Current() {
  std::unique_lock lock(mutex_);
  if (snapshot_ != nullptr && Clock::now() < not_before_) return snapshot_;
  const Result<uint64_t> version = store_->DataVersion();
  if (!version) return version.error();
  if (snapshot_ != nullptr && *version == data_version_ && read_beside_ == nullptr) {
    ReadBesideIfDue();
    return snapshot_;
  }
  const Clock::time_point start = Clock::now();
  Result<std::shared_ptr<const Snapshot>> loaded = Load();
  if (!loaded) return loaded.error();
  const std::shared_ptr<const Snapshot> before = std::exchange(snapshot_, *std::move(loaded));
  const std::shared_ptr<const Snapshot> now = snapshot_;
  data_version_ = *version;
  not_before_ = Clock::now() + kPauseAfterLoading * (Clock::now() - start);
  ReadBesideIfDue();
  lock.unlock();
  if (before != nullptr && on_change_ && before->version != now->version) {
    const std::lock_guard telling(telling_);
    on_change_(*before, *now);
  }
  return now;
}

void LedgerReader::ReadBesideIfDue() {
  if (!is_older_ || is_reading_ || stopping_ || Clock::now() < beside_not_before_) return;
  if (beside_.joinable()) beside_.join();
  is_reading_ = true;
  beside_ = std::thread([this] { ReadBeside(); });
}

void LedgerReader::NoteReading(Clock::time_point start) {
  const Clock::time_point now = Clock::now();
  reading_took_ = now - start;
  beside_not_before_ = now + kPauseAfterLoading * reading_took_;
}

// What fails is tried again after the pause, and told by the questions that fail too.
void LedgerReader::ReadBeside() {
  const Clock::time_point start = Clock::now();
  std::shared_ptr<const Content> content;
  if (auto store = store::OpenStore(location_, store::OpenMode::kReadOnly)) {
    (*store)->connection().StopWhen([this] { return stopping_.load(); });
    store::ReadSnapshot state(&(*store)->connection());
    if (state.Begin()) {
      if (auto loaded = LoadContent(store->get())) content = *std::move(loaded);
    }
  }
  {
    const std::lock_guard lock(mutex_);
    NoteReading(start);
    read_beside_ = content;
    if (content != nullptr) not_before_ = {};
  }
  if (content != nullptr) (void)Current();
  const std::lock_guard lock(mutex_);
  is_reading_ = false;
}

// Newest: nothing but reviews that changed no fact was written since it was read.
Result<LedgerReader::Standing> LedgerReader::StandingOf(const Content& content) {
  if (content.head == 0) return Standing::kOther;
  // Another ledger may have been put in its place. An action that changed facts tells what it took
  // from linking (docs/ledger-schema.md).
  store::Statement& query = store_->connection().Prepare(
      "SELECT (SELECT count(*) FROM revisions WHERE seq = ? AND hash = ?), "
      "(SELECT count(*) FROM revisions WHERE seq > ? AND kind NOT IN ('run', 'end') "
      "AND (kind <> 'action' OR linked IS NOT NULL))");
  query.Start(content.head, content.head_hash, content.head);
  Standing standing = Standing::kOther;
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    if (row.Int(0) == 1) standing = row.Int(1) == 0 ? Standing::kNewest : Standing::kOlder;
  });
  if (!read) return read.error();
  return standing;
}

// The facts that people acted on after revision `head`.
Status LedgerReader::ReadNewer(uint64_t head, Snapshot* snapshot) {
  std::vector<std::string> ids;
  store::Statement& query = store_->connection().Prepare(
      "SELECT DISTINCT part FROM revisions WHERE seq > ? AND kind = 'action'");
  query.Start(head);
  if (Status read = store::ForEachRow(
          &query, [&](const store::Statement& row) { ids.emplace_back(row.Text(0)); });
      !read) {
    return read;
  }
  for (const std::string& id : ids) {
    auto fact = store_->FindFact(id);
    if (!fact) return fact.error();
    snapshot->newer.emplace(id, *std::move(fact));
  }
  return ReadNewerDocuments(head, snapshot);
}

// The documents that were written or withdrawn after revision `head`, with their facts.
Status LedgerReader::ReadNewerDocuments(uint64_t head, Snapshot* snapshot) {
  std::vector<std::string> written;
  store::Statement& query = store_->connection().Prepare(
      "SELECT subject FROM revisions WHERE seq > ? AND kind IN ('document', 'withdraw') "
      "GROUP BY subject ORDER BY max(seq) DESC LIMIT ?");
  query.Start(head, kNewestDocuments);
  if (Status read = store::ForEachRow(
          &query, [&](const store::Statement& row) { written.emplace_back(row.Text(0)); });
      !read) {
    return read;
  }
  for (const std::string& sha256 : written) {
    auto document = store_->FindDocument(sha256);
    if (!document) return document.error();
    auto facts = store_->FactsOfDocument(sha256);
    if (!facts) return facts.error();
    // What it told before and tells no more is gone.
    const auto known = snapshot->document_by_sha256.find(sha256);
    if (known != snapshot->document_by_sha256.end()) {
      const auto [begin, end] = snapshot->content->facts_of[known->second];
      for (uint32_t i = begin; i < end; ++i) {
        snapshot->newer.insert_or_assign(snapshot->facts[i].id, std::nullopt);
      }
    }
    for (Fact& fact : *facts) {
      std::string id = fact.id;
      snapshot->newer.insert_or_assign(std::move(id), std::move(fact));
    }
    snapshot->newer_documents.emplace(sha256, *std::move(document));
  }
  return {};
}

Result<std::shared_ptr<const Content>> LedgerReader::LoadContent(store::Store* store) {
  auto content = std::make_shared<Content>();
  store::Statement& head =
      store->connection().Prepare("SELECT seq, hash FROM revisions ORDER BY seq DESC LIMIT 1");
  head.Start();
  if (Status read = store::ForEachRow(&head,
                                      [&](const store::Statement& row) {
                                        content->head = static_cast<uint64_t>(row.Int(0));
                                        content->head_hash = row.Text(1);
                                      });
      !read) {
    return read.error();
  }
  auto facts = store->Facts();
  if (!facts) return facts.error();
  auto incidents = store->Incidents();
  if (!incidents) return incidents.error();
  auto documents = store->Documents();
  if (!documents) return documents.error();
  auto rejects = store->Rejects();
  if (!rejects) return rejects.error();
  const auto counts = store->Count();
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
  std::shared_ptr<const Content> content = std::exchange(read_beside_, nullptr);
  if (content == nullptr && snapshot_ != nullptr) content = snapshot_->content;
  Result<Standing> standing = Standing::kOther;
  if (content != nullptr) standing = StandingOf(*content);
  if (!standing) return standing.error();
  is_older_ = *standing == Standing::kOlder && reading_took_ > patience_;
  if (*standing != Standing::kNewest && !is_older_) {
    const Clock::time_point start = Clock::now();
    auto loaded = LoadContent(store_.get());
    if (!loaded) return loaded.error();
    content = *std::move(loaded);
    NoteReading(start);
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
  std::string version = snapshot->content->version + " " + std::to_string(snapshot->last_action);
  if (is_older_) {
    if (Status read = ReadNewer(snapshot->content->head, snapshot.get()); !read) {
      return read.error();
    }
    const auto head = store_->connection().QueryInt("SELECT max(seq) FROM revisions");
    if (!head) return head.error();
    version += " older than " + std::to_string(*head);
  }
  snapshot->version = Hash64Hex(version);
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

}  // namespace tadwin::serve
