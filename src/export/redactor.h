// Withholds the names of people in the words of articles.
//
// In: words as a fact holds them. Out: the same words, where each stands in the tables that
// mappings/redact.tsv names; any other word, and what follows a word of people's names up to a
// particle, becomes "[withheld]". So a name that nobody foresaw is withheld too: what may stand is
// listed, not what may not. Shape: words between blanks are kept as written.
// Errors: kBadRule of the tables. Threads: immutable once made.

#ifndef TADWIN_EXPORT_REDACTOR_H_
#define TADWIN_EXPORT_REDACTOR_H_

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "normalise/fold.h"
#include "rules/table.h"

namespace tadwin::exporting {

inline constexpr char kWithheld[] = "[withheld]";

// Whose words they are: a party's or speaker's name; that of a place or of a body in the public
// register; any other words; the word a deed was read from, which is withheld only where people are
// called so.
enum class WordUse { kParty, kPlace, kWords, kDeed };

class Redactor {
 public:
  // `which` is mappings/redact.tsv; `rules` has the tables that it names.
  static Result<Redactor> Create(const rules::RuleSet& rules, const rules::Table& which);

  std::string Redact(std::string_view text, WordUse use) const;
  // Whether Redact would leave it as it is.
  bool MayStand(std::string_view text, WordUse use) const { return Redact(text, use) == text; }
  // The folded spelling, for comparing.
  std::string Fold(std::string_view text) const { return folder_.FoldString(text); }

 private:
  using Words = std::unordered_set<std::string>;

  explicit Redactor(normalise::Folder folder) : folder_(std::move(folder)) {}
  // `only` as in the table: "column=value|value", or empty.
  void AddWords(const rules::Table& table, std::string_view column, std::string_view only,
                Words* words) const;
  void AddWhole(const rules::Table& table, std::string_view column);
  bool IsListed(const std::string& folded, const Words& words) const;
  // The same, but without endings.
  bool IsFront(const std::string& folded, const Words& words) const;
  // What is known of one word, and of those before it in its name.
  struct Reading {
    bool in_name = false;
    bool after_title = false;
    bool after_role = false;
  };
  bool MayStand(std::string_view written, const std::string& folded, WordUse use,
                Reading* reading) const;

  normalise::Folder folder_;
  Words party_;
  Words adjectives_;
  Words times_;
  Words surnames_;
  Words place_;
  Words words_;
  Words names_;
  Words titles_;
  Words breaks_;
  Words registered_;  // whole names of places and bodies
};

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_REDACTOR_H_
