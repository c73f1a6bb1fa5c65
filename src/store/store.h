// The ledger: documents, facts, incidents and rejects in one database.
//
// One interface for every engine: SQLite (one file, WAL, STRICT tables, FTS5 over folded text) and
// PostgreSQL for a team; foreign keys in both (docs/ledger-schema.md). Each document is written in
// one transaction, so a run that dies leaves whole documents only. The same documents and incidents
// give the same dump, whatever the order and number of runs that wrote them: no clock is stored.
// Errors: kNotFound, kIo (full disk, read-only), kSchemaVersion (also a file that is no ledger),
// kDatabase. Threads: one Store per thread; several processes may read while one writes.

#ifndef TADWIN_STORE_STORE_H_
#define TADWIN_STORE_STORE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "model/article.h"
#include "model/fact.h"
#include "model/fact_traits.h"
#include "model/incident.h"
#include "model/place_unit.h"
#include "review/action.h"
#include "review/standing.h"
#include "store/revision.h"

namespace tadwin::store {

class Connection;

// A document as the ledger keeps it.
struct DocumentRecord {
  std::string sha256;
  std::string name;
  std::string text;    // original
  std::string folded;  // for full-text search
  std::optional<std::string> title;
  std::optional<std::string> outlet;
  std::optional<std::string> url;
  std::optional<DateInterval> published;
  bool published_inferred = false;
  std::string published_rule;
  std::vector<Span> published_evidence;
  std::string rules_hash;  // of the rule set that coded it
  std::string meta_hash;   // of what was told beside the text; empty when nothing was
  uint32_t sentences = 0;
};

// What decides whether a file is known already.
struct DocumentKey {
  std::string sha256;
  std::string name;
  std::string rules_hash;
  std::string meta_hash;
};

struct RejectRecord {
  std::string name;
  std::string sha256;  // empty when the bytes could not be read
  Error error;
};

// Where a fact stands.
struct Review {
  std::string fact;
  std::string document;  // sha256
  review::State state = review::State::kMachine;
  std::string assignee;
  std::string first_reader;
  std::string second_reader;
  std::vector<std::string> corrected;  // fields
  std::vector<std::string> agreed;     // those of them that the rules now say too
  std::string duplicate_of;
  std::string closed_as;
  std::string closed_by;
  uint32_t comments = 0;
  bool added = false;
};

struct LedgerCounts {
  uint64_t documents = 0;
  uint64_t copies = 0;  // further names of the same bytes
  uint64_t sentences = 0;
  std::array<uint64_t, 4> facts{};  // by FactKind
  uint64_t incidents = 0;
  uint64_t contested_fields = 0;
  uint64_t rejects = 0;
};

// Incidents in the order of their ids with all that belongs to them.
struct IncidentPage {
  std::vector<Incident> incidents;
  std::vector<Fact> facts;                // theirs, by id
  std::vector<DocumentRecord> documents;  // those facts are of; without text and folded text
};

// The incidents of a ledger while they are brought up to date: one transaction, with what linking
// needs to read. Nothing is written unless committed. One at a time.
class LinkTransaction {
 public:
  virtual ~LinkTransaction() = default;

  // Of the rules that the ledger's incidents were made by; empty when there are none.
  virtual Result<std::string> RulesHash() = 0;
  // Whether incidents hold so many facts at least: costs no more than so many.
  virtual Result<bool> HasLinked(uint64_t at_least) = 0;
  virtual Result<uint64_t> CountUnlinked() = 0;
  // Facts that no incident holds: all those of documents written since, by id.
  virtual Result<std::vector<Fact>> UnlinkedFacts() = 0;
  // Components that lost facts since.
  virtual Result<std::vector<Component>> TouchedComponents() = 0;
  // Merges and splits of incidents by people, in order.
  virtual Result<std::vector<review::Action>> IncidentActions() = 0;
  // Ids of the facts filed under any of these blocks: sorted, distinct.
  virtual Result<std::vector<std::string>> FactsInBlocks(const std::vector<uint64_t>& blocks) = 0;
  // By id, without the rules, and of the evidence only what linking reads.
  virtual Result<std::vector<LinkedFact>> FactsWithIds(const std::vector<std::string>& ids) = 0;
  virtual Result<std::vector<LinkedFact>> FactsOfComponents(
      const std::vector<Component>& components) = 0;

  // Where places lie, told anew or for the first time; before the incidents that lie there.
  virtual Status PutPlaceUnits(const std::vector<PlaceUnit>& units) = 0;
  // Takes the incidents of these components away; the facts stay.
  virtual Status DropComponents(const std::vector<Component>& components) = 0;
  // Takes everything away that linking made.
  virtual Status DropAll() = 0;
  virtual Status PutIncident(const Incident& incident, Component component) = 0;
  // What linking keeps of a fact that is new, or whose component was dropped; `blocks` once per
  // fact, when it is new.
  virtual Status PutLink(const std::string& fact, const FactTraits& traits,
                         Component component) = 0;
  virtual Status PutBlocks(const std::string& fact, const std::vector<uint64_t>& blocks) = 0;
  virtual Status Commit(const std::string& rules_hash) = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  // For queries that this interface does not have (sql_connection.h). It lives as long as the
  // store. The tables are those of docs/ledger-schema.md; what Put... and linking write is theirs.
  virtual Connection& connection() = 0;

