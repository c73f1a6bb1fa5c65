#include "link/score.h"

#include <algorithm>
#include <cmath>

#include "link/block.h"

namespace tadwin::link {
namespace {

constexpr int32_t kDays = 3;  // an interval of so many days still is told to the day
constexpr int32_t kWeekDays = 10;
constexpr int32_t kMonthDays = 31;
constexpr int32_t kQuarterDays = 100;
constexpr int32_t kYearDays = 366;
constexpr double kSpotKm = 3;

struct Overlap {
  bool same = false;
  bool same_person = false;
  bool same_country = false;
  bool same_word = false;
  bool apart = false;  // all known, nothing in common
};

bool ShareWord(const ItemName& a, const ItemName& b) {
  for (const Key word : a.words) {
    if (std::find(b.words.begin(), b.words.end(), word) != b.words.end()) return true;
  }
  return false;
}

Overlap CompareNames(const std::vector<ItemName>& first, const std::vector<ItemName>& second) {
  Overlap overlap;
  bool all_known = !first.empty() && !second.empty();
  for (const ItemName& a : first) {
    all_known &= a.known;
    for (const ItemName& b : second) {
      all_known &= b.known;
      if (a.key != 0 && a.key == b.key) {
        (a.generic ? overlap.same_word : overlap.same) = true;
        overlap.same_person |= a.person != 0;
      }
      overlap.same_word |= ShareWord(a, b);
      if (a.country != 0 && a.country == b.country) overlap.same_country = true;
    }
  }
  // The same party has many wordings: only ids can say that two are not one.
  overlap.apart = all_known && !overlap.same && !overlap.same_country;
  return overlap;
}

}  // namespace

// Which reasons the comparison of actors or of targets gives.
struct PartyReasons {
  ReasonKind same, similar, country, other, words, one, kind;
};

namespace {

constexpr PartyReasons kActorReasons = {ReasonKind::kSameActor,    ReasonKind::kSimilarActor,
                                        ReasonKind::kActorCountry, ReasonKind::kOtherActor,
                                        ReasonKind::kActorWords,   ReasonKind::kOneActor,
                                        ReasonKind::kActorKind};
constexpr PartyReasons kTargetReasons = {ReasonKind::kSameTarget,    ReasonKind::kSimilarTarget,
                                         ReasonKind::kTargetCountry, ReasonKind::kOtherTarget,
                                         ReasonKind::kTargetWords,   ReasonKind::kOneTarget,
                                         ReasonKind::kTargetKind};

// People of one kind are not those of another: soldiers, gunmen, civilians.
bool AreOfOtherKinds(const std::vector<ItemName>& first, const std::vector<ItemName>& second) {
  for (const ItemName& a : first) {
    for (const ItemName& b : second) {
      if (a.kind == NameKind::kUnknown || b.kind == NameKind::kUnknown || a.kind == b.kind) {
        return false;
      }
    }
  }
  return true;
}

bool SharesAny(const std::vector<Key>& a, const std::vector<Key>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&b](Key key) { return std::find(b.begin(), b.end(), key) != b.end(); });
}

// Both sorted. Whether most of the words around the shorter are those around the other.
bool AreCopied(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  constexpr size_t kLeast = 4;
  const size_t smaller = std::min(a.size(), b.size());
  if (smaller < kLeast) return false;
  size_t common = 0;
  for (const uint32_t pair : a) common += std::binary_search(b.begin(), b.end(), pair) ? 1 : 0;
  return 2 * common >= smaller;
}

// A facility or a point, not a town where many things happen.
bool IsSpot(const ItemPlace& place) { return place.located && place.radius_km <= kSpotKm; }

