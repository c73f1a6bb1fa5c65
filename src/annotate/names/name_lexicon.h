// Names that the tables know: places, actors and public figures, found and filled in.
//
// In: lex_matches. Out: NameHits, each with the value its row gives. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_NAME_LEXICON_H_
#define TADWIN_ANNOTATE_NAMES_NAME_LEXICON_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/names/name_look.h"
#include "annotate/names/word_classes.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

// What a table holds, in the order in which one source is trusted before another.
enum class NameSource : uint8_t {
  kCapital,
  kCountry,
  kPlace,
  kActor,
  kPerson,
  kGeoNames,
  kPeople,
  kNationality,
  kGroupHead,
  kOrgHead,
  kTitle,
  kFirstName,
  kOther
};

struct NameHit {
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
  uint16_t proclitics = 0;
  LexEntry entry;
  NameSource source = NameSource::kOther;
  Layer layer = Layer::kGroup;
  bool ambiguous = false;
  double population = 0;
};

class NameLexicon {
 public:
  void Build(const rules::Grammar& grammar);

  NameSource SourceOf(uint32_t lexicon) const {
    return lexicon < sources_.size() ? sources_[lexicon] : NameSource::kOther;
  }
  // Hits that may be names of places, actors or people: proper names carry no article or pronoun
  // beyond their own.
  std::vector<NameHit> FindNames(const AnnotatedText& document) const;
  Layer LayerOf(NameSource source) const;
  NameValue ValueOf(const LexEntry& entry) const;
  std::string_view Cell(const LexEntry& entry, std::string_view column) const {
    return lexicon_->Cell(entry, column);
  }
  // A government's or force's value from its parts ("iraq" + "interior_ministry"), or the row of
  // actor/actor when it has one of that id.
  NameValue ComposeActor(std::string_view government_id, const LexEntry& head) const;
  NameValue ActorById(std::string_view id) const;
  NameValue PlaceById(std::string_view id) const;
  NameValue PersonById(std::string_view id) const;
  const rules::Lexicon& lexicon() const { return *lexicon_; }
  // person/word_frequency: classes of half a power of ten, counted from one in a billion words.
  const WordClasses& frequency() const { return frequency_; }
  const NameLook& look() const { return look_; }

 private:
  struct RowFacts {
    bool is_group = false;
    bool ambiguous_word = false;  // its names of one word are words or people too
    bool ambiguous = false;       // so are its longer names
    double population = 0;
  };

  void ReadRows(const rules::Table& table, size_t lexicon, NameSource source);

  const rules::Lexicon* lexicon_ = nullptr;
  WordClasses frequency_;
  NameLook look_;
  std::vector<NameSource> sources_;
  std::vector<std::vector<RowFacts>> rows_;  // by lexicon and row; of tables of names
  std::map<std::string, LexEntry, std::less<>> actors_;
  std::map<std::string, LexEntry, std::less<>> places_;
  std::map<std::string, LexEntry, std::less<>> persons_;
};

// The hits that begin at words [begin, end); hits are sorted by their first word.
std::span<const NameHit> HitsWithin(const std::vector<NameHit>& hits, uint32_t begin, uint32_t end);

NameKind NameKindFrom(std::string_view name);
bool IsPlaceKind(NameKind kind);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_NAME_LEXICON_H_
