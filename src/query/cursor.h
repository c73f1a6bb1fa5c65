// Where a page ended, as a text that means nothing to others.
//
// Shape: base64url of a fingerprint of the question, the phase and the sort values of the last row.
// Errors: kInvalidArgument for what is no cursor, or one of another filter or sort. Threads: safe.
// Source: RFC 4648, section 5 (base64url).

#ifndef TADWIN_QUERY_CURSOR_H_
#define TADWIN_QUERY_CURSOR_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/clause.h"

namespace tadwin::query {

struct Cursor {
  size_t phase = 0;
  std::vector<store::SqlValue> after;  // empty: from the beginning of the phase
};

std::string WriteCursor(const Cursor& cursor, uint64_t fingerprint);
// "" is the beginning.
Result<Cursor> ReadCursor(std::string_view text, uint64_t fingerprint);

// Of a question, its parameters included.
uint64_t FingerprintOf(const Clause& question);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_CURSOR_H_
