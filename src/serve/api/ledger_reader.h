// A ledger as the pages read it: kept in memory until somebody writes to the file.
//
// Whoever asks holds a snapshot that never changes; the next question after a change reads anew.
// What people did without changing a fact (a confirmation, a comment) is read without the rest. A
// ledger that takes longer than `patience` to read is read beside the questions, which meanwhile
// are answered from what was read before, the facts that people acted on since, and the newest
// documents with their facts.
// Errors: of the store. Threads: safe; one reads while the others wait for it.

#ifndef TADWIN_SERVE_API_LEDGER_READER_H_
#define TADWIN_SERVE_API_LEDGER_READER_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/utf8.h"
#include "model/fact.h"
#include "model/incident.h"
#include "reconcile/entities.h"
#include "serve/api/incident_row.h"
#include "store/store.h"

namespace tadwin::serve {

// Facts, incidents and documents, each findable; built once and shared by snapshots.
struct Content {
  std::vector<Fact> facts;          // in (doc, first evidence offset, id) order
  std::vector<Incident> incidents;  // by id
  std::vector<store::DocumentRecord> documents;
  std::vector<store::RejectRecord> rejects;
  store::LedgerCounts counts;
  uint64_t head = 0;      // the last revision before it was read
  std::string head_hash;  // of that revision
  std::string version;    // the same content has the same one

  std::vector<IncidentRow> rows;                        // parallel to `incidents`
  std::vector<std::pair<uint32_t, uint32_t>> facts_of;  // of documents[i]: a range of `facts`
  std::unordered_map<std::string_view, uint32_t> fact_by_id;
  std::unordered_map<std::string_view, uint32_t> incident_by_id;
  std::unordered_map<std::string_view, uint32_t> document_by_sha256;

  const Fact* FindFact(const std::string& id) const;
};

// Documents that are read beside a content which is older.
inline constexpr int64_t kNewestDocuments = 500;

struct Snapshot : std::enable_shared_from_this<Snapshot> {
  explicit Snapshot(std::shared_ptr<const Content> of);

  const std::shared_ptr<const Content> content;
  const std::vector<Fact>& facts;
  const std::vector<Incident>& incidents;
  const std::vector<store::DocumentRecord>& documents;
  const std::vector<store::RejectRecord>& rejects;
  const store::LedgerCounts& counts;
  const std::vector<IncidentRow>& rows;
  const std::unordered_map<std::string_view, uint32_t>& incident_by_id;
  const std::unordered_map<std::string_view, uint32_t>& document_by_sha256;

  // Facts acted on since the content was read; nullopt: no longer there.
  std::unordered_map<std::string, std::optional<Fact>> newer;
  // The newest documents that came in or were coded again since, and withdrawn ones; nullopt: no
  // longer there. Of more than kNewestDocuments the last.
  std::unordered_map<std::string, std::optional<store::DocumentRecord>> newer_documents;
  std::vector<store::Review> reviews;  // of facts that somebody acted on
  std::unordered_map<std::string_view, uint32_t> review_by_fact;
  std::vector<reconcile::EntityDecision> decisions;  // of parties
  uint64_t last_action = 0;                          // revision of what a person did last
  std::string version;  // of content and reviews: the same ones have the same one

  const Fact* FindFact(const std::string& id) const;
  // Of documents[number], or of any, in the order of their words.
  std::vector<const Fact*> FactsOf(uint32_t number) const;
  std::vector<const Fact*> FactsOf(const std::string& sha256) const;
  const IncidentRow* FindIncident(const std::string& id) const;
  const store::DocumentRecord* FindDocument(const std::string& sha256) const;
  const store::Review* FindReview(const std::string& fact) const;  // nullptr: nobody acted on it
};

class LedgerReader {
 public:
  using Clock = std::chrono::steady_clock;

  static Result<std::unique_ptr<LedgerReader>> Open(
      const std::string& location, Clock::duration patience = std::chrono::seconds(2));
  ~LedgerReader();

  // The newest there is. While others write without pause, and while a large ledger is read, it may
  // be a few loading times old.
  Result<std::shared_ptr<const Snapshot>> Current();
  // The next question reads anew, whatever was read a moment ago.
  void Refresh();
  // Gives up what is being read; no more is read then. Threads: any.
  void StopSoon() { stopping_ = true; }
  // Called after a snapshot with another content was read, with the one before it; not by two
  // threads at once.
  using OnChange = std::function<void(const Snapshot& before, const Snapshot& now)>;
  void Watch(OnChange on_change) { on_change_ = std::move(on_change); }

 private:
  enum class Standing { kOther, kOlder, kNewest };  // of a content: of another ledger, ...

  LedgerReader(std::string location, std::unique_ptr<store::Store> store, Clock::duration patience);
  Result<std::shared_ptr<const Snapshot>> Load();
  Result<Standing> StandingOf(const Content& content);
  Result<std::shared_ptr<const Content>> LoadContent(store::Store* store);
  Status ReadNewer(uint64_t head, Snapshot* snapshot);
  Status ReadNewerDocuments(uint64_t head, Snapshot* snapshot);
  // Both with mutex_ held.
  void ReadBesideIfDue();
  void NoteReading(Clock::time_point start);
  void ReadBeside();

  const std::string location_;
  const Clock::duration patience_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::mutex telling_;  // held while on_change_ runs
  std::unique_ptr<store::Store> store_;
  std::shared_ptr<const Snapshot> snapshot_;
  bool is_older_ = false;  // the content of snapshot_
  uint64_t data_version_ = 0;
  Clock::time_point not_before_;
  Clock::duration reading_took_{};

  std::thread beside_;
  bool is_reading_ = false;                     // beside_
  std::shared_ptr<const Content> read_beside_;  // not in snapshot_ yet
  Clock::time_point beside_not_before_;
  OnChange on_change_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_LEDGER_READER_H_
