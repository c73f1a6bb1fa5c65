#include <algorithm>
#include <cmath>

#include "extract/statements/quantity_scan.h"

namespace tadwin::extract {
namespace {

// A period shorter than this is a day's count: the toll or number of one event.
constexpr int kMinPeriodDays = 6;
// So many who came or went in a few days are a count already.
constexpr int kMinJourneyDays = 1;
// How far from its number a period may stand, in words.
constexpr uint32_t kPeriodReach = 40;

bool IsDay(const TimeValue& time) {
  return time.precision == Precision::kDay || time.precision == Precision::kHour ||
         time.precision == Precision::kMinute;
}

}  // namespace

// The period that a time expression stands for, with the words "since", "until", "during" near it.
Period QuantityScan::Resolve(const Sentence& sentence, const Mention& time) const {
  Period period;
  period.words = &time;
  period.time = time.time;
  const uint32_t begin = time.token_begin;
  const auto near = [&](CueClass wanted) {
    if (Cue(begin, wanted) != nullptr) return true;
    for (uint32_t back = 1; back <= 3 && begin >= sentence.token_begin + back; ++back) {
      const LexMatch* cue = Cue(begin - back, wanted);
      if (cue != nullptr && cue->token_end + 1 >= begin) return true;
      if (words_.IsComma(begin - back)) break;
    }
    return false;
  };
  const bool inside = Cue(begin, CueClass::kSince) != nullptr;
  const bool since = near(CueClass::kSince);
  const bool during = near(CueClass::kDuring);
  period.durative = since || during || time.time.precision == Precision::kQuarter ||
                    time.time.precision == Precision::kYear || time.rule == "time/half";
  const std::optional<DateInterval>& published = document_.published.date;
  const bool in = time.time.is_duration && near(CueClass::kIn);
  period.durative |= in;
  if (time.time.is_duration && !time.time.start && time.time.length_days && published &&
      (since || during || in)) {
    const int length = static_cast<int>(std::lround(*time.time.length_days));
    period.time.stop = published->stop;
    period.time.start = AddDays(published->stop, -length);
    period.time.anchor = TimeAnchor::kPublished;
  }
  if (!since && near(CueClass::kUntil)) {  // "until early February": with the "since" before it
    for (uint32_t t = begin; t-- > sentence.token_begin;) {
      const LexMatch* from = Cue(t, CueClass::kSince);
      if (from == nullptr) continue;
      for (uint32_t u = t; u <= from->token_end && u < begin; ++u) {
        const Mention* start = words_.TimeOver(u);
        if (start == nullptr || !start->time.start) continue;
        period.time.start = start->time.start;
        period.durative = true;
        return period;
      }
    }
  }
  if (!since) return period;
  if (!inside || period.time.stop == period.time.start || IsDay(time.time)) {
    if (published && period.time.start && published->stop >= *period.time.start) {
      period.time.stop = published->stop;
    }
  }
  for (uint32_t t = time.token_end; t < sentence.token_end; ++t) {
    const LexMatch* until = Cue(t, CueClass::kUntil);
    if (until == nullptr) continue;
    for (uint32_t u = t; u <= until->token_end && u < sentence.token_end; ++u) {
      const Mention* end = words_.TimeOver(u);
      if (end == nullptr || end == &time || !end->time.stop) continue;
      period.time.stop = end->time.stop;
      return period;
    }
  }
  return period;
}

Period QuantityScan::PeriodOf(const Sentence& sentence, const Candidate& candidate,
                              const std::vector<Candidate>& all) const {
  const uint32_t begin = candidate.number->token_begin;
  const uint32_t end = candidate.number->token_end;
  const auto blocked = [&](uint32_t from, uint32_t to) {
    return std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
      return other.number != candidate.number && other.number->token_begin >= from &&
             other.number->token_end <= to;
    });
  };
  const bool moved = MoveOf(sentence, candidate) != nullptr;
  const bool bracketed = begin > sentence.token_begin && words_.IsOpenBracket(begin - 1);
  const Mention* best = nullptr;
  int64_t best_cost = INT64_MAX;
  int64_t day_cost = INT64_MAX;  // of the nearest single day told
  const uint32_t at = candidate.number->token_begin;
  const uint32_t low =
      at > sentence.token_begin + 2 * kPeriodReach ? at - 2 * kPeriodReach : sentence.token_begin;
  for (uint32_t i = words_.FirstMention(low); i < document_.mentions.size(); ++i) {
    const Mention& time = document_.mentions[i];
    if (time.token_begin >= std::min(sentence.token_end, at + 2 * kPeriodReach)) break;
    if (time.layer != Layer::kTime) continue;
    const bool duration_only = time.time.is_duration && !time.time.start;
    if (!time.time.start && !duration_only) continue;
    const bool after = time.token_begin >= end;
    const uint32_t distance =
        after ? time.token_begin - end : begin - std::min(begin, time.token_end);
    if (distance > kPeriodReach) continue;
    int64_t cost = distance;
    if (!after && !(bracketed && distance <= 1)) cost += 3;
    if (after ? blocked(end, time.token_begin) : blocked(time.token_end, begin)) cost += 100;
    const Period period = Resolve(sentence, time);
    if (!period.time.start || !period.time.stop) continue;
    if (IsDay(time.time) && !period.durative) {
      day_cost = std::min(day_cost, cost);
      continue;
    }
    // "14 raids in 24 hours" is a count of events however short the time.
    const bool events = candidate.counted.kind == UnitKind::kFlow && period.durative;
    const int least = events ? 0 : moved ? kMinJourneyDays : kMinPeriodDays;
    if (period.time.stop->days - period.time.start->days < least) continue;
    if (cost < best_cost) {
      best_cost = cost;
      best = &time;
    }
  }
  if (!candidate.ordinal && day_cost < best_cost) best = nullptr;
  return best == nullptr ? Period() : Resolve(sentence, *best);
}

