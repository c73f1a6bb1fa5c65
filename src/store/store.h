// The ledger: documents, facts, incidents, rejects and runs in one database.
//
// One interface for every engine; SQLite is the default (one file, WAL, STRICT tables, foreign
// keys, FTS5 over folded text). Each document is written in one transaction, so a run that dies
// leaves whole documents only. Errors: kNotFound, kIo (full disk, read-only), kSchemaVersion,
// kDatabase. Threads: one Store per thread; several processes may read while one writes.

#ifndef TADWIN_STORE_STORE_H_
#define TADWIN_STORE_STORE_H_

#include <cstdint>
#include <functional>
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
  std::string text;         // original
  std::string folded;       // for full-text search
  std::optional<std::string> title;
  std::optional<std::string> outlet;
  std::optional<std::string> url;
  std::optional<DateInterval> published;
  bool published_inferred = false;
  std::string published_rule;
  std::vector<Span> published_evidence;
  std::string rules_hash;   // of the rule set that coded it
  uint32_t sentences = 0;
};

struct RejectRecord {
  std::string name;
  std::string sha256;  // empty when the bytes could not be read
  Error error;
};

class Store {
 public:
  virtual ~Store() = default;

  // true when a document with these bytes is already coded by this rule set.
  virtual Result<bool> HasDocument(const std::string& sha256, const std::string& rules_hash) = 0;
  // Writes a document and its facts in one transaction; replaces an older coding of the same bytes.
  virtual Status PutDocument(const DocumentRecord& document, const std::vector<Fact>& facts) = 0;
  // Records a reject once per (name, sha256, code); a document that is later coded loses its row.
  virtual Status PutReject(const RejectRecord& reject) = 0;
  // Replaces all incidents in one transaction; facts get their incident's id.
  virtual Status PutIncidents(const std::vector<Incident>& incidents) = 0;

  // In (doc, first evidence offset, id) order.
  virtual Result<std::vector<Fact>> Facts() = 0;
  virtual Result<std::optional<Fact>> FindFact(const std::string& id) = 0;
  virtual Result<std::vector<Incident>> Incidents() = 0;       // by id
  virtual Result<std::vector<DocumentRecord>> Documents() = 0; // by (name, sha256)
  virtual Result<std::vector<RejectRecord>> Rejects() = 0;     // by (name, code)
};

enum class OpenMode { kReadOnly, kReadWrite, kCreate };

// `location`: a file path (SQLite).
Result<std::unique_ptr<Store>> OpenStore(const std::string& location, OpenMode mode);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_STORE_H_
