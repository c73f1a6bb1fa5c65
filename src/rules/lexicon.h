// The compiled table over all lexicons: which entries begin at a place in folded text.
//
// Every table with a `surface` column is a lexicon (alternatives separated by '|'); tables of
// lemmas add generated forms through Add. Keys are folded, words joined by one space.
// Matching looks each reading of a word up in one hash table, and goes on to the words behind it as
// long as some entry begins so: linear in the text for bounded entry length. Errors: none after
// building. Threads: Matcher is per thread, Lexicon is shared.

#ifndef TADWIN_RULES_LEXICON_H_
#define TADWIN_RULES_LEXICON_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/annotated_text.h"
#include "model/token.h"
#include "rules/table.h"

namespace tadwin::rules {

class Lexicon {
 public:
  // `fold` turns a rule file's spelling into the text's folded spelling (normalise::Fold).
  using FoldFunction = std::function<std::string(std::string_view)>;

  Lexicon();
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  // Registers every table that has a `surface` column. `rules` must outlive the lexicon.
  void AddTables(const RuleSet& rules, const FoldFunction& fold);
  // Registers a lexicon by name with entries added by hand; returns its index. An existing name
  // gives the existing index.
  uint32_t AddLexicon(std::string_view name, const Table* table);
  // Adds one form (already folded) of a row.
  void Add(std::string_view folded_form, const LexEntry& entry);
  // Compiles the table. No Add afterwards.
  void Build();
  // The number, from 1, by which documents know a folded word that a pattern asks for. Called while
  // readers are built: a document matched earlier does not know the word.
  uint32_t PatternWord(std::string_view folded) const;
  uint32_t pattern_words() const;  // how many there are
  // The number of a new set of patterns, and what it asks for: documents matched later tell its bit
  // (AskerBit) at every token that has such an entry or reading. Called while readers are built.
  uint32_t AddAsker() const;
  // `rows` are those asked for; nullptr for every row.
  void AddAsked(uint32_t asker, uint32_t lexicon, const std::vector<bool>* rows) const;
  void AddAskedWord(uint32_t asker, uint32_t pattern_word) const;
  uint32_t askers() const;
  // Sets beyond the 63rd share a bit.
  static uint64_t AskerBit(uint32_t asker) { return uint64_t{1} << (asker < 63 ? asker : 63); }
  uint32_t size() const;  // how many lexicons

  // Index of a lexicon by table name ("time/month"); -1 when unknown.
  int IndexOf(std::string_view name) const;
  const std::string& NameOf(uint32_t lexicon) const;
  const Table* TableOf(uint32_t lexicon) const;  // may be nullptr
  // The cell of an entry's row, or "".
  std::string_view Cell(const LexEntry& entry, std::string_view column) const;

  // Fills lex_matches, lex_match_begin and atoms from tokens, readings and sentences.
  void Match(AnnotatedText* document) const;
  // Whether some entry has exactly this folded form.
  bool Has(std::string_view folded_form) const;
  // Entries of exactly this folded form.
  std::vector<LexEntry> Find(std::string_view folded_form) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_LEXICON_H_
