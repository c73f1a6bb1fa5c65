// The nearest of a list of known words to a misspelt one, and lists of words for messages.
//
// Threads: safe. Source: V. Levenshtein, Binary codes capable of correcting deletions, insertions
// and reversals (1966), the distance.

#ifndef TADWIN_QUERY_SUGGEST_H_
#define TADWIN_QUERY_SUGGEST_H_

#include <string>
#include <string_view>
#include <vector>

namespace tadwin::query {

// The nearest word, at most a third of its letters away; empty when none is near.
std::string Nearest(std::string_view word, const std::vector<std::string_view>& known);

// " (did you mean X?)", or nothing.
std::string DidYouMean(std::string_view word, const std::vector<std::string_view>& known);

// "a, b or c".
std::string JoinedWords(const std::vector<std::string_view>& words);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_SUGGEST_H_
