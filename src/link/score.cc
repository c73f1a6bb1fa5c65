#include "link/score.h"

#include <algorithm>
#include <cmath>

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

void Scorer::Add(const char* name, double points, Verdict* verdict) const {
  verdict->points += points;
  if (verdict->keeps_reasons && points != 0) verdict->reasons.emplace_back(name, points);
}

double Scorer::Degree(const Item& a, const Item& b) const {
  if (a.subtype_row == b.subtype_row) return a.subtype == b.subtype ? 1.0 : -1.0;
  return rules_.Degree(a.subtype_row, b.subtype_row);
}

bool Scorer::Links(const Item& a, const Verdict& verdict) const {
  const double threshold =
      a.kind == FactKind::kCommitment ? weights_.threshold_commitment : weights_.threshold;
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
  if (degree < 0 && !verdict->same_victim) verdict->forbidden = true;
  if (a.subtype == b.subtype && a.subtype != 0) {
    Add(a.type == b.type ? "same subtype" : "same subtype, other type",
        a.type == b.type ? weights_.same_subtype : weights_.same_type, verdict);
  } else if (degree < 0) {
    Add("subtypes that do not go together", weights_.incompatible, verdict);
  } else if (a.type == b.type && (a.subtype == 0 || b.subtype == 0)) {
    Add("same type", weights_.same_type, verdict);
  } else {
    Add("compatible subtypes", weights_.same_family * degree, verdict);
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
      Add(overlap ? "same day" : "a day apart",
          overlap   ? weights_.same_day
          : repeats ? weights_.next_day_repeated
                    : weights_.next_day,
          verdict);
      return true;
    }
    if (length <= kWeekDays) {
      Add("same week", weights_.same_week, verdict);
      return true;
    }
    if (length <= kMonthDays) {
      Add("same month", weights_.same_month, verdict);
    } else if (length <= kQuarterDays) {
      Add("same quarter or season", weights_.same_quarter, verdict);
    } else if (length <= kYearDays) {
      Add("same year", weights_.same_year, verdict);
    }
    return false;
  }
  const bool a_days = a.presumed || (a.dated && a.length() <= kDays);
  const bool b_days = b.presumed || (b.dated && b.length() <= kDays);
  if (!a_days || !b_days || a.document == b.document) return false;
  const bool overlap =
      (a.dated ? a.start : a.presumed_start) <= (b.dated ? b.stop : b.presumed_stop) &&
      (b.dated ? b.start : b.presumed_start) <= (a.dated ? a.stop : a.presumed_stop);
  if (overlap) Add("news of the same days", weights_.presumed_day, verdict);
  return overlap;
}

void Scorer::ScoreTime(const Item& a, const Item& b, Verdict* verdict) const {
  if (DatesApart(a, b)) {
    if (!verdict->same_victim) verdict->forbidden = true;
    return;
  }
  const bool common_day = ScoreDays(a, b, verdict);
  if (verdict->same_victim || verdict->same_name) return;
  const bool repeats = a.repeats || b.repeats;
  if (!repeats && a.dated && b.dated) Add("not repeatable", weights_.unrepeated, verdict);
  if (common_day || !repeats) return;
  const bool one_document = a.document == b.document;
  Add("repeatable, no common day",
      one_document ? weights_.repeatable_document : weights_.repeatable_undated, verdict);
  if (a.background != b.background) {
    Add("one is earlier history", weights_.background_undated, verdict);
  }
}

void Scorer::ScorePlace(const Item& a, const Item& b, Verdict* verdict) const {
  switch (Relate(a.place, b.place, weights_.slack_km)) {
    case PlaceRelation::kUnknown: break;
    case PlaceRelation::kSame:
      Add("same place", weights_.same_place, verdict);
      (IsSpot(a.place) ? verdict->shared : verdict->shared_area) = true;
      break;
    case PlaceRelation::kWithin:
      Add("within the radii", weights_.within_radius, verdict);
      verdict->shared_area = true;
      break;
    case PlaceRelation::kAlike:
      Add("place in similar words", weights_.similar_place, verdict);
      verdict->shared_area = true;
      break;
    case PlaceRelation::kRegion: Add("same region", weights_.same_region, verdict); break;
    case PlaceRelation::kCountry: Add("same country", weights_.same_country, verdict); break;
    case PlaceRelation::kApart:
      if (!verdict->same_victim) verdict->forbidden = true;
      break;
  }
}

