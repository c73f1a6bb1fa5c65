// One change of the ledger, as the chain of revisions keeps it, and a run: changes made together.
//
// hash = SHA-256 over the encoding (row_digest.h) of all columns before it, the hash of the
// revision before among them. So nothing in the chain can be altered, taken out or put in another
// place without changing every hash after it: who kept the last hash can tell. Units: times are
// UTC, "2026-01-31T09:30:00Z", and never go back. "" is not known.

#ifndef TADWIN_STORE_REVISION_H_
#define TADWIN_STORE_REVISION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tadwin::store {

// Who writes from here on, and why. `now` is asked for the time of every revision; without it no
// time is recorded. Nothing is written before the first change: a run that changes nothing leaves
// no trace.
struct RunStart {
  std::string kind = "code";  // code, link, person, rollback
  std::string author;
  std::string program;  // version
  std::string rules_hash;
  std::string reason;
  std::function<std::string()> now;
};

struct RunRecord {
  int64_t id = 0;
  std::string kind;
  std::string started;
  std::string finished;
  std::string author;
  std::string program;
  std::string rules_hash;
  std::string reason;
  std::map<std::string, uint64_t> revisions;  // how many of each kind
  uint64_t last_seq = 0;                      // the last revision of the run
};

struct Revision {
  uint64_t seq = 0;
  int64_t run = 0;
  std::string recorded_at;
  std::string author;
  std::string reason;
  std::string kind;
  std::string subject;
  std::string part;
  std::string payload = "{}";
  std::optional<std::string> digest;
  std::optional<std::string> linked;
  std::string prev_hash;
  std::string hash;
};

// The hash that a revision must have.
std::string HashOf(const Revision& revision);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_REVISION_H_