// 0: nobody; 1: a person named by words, or by an office that others hold before and after; 2: a
// person with an id.
int CommonVictim(const Item& a, const Item& b) {
  int common = 0;
  for (const ItemName& x : a.targets) {
    for (const ItemName& y : b.targets) {
      // A name without an id is the other's when it ends like it: titles stand in front.
      const bool same_tail = x.tail != 0 && x.tail == y.tail && !(x.known && y.known) &&
                             (x.person != 0 || y.person != 0);
      if (same_tail) common = std::max(common, 1);
      if (x.person == 0 || x.person != y.person) continue;
      const bool persons = x.kind == NameKind::kPerson && y.kind == NameKind::kPerson;
      common = std::max(common, x.known && persons ? 2 : 1);
    }
  }
  return common;
}

bool RangesOverlap(const Quantity& a, const Quantity& b) {
  const double a_low = a.low.value_or(a.best.value_or(0));
  const double b_low = b.low.value_or(b.best.value_or(0));
  const double a_high = a.high.value_or(a.low && !a.best ? HUGE_VAL : a.best.value_or(HUGE_VAL));
  const double b_high = b.high.value_or(b.low && !b.best ? HUGE_VAL : b.best.value_or(HUGE_VAL));
  return a_low <= b_high && b_low <= a_high;
}

// 1: same number above zero; 0: not comparable; else what the weights call it.
enum class TollRelation { kUnknown, kSame, kNear, kOther, kFar };

TollRelation CompareTolls(const std::optional<Quantity>& a, const std::optional<Quantity>& b,
                          double far_ratio) {
  if (!a || !b) return TollRelation::kUnknown;
  const double x = a->best.value_or(a->low.value_or(0));
  const double y = b->best.value_or(b->low.value_or(0));
  if (x == y) return x > 0 ? TollRelation::kSame : TollRelation::kNear;
  if (RangesOverlap(*a, *b)) return TollRelation::kNear;
  const double ratio = (std::max(x, y) + 1) / (std::min(x, y) + 1);
  return ratio > far_ratio ? TollRelation::kFar : TollRelation::kOther;
}

}  // namespace

void Scorer::Add(ReasonKind kind, Verdict* verdict, double times) const {
  const auto at = static_cast<size_t>(kind);
  const ReasonWeights& weights = rules_.reasons;
  const double points = times * (verdict->one_document ? weights.within[at] : weights.across[at]);
  verdict->points += points;
  if (!verdict->keeps_reasons) return;
  verdict->reasons.push_back({kReasonNames[at].name, kReasonNames[at].label, points, times});
}

void Scorer::Add(const char* label, double points, Verdict* verdict) const {
  verdict->points += points;
  if (verdict->keeps_reasons) verdict->reasons.push_back({{}, label, points, 1});
}

double Scorer::Degree(const Item& a, const Item& b) const {
  if (a.subtype_row == b.subtype_row) return a.subtype == b.subtype ? 1.0 : -1.0;
  return rules_.Degree(a.subtype_row, b.subtype_row);
}

bool Scorer::Links(const Item& a, const Verdict& verdict) const {
  const double threshold = a.kind == FactKind::kCommitment ? weights_.threshold_commitment
                           : verdict.one_document          ? weights_.threshold
                                                           : weights_.threshold_across;
  return !verdict.forbidden && verdict.points >= threshold;
}

bool Scorer::ShareDays(const Item& a, const Item& b) const {
  if (a.kind != FactKind::kEvent || b.kind != FactKind::kEvent || !a.dated || !b.dated)
    return false;
  return a.length() <= kDays && b.length() <= kDays && a.start <= b.stop && b.start <= a.stop;
}

bool Scorer::DatesApart(const Item& a, const Item& b) const {
  if (!a.dated || !b.dated) return false;
  const bool to_the_day = a.length() <= kDays && b.length() <= kDays;
  const auto slack = to_the_day ? static_cast<int32_t>(weights_.slack_days) : 0;
  return a.stop + slack < b.start || b.stop + slack < a.start;
}

