// Which names of a ledger are meant by what a user writes: ids, English names, words, places.
//
// An id, or words that are a name's key, mean that name alone. Otherwise a name is meant when the
// words are in its English name or in one of its spellings, whole words and folded.
// Errors: what the database gives. Threads: one per connection.

#ifndef TADWIN_QUERY_NAMES_H_
#define TADWIN_QUERY_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "normalise/fold.h"
#include "query/filter.h"
#include "store/sql_connection.h"

namespace tadwin::query {

struct FoundName {
  int64_t number = 0;
  std::string key;  // its id, or words as linking compares them
  bool has_id = false;
  int64_t incidents = 0;
};

class Names {
 public:
  Names(store::Connection* connection, const normalise::Folder* folder)
      : connection_(connection), folder_(folder) {}

  // Names of a role (ledger_names.role) that any of `words` means.
  Result<std::vector<FoundName>> Find(const std::string& role, const Words& words) const;
  // How those of these names that have no id are written.
  Result<Words> Spellings(const std::vector<FoundName>& names) const;
  // Those of any of these types.
  Result<std::vector<FoundName>> OfTypes(const std::string& role, const Words& types) const;
  // Places whose point lies in the circle and the polygon that are given.
  Result<std::vector<FoundName>> PlacesIn(const Filter& filter) const;

  // Ids of the first-level units that any of `units` means: an id, an English name, or a spelling
  // of the unit that is told. One empty id where none is meant, so that nothing lies there.
  Result<Words> Units(const Words& units) const;

  const normalise::Folder* folder() const { return folder_; }
  std::string Fold(std::string_view text) const;

 private:
  Result<std::vector<FoundName>> FindKey(const std::string& role, const std::string& word) const;
  Result<std::vector<FoundName>> FindWords(const std::string& role, const std::string& word) const;

  store::Connection* connection_;
  const normalise::Folder* folder_;
};

int64_t CountOf(const std::vector<FoundName>& names);
std::vector<int64_t> NumbersOf(const std::vector<FoundName>& names);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_NAMES_H_
