// Facts that a person annotated, read from JSON Lines.
//
// In: rows in the facts format (docs/facts-format.md), where a fact is located by [begin, end) in
// code points and names are objects; or as examples/README.md has them, located by `quote`
// (wherever it stands in the text) and names as plain words. Rows of other kinds (published,
// repeat, conflict) are skipped. Out: GoldFact. What is null or absent is not told. Errors:
// kBadFormat with file:line. Threads: safe.

#ifndef TADWIN_COMPARE_GOLD_H_
#define TADWIN_COMPARE_GOLD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/fact.h"
#include "model/span.h"

namespace tadwin::compare {

// A number of people: one, or a range of which either end may be open.
struct GoldCount {
  std::optional<double> number;
  bool is_range = false;
  std::optional<double> low;
  std::optional<double> high;
};

struct GoldFact {
  std::string id;  // empty where the row has none
  FactKind kind = FactKind::kEvent;
  std::vector<Span> spans;  // bytes: where it may be found in the text
  std::string words;        // the quote, or the words at the span: for people
  std::string plover, mode, subtype, trigger, status, outcome;
  std::string start, stop, date_text;
  std::vector<std::string> actors, targets;
  std::string place, place_en, country;
  std::optional<double> lat, lon;
  std::optional<GoldCount> killed, injured;
  std::string weapon;
  std::optional<int64_t> count;
  std::string speaker;
  std::optional<double> n;
  std::string period_start, period_end, at;
  std::string who, to_whom, what, due, due_text;
};

// An article with its gold. `name` and `published` as the coder gets them.
struct GoldArticle {
  std::string name;
  std::string text;
  std::string published;  // ISO, or empty
  std::vector<GoldFact> facts;
};

// The rows of NAME.gold.jsonl over the text of NAME.txt. `where` names the file in errors.
Result<std::vector<GoldFact>> ReadGoldRows(std::string_view jsonl, std::string_view text,
                                           const std::string& where);
// A file with an article a line: {"id", "text", "published", "facts": [row, ...]}.
Result<std::vector<GoldArticle>> ReadGoldArticles(std::string_view jsonl, const std::string& where);

}  // namespace tadwin::compare

#endif  // TADWIN_COMPARE_GOLD_H_