void Scorer::ScoreType(const Item& a, const Item& b, Verdict* verdict) const {
  const double degree = Degree(a, b);
  if (degree < 0 && !a.harms && !verdict->same_victim) verdict->forbidden = true;
  const bool one_type = a.type == b.type;
  if (a.subtype == b.subtype && a.subtype != 0) {
    Add(one_type ? ReasonKind::kSameSubtype : ReasonKind::kSameSubtypeOtherType, verdict);
  } else if (degree < 0) {
    Add(ReasonKind::kIncompatible, verdict);
  } else if (one_type && a.subtype == b.subtype) {
    Add(ReasonKind::kSameType, verdict);
  } else if (one_type && (a.subtype == 0 || b.subtype == 0)) {
    Add(ReasonKind::kGeneralSubtype, verdict);
  } else {
    Add(ReasonKind::kCompatible, verdict, degree);
  }
  if (SharesAny(a.deed, b.deed)) Add(ReasonKind::kSameDeed, verdict);
  if (a.act != b.act) {
    Add(ReasonKind::kOtherAct, verdict);
  } else if (a.act != 0) {
    Add(ReasonKind::kSameAct, verdict);
  }
  const Item& later = a.begin <= b.begin ? b : a;
  if (verdict->one_document ? later.joined : a.joined != b.joined) {
    Add(ReasonKind::kJoined, verdict);
  }
}

// Points for the days of two facts that do not exclude each other; true when they tell of a common
// day or week.
bool Scorer::ScoreDays(const Item& a, const Item& b, Verdict* verdict) const {
  if (a.dated && b.dated) {
    const int32_t length = std::max(a.length(), b.length());
    const bool overlap = a.start <= b.stop && b.start <= a.stop;
    if (length <= kDays) {
      const bool repeats = a.repeats || b.repeats;
      Add(overlap   ? ReasonKind::kSameDay
          : repeats ? ReasonKind::kDayApartRepeated
                    : ReasonKind::kDayApart,
          verdict);
      return true;
    }
    if (length <= kWeekDays) {
      Add(ReasonKind::kSameWeek, verdict);
      return true;
    }
    if (length <= kMonthDays) {
      Add(ReasonKind::kSameMonth, verdict);
    } else if (length <= kQuarterDays) {
      Add(ReasonKind::kSameQuarter, verdict);
    } else if (length <= kYearDays) {
      Add(ReasonKind::kSameYear, verdict);
    }
    return false;
  }
  const bool a_days = a.presumed || (a.dated && a.length() <= kDays);
  const bool b_days = b.presumed || (b.dated && b.length() <= kDays);
  if (!a_days || !b_days || verdict->one_document) return false;
  const bool overlap =
      (a.dated ? a.start : a.presumed_start) <= (b.dated ? b.stop : b.presumed_stop) &&
      (b.dated ? b.start : b.presumed_start) <= (a.dated ? a.stop : a.presumed_stop);
  if (overlap) Add(ReasonKind::kNewsDays, verdict);
  return overlap;
}

void Scorer::ScoreTime(const Item& a, const Item& b, Verdict* verdict) const {
  if (DatesApart(a, b)) {
    if (!verdict->same_victim) verdict->forbidden = true;
    return;
  }
  verdict->common_day = ScoreDays(a, b, verdict);
  if (verdict->same_victim || verdict->same_name) return;
  const bool repeats = a.repeats || b.repeats;
  if (!repeats && a.dated && b.dated) Add(ReasonKind::kUnrepeated, verdict);
  if (verdict->common_day || !repeats) return;
  Add(ReasonKind::kNoCommonDay, verdict);
  if (a.background != b.background) Add(ReasonKind::kEarlierHistory, verdict);
}

