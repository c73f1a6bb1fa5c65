// When two wordings of a name or a deed count as the same.
//
// Folded alike (vowel marks, tatweel, quotes, hamza, ya, ta marbuta); the same when one holds the
// other, or when more than half of the words of the shorter are shared, conjunction, preposition
// and article aside. These are the rules of tools/score_examples.py. In: valid UTF-8. Threads:
// safe.

#ifndef TADWIN_COMPARE_WORDS_H_
#define TADWIN_COMPARE_WORDS_H_

#include <string>
#include <string_view>

namespace tadwin::compare {

std::string FoldWords(std::string_view text);
bool SameWords(std::string_view one, std::string_view other);
// Share of the words of the shorter that the longer has; 0 when either has none.
double WordOverlap(std::string_view one, std::string_view other);

}  // namespace tadwin::compare

#endif  // TADWIN_COMPARE_WORDS_H_