void Scorer::ScoreNames(const Item& a, const Item& b, Verdict* verdict) const {
  const Overlap actors = CompareNames(a.actors, b.actors);
  if (actors.same) {
    Add("same actor", weights_.same_actor, verdict);
  } else if (actors.same_word) {
    Add("actor in similar words", weights_.same_word, verdict);
  } else if (actors.same_country) {
    Add("actors of one country", weights_.same_actor_country, verdict);
  } else if (actors.apart) {
    Add("other actor", weights_.other_actor, verdict);
  }
  const Overlap targets = CompareNames(a.targets, b.targets);
  verdict->shared |= actors.same || targets.same;
  if (targets.same) {
    Add("same target", weights_.same_target, verdict);
    if (targets.same_person && a.harms) Add("who is a person", weights_.same_person, verdict);
  } else if (targets.same_word) {
    Add("target in similar words", weights_.same_word, verdict);
  } else if (targets.same_country) {
    Add("targets of one country", weights_.same_target_country, verdict);
  } else if (targets.apart) {
    Add("other target", weights_.other_target, verdict);
  }
  if (CompareNames(a.actors, b.targets).same || CompareNames(a.targets, b.actors).same) {
    Add("who acts in one suffers in the other", weights_.crossed_parties, verdict);
  }
  // What one document tells with a date each and of different targets is not one thing.
  if (a.document == b.document && !targets.same && !a.targets.empty() && !b.targets.empty() &&
      a.own_date && b.own_date && a.date_span != b.date_span) {
    bool any_common_kind = false;
    for (const ItemName& x : a.targets) {
      for (const ItemName& y : b.targets) any_common_kind |= x.kind == y.kind && x.known && y.known;
    }
    if (any_common_kind && !verdict->same_victim) {
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
    Add("tolls far apart", weights_.far_toll, verdict);
  } else if (any(TollRelation::kOther)) {
    Add("other toll", weights_.other_toll, verdict);
  } else if (killed == TollRelation::kSame && injured == TollRelation::kSame) {
    Add("same killed and injured", weights_.same_toll + weights_.same_toll_both, verdict);
  } else if (any(TollRelation::kSame)) {
    Add("same toll", weights_.same_toll, verdict);
  } else if (any(TollRelation::kNear)) {
    Add("tolls overlap", weights_.near_toll, verdict);
  }
  if (a.weapon != 0 && a.weapon == b.weapon) Add("same weapon", weights_.same_weapon, verdict);
  if (a.count > 1 && a.count == b.count) Add("same count", weights_.same_count, verdict);
}

void Scorer::ScoreDocument(const Item& a, const Item& b, Verdict* verdict) const {
  if (a.document != b.document) return;
  Add("same document", weights_.same_document, verdict);
  const Item& earlier = a.begin <= b.begin ? a : b;
  const Item& later = a.begin <= b.begin ? b : a;
  const uint32_t distance = later.sentence - std::min(later.sentence, earlier.sentence);
  if (distance <= static_cast<uint32_t>(weights_.near_sentences)) {
    Add("told close together", weights_.near_sentence, verdict);
  }
  if (a.harms && distance == 0) Add("one sentence", weights_.same_sentence, verdict);
  const bool one_story = a.single_story && b.single_story;
  if (one_story) Add("the document's one day", weights_.single_story, verdict);
  if (a.harms && later.definite) Add("the definite article", weights_.definite, verdict);
  const auto lead = static_cast<uint32_t>(weights_.lead_sentences);
  const bool sums_up = (earlier.sentence < lead && (!earlier.dated || !earlier.own_date)) ||
                       (later.sentence < lead && !later.dated);
  if (sums_up && (verdict->shared || one_story)) {
    Add("headline or lead", weights_.lead, verdict);
  } else if (sums_up && verdict->shared_area && a.harms) {
    Add("headline or lead, same area", weights_.lead / 2, verdict);
  }
  if (later.back_reference) Add("points back", weights_.back_reference, verdict);
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
    Add("party in similar words", weights_.same_word, &verdict);
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
      if (one_document) Add("in one document", weights_.near_sentence, &verdict);
    } else if (gap <= window) {
      Add("due about the same time", weights_.near_due, &verdict);
    } else {
      verdict.forbidden = true;
    }
  }
  if (!one_document && !same_words && !(a.dated && b.dated)) verdict.forbidden = true;
  if (one_document) {
    Add("same document", weights_.same_document, &verdict);
    const uint32_t distance = std::max(a.sentence, b.sentence) - std::min(a.sentence, b.sentence);
    if (distance <= static_cast<uint32_t>(weights_.near_sentences)) {
      Add("told close together", weights_.near_sentence, &verdict);
    }
  }
  return verdict;
}

Verdict Scorer::Score(const Item& a, const Item& b, bool with_reasons) const {
  if (a.kind == FactKind::kCommitment) return ScoreCommitments(a, b, with_reasons);
  Verdict verdict;
  verdict.keeps_reasons = with_reasons;
  if (a.family != b.family ||
      (a.reality != b.reality && a.reality != Reality::kOpen && b.reality != Reality::kOpen)) {
    verdict.forbidden = true;
    return verdict;
  }
  const bool may_be_victims = (a.lethal || b.lethal) && !a.attempt && !b.attempt;
  if (!may_be_victims && (DatesApart(a, b) || Degree(a, b) < 0) && !b.another && !a.another) {
    verdict.forbidden = true;  // the quick way out for most pairs of a block
    return verdict;
  }
  const int victim =
      a.reality != Reality::kUnreal && b.reality != Reality::kUnreal && may_be_victims
          ? CommonVictim(a, b)
          : 0;
  if (victim == 2) {
    verdict.same_victim = true;
    Add("same person killed", weights_.victim_known, &verdict);
  } else if (victim == 1) {
    verdict.same_name = true;
    Add("same name killed", weights_.victim_named, &verdict);
  }
  ScoreType(a, b, &verdict);
  ScoreTime(a, b, &verdict);
  ScorePlace(a, b, &verdict);
  ScoreNames(a, b, &verdict);
  ScoreNumbers(a, b, &verdict);
  ScoreDocument(a, b, &verdict);
  return verdict;
}

}  // namespace tadwin::link
