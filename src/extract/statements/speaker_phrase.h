// Reads the noun phrase that names a speaker and says what sort of speaker it is.
//
// In: Words and the token where a name may begin. Out: a phrase with its type, gender and id.
// Rules: rules/ar/speaker/{noun,function,reporting,according}.tsv. Threads: safe.

#ifndef TADWIN_EXTRACT_STATEMENTS_SPEAKER_PHRASE_H_
#define TADWIN_EXTRACT_STATEMENTS_SPEAKER_PHRASE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extract/statements/words.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

enum class FunctionClass : uint8_t {
  kThat,
  kNotThat,
  kFunction,
  kRelative,
  kNotSaid,
  kAuxiliary,
  kLink,
  kDependent,
  kFirstPerson,
  kResponsibility,
  kInner,
  kSame,
  kImpersonal,
  kReprint,
  kAbout,
  kPreposition,
  kCalled,
  kQuantifier,
  kModal,
  kBack,
  kWhat,
  kAnonymous,
  kTopic,
  kOneOf,
  kCount
};

enum class SpeakerGender : uint8_t { kUnknown, kMasculine, kFeminine, kPlural };

// The prepositions a verb governs: particles as Proclitic bits, words folded.
struct GovernedPrepositions {
  uint16_t particles = 0;
  std::vector<std::string> words;
};

// The lexicons of rules/ar/speaker and their columns, read once.
struct SpeakerLexicons {
  int reporting = -1;
  int according = -1;
  int noun = -1;
  int function = -1;
  int verbs = -1;       // lexicon/verbs: a generated verb or verbal noun ends a name
  int nouns = -1;       // lexicon/nouns
  int adjectives = -1;  // lexicon/adjectives: may follow the noun of a name
  std::vector<FunctionClass> function_class;  // by row

  std::vector<GovernedPrepositions> governed;  // by row of `reporting`

  static SpeakerLexicons Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  // The longest function word of that class that begins at the token, or nullptr.
  const LexMatch* Function(const Words& words, uint32_t token, FunctionClass wanted) const;
};

// A name as the text gives it.
struct SpeakerPhrase {
  uint32_t begin = 0;
  uint32_t end = 0;                  // exclusive; begin == end: nothing that can speak
  const Mention* mention = nullptr;  // the person, else the body, named in it
  std::string noun;                  // its head noun without the article, "" when it has none
  bool anaphor = false;              // "the source": a bare definite noun
  bool known = false;                // has a head noun of speakers or a mention
  SpeakerGender gender = SpeakerGender::kUnknown;
  SpeakerType type = SpeakerType::kUnknown;
  std::string id;
  std::string country;
  bool empty() const { return begin >= end; }
};

class SpeakerPhraseReader {
 public:
  SpeakerPhraseReader(const Words& words, const SpeakerLexicons& lexicons);

  // The phrase that begins at `token` and does not reach `limit`.
  SpeakerPhrase Read(uint32_t token, uint32_t limit) const;
  SpeakerPhrase ReadQuotedName(uint32_t token, uint32_t limit) const;
  // The phrase that ends exactly at `end` and begins at or after `first`; the longest one.
  SpeakerPhrase ReadBackwards(uint32_t first, uint32_t end) const;
  // The country the document is about: most of its places lie there. "" when it has none.
  const std::string& home_country() const { return home_country_; }
  // A reporting verb begins here: no name can go on over it.
  bool IsReportingVerb(uint32_t token) const;

 private:
  enum class Step : uint8_t { kStop, kTake };
  struct State;
  Step TakeNext(State* state) const;
  bool IsFinite(uint32_t token) const;
  bool IsSpeech(uint32_t begin, uint32_t end) const;
  bool TakeQuoted(State* state) const;
  bool HeadIsStatement(const State& state) const;
  bool IsVerbOnly(uint32_t token) const;
  bool IsNounOnly(uint32_t token) const;
  bool IsOtherParty(const LexMatch& noun, const State& state) const;
  bool TakePlaceOfWork(State* state) const;
  bool TakeSecondTitle(State* state) const;
  void Classify(SpeakerPhrase* phrase, const LexMatch* head, const Mention* body) const;

  const Words& words_;
  const SpeakerLexicons& lexicons_;
  std::string home_country_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_SPEAKER_PHRASE_H_
