// Since when a document and what the rules say of its facts have been what they are.
//
// In: the revisions of one document. Errors: of the database. Threads: as the connection.

#ifndef TADWIN_STORE_LIFE_H_
#define TADWIN_STORE_LIFE_H_

#include <cstdint>
#include <map>
#include <string>

#include "base/result.h"
#include "store/sql_connection.h"
#include "store/store.h"

namespace tadwin::store {

struct Life {
  uint64_t first = 0;  // the revision that brought it, or brought it back; 0: it is not there
  uint64_t document_since = 0;                 // that wrote its present coding
  std::map<std::string, uint64_t> fact_since;  // of facts that came or changed later

  uint64_t SinceOf(const std::string& fact) const {
    const auto found = fact_since.find(fact);
    return found == fact_since.end() ? first : found->second;
  }
};

inline constexpr uint64_t kNoEnd = INT64_MAX;

// As of revision `until`.
Result<Life> ReadLife(Connection* connection, const std::string& sha256, uint64_t until = kNoEnd);

// Gives a fact what hangs on its document.
void PlaceIn(const DocumentRecord& document, Fact* fact);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_LIFE_H_
