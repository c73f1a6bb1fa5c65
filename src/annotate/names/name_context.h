// What a document is about, for choosing between places of one name and filling in short names.
//
// In: names found so far. Deterministic: ties go to the smaller country code or id. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_NAME_CONTEXT_H_
#define TADWIN_ANNOTATE_NAMES_NAME_CONTEXT_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/names/name_lexicon.h"
#include "model/annotated_text.h"

namespace tadwin::annotate {

class NameContext {
 public:
  // Counts the countries of the unambiguous places and actors of a document.
  void Count(const NameLexicon& names, const std::vector<NameHit>& hits);

  // The country of an actor whose name other states use too is spoken of apart from that name.
  bool Vouches(const NameLexicon& names, const LexEntry& actor) const;

  // How often the document names the country or something in it.
  int Mentions(std::string_view country) const;
  // The country named most, other than `except`; empty when none.
  std::string MainCountry(std::string_view except) const;

  // Whether the document names the unit that the place lies in, or a place beside it there.
  bool NamesUnitOf(const NameLexicon& names, const LexEntry& place) const;

  // Of several places of one name, the one meant: by unit, source, country, then population.
  // nullptr when the choice is open.
  const NameHit* ChoosePlace(const std::vector<const NameHit*>& candidates,
                             const NameLexicon& names) const;

 private:
  std::map<std::string, int, std::less<>> countries_;
  std::set<std::string, std::less<>> units_;  // ids of the governorates named, or of places in them
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_NAME_CONTEXT_H_
