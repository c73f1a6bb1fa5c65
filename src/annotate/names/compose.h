// Builds the names that are made of parts: facilities, directions, institutions, groups, offices.
//
// In: mentions of people, organisations and places; the rules place/*.rules and actor/*.rules.
// Out: more mentions, and wider place mentions with computed points. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_COMPOSE_H_
#define TADWIN_ANNOTATE_NAMES_COMPOSE_H_

#include <map>
#include <string>
#include <vector>

#include "annotate/names/name_context.h"
#include "annotate/names/name_lexicon.h"
#include "annotate/names/office_holder.h"
#include "annotate/names/word_view.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"
#include "rules/pattern.h"

namespace tadwin::annotate {

class Composer {
 public:
  void Build(const rules::Grammar& grammar, const NameLexicon* names, std::vector<Error>* errors);

  // The actor that the words [begin, end) name by head and nationality ("interior ministry" +
  // "Iraqi"), when there is one.
  void FillOrg(const AnnotatedText& document, uint32_t begin, uint32_t end, NameValue* value) const;
  // Facilities, then directions and distances. Wider mentions replace the place they are built on.
  void ComposePlaces(const NameContext& context, const std::vector<WordView>& views,
                     AnnotatedText* document) const;
  // Groups, peoples, institutions and offices.
  void ComposeGroups(const std::vector<WordView>& views, AnnotatedText* document) const;

 private:
  std::string CountryName(std::string_view country) const;
  void Embassy(const rules::PatternMatch& match, const NameContext& context, Mention* out) const;
  void Direction(const rules::PatternMatch& match, Mention* out) const;
  void Facility(const rules::PatternMatch& match, Mention* out) const;
  void Group(const rules::PatternMatch& match, Mention* out) const;
  void Office(const rules::PatternMatch& match, const AnnotatedText& document, Mention* out) const;
  // "The Iraqi prime minister": who that was when the text was written.
  void FillHolder(const rules::PatternMatch& match, const AnnotatedText& document,
                  Mention* out) const;

  bool IsAdjective(const AnnotatedText& document, const std::vector<WordView>& views,
                   const std::vector<bool>& number_ends, const rules::PatternMatch& match) const;
  bool IsGroup(const AnnotatedText& document, const std::vector<WordView>& views,
               const std::vector<bool>& number_ends, const rules::PatternMatch& match,
               std::string_view makes) const;

  const NameLexicon* names_ = nullptr;
  OfficeHolders holders_;
  int adjective_lexicon_ = -1;
  int institution_lexicon_ = -1;
  int former_lexicon_ = -1;
  int toll_lexicon_ = -1;
  rules::PatternSet places_;
  rules::PatternSet groups_;
  std::map<std::string, std::string, std::less<>> country_name_;  // by country, in English
  std::map<std::string, LexEntry, std::less<>> capital_of_;       // by country
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_COMPOSE_H_
