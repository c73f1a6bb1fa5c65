// The productions that time rules name in `makes:`: from a pattern's captures to an expression.
//
// Private to TimeGrammar. Errors: a production that does not apply to what was captured gives
// nothing, and the match is dropped. Threads: safe.

#ifndef TADWIN_ANNOTATE_VALUES_TIME_BUILD_H_
#define TADWIN_ANNOTATE_VALUES_TIME_BUILD_H_

#include <optional>
#include <string_view>
#include <vector>

#include "annotate/values/time_expr.h"
#include "annotate/values/time_register.h"
#include "model/annotated_text.h"
#include "rules/lexicon.h"
#include "rules/pattern.h"

namespace tadwin::annotate {

class TimeBuilder {
 public:
  TimeBuilder(const AnnotatedText& document, const rules::Lexicon& lexicon,
              const std::vector<TimeExpr>& exprs, Register manner);

  static bool Knows(std::string_view production);

  // The expression of a match; token_begin and token_end are set, and may be less than the match.
  std::optional<TimeExpr> Build(std::string_view production, const rules::PatternMatch& match);

 private:
  using Production = bool (TimeBuilder::*)();
  static Production Find(std::string_view name);

  bool Date();
  bool MonthDay();
  bool Month();
  bool MonthYear();
  bool Days();
  bool DayWithin();
  bool DayOfTold();
  bool BareDay();
  bool AskedDay();
  bool AskedDays();
  bool DayOfMonth();
  bool WeekdayDay();
  bool Year();
  bool YearAlone();
  bool Years();
  bool Hijri();
  bool HijriYear();
  bool Holiday();
  bool Weekday();
  bool Offset();
  bool Today();
  bool Nth();
  bool NthAfter();
  bool Unit();
  bool ThisUnit();
  bool WholeUnit();
  bool SameUnit();
  bool LastUnits();
  bool LastUnit();
  bool FirstUnits();
  bool Set();
  bool PositionOfUnit();
  bool PositionOf();
  bool Quarter();
  bool Half();
  bool Season();
  bool SeasonWithin();
  bool Decade();
  bool Century();
  bool PartToday();
  bool PartOfDay();
  bool Within();
  bool WeekdayWithin();
  bool WeekOf();
  bool Merge();
  bool Clock();
  bool ClockOfDay();
  bool Duration();
  bool Ago();
  bool Since();
  bool After();
  bool InTheCourse();
  bool AfterThat();
  bool Range();
  bool DayPair();

  bool Has(std::string_view name) const { return match_->Find(name) != nullptr; }
  std::string_view Cell(std::string_view name, std::string_view column) const {
    return match_->Cell(lexicon_, name, column);
  }
  std::optional<int> Int(std::string_view name) const;
  std::optional<int> CellInt(std::string_view name, std::string_view column) const;
  std::optional<TimeUnit> UnitOf(std::string_view name) const;
  bool SetUnit(std::string_view name);
  bool SetYear();
  bool DropOtherMonth();
  bool SetDay();
  void SetDirection();
  void SetPosition();
  bool SetPart();
  bool FollowsUnit(uint32_t token) const;
  bool FollowsOrdinal(uint32_t token) const;
  bool AddLength(std::string_view unit, std::string_view count);
  bool SetLengths();
  // The live expression that a #time capture stands on; -1 when it is none.
  int Child(std::string_view name) const;
  int ChildOf(const rules::Capture& capture) const;
  bool NextIsWord() const;      // an Arabic word stands right behind
  bool NextIsDefinite() const;  // and carries the article
  std::string_view WordAt(uint32_t token) const;
  bool EndsQuotedName() const;
  bool StartsTime(uint32_t token) const;
  uint32_t BehindConjunction(uint32_t token) const;
  void TrimBefore(const rules::Capture& capture);
  bool AreNeighbours(int first, int second) const;
  bool IsDayLevel(int child) const;
  int RankOf(int child) const;

  const AnnotatedText& document_;
  const rules::Lexicon& lexicon_;
  const std::vector<TimeExpr>& exprs_;
  const Register manner_;
  std::vector<int> starts_;  // by token: the live expression that begins there, or -1
  const rules::PatternMatch* match_ = nullptr;
  TimeExpr expr_;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TIME_BUILD_H_
