// The ledger in tables, whatever the engine: one body of SQL over a Connection. See store.h for the
// contract, schema.h for the tables, sqlite_open.cc for how a file becomes a ledger.

#ifndef TADWIN_STORE_SQL_STORE_H_
#define TADWIN_STORE_SQL_STORE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "review/action.h"
#include "store/content_rows.h"
#include "store/recorder.h"
#include "store/row_digest.h"
#include "store/sql_connection.h"
#include "store/store.h"

namespace tadwin::store {

// From one id to another, both included; nothing: all.
using IdRange = std::optional<std::pair<std::string, std::string>>;

// Which facts to read: all, one, those whose ids the table `wanted` holds, those of the incidents
// from one id to another, or those of a document; `slim` leaves out what linking does not read.
struct FactSelection {
  std::optional<std::string> id = std::nullopt;
  bool wanted = false;
  bool slim = false;
  IdRange incidents = std::nullopt;
  std::optional<std::string> document = std::nullopt;  // sha256
};

class SqlStore final : public Store {
 public:
  // The connection has the tables of this version.
  explicit SqlStore(std::unique_ptr<Connection> connection)
      : connection_(std::move(connection)), recorder_(connection_.get()) {}

  // Before the first change: a ledger that was written before there was a record is taken into it,
  // without a time, since nobody knows it.
  Status TakeOver();

  Connection& connection() override { return *connection_; }
  Result<std::vector<DocumentKey>> Keys() override;
  Status PutDocument(const DocumentRecord& document, const std::vector<Fact>& facts) override;
  Status PutCopy(const std::string& sha256, const std::string& name) override;
  Status PutReject(const RejectRecord& reject) override;
  Result<bool> NeedsLinking() override;
  Result<std::unique_ptr<LinkTransaction>> BeginLinking() override;
  Result<std::vector<Fact>> Facts() override;
  Result<std::optional<Fact>> FindFact(const std::string& id) override;
  Result<std::vector<Incident>> Incidents() override;
  Result<std::vector<DocumentRecord>> Documents() override;
  Result<std::optional<DocumentRecord>> FindDocument(const std::string& sha256) override;
  Result<std::vector<RejectRecord>> Rejects() override;
  Result<IncidentPage> IncidentsAfter(const std::string& id, size_t limit) override;
  Result<std::vector<DocumentRecord>> DocumentsAfter(const std::string& name) override;
  Result<std::string> ContentDigest() override;
  Result<LedgerCounts> Count() override;
  Result<uint64_t> DataVersion() override;
  Result<std::vector<Fact>> FactsOfDocument(const std::string& sha256) override;
  Result<std::vector<Fact>> MachineFactsOf(const std::string& sha256) override;

  void BeginRun(RunStart start) override { recorder_.BeginRun(std::move(start)); }
  Status EndRun() override { return recorder_.EndRun(); }
  Result<std::vector<RunRecord>> Runs() override;
  Status Withdraw(const std::string& sha256) override;
  Result<std::string> PutAction(review::Action action) override;
  Status PutIncidentAction(const review::Action& action) override;
  Result<std::vector<review::Action>> Actions(const std::string& fact) override;
  Result<std::vector<review::Action>> ActionsOfDocument(const std::string& sha256) override;
  Status CopyAction(const review::Action& action) override;
  Result<std::vector<Review>> Reviews() override;

 private:
  friend class SqlLinkTransaction;

  // Writing (sql_write.cc); each inside a transaction of the caller.
  Status DeleteDocument(int64_t id);
  Status InsertDocument(int64_t id, const DocumentRecord& document, RowSet* rows);
  Status InsertFact(int64_t document_id, const Fact& fact, RowSet* rows);
  Status InsertTimes(const Fact& fact, RowSet* rows);
  Status InsertQuantities(const Fact& fact, RowSet* rows);
  Status InsertNames(const std::string& fact_id, const char* role,
                     const std::vector<NamedRef>& names, RowSet* rows);
  Status InsertSpeaker(const Fact& fact, RowSet* rows);
  // sql_link.cc
  Status InsertIncident(const Incident& incident, Component component, RowSet* rows);
  Status InsertField(const std::string& incident_id, int64_t position, const IncidentField& field,
                     RowSet* rows);

  // Recording (sql_record.cc).
  Status Adopt();
  Status AdoptDocuments();
  Status AdoptLinked();
  // What a change of a document needs to know of it, and what it leaves.
  struct DocumentChange;
  Status ReadBefore(const std::string& sha256, DocumentChange* change);
  Status WriteRows(DocumentChange* change);
  Status WriteReviews(DocumentChange* change);
  Status WriteHistory(DocumentChange* change);
  Status FindSubject(review::Action* action);
  Status NoteAgreed(const DocumentChange& change);
  Status TakeLinked(int64_t document_id, std::optional<LinkedSums>* sums);
  Result<std::vector<Fact>> MachineFacts(const DocumentRecord& document);
  Result<std::vector<review::Action>> ActionsWhere(const std::string& where,
                                                   const std::optional<std::string>& key);

  // Reading (sql_read.cc).
  using FactsById = std::map<std::string, Fact>;
  Result<FactsById> ReadFactMap(const FactSelection& which);
  Result<std::vector<Fact>> ReadFacts(const FactSelection& which);
  Status ReadTimes(const FactSelection& which, FactsById* facts);
  Status ReadQuantities(const FactSelection& which, FactsById* facts);
  Status ReadNames(const FactSelection& which, FactsById* facts);
  Status ReadSpeakers(const FactSelection& which, FactsById* facts);
  Status ReadWordings(const FactSelection& which, FactsById* facts);
  Status ReadEvidence(const FactSelection& which, FactsById* facts);
  Result<std::vector<DocumentRecord>> ReadDocuments(const std::optional<std::string>& sha256);
  Status ReadIncidentParts(const IdRange& range, std::map<std::string, Incident>* incidents);
  Status ReadIncidentSources(const IdRange& range, std::map<std::string, Incident>* incidents);
  Status ReadOrigins(const IdRange& range, std::map<std::string, Incident>* incidents);

  std::unique_ptr<Connection> connection_;
  Recorder recorder_;
};

}  // namespace tadwin::store

#endif  // TADWIN_STORE_SQL_STORE_H_