const Mention* QuantityScan::LevelTimeWords(const Sentence& sentence, const Candidate& candidate,
                                            const std::vector<Candidate>& all) const {
  const Mention* best = nullptr;
  int64_t best_cost = INT64_MAX;
  const uint32_t at = candidate.number->token_begin;
  const uint32_t low =
      at > sentence.token_begin + 2 * kPeriodReach ? at - 2 * kPeriodReach : sentence.token_begin;
  for (uint32_t i = words_.FirstMention(low); i < document_.mentions.size(); ++i) {
    const Mention& time = document_.mentions[i];
    if (time.token_begin >= std::min(sentence.token_end, at + 2 * kPeriodReach)) break;
    if (time.layer != Layer::kTime) continue;
    if (!time.time.start || time.time.is_duration) continue;
    const bool after = time.token_begin >= candidate.number->token_end;
    const int64_t distance =
        after ? static_cast<int64_t>(time.token_begin) - candidate.number->token_end
              : static_cast<int64_t>(candidate.number->token_begin) - time.token_end;
    int64_t cost = distance;
    for (const Candidate& other : all) {
      if (other.number == candidate.number) continue;
      const bool between = after ? other.number->token_begin >= candidate.number->token_end &&
                                       other.number->token_end <= time.token_begin
                                 : other.number->token_begin >= time.token_end &&
                                       other.number->token_end <= candidate.number->token_begin;
      if (between) cost += 100;
    }
    if (cost < best_cost) {
      best_cost = cost;
      best = &time;
    }
  }
  return best_cost < 100 ? best : nullptr;
}

// When a level held: the time told beside it, the article's own for the present, unknown for what
// is only planned or lies somewhere in the past.
TimeValue QuantityScan::LevelTime(const Sentence& sentence, const Candidate& candidate,
                                  std::string_view tense, const std::vector<Candidate>& all,
                                  const Mention** words) const {
  *words = nullptr;
  if (tense == "future") return {};
  const Mention* told = LevelTimeWords(sentence, candidate, all);
  // "... to 35,000 since the beginning of the year": that many now.
  bool since = false;
  for (uint32_t t = told == nullptr ? 0 : told->token_begin; told != nullptr && t + 1 > 0; --t) {
    since |= Cue(t, CueClass::kSince) != nullptr;
    if (t + 1 <= told->token_begin || t == sentence.token_begin) break;
  }
  if (since) return PublishedTime(document_);
  if (told != nullptr) {
    *words = told;
    return told->time;
  }
  return tense == "present" ? PublishedTime(document_) : TimeValue();
}

}  // namespace tadwin::extract
