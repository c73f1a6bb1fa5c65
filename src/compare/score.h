// How well coded facts match the gold of one article, and of many, with confidence intervals.
//
// A gold fact and a coded one can match when they are of one kind, the coded words overlap a place
// where the gold stands, and (events) the PLOVER types agree or (tallies, levels) the numbers do.
// The best pairs are taken first: subtype, words of the trigger and the date decide; each fact is
// matched once. A field is judged on matched facts that the gold tells it of. A coded REJECT inside
// words that the gold codes as a denied deed is neither right nor wrong. These are the rules of
// tools/score_examples.py. Intervals: articles are drawn anew, with replacement, kDraws times from
// a fixed seed; the middle 95 % of the figures. Threads: safe.

#ifndef TADWIN_COMPARE_SCORE_H_
#define TADWIN_COMPARE_SCORE_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/gold.h"
#include "model/fact.h"

namespace tadwin::compare {

inline constexpr int kDraws = 1000;
inline constexpr uint64_t kSeed = 20240101;

// right, false, missed of a kind of fact; right, of of a field.
struct Counts {
  uint64_t right = 0;
  uint64_t wrong = 0;   // coded, not in the gold; of a field: not used
  uint64_t missed = 0;  // in the gold, not coded; of a field: told and not right
  void operator+=(const Counts& other) {
    right += other.right;
    wrong += other.wrong;
    missed += other.missed;
  }
};

struct ArticleScore {
  std::string name;
  std::map<std::string, Counts> kinds;   // "event", "type ASSAULT", ...
  std::map<std::string, Counts> fields;  // "event.subtype", ...
  Counts total;                          // of the four kinds
  std::vector<std::string> missed;       // words of the gold, for people
  std::vector<std::string> wrong;        // words of the text
};

// `facts` of this article, spans in bytes of its text.
ArticleScore ScoreArticle(const GoldArticle& gold, const std::vector<Fact>& facts);

struct Figure {
  std::string name;
  Counts counts;
  double value = 0;  // F1 of a kind, accuracy of a field
  double precision = 0;
  double recall = 0;
  double low = 0;  // of the interval; both equal `value` with one article
  double high = 0;
};

struct Evaluation {
  uint64_t articles = 0;
  uint64_t gold = 0;
  uint64_t coded = 0;
  std::vector<Figure> kinds;
  std::vector<Figure> fields;
  std::vector<ArticleScore> worst_first;  // by facts false or missed, then by name
};

Evaluation Evaluate(std::vector<ArticleScore> articles);

}  // namespace tadwin::compare

#endif  // TADWIN_COMPARE_SCORE_H_
