// What a reader types to search the texts, and where it matches.
//
// Words, "phrases", prefix*, NEAR(a b, 5), AND (also by a blank), OR, NOT and brackets. AND, OR,
// NOT and NEAR are written in capitals. Words are folded as the texts are. `a NOT b` takes away
// what follows NOT. NEAR: at most so many words between the two (10 when not said), in either
// order. Errors: kInvalidArgument, which says what is wrong and where. Threads: a TextQuery is a
// plain value. Source: sqlite.org/fts5.html, postgresql.org (tsquery).

#ifndef TADWIN_QUERY_TEXT_QUERY_H_
#define TADWIN_QUERY_TEXT_QUERY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/span.h"
#include "normalise/fold.h"
#include "query/clause.h"

namespace tadwin::query {

struct TextQuery {
  enum class Kind { kWords, kNear, kAnd, kOr, kNot };
  Kind kind = Kind::kWords;
  std::vector<std::string> words;  // kWords: one word, or a phrase; kNear: two words
  bool is_prefix = false;          // kWords: the last word only begins so
  uint32_t distance = 10;          // kNear
  std::vector<TextQuery> parts;    // kAnd, kOr: two or more; kNot: what, without what
};

// `folder` may be nullptr: then words are taken as they are written, in lower case.
Result<TextQuery> ParseTextQuery(std::string_view text, const normalise::Folder* folder);

// SELECT of the ids of the documents that match.
Clause DocumentsMatching(const TextQuery& query, const store::Connection& connection);

// Byte spans of the original that the words of a query have in a text; sorted, distinct. What NOT
// takes away is not shown.
std::vector<Span> FindMatches(const TextQuery& query, std::string_view original,
                              const normalise::Folder* folder);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_TEXT_QUERY_H_
