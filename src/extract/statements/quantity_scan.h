// One pass over a document's numbers: what each one counts, and whether it tells a tally (so many
// in a period), a level (so many at a time) or neither.
//
// quantity_scan.cc finds what is counted; quantity_period.cc settles periods and times;
// quantity.cc decides and builds the facts. Threads: a QuantityScan is for one thread.

#ifndef TADWIN_EXTRACT_STATEMENTS_QUANTITY_SCAN_H_
#define TADWIN_EXTRACT_STATEMENTS_QUANTITY_SCAN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/statements/statement.h"
#include "extract/statements/words.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

enum class CueClass : uint8_t {
  kCount,
  kHappen,
  kLevel,
  kChangeTo,
  kChange,
  kDemand,
  kLeave,
  kLeft,
  kSince,
  kUntil,
  kDuring,
  kInstead,
  kFrom,
  kTo,
  kNow,
  kHad,
  kNegation,
  kCause,
  kCasualties,
  kOnly,
  kAttacks,
  kHarm,
  kIn,
  kBreak,
  kAmong,
  kInside,
  kEnd
};

enum class UnitKind : uint8_t { kFlow, kMunition, kVictim, kPerson, kStock, kEither, kSpan };

// The lexicons of rules/ar/quantity and their columns, read once.
struct QuantityLexicons {
  int units = -1;
  int modifier = -1;
  int aim = -1;
  int cue = -1;
  int nationality = -1;
  int move = -1;
  int verbs = -1;                   // lexicon/verbs
  std::vector<CueClass> cue_class;  // by row
  std::vector<UnitKind> unit_kind;  // by row

  static QuantityLexicons Create(const rules::Grammar& grammar, std::vector<Error>* errors);
};

// A noun that is counted.
struct Counted {
  const LexMatch* unit = nullptr;
  uint32_t token = 0;
  UnitKind kind = UnitKind::kFlow;
  bool inherited = false;  // told with an earlier number of the sentence
};

// A number and what is known of it.
struct Candidate {
  const Mention* number = nullptr;
  Counted counted;
  bool ordinal = false;
  bool is_tally = false;  // decided
  bool is_level = false;
};

struct Period {
  TimeValue time;
  const Mention* words = nullptr;  // what it was read from
  bool durative = false;           // since, during, a quarter or longer: not one day's count
  bool found() const { return words != nullptr; }
};

class QuantityScan {
 public:
  QuantityScan(const AnnotatedText& document, const rules::Lexicon& lexicon,
               const QuantityLexicons& lexicons, const std::vector<Attribution>& attributions);
  std::vector<Fact> Run();

 private:
  // quantity_scan.cc
  const LexMatch* Cue(uint32_t token, CueClass wanted) const;
  const LexMatch* UnitAt(uint32_t token) const;
  std::vector<Candidate> Collect(const Sentence& sentence) const;
  Counted FindCounted(const Sentence& sentence, const Mention& number, bool ordinal,
                      const std::vector<Candidate>& earlier) const;
  bool IsPerfect(uint32_t token) const;
  int64_t ChangeBefore(const Sentence& sentence, uint32_t token) const;
  bool IsSince(const Sentence& sentence, const Candidate& candidate) const;
  bool IsBare(const Sentence& sentence, uint32_t token) const;
  Counted CountedBefore(const Sentence& sentence, const Mention& number) const;
  bool IsSpokenFor(const Mention& number) const;
  const LexMatch* UnitBehindTo(const Sentence& sentence, uint32_t token) const;
  bool IsHeadOfSentence(const Sentence& sentence, const Candidate& candidate) const;
  bool GoesOn(const Sentence& sentence, const Candidate& before, const Candidate& candidate) const;
  bool IsAmong(const Sentence& sentence, const Candidate& candidate) const;
  const LexMatch* MoveOf(const Sentence& sentence, const Candidate& candidate) const;
  bool IsHarmed(const Sentence& sentence, const Candidate& candidate) const;
  const Mention* TollOver(const Mention& number) const;
  const Mention* WhereOf(const Sentence& sentence, const Candidate& candidate) const;
  std::string Describe(const Candidate& candidate, bool level, Fact* fact) const;
  std::string SubtypeOf(const Candidate& candidate) const;

  // quantity_period.cc
  Period PeriodOf(const Sentence& sentence, const Candidate& candidate,
                  const std::vector<Candidate>& all) const;
  Period Resolve(const Sentence& sentence, const Mention& time) const;
  TimeValue LevelTime(const Sentence& sentence, const Candidate& candidate, std::string_view tense,
                      const std::vector<Candidate>& all, const Mention** words) const;
  const Mention* LevelTimeWords(const Sentence& sentence, const Candidate& candidate,
                                const std::vector<Candidate>& all) const;

  // quantity.cc
  void Decide(const Sentence& sentence, Candidate* candidate, std::vector<Candidate>* all);
  bool DecideTally(const Sentence& sentence, Candidate* candidate, std::vector<Candidate>* all);
  bool DecideLevel(const Sentence& sentence, Candidate* candidate, std::vector<Candidate>* all);
  struct LevelCue;
  LevelCue FindLevelCue(const Sentence& sentence, const Candidate& candidate,
                        const std::vector<Candidate>& all) const;
  void ReadTimeLeft(const Sentence& sentence);
  void ReadNoCasualties(const Sentence& sentence);
  Fact& Emit(FactKind kind, const Candidate& candidate, std::string_view rule);

  const AnnotatedText& document_;
  const rules::Lexicon& lexicon_;
  const QuantityLexicons& lexicons_;
  const std::vector<Attribution>& attributions_;
  Words words_;
  std::vector<Fact> facts_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_QUANTITY_SCAN_H_
