// One pass over a document that finds what somebody has undertaken or must do by a date.
//
// commitment_scan.cc finds the words that commit; commitment_fields.cc says who, to whom, what and
// when due. Rules: rules/ar/commitment. Threads: a CommitmentScan is for one thread.

#ifndef TADWIN_EXTRACT_STATEMENTS_COMMITMENT_SCAN_H_
#define TADWIN_EXTRACT_STATEMENTS_COMMITMENT_SCAN_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/statements/speaker.h"
#include "extract/statements/words.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

enum class CommitClass : uint8_t {
  kPledgeVerb,
  kIntend,
  kPledgeNoun,
  kUltimatumNoun,
  kUltimatumVerb,
  kExpire,
  kDateNoun,
  kScheduled,
  kCondition,
  kThreatCondition,
  kObligation,
  kFuture,
  kCoopVerb,
  kThreat,
  kTerms,
  kAgreement,
  kWithin,
  kNever,
  kConsent,
  kAccord,
  kTo,
  kBy,
  kToward,
  kBenefit,
  kAim,
  kMeasureVerb,
  kMeasureNoun,
  kDecide,
  kUntil,
  kBefore,
  kUnit,
  kNegation,
  kEnd
};

struct CommitmentLexicons {
  int cue = -1;
  int verbs = -1;                      // lexicon/verbs
  std::vector<CommitClass> cue_class;  // by row

  static CommitmentLexicons Create(const rules::Grammar& grammar, std::vector<Error>* errors);
};

// Words that commit, in tokens.
struct Commitment {
  uint32_t cue_begin = 0;
  uint32_t cue_end = 0;
  uint32_t from = 0;             // where what is undertaken begins
  const Mention* due = nullptr;  // the time told with it
  const char* rule = "";
  int rank = 0;             // of several in a sentence the highest stays
  bool by_speaker = false;  // the one who speaks undertakes it
  bool ultimatum = false;   // somebody else must do it
};

class CommitmentScan {
 public:
  CommitmentScan(const AnnotatedText& document, const rules::Lexicon& lexicon,
                 const CommitmentLexicons& lexicons, const std::vector<Attribution>& attributions)
      : document_(document),
        lexicon_(lexicon),
        lexicons_(lexicons),
        attributions_(attributions),
        words_(document, lexicon) {}

  std::vector<Fact> Run();

 private:
  // commitment_scan.cc
  const LexMatch* Cue(uint32_t token, CommitClass wanted) const;
  bool HasCue(uint32_t begin, uint32_t end, CommitClass wanted) const;
  bool Find(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindPledge(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindUltimatum(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindSchedule(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindFuture(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindDeadline(const Sentence& sentence, uint32_t token, Commitment* found) const;
  const Mention* DayAhead(const Sentence& sentence, uint32_t token) const;
  bool FindConsent(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindTerms(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindMeasure(const Sentence& sentence, uint32_t token, Commitment* found) const;
  bool FindAim(const Sentence& sentence, uint32_t token, Commitment* found) const;
  const Mention* EndAhead(const Sentence& sentence, uint32_t token) const;
  bool OpensWhatIsPledged(const Sentence& sentence, uint32_t token) const;
  bool IsFutureVerb(uint32_t token) const;
  bool IsDeadline(const Sentence& sentence, const Mention& time) const;
  bool LiesAhead(const Mention& time) const;

  // commitment_fields.cc
  bool IsThat(uint32_t token) const;
  bool IsWhere(const Mention& mention) const;
  const Mention* ActorNear(uint32_t begin, uint32_t end) const;
  const Mention* Undertaker(const Sentence& sentence, uint32_t cue, const Mention* nearest) const;
  bool IsAddressed(const Mention& mention) const;
  bool IsVerbalNoun(uint32_t token) const;
  bool BeginsBehindParticle(uint32_t token) const;
  bool TakeRecipient(const Sentence& sentence, uint32_t from, const Commitment& found,
                     Fact* fact) const;
  const Mention* DueAfter(const Sentence& sentence, uint32_t token) const;
  const Mention* FindWho(const Sentence& sentence, const Commitment& found, const Attribution* said,
                         Fact* fact) const;
  bool TakeUnknownParty(const Sentence& sentence, const Commitment& found, Fact* fact) const;
  void TakeParty(const char* field, const Mention& party, std::vector<NamedRef>* to,
                 Fact* fact) const;
  void TakeSpeaker(const Attribution* said, Fact* fact) const;
  bool IsOfAPronoun(const Mention& mention) const;
  bool IsCounted(const Mention& mention) const;
  bool IsFirstPerson(uint32_t token) const;
  bool HasEnclitic(uint32_t token) const;
  bool IsBeforeAll(const Sentence& sentence, const Mention& due) const;
  void FillWho(const Mention* who, const Attribution* said, Fact* fact) const;
  void FillWhom(const Sentence& sentence, const Commitment& found, const Mention* who,
                Fact* fact) const;
  bool OpensWhat(uint32_t token) const;
  uint32_t FirstOpening(uint32_t begin, uint32_t end) const;
  uint32_t BehindParties(uint32_t begin, uint32_t end, const Fact& fact) const;
  void FillWhat(const Sentence& sentence, const Commitment& found, Fact* fact) const;
  void FillTimes(const Sentence& sentence, const Commitment& found, Fact* fact) const;
  Fact Build(const Sentence& sentence, const Commitment& found) const;

  const AnnotatedText& document_;
  const rules::Lexicon& lexicon_;
  const CommitmentLexicons& lexicons_;
  const std::vector<Attribution>& attributions_;
  Words words_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_COMMITMENT_SCAN_H_
