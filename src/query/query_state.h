// What the parts of Query share: the connection, the names, and reading a page phase by phase.

#ifndef TADWIN_QUERY_QUERY_STATE_H_
#define TADWIN_QUERY_QUERY_STATE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "query/clause.h"
#include "query/cursor.h"
#include "query/names.h"
#include "query/query.h"

namespace tadwin::query {

inline constexpr uint32_t kMostRows = 1000;

class Query::State {
 public:
  State(store::Store* store, const normalise::Folder* folder)
      : connection(&store->connection()), names(connection, folder) {}

  store::Connection* connection;
  Names names;
};

// kInvalidArgument for a limit that is none.
Status CheckLimit(uint32_t limit);

// Reads a page of the phases of `source`, which has phases(), Question() and KeyOf(); `read` makes
// a row of a statement.
template <typename Row, typename Source, typename Read>
Result<Page<Row>> ReadPage(store::Connection* connection, const PageRequest& request,
                           const Source& source, const Read& read) {
  if (Status checked = CheckLimit(request.limit); !checked) return checked.error();
  const uint64_t fingerprint = FingerprintOf(source.Question(0, {}, 0));
  Result<Cursor> cursor = ReadCursor(request.cursor, fingerprint);
  if (!cursor) return cursor.error();
  Page<Row> page;
  Cursor last;
  for (size_t phase = cursor->phase; phase < source.phases(); ++phase) {
    const auto& after = phase == cursor->phase ? cursor->after : std::vector<store::SqlValue>();
    // One more than asked for says whether there is a next page.
    const int64_t wanted = int64_t{request.limit} + 1 - static_cast<int64_t>(page.items.size());
    const Clause question = source.Question(phase, after, wanted);
    const Status done = RunClause(connection, question, [&](const store::Statement& row) {
      if (page.items.size() == request.limit) {
        page.next = WriteCursor(last, fingerprint);
        return;
      }
      last = {phase, source.KeyOf(phase, row)};
      page.items.push_back(read(row));
    });
    if (!done) return done.error();
    if (!page.next.empty()) break;
  }
  return page;
}

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_QUERY_STATE_H_