void Scorer::ScorePlace(const Item& a, const Item& b, Verdict* verdict) const {
  switch (Relate(a.place, b.place, weights_.slack_km)) {
    case PlaceRelation::kUnknown:
      if (a.place.key != b.place.key) Add(ReasonKind::kOnePlace, verdict);
      break;
    case PlaceRelation::kSame:
      Add(ReasonKind::kSamePlace, verdict);
      (IsSpot(a.place) ? verdict->shared_spot : verdict->shared_area) = true;
      break;
    case PlaceRelation::kWithin:
      Add(ReasonKind::kWithinRadius, verdict);
      verdict->shared_area = true;
      break;
    case PlaceRelation::kNear: Add(ReasonKind::kNearPlace, verdict); break;
    case PlaceRelation::kAlike:
      Add(ReasonKind::kSimilarPlace, verdict);
      verdict->shared_area = true;
      break;
    case PlaceRelation::kRegion: Add(ReasonKind::kSameRegion, verdict); break;
    case PlaceRelation::kCountry: Add(ReasonKind::kSameCountry, verdict); break;
    case PlaceRelation::kApart:
      if (!verdict->same_victim) verdict->forbidden = true;
      break;
  }
}

void Scorer::ScoreParties(const std::vector<ItemName>& first, const std::vector<ItemName>& second,
                          const PartyReasons& reasons, Verdict* verdict) const {
  if (first.empty() != second.empty()) Add(reasons.one, verdict);
  if (first.empty() || second.empty()) return;
  const Overlap overlap = CompareNames(first, second);
  verdict->shared |= overlap.same;
  if (overlap.same) {
    Add(reasons.same, verdict);
    verdict->same_person |= overlap.same_person;
  } else if (overlap.same_word) {
    Add(reasons.similar, verdict);
  } else if (overlap.same_country) {
    Add(reasons.country, verdict);
  } else {
    Add(overlap.apart ? reasons.other : reasons.words, verdict);
    ++verdict->others;
    if (AreOfOtherKinds(first, second)) Add(reasons.kind, verdict);
  }
}

void Scorer::ScoreNames(const Item& a, const Item& b, Verdict* verdict) const {
  ScoreParties(a.actors, b.actors, kActorReasons, verdict);
  verdict->same_person = false;
  ScoreParties(a.targets, b.targets, kTargetReasons, verdict);
  if (verdict->same_person && a.harms) Add(ReasonKind::kSamePerson, verdict);
  if (verdict->others == 2) Add(ReasonKind::kOtherWords, verdict);
  if (CompareNames(a.actors, b.targets).same || CompareNames(a.targets, b.actors).same) {
    Add(ReasonKind::kCrossedParties, verdict);
  }
  // What one document tells with a date each and of different targets is not one thing.
  if (!verdict->one_document || a.targets.empty() || b.targets.empty()) return;
  const bool own_dates = a.own_date && b.own_date && a.date_span != b.date_span;
  if (!own_dates || verdict->same_victim || CompareNames(a.targets, b.targets).same) return;
  for (const ItemName& x : a.targets) {
    for (const ItemName& y : b.targets) {
      if (x.kind != y.kind || !x.known || !y.known) continue;
      verdict->forbidden = true;
      verdict->in_document = true;
    }
  }
}

void Scorer::ScoreNumbers(const Item& a, const Item& b, Verdict* verdict) const {
  const double ratio = weights_.far_toll_ratio;
  const TollRelation killed = CompareTolls(a.killed, b.killed, ratio);
  const TollRelation injured = CompareTolls(a.injured, b.injured, ratio);
  const auto any = [&](TollRelation r) { return killed == r || injured == r; };
  if (any(TollRelation::kFar)) {
    Add(ReasonKind::kFarToll, verdict);
  } else if (any(TollRelation::kOther)) {
    Add(ReasonKind::kOtherToll, verdict);
  } else if (any(TollRelation::kSame)) {
    Add(ReasonKind::kSameToll, verdict);
    if (killed == injured) Add(ReasonKind::kSameTolls, verdict);
  } else if (any(TollRelation::kNear)) {
    Add(ReasonKind::kNearToll, verdict);
  } else if ((a.killed || a.injured) != (b.killed || b.injured)) {
    Add(ReasonKind::kOneToll, verdict);
  }
  if (a.weapon != 0 && a.weapon == b.weapon) Add(ReasonKind::kSameWeapon, verdict);
  if (a.count > 1 && a.count == b.count) Add(ReasonKind::kSameCount, verdict);
  if (a.attempt != b.attempt) Add(ReasonKind::kOtherOutcome, verdict);
  if (a.reality != b.reality) Add(ReasonKind::kOtherReality, verdict);
}