  virtual Result<std::vector<DocumentKey>> Keys() = 0;  // by sha256
  // Writes a document and its facts in one transaction; replaces an older coding of the same
  // bytes, whose name becomes that of a copy, and clears rejects of this name or these bytes.
  virtual Status PutDocument(const DocumentRecord& document, const std::vector<Fact>& facts) = 0;
  // Records that a document's bytes were also found under another name.
  virtual Status PutCopy(const std::string& sha256, const std::string& name) = 0;
  // Records a reject once per (name, sha256, code).
  virtual Status PutReject(const RejectRecord& reject) = 0;
  // true when documents were written or replaced since incidents were made.
  virtual Result<bool> NeedsLinking() = 0;
  virtual Result<std::unique_ptr<LinkTransaction>> BeginLinking() = 0;

  // In (doc, first evidence offset, id) order.
  virtual Result<std::vector<Fact>> Facts() = 0;
  virtual Result<std::optional<Fact>> FindFact(const std::string& id) = 0;
  virtual Result<std::vector<Incident>> Incidents() = 0;        // by id
  virtual Result<std::vector<DocumentRecord>> Documents() = 0;  // by (name, sha256)
  virtual Result<std::optional<DocumentRecord>> FindDocument(const std::string& sha256) = 0;
  virtual Result<std::vector<RejectRecord>> Rejects() = 0;  // by (name, sha256, code)
  virtual Result<LedgerCounts> Count() = 0;
  // Another number whenever somebody else wrote to the ledger since it was opened here.
  virtual Result<uint64_t> DataVersion() = 0;
  virtual Result<std::vector<Fact>> FactsOfDocument(const std::string& sha256) = 0;
  // What the rules say, without what people said. kNotFound.
  virtual Result<std::vector<Fact>> MachineFactsOf(const std::string& sha256) = 0;

  // The record: every change is a revision of a run (revision.h). Without BeginRun a change is
  // recorded without author and time.
  virtual void BeginRun(RunStart start) = 0;
  virtual Status EndRun() = 0;
  virtual Result<std::vector<RunRecord>> Runs() = 0;  // by id
  // Takes a document out of what holds; it stays in the history. kNotFound.
  virtual Status Withdraw(const std::string& sha256) = 0;

  // Plays a person's action on a fact in one transaction, and lays what follows over its document
  // (review/overlay.h). In: verb, author, what the verb takes, and the id of the fact; of an added
  // fact `seen`, the id of its document and no more. Errors: kNotFound; kInvalidArgument and
  // kConflict say why it is not possible. Facts that change are unlinked: link afterwards. Out: the
  // fact's id.
  virtual Result<std::string> PutAction(review::Action action) = 0;
  // Merges or splits incidents: `facts` and `apart` are ids of facts (review/action.h). The
  // components of all of them are linked anew next time. Or of parties: ids of parties, kept and
  // given back by IncidentActions. Errors: kNotFound, kInvalidArgument.
  virtual Status PutIncidentAction(const review::Action& action) = 0;
  // Of one fact, or all for ""; in the order they were done.
  virtual Result<std::vector<review::Action>> Actions(const std::string& fact) = 0;
  virtual Result<std::vector<review::Action>> ActionsOfDocument(const std::string& sha256) = 0;
  // Takes an action over from another ledger as it is; its document is laid over when it is put.
  virtual Status CopyAction(const review::Action& action) = 0;
  // Where every fact that somebody reviewed stands, by fact.
  virtual Result<std::vector<Review>> Reviews() = 0;

  // For readers that must not hold a ledger in memory. The first `limit` incidents behind `id`
  // ("": from the first); an empty page is the end.
  virtual Result<IncidentPage> IncidentsAfter(const std::string& id, size_t limit) = 0;
  // The documents of the next name behind `name` ("": the first), by sha256; none is the end.
  // Several bear one name when a file's content changed.
  virtual Result<std::vector<DocumentRecord>> DocumentsAfter(const std::string& name) = 0;
  // SHA-256 over what the ledger holds of its documents, people's reviews included, and over what
  // linking made of them, but not over when and by whom: tells whether two readings are of one
  // state.
  virtual Result<std::string> ContentDigest() = 0;
};

enum class OpenMode { kReadOnly, kReadWrite, kCreate };

// `location`: a file path (SQLite), ":memory:" for a ledger that is thrown away, or
// postgresql://USER@HOST:PORT/DATABASE with libpq's options (PostgreSQL 15 or newer).
Result<std::unique_ptr<Store>> OpenStore(const std::string& location, OpenMode mode);
// The same without the store around it.
Result<std::unique_ptr<Connection>> OpenLedger(const std::string& location, OpenMode mode);
// What messages call it: without a password.
std::string ShownLocation(const std::string& location);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_STORE_H_
