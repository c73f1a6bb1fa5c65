// Mends names that were found: where they end, people behind an office and its place, the marks
// around them, and bare names of places that the text introduced as such.
//
// In: tokens, lex_matches, the names found so far in order. Out: the same list, in order and free
// of overlaps. Threads: safe once built.

#ifndef TADWIN_ANNOTATE_NAMES_NAME_MENDER_H_
#define TADWIN_ANNOTATE_NAMES_NAME_MENDER_H_

#include <string_view>
#include <vector>

#include "annotate/names/found_name.h"
#include "annotate/names/name_lexicon.h"
#include "annotate/names/place_evidence.h"
#include "annotate/names/word_view.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class NameMender {
 public:
  void Build(const rules::Grammar& grammar, const NameLexicon* names,
             const PlaceEvidence* evidence);

  // "Ahmed Hamed known as": the name ends before what tells another; a name goes on with a word
  // that only names are made of.
  void MendEnds(const AnnotatedText& document, const std::vector<WordView>& views,
                std::vector<FoundName>* found) const;
  // "The base of Sabha", "the town of Aghzawan", "Iran the base": a tagged place is the name
  // itself, without the word for its kind that is put before it again, and without what follows.
  void MendPlaces(const AnnotatedText& document, const std::vector<WordView>& views,
                  const std::vector<NameHit>& hits, std::vector<FoundName>* found) const;
  // Cuts off what stands behind a known organisation, or where another name begins.
  void CutOrganisation(const AnnotatedText& document, const std::vector<WordView>& views,
                       const std::vector<NameHit>& hits, FoundName* name) const;
  // Whether words [begin, end) are an actor of the tables.
  static bool IsKnownActor(const std::vector<NameHit>& hits, uint32_t begin, uint32_t end);
  // "The governor of Marib Sultan al-Arada": a name behind an office and its place.
  void AddOfficeHolders(const AnnotatedText& document, const std::vector<WordView>& views,
                        std::vector<FoundName>* found) const;
  // "The town of Jun ..., the raid on Jun": told once to be a place, the bare name is one too.
  void RepeatPlaces(const AnnotatedText& document, const std::vector<WordView>& views,
                    std::vector<FoundName>* found) const;

 private:
  enum class Likeness : uint8_t { kNone, kRare, kName };

  // Whether a word may be part of a person's name, and nothing else that the tables know.
  Likeness NameLikeness(const AnnotatedText& document, const std::vector<WordView>& views,
                        uint32_t token) const;
  // A noun of the general vocabulary, no adjective of a nation.
  bool IsPlainNoun(const AnnotatedText& document, uint32_t token) const;
  // "A rare attack": an adjective behind its noun, not somebody of that name.
  bool IsAdjectiveHere(const AnnotatedText& document, const std::vector<WordView>& views,
                       const FoundName& name) const;
  bool IsTime(const AnnotatedText& document, const FoundName& name) const;
  bool CutBehind(const AnnotatedText& document, const std::vector<WordView>& views,
                 const std::vector<NameHit>& hits, const NameHit& known, FoundName* name,
                 std::vector<FoundName>* behind) const;
  void CutBefore(const AnnotatedText& document, const std::vector<WordView>& views,
                 const std::vector<NameHit>& hits, FoundName* name) const;
  void CutKind(const AnnotatedText& document, const std::vector<WordView>& views,
               const std::vector<NameHit>& hits, FoundName* name) const;
  bool IsGivenName(const AnnotatedText& document, uint32_t token) const;
  // The end of a title at `token`, or `token` itself.
  bool IsSpelt(const AnnotatedText& document, uint32_t token, int lexicon) const;
  bool IsSpeltGivenName(const AnnotatedText& document, uint32_t token) const;
  void CutParticles(const AnnotatedText& document, FoundName* name) const;
  // "Saddam a sworn enemy": the name ends before a word that no name is made of.
  void CutTail(const AnnotatedText& document, const std::vector<WordView>& views,
               FoundName* name) const;
  bool IsSentenceWord(const AnnotatedText& document, const std::vector<WordView>& views,
                      uint32_t token) const;
  // "Sidi Mohamed ould Sheikh ould Abdelaziz" is one person.
  void JoinKin(const AnnotatedText& document, const std::vector<WordView>& views,
               std::vector<FoundName>* found) const;
  bool IsKinWord(const AnnotatedText& document, uint32_t token, std::string_view kind) const;
  // A single word of a table with that kind.
  bool HasKind(const AnnotatedText& document, uint32_t token, int lexicon,
               std::string_view kind) const;
  void AddGivenName(const AnnotatedText& document, uint32_t from, FoundName* name) const;
  uint32_t TitleEnd(const AnnotatedText& document, uint32_t token) const;
  bool HasBareEntry(const AnnotatedText& document, uint32_t token, int lexicon) const;
  // Takes the closing mark of a quoted name that was cut off before it.
  void CloseMarks(const AnnotatedText& document, FoundName* name) const;

  const NameLexicon* names_ = nullptr;
  const PlaceEvidence* evidence_ = nullptr;
  int title_lexicon_ = -1;
  int first_name_lexicon_ = -1;
  int name_word_lexicon_ = -1;
  int type_lexicon_ = -1;
  int alias_lexicon_ = -1;
  int particle_lexicon_ = -1;
  int facility_lexicon_ = -1;
  int kin_lexicon_ = -1;
  int spokes_lexicon_ = -1;
  int facility_adjective_lexicon_ = -1;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_NAME_MENDER_H_
