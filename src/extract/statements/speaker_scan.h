// One pass over a document that collects who says what: drafts in tokens, then attributions.
//
// speaker_scan.cc reads the cues of each sentence, speaker_verb.cc its verbs; speaker_scope.cc
// settles how far each speech goes, the authors of reprinted reports, and the chains. Threads: a
// SpeakerScan is for one thread.

#ifndef TADWIN_EXTRACT_STATEMENTS_SPEAKER_SCAN_H_
#define TADWIN_EXTRACT_STATEMENTS_SPEAKER_SCAN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/statements/speaker.h"
#include "extract/statements/speaker_phrase.h"
#include "extract/statements/words.h"

namespace tadwin::extract {

inline constexpr uint32_t kNoSpeaker = UINT32_MAX;
// A quotation of fewer words is a name or a loaded word, not a speech.
inline constexpr uint32_t kMinSpeechTokens = 4;
// A name that no list knows is no longer than this.
inline constexpr uint32_t kMaxUnknownName = 5;

// Who has spoken, for those who go on without being named again.
struct Spoken {
  SpeakerPhrase phrase;
  Speaker speaker;
  SpeakerGender gender = SpeakerGender::kUnknown;
  uint32_t sentence = 0;
  uint32_t token = 0;   // of the cue
  bool nested = false;  // inside what somebody else says
};

// An attribution in the making, in tokens.
struct Draft {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t cue_begin = 0;
  uint32_t cue_end = 0;
  uint32_t spoken = kNoSpeaker;
  std::string kind;
  std::string rule;
  bool quoted = false;
  bool own_scope = false;  // a quotation or a backward clause: later cues do not cut it
};

// Where what is said begins.
struct Clause {
  uint32_t begin = kNoSpeaker;
  uint32_t end = kNoSpeaker;  // kNoSpeaker: to the end of the sentence
  bool quoted = false;
};

class SpeakerScan {
 public:
  SpeakerScan(const AnnotatedText& document, const rules::Lexicon& lexicon,
              const SpeakerLexicons& lexicons)
      : document_(document),
        lexicon_(lexicon),
        lexicons_(lexicons),
        words_(document, lexicon),
        phrases_(words_, lexicons) {}

  std::vector<Attribution> Run();

 private:
  void ReadSentence(uint32_t index);
  uint32_t ReadAccording(uint32_t token, const LexMatch& cue);
  uint32_t ReadVerb(uint32_t token, const LexMatch& verb);
  struct VerbCue;
  struct Parties;
  VerbCue MakeCue(uint32_t token, const LexMatch& verb) const;
  bool MayReport(const VerbCue& cue) const;
  bool IsTopic(const SpeakerPhrase& phrase) const;
  bool OpensClause(const SpeakerPhrase& phrase, uint32_t sentence_begin) const;
  bool Disagrees(const VerbCue& cue, const SpeakerPhrase& behind) const;
  void FindSubject(const VerbCue& cue, Parties* parties) const;
  bool MeetsNeeds(const VerbCue& cue, Parties* parties) const;
  void FindReceiver(const VerbCue& cue, Parties* parties) const;
  uint32_t SpeakerOf(const VerbCue& cue, const Parties& parties);
  uint32_t ReadRumour(uint32_t token);
  bool IsToldOf(uint32_t first, uint32_t end) const;
  uint32_t ReadHeadline(const Sentence& sentence);
  SpeakerPhrase SubjectBefore(uint32_t verb) const;
  SpeakerPhrase UnknownSubject(uint32_t token, const GovernedPrepositions& governed) const;
  bool IsKnownWord(uint32_t token) const;
  SpeakerPhrase DoerOfSentence(const VerbCue& cue) const;
  SpeakerPhrase SubjectOfSentence(uint32_t token) const;
  SpeakerPhrase SubjectInLastSentence(uint32_t verb) const;
  uint32_t Continued(uint32_t token, SpeakerGender gender, bool participle) const;
  Clause FindClause(uint32_t from, std::string_view needs,
                    const GovernedPrepositions& prepositions) const;
  bool IsGoverned(uint32_t token, const GovernedPrepositions& prepositions) const;
  Clause QuotedOrRest(uint32_t token) const;
  uint32_t SkipAside(uint32_t token, uint32_t end) const;
  uint32_t EndOfAnonymity(uint32_t token, uint32_t end) const;
  uint32_t Speak(const SpeakerPhrase& phrase, uint32_t token, SpeakerGender gender,
                 const SpeakerPhrase* outlet);
  void Add(uint32_t begin, uint32_t end, uint32_t cue_begin, uint32_t cue_end, uint32_t spoken,
           std::string_view kind, std::string_view rule, bool quoted, bool own_scope);
  bool IsHypothetical(uint32_t token, const LexMatch& verb) const;
  void CutOpenScopes(uint32_t sentence_begin, uint32_t at, bool all);
  bool OpensWithThey(uint32_t token) const;
  void ExtendOverSentences();
  void AddReprints();
  bool HasOtherSpeaker(uint32_t sentence, const Draft& present) const;
  std::vector<Attribution> Finish();

  const AnnotatedText& document_;
  const rules::Lexicon& lexicon_;
  const SpeakerLexicons& lexicons_;
  Words words_;
  SpeakerPhraseReader phrases_;
  // Of the drafts made so far only the latest can still hold a word: the work stays linear.
  size_t FirstOpenDraft() const {
    return drafts_.size() > kMaxOpen ? drafts_.size() - kMaxOpen : 0;
  }
  static constexpr size_t kMaxOpen = 64;

  std::vector<Spoken> spoken_;
  std::vector<Draft> drafts_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_SPEAKER_SCAN_H_