// What speaks for two documents telling one thing beyond its parts.
void Scorer::ScoreTogether(const Item& a, const Item& b, Verdict* verdict) const {
  if (verdict->one_document) return;
  if (AreCopied(a.wording, b.wording)) Add(ReasonKind::kCopied, verdict);
  const bool one_place = verdict->shared_area || verdict->shared_spot;
  if (verdict->common_day && one_place) Add(ReasonKind::kDayAndPlace, verdict);
  if (verdict->common_day && verdict->shared) Add(ReasonKind::kDayAndParty, verdict);
  if (IsLead(weights_, a) && IsLead(weights_, b)) Add(ReasonKind::kBothLead, verdict);
}

void Scorer::ScoreDocument(const Item& a, const Item& b, Verdict* verdict) const {
  if (!verdict->one_document) return;
  const Item& earlier = a.begin <= b.begin ? a : b;
  const Item& later = a.begin <= b.begin ? b : a;
  const uint32_t distance = later.sentence - std::min(later.sentence, earlier.sentence);
  if (distance <= static_cast<uint32_t>(weights_.near_sentences)) {
    Add(ReasonKind::kClose, verdict);
  }
  if (a.harms && distance == 0) Add(ReasonKind::kOneSentence, verdict);
  const bool one_story = a.single_story && b.single_story;
  if (one_story) Add(ReasonKind::kOneDay, verdict);
  if (a.harms && later.definite) Add(ReasonKind::kDefinite, verdict);
  if (earlier.sentence == 0) Add(ReasonKind::kHeadline, verdict);
  const auto lead = static_cast<uint32_t>(weights_.lead_sentences);
  const bool sums_up = (earlier.sentence < lead && (!earlier.dated || !earlier.own_date)) ||
                       (later.sentence < lead && !later.dated);
  if (sums_up && (verdict->shared || verdict->shared_spot || one_story)) {
    Add(ReasonKind::kLead, verdict);
  } else if (sums_up && verdict->shared_area && a.harms) {
    Add(ReasonKind::kLead, verdict, 0.5);
  }
  if (later.back_reference) Add(ReasonKind::kPointsBack, verdict);
  if (later.another && earlier.begin != later.begin) {
    verdict->forbidden = true;
    verdict->in_document = true;
  }
}

