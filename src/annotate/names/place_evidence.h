// What stands before a name and says that it is a place's: "the town of", "east of", "in".
//
// In: tokens, lex_matches. Threads: safe once built.

#ifndef TADWIN_ANNOTATE_NAMES_PLACE_EVIDENCE_H_
#define TADWIN_ANNOTATE_NAMES_PLACE_EVIDENCE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "annotate/names/name_lexicon.h"
#include "annotate/names/word_view.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class PlaceEvidence {
 public:
  void Build(const rules::Grammar& grammar, const NameLexicon* names);

  // Whether the word before `begin`, or a letter written onto it, leads up to a place.
  bool SaysPlace(const AnnotatedText& document, const std::vector<WordView>& views,
                 uint32_t begin) const;
  // What the construct before `begin` says that the name is ("the town of": a settlement); empty
  // when there is none. An article on it makes the next word its adjective, not its name.
  std::optional<NameKind> SaysKind(const AnnotatedText& document, uint32_t begin) const;
  // The level of division that the construct before `begin` says; 0 when it says none.
  int SaysLevel(const AnnotatedText& document, uint32_t begin) const;
  // The same of the word for a kind that is told by the word at `token` itself.
  std::optional<NameKind> KindSaidAt(const AnnotatedText& document, uint32_t token) const;
  // A word that no table and no lemma accounts for, as it stands.
  bool IsUnknown(const AnnotatedText& document, const std::vector<WordView>& views,
                 uint32_t token) const;
  // Table hits that are names without the tagger's word: names that no common word is spelled like,
  // and any name behind the word for its kind.
  bool IsSure(const AnnotatedText& document, const std::vector<WordView>& views,
              const NameHit& hit) const;
  // A table hit behind the word for its kind ("the town of Haditha"), or of several words and led
  // up to: surer than what the tagger says.
  bool IsTold(const AnnotatedText& document, const std::vector<WordView>& views,
              const NameHit& hit) const;

  // By hit: whether it stands in a list behind a word for several of a kind ("the governorates of
  // Kirkuk, Salah al-Din and Diyala").
  std::vector<bool> ListedHits(const AnnotatedText& document,
                               const std::vector<NameHit>& hits) const;

  // The end of a name that no list knows behind "the village of" at `token`: one word, or one of
  // the first words of place names and another. `token` + 1 when there is none.
  uint32_t UnknownNameEnd(const AnnotatedText& document, const std::vector<WordView>& views,
                          uint32_t token) const;
  // A single word tagged as a place that is a common word or a common word too, with nothing beside
  // it to say that it is a place.
  bool IsDoubtful(const AnnotatedText& document, const std::vector<WordView>& views,
                  const std::vector<NameHit>& hits, uint32_t token) const;

  // Whether a hit of the tables is right where the tagger guessed a name of the same words and of
  // another layer.
  bool IsRatherKnown(const AnnotatedText& document, const NameHit& hit, Layer guess) const;

 private:
  // A noun, an adjective or a particle of the general vocabulary as the word is seen, whatever is
  // written onto it.
  bool IsEverydayWord(const AnnotatedText& document, const std::vector<WordView>& views,
                      uint32_t token) const;
  // A common noun after all, though "in" stands before it: a verb or an adjective goes on with it
  // as with no name ("in a scene that brings back ..."), or it is a month.
  bool IsCommonHere(const AnnotatedText& document, uint32_t token) const;

  bool IsAdjective(const AnnotatedText& document, uint32_t token) const;
  bool IsParticle(const AnnotatedText& document, uint32_t token) const;
  // Whether the vocabulary has the word as a noun or an adjective, or, `also`, as verb or first
  // name.
  bool IsCommonWord(const AnnotatedText& document, uint32_t token, bool also) const;

  // Cut into a preposition and a name, where the word as it stands is known.
  bool IsMiscut(const AnnotatedText& document, const NameHit& hit) const;

  const NameLexicon* names_ = nullptr;
  int month_lexicon_ = -1;
  int name_word_lexicon_ = -1;
  int head_lexicon_ = -1;
  int particle_lexicon_ = -1;
  int direction_lexicon_ = -1;
  int type_lexicon_ = -1;
  int locative_lexicon_ = -1;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_PLACE_EVIDENCE_H_
