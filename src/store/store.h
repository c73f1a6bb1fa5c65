// The ledger: documents, facts, incidents and rejects in one database.
//
// One interface for every engine; SQLite is the default (one file, WAL, STRICT tables, foreign
// keys, FTS5 over folded text; docs/ledger-schema.md). Each document is written in one
// transaction, so a run that dies leaves whole documents only. The same documents and incidents
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
#include "model/incident.h"

namespace tadwin::store {

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

struct LedgerCounts {
  uint64_t documents = 0;
  uint64_t copies = 0;  // further names of the same bytes
  uint64_t sentences = 0;
  std::array<uint64_t, 4> facts{};  // by FactKind
  uint64_t incidents = 0;
  uint64_t contested_fields = 0;
  uint64_t rejects = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Result<std::vector<DocumentKey>> Keys() = 0;  // by sha256
  // Writes a document and its facts in one transaction; replaces an older coding of the same
  // bytes, whose name becomes that of a copy, and clears rejects of this name or these bytes.
  virtual Status PutDocument(const DocumentRecord& document, const std::vector<Fact>& facts) = 0;
  // Records that a document's bytes were also found under another name.
  virtual Status PutCopy(const std::string& sha256, const std::string& name) = 0;
  // Records a reject once per (name, sha256, code).
  virtual Status PutReject(const RejectRecord& reject) = 0;
  // true when documents were written since the last PutIncidents.
  virtual Result<bool> NeedsLinking() = 0;
  // Replaces all incidents and refreshes the full-text index in one transaction; facts get their
  // incident's id.
  virtual Status PutIncidents(const std::vector<Incident>& incidents) = 0;

  // In (doc, first evidence offset, id) order.
  virtual Result<std::vector<Fact>> Facts() = 0;
  virtual Result<std::optional<Fact>> FindFact(const std::string& id) = 0;
  virtual Result<std::vector<Incident>> Incidents() = 0;        // by id
  virtual Result<std::vector<DocumentRecord>> Documents() = 0;  // by (name, sha256)
  virtual Result<std::optional<DocumentRecord>> FindDocument(const std::string& sha256) = 0;
  virtual Result<std::vector<RejectRecord>> Rejects() = 0;  // by (name, sha256, code)
  virtual Result<LedgerCounts> Count() = 0;
};

enum class OpenMode { kReadOnly, kReadWrite, kCreate };

// `location`: a file path (SQLite), or ":memory:" for a ledger that is thrown away.
Result<std::unique_ptr<Store>> OpenStore(const std::string& location, OpenMode mode);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_STORE_H_
