#include "extract/events/event_time.h"

#include <algorithm>
#include <string>

namespace tadwin::extract {
namespace {

constexpr uint32_t kJoinBytes = 8;         // between two times that make one interval
constexpr uint32_t kSpeechBytes = 160;     // how far from the reporting verb its date may stand
constexpr int32_t kLately = 7;             // days: how old the day may be that counts the days
constexpr int32_t kOldDays = 150;          // told as history when older than this
constexpr int32_t kOldInPassingDays = 21;  // the same in a relative or temporal clause

}  // namespace

// "December and January": the interval begins with the first of the two.
void TimeReader::JoinTimeBefore(size_t index, Fact* fact) const {
  const Mention& mention = document_.mentions[index];
  for (size_t i = index; i-- > 0;) {
    const Mention& before = document_.mentions[i];
    if (before.span.end + kJoinBytes < mention.span.begin) break;
    if (before.layer != Layer::kTime || before.token_end != mention.token_begin) continue;
    if (!before.time.start || *before.time.start >= *mention.time.start) continue;
    if (before.time.precision != mention.time.precision || before.time.is_deadline) continue;
    fact->time.start = before.time.start;
    AddEvidence(fact, "start", before.span, before.rule);
    return;
  }
}

// The time beside a reporting verb, or nullptr.
const Mention* TimeReader::TimeOfSpeech(const Attribution& attribution) const {
  const auto cue =
      std::lower_bound(document_.tokens.begin(), document_.tokens.end(), attribution.cue.begin,
                       [](const Token& token, uint32_t begin) { return token.span.end <= begin; });
  if (cue == document_.tokens.end()) return nullptr;
  const Mention* best = nullptr;
  const uint32_t sentence = cue->sentence;
  uint32_t best_distance = kSpeechBytes;
  for (const Mention& mention : document_.mentions) {
    if (mention.span.begin > attribution.cue.end + kSpeechBytes) break;
    if (mention.layer != Layer::kTime || !mention.time.start || mention.time.is_deadline) continue;
    const bool coarse =
        mention.time.precision > Precision::kMonth && mention.time.precision != Precision::kVague;
    if (coarse || attribution.scope.Contains(mention.span)) continue;
    // Who goes on speaking speaks on the day told when the speech began.
    const uint32_t other = document_.tokens[mention.token_begin].sentence;
    const bool goes_on =
        attribution.rule == "speaker/continued" &&
        document_.sentences[other].paragraph == document_.sentences[sentence].paragraph;
    if (other != sentence && !goes_on) continue;
    const uint32_t distance =
        mention.span.begin >= attribution.cue.end
            ? mention.span.begin - attribution.cue.end
            : attribution.cue.begin - std::min(attribution.cue.begin, mention.span.end);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = &mention;
  }
  return best;
}

// What somebody said has the date of the saying: the time beside the reporting verb.
void TimeReader::AddTimeOfSpeech(const Attribution& attribution, Fact* fact) const {
  if (attribution.reprint) return;
  const Mention* best = TimeOfSpeech(attribution);
  if (best == nullptr) return;
  fact->time = best->time;
  fact->time.anchor = TimeAnchor::kNarrative;
  fact->date_text = std::string(document_.Raw(best->span));
  AddEvidence(fact, "start", best->span, "event/time:speech");
  fact->rules.push_back("event/time:speech");
}

// A date after the report beside a verb of the present or an announced act: it is still to come.
int32_t TimeReader::FindToCome(const SentenceView& view, const SentenceEvents& found,
                               const Event& event, Fact* fact) const {
  const Trigger& trigger = found.triggers[event.trigger];
  const bool announced =
      !trigger.verb && trigger.light >= 0 &&
      SpeaksOf(frames_.all()[found.triggers[static_cast<size_t>(trigger.light)].frame]);
  const bool present = trigger.verb && trigger.imperfect && !view.word(trigger.begin).perfect;
  if (!SaysIt(fact->status) || (!announced && !present) || fact->plover == "THREATEN" ||
      !document_.published.date) {
    return -1;
  }
  TimeLimits limits;
  limits.own_clause = true;
  const int32_t index = FindTime(view, found.triggers, event.tokens, limits);
  if (index < 0) return -1;
  const TimeValue& time = view.MentionAt(index).time;
  const bool coarse = time.precision > Precision::kMonth;
  if (coarse || !time.start || *time.start <= document_.published.date->stop) return -1;
  fact->status = FactStatus::kPlanned;
  fact->rules.push_back("event/status:to_come");
  return index;
}

TimeLimits TimeReader::LimitsOf(const SentenceView& view, const Trigger& trigger,
                                const Assertion& assertion, const Fact& fact) const {
  TimeLimits limits;
  const bool speech = IsSpeech(frames_.all()[trigger.frame]);
  const bool coordinate = trigger.verb &&
                          view.ClauseOf(trigger.begin).kind != ClauseKind::kRelative &&
                          view.word(trigger.begin).clause > 0;
  limits.not_before = coordinate && speech;
  limits.not_behind_others = speech;
  limits.own_clause = fact.status == FactStatus::kPlanned ||
                      fact.status == FactStatus::kConditional ||
                      (fact.status == FactStatus::kThreatened && fact.plover != "THREATEN");
  const bool done =
      SaysIt(fact.status) || fact.status == FactStatus::kDenied || fact.plover == "THREATEN";
  if (assertion.attribution != nullptr) limits.said = assertion.attribution->scope;
  if (done && document_.published.date) limits.not_after = document_.published.date->stop;
  return limits;
}

// "went on with their strike for the fifth day": it began four days before the day told.
void TimeReader::CountBack(const SentenceView& view, const Event& event, Fact* fact) const {
  if (fact->plover != "PROTEST" || !SaysIt(fact->status)) return;
  Span span;
  const int32_t day = FindNthDay(view, event.tokens, &span);
  if (day < 2) return;
  const std::optional<DateInterval>& published = document_.published.date;
  const bool told = fact->time.start && fact->time.precision <= Precision::kDay &&
                    fact->time.precision != Precision::kUnknown;
  const bool lately =
      told && (!published || AddDays(*fact->time.start, kLately) >= published->start);
  if (!lately && !(published && published->start == published->stop)) return;
  const Date last = lately ? *fact->time.start : published->start;
  fact->time.start = AddDays(last, 1 - day);
  fact->time.stop = last;
  fact->time.precision = Precision::kDay;
  fact->time.is_duration = false;
  fact->time.anchor = lately ? TimeAnchor::kExplicit : TimeAnchor::kPublished;
  fact->date_text = std::string(document_.Raw(span));
  std::erase_if(fact->evidence, [](const Evidence& e) { return e.field == "start"; });
  AddEvidence(fact, "start", span, "event/time:nth_day");
  fact->rules.push_back("event/time:nth_day");
}

// Told long after, or in passing: history.
void TimeReader::MarkHistory(const Event& event, const Assertion& assertion, Fact* fact) const {
  if (!SaysIt(fact->status)) return;
  const bool told_by_article = assertion.attribution == nullptr || assertion.history ||
                               assertion.relative || fact->time.stop.has_value();
  if (!told_by_article) return;
  bool old = assertion.history && assertion.governors != 0;
  if (document_.published.date && fact->time.stop) {
    const int32_t age = document_.published.date->start.days - fact->time.stop->days;
    old = age > kOldDays ||
          (age > kOldInPassingDays && (assertion.relative || assertion.in_passing || old));
  }
  // In a headline "after" tells the news.
  const bool headline = document_.sentences[fact->sentence].paragraph == 0;
  old |= assertion.in_passing && event.joined.empty() && !fact->time.stop && !headline;
  if (assertion.pluperfect && document_.published.date && fact->time.stop &&
      fact->time.anchor != TimeAnchor::kNarrative) {
    old |= *fact->time.stop < document_.published.date->start;
  }
  if (old) {
    fact->status = FactStatus::kBackground;
    fact->rules.push_back("event/status:history");
  }
}

bool TimeReader::Add(const SentenceView& view, const SentenceEvents& found, const Event& event,
                     const Assertion& assertion, Fact* fact) const {
  const Trigger& trigger = found.triggers[event.trigger];
  const Frame& frame = frames_.all()[trigger.frame];
  const TimeLimits limits = LimitsOf(view, trigger, assertion, *fact);
  const int32_t to_come = FindToCome(view, found, event, fact);
  const int32_t index =
      to_come >= 0 ? to_come : FindTime(view, found.triggers, event.tokens, limits);
  bool of_saying = false;
  if (index >= 0) {
    const Mention& mention = view.MentionAt(index);
    fact->time = mention.time;
    fact->date_text = std::string(document_.Raw(mention.span));
    AddEvidence(fact, "start", mention.span, mention.rule);
    JoinTimeBefore(static_cast<size_t>(index), fact);
    of_saying = !limits.said.empty() && mention.span.end <= limits.said.begin &&
                mention.token_begin < event.tokens[0];
  } else if (frame.plover != "ASSAULT" && assertion.attribution != nullptr && IsSpeech(frame)) {
    AddTimeOfSpeech(*assertion.attribution, fact);
  }
  CountBack(view, event, fact);
  MarkHistory(event, assertion, fact);
  return of_saying;
}

}  // namespace tadwin::extract
