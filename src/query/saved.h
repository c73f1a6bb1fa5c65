// Queries kept in the ledger under a name, as the words they were asked with.
//
// Errors: kInvalidArgument for a name that is none, kNotFound for one that is not kept, what the
// database gives. Threads: one per connection.

#ifndef TADWIN_QUERY_SAVED_H_
#define TADWIN_QUERY_SAVED_H_

#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace tadwin::query {

struct SavedQuery {
  std::string name;
  std::vector<std::string> words;  // table, key=value, by=..., sort=...
};

// Takes the place of one of the same name.
Status SaveQuery(store::Store* store, const SavedQuery& query);
Result<SavedQuery> FindSavedQuery(store::Store* store, const std::string& name);
Result<std::vector<SavedQuery>> SavedQueries(store::Store* store);  // by name
Status RemoveSavedQuery(store::Store* store, const std::string& name);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_SAVED_H_