Verdict Scorer::ScoreCommitments(const Item& a, const Item& b, bool with_reasons) const {
  Verdict verdict;
  verdict.keeps_reasons = with_reasons;
  size_t common = 0;
  for (const Key word : a.words) {
    common += std::binary_search(b.words.begin(), b.words.end(), word) ? 1 : 0;
  }
  const size_t smaller = std::min(a.words.size(), b.words.size());
  const bool same_words = smaller >= 3 && 2 * common >= smaller;
  if (a.topic != 0 && a.topic == b.topic) {
    Add("same topic", weights_.same_topic, &verdict);
  } else if (a.topic != 0 && b.topic != 0 && !same_words) {
    verdict.forbidden = true;
  }
  if (same_words) Add("same words", weights_.same_words, &verdict);

  const Overlap who = CompareNames(a.actors, b.actors);
  const Overlap crossed = CompareNames(a.actors, b.targets);
  const Overlap crossed_back = CompareNames(a.targets, b.actors);
  if (who.same) {
    Add("same party", weights_.same_who, &verdict);
  } else if (who.same_word) {
    Add("party in similar words", weights_.similar_party, &verdict);
  } else if (who.same_country || crossed.same || crossed_back.same) {
    Add("parties of one country, or the other party", weights_.same_who_country, &verdict);
  } else if (who.apart && !crossed.same_country && !crossed_back.same_country) {
    verdict.forbidden = true;
  }
  const Overlap to_whom = CompareNames(a.targets, b.targets);
  if (to_whom.same) Add("same other party", weights_.same_to_whom, &verdict);

  const bool one_document = a.document == b.document;
  if (a.dated && b.dated) {
    const int32_t gap = std::max({0, a.start - b.stop, b.start - a.stop});
    const double window =
        one_document ? weights_.due_window_document_days : weights_.due_window_days;
    if (one_document && a.topic != 0 && a.topic == b.topic && gap <= window) {
      Add("one document's dates for it", weights_.dated_topic, &verdict);
    }
    if (gap == 0) {
      Add("due at the same time", weights_.same_due, &verdict);
      if (one_document) Add("in one document", weights_.close_by, &verdict);
    } else if (gap <= window) {
      Add("due about the same time", weights_.near_due, &verdict);
    } else {
      verdict.forbidden = true;
    }
  }
  if (!(a.dated && b.dated) && !same_words) {
    if (!one_document) verdict.forbidden = true;
    if (a.dated != b.dated) Add("only one says when", weights_.one_due, &verdict);
  }
  if (one_document) {
    Add("same document", weights_.same_paper, &verdict);
    const uint32_t distance = std::max(a.sentence, b.sentence) - std::min(a.sentence, b.sentence);
    if (distance <= static_cast<uint32_t>(weights_.near_sentences)) {
      Add("told close together", weights_.close_by, &verdict);
    }
  }
  return verdict;
}

Verdict Scorer::Score(const Item& a, const Item& b, bool with_reasons) const {
  if (a.kind == FactKind::kCommitment) return ScoreCommitments(a, b, with_reasons);
  Verdict verdict;
  verdict.keeps_reasons = with_reasons;
  verdict.one_document = a.document == b.document;
  if (a.family != b.family ||
      (a.reality != b.reality && a.reality != Reality::kOpen && b.reality != Reality::kOpen)) {
    verdict.forbidden = true;
    return verdict;
  }
  const bool may_be_victims = (a.lethal || b.lethal) && !a.attempt && !b.attempt;
  // The quick ways out for most pairs of a block. What two documents tell of other means or of far
  // places is no link; in one document it may be the course of one attack.
  if (!may_be_victims && !a.another && !b.another) {
    const bool one_document = verdict.one_document;
    verdict.forbidden =
        DatesApart(a, b) || (Degree(a, b) < 0 && !(one_document && a.harms)) ||
        (!one_document && Relate(a.place, b.place, weights_.slack_km) == PlaceRelation::kApart);
    if (verdict.forbidden) return verdict;
  }
  Add(ReasonKind::kBase, &verdict);
  const int victim =
      a.reality != Reality::kUnreal && b.reality != Reality::kUnreal && may_be_victims
          ? CommonVictim(a, b)
          : 0;
  if (victim == 2) {
    verdict.same_victim = true;
    Add(ReasonKind::kVictimKnown, &verdict);
  } else if (victim == 1) {
    verdict.same_name = true;
    Add(ReasonKind::kVictimNamed, &verdict);
  }
  ScoreType(a, b, &verdict);
  ScoreTime(a, b, &verdict);
  ScorePlace(a, b, &verdict);
  ScoreNames(a, b, &verdict);
  ScoreNumbers(a, b, &verdict);
  ScoreTogether(a, b, &verdict);
  ScoreDocument(a, b, &verdict);
  return verdict;
}

}  // namespace tadwin::link
