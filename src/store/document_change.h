// One change of one document, on its way through the store (sql_record.cc, sql_review.cc).

#ifndef TADWIN_STORE_DOCUMENT_CHANGE_H_
#define TADWIN_STORE_DOCUMENT_CHANGE_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "review/overlay.h"
#include "store/sql_store.h"

namespace tadwin::store {

struct SqlStore::DocumentChange {
  DocumentRecord document;
  int64_t id = 0;
  std::vector<Fact> machine;  // what the rules say
  std::map<std::string, review::Standing> standings;

  // As it was; nothing when the document is new.
  std::optional<DocumentRecord> before;
  std::vector<Fact> machine_before;
  std::set<std::pair<std::string, std::string>> agreed_before;  // fact, field

  review::Overlaid overlaid;
  RowSet rows;
  std::optional<LinkedSums> sums;  // when linked facts were taken away
  // What the rules say otherwise than before, sorted ids.
  std::vector<std::string> appeared;
  std::vector<std::string> changed;
  std::vector<std::string> vanished;
  std::string history;  // digest of what went to history; empty when nothing did
};

}  // namespace tadwin::store

#endif  // TADWIN_STORE_DOCUMENT_CHANGE_H_
