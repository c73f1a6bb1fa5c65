// The linker's rules as read from rules/ar/link: families, weights, topics, preferences.
//
// In: RuleSet. Errors: kBadRule with the place of the cell. A table that is not there is empty and
// leaves the built-in defaults of the weights at zero, so that a partial rule set still loads.
// Threads: immutable once loaded.

#ifndef TADWIN_LINK_LINK_RULES_H_
#define TADWIN_LINK_LINK_RULES_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "link/reason.h"
#include "model/mention.h"
#include "rules/table.h"

namespace tadwin::link {

// One row of type.tsv.
struct TypeRule {
  std::string family;
  bool repeats = true;
  bool harms = false;
  std::string label;
};

// Limits, and the points of commitments.
struct Weights {
  double threshold, threshold_across, threshold_group, threshold_commitment;
  double slack_days, slack_km, far_toll_ratio, near_sentences, lead_sentences;
  double same_topic, same_words, same_who, similar_party, same_who_country, same_to_whom, same_due;
  double same_paper, close_by, due_window_days, due_window_document_days, near_due, one_due,
      dated_topic;
  double document_window, document_bytes;
};

struct LinkRules {
  static LinkRules Load(const rules::RuleSet& rules, std::vector<Error>* errors);

  // The rule of a PLOVER type and subtype; types that no row names are families of their own.
  TypeRule TypeOf(const std::string& plover, const std::string& subtype) const;
  // 0..1; negative when the two may not be one incident.
  double Compatibility(const std::string& first, const std::string& second) const;
  // The row of a subtype in `degrees`, which holds what Compatibility says of known subtypes. All
  // unknown ones share a row: they go together with nothing but themselves.
  uint32_t SubtypeRow(const std::string& subtype) const;
  double Degree(uint32_t first_row, uint32_t second_row) const {
    return degrees[size_t{first_row} * subtype_rows.size() + second_row];
  }
  // Folded words of a text, prefixes off: for comparing names and promises by their words.
  std::vector<std::string> Words(std::string_view text) const;
  // The same by the first letters of their roots, so that the forms of a word are alike.
  std::vector<std::string> Roots(std::string_view text) const;
  // The kind of act (deed.tsv) that the words of a trigger tell; empty for none.
  std::string ActOf(std::string_view text) const;
  // The words joined by one space.
  std::string Key(std::string_view text) const;
  // Topic of a promise's words; empty when none is named.
  std::string Topic(const std::vector<std::string>& words) const;
  int SpeakerRank(const std::string& type) const;
  double RadiusOf(NameKind kind) const;

  Weights weights{};
  ReasonWeights reasons;
  std::map<std::pair<std::string, std::string>, TypeRule> types;
  std::map<std::pair<std::string, std::string>, double> compatible;
  std::map<std::string, uint32_t> subtype_rows;
  std::vector<double> degrees;
  std::map<std::string, int> speaker_ranks;
  std::map<std::string, double> radii;
  std::set<std::string> place_words;                  // folded: kinds of places and directions
  std::vector<std::string> definite;                  // how a definite word begins
  std::vector<std::pair<std::string, int>> prefixes;  // folded, with the letters that must remain
  // Topic and the words (or word sequences) that its stems begin with, in the table's order.
  std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>> topics;
  std::unordered_map<char32_t, std::string> folding;
  std::map<std::string, std::string> acts;  // root of a word to its kind in deed.tsv
  std::vector<std::string> joining;         // how a word begins that a conjunction joins
  std::set<char32_t> weak;                  // letters that are left out of roots
  std::set<char32_t> front;  // letters that are left out at the front of a longer root
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_LINK_RULES_H_
