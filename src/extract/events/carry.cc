#include "extract/events/carry.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "extract/events/fields.h"
#include "extract/events/status.h"

namespace tadwin::extract {
namespace {

constexpr uint32_t kLeadSentences = 8;  // how far below the headline the lead may begin
constexpr uint32_t kNearSentences = 1;  // how far back an undated act finds its date
constexpr uint32_t kActSentences = 3;   // the same for violence, told blow by blow
constexpr uint32_t kSameSentences = 6;  // the same for "the attack", told of before
constexpr uint32_t kHeadSentences = 3;  // where a document says what sort it is
constexpr int32_t kLatelyTold = 3;      // days between an act and its announcement
constexpr size_t kEntries = 3;          // of a report told hour by hour, at least
constexpr uint32_t kBulletBytes = 4;    // a dash or bullet before the hour
constexpr std::string_view kClockRule = "time/numeric_clock";
constexpr int32_t kLongestPeriod = 40;                     // days a bulletin reports on
constexpr std::string_view kSeveral = "\xD8\xA7\xD8\xAA";  // U+0627 U+062A: of feminine plurals
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";  // U+0627 U+0644
constexpr const char* kPlaceCarried = "event/place:carried";

bool IsDay(const Fact& fact) {
  return fact.time.start && fact.time.anchor != TimeAnchor::kNarrative &&
         fact.time.precision <= Precision::kDay && fact.time.precision != Precision::kUnknown;
}

bool IsViolent(const Fact& fact) {
  return fact.plover == "ASSAULT" || fact.plover == "MOBILIZE" || fact.plover == "PROTEST";
}

// What is done on the spot: told in one sentence it was on one day.
bool IsDeedOfDay(const Fact& fact) {
  return fact.plover == "ASSAULT" || fact.plover == "COERCE" || fact.plover == "PROTEST";
}

bool CanLendDate(const Fact& other, const Fact& fact) {
  return IsDay(other) && SaysIt(other.status) &&
         (other.plover == fact.plover || (fact.plover == "MOBILIZE" && other.plover == "ASSAULT") ||
          (other.sentence == fact.sentence && IsDeedOfDay(fact) && IsDeedOfDay(other)));
}

// The first words that gave a field of another fact.
void CopyEvidence(const Fact& other, const char* field, const char* rule, Fact* fact) {
  const auto found =
      std::find_if(other.evidence.begin(), other.evidence.end(),
                   [&](const Evidence& evidence) { return evidence.field == field; });
  if (found != other.evidence.end()) fact->evidence.push_back({field, found->span, rule});
}

void Carry(const Fact& other, bool with_place, const char* rule, Fact* fact) {
  fact->time = other.time;
  fact->time.anchor = TimeAnchor::kNarrative;
  fact->date_text = other.date_text;
  fact->rules.push_back(rule);
  CopyEvidence(other, "start", rule, fact);
  if (with_place && !fact->place && other.place) {
    fact->place = other.place;
    CopyEvidence(other, "place", rule, fact);
  }
}

// The interval a bulletin says it reports on.
const Mention* PeriodOf(const AnnotatedText& document) {
  for (const Mention& mention : document.mentions) {
    if (mention.layer != Layer::kTime || !mention.time.start || !mention.time.stop) continue;
    if (document.tokens[mention.token_begin].sentence >= kHeadSentences) return nullptr;
    const int32_t days = mention.time.stop->days - mention.time.start->days;
    if (days > 1 && days <= kLongestPeriod && !mention.time.is_deadline) return &mention;
  }
  return nullptr;
}

bool IsSpeechAct(const Fact& fact) {
  return fact.plover == "THREATEN" || fact.plover == "REQUEST" || fact.plover == "REJECT" ||
         fact.plover == "ACCUSE" || fact.plover == "SUPPORT" || fact.plover == "AGREE";
}

// A communique acts on the day it is dated; a bulletin lists what its period brought.
void DateByDocument(const AnnotatedText& document, const Controls& controls,
                    std::vector<EventReader::Judged>* judged) {
  const DocumentKind kind = controls.KindOf(document, kHeadSentences);
  const std::optional<DateInterval>& published = document.published.date;
  const Mention* period = kind == DocumentKind::kBulletin ? PeriodOf(document) : nullptr;
  for (EventReader::Judged& one : *judged) {
    Fact& fact = one.fact;
    if (fact.time.start) continue;
    if (kind == DocumentKind::kStatement && one.present && IsSpeechAct(fact) &&
        SaysIt(fact.status) && published && published->start == published->stop) {
      fact.time.start = published->start;
      fact.time.stop = published->stop;
      fact.time.precision = Precision::kDay;
      fact.time.anchor = TimeAnchor::kPublished;
      fact.rules.push_back("event/time:communique");
    }
    if (period != nullptr && !one.present && !IsSpeechAct(fact) &&
        fact.status == FactStatus::kAsserted) {
      fact.time = period->time;
      fact.time.anchor = TimeAnchor::kNarrative;
      fact.date_text = std::string(document.Raw(period->span));
      fact.rules.push_back("event/time:period");
      AddEvidence(&fact, "start", period->span, "event/time:period");
    }
  }
}

// Whether the document is told in entries that open with the hour: then those of its paragraphs.
std::vector<bool> HourlyParagraphs(const AnnotatedText& document) {
  std::vector<bool> hourly(document.paragraphs.size());
  size_t count = 0;
  for (const Mention& mention : document.mentions) {
    if (mention.layer != Layer::kTime || mention.rule != kClockRule) continue;
    const Sentence& sentence = document.sentences[document.tokens[mention.token_begin].sentence];
    const Span head{sentence.span.begin, mention.span.begin};
    const bool opens =
        mention.token_begin <= sentence.token_begin + 1 && head.end - head.begin <= kBulletBytes;
    if (!opens || hourly[sentence.paragraph]) continue;
    hourly[sentence.paragraph] = true;
    ++count;
  }
  if (count < kEntries) hourly.assign(hourly.size(), false);
  return hourly;
}

// "22:05 - ...": what an entry of a running report tells was on the day of the report.
void DateByHour(const AnnotatedText& document, std::vector<EventReader::Judged>* judged) {
  const std::optional<DateInterval>& published = document.published.date;
  if (!published || published->start != published->stop) return;
  const std::vector<bool> hourly = HourlyParagraphs(document);
  for (EventReader::Judged& one : *judged) {
    Fact& fact = one.fact;
    const bool told = SaysIt(fact.status) || fact.plover == "THREATEN";
    if (fact.time.start || !told || !hourly[document.sentences[fact.sentence].paragraph]) continue;
    fact.time.start = published->start;
    fact.time.stop = published->stop;
    fact.time.precision = Precision::kDay;
    fact.time.anchor = TimeAnchor::kPublished;
    fact.rules.push_back("event/time:hour");
  }
}

// "the police announced on Monday an attack ... The attack was on Sunday": what was announced has
// the day that is told of the act itself.
void CorrectDatesOfSaying(const AnnotatedText& document, std::vector<EventReader::Judged>* judged) {
  std::vector<EventReader::Judged>& all = *judged;
  for (size_t i = 0; i < all.size(); ++i) {
    Fact& fact = all[i].fact;
    if (!all[i].date_of_saying || all[i].left_out != nullptr) continue;
    if (fact.plover != "ASSAULT" || !IsDay(fact)) continue;
    for (size_t j = i + 1; j < all.size(); ++j) {
      const Fact& other = all[j].fact;
      if (other.sentence > fact.sentence + kSameSentences) break;
      if (all[j].left_out != nullptr || all[j].date_of_saying || !CanLendDate(other, fact))
        continue;
      const int32_t before = fact.time.start->days - other.time.start->days;
      const bool same =
          document.Raw(other.span).starts_with(kArticle) || other.subtype == fact.subtype;
      if (before <= 0 || before > kLatelyTold || !same) continue;
      std::erase_if(fact.evidence, [](const Evidence& e) { return e.field == "start"; });
      Carry(other, false, "event/time:act", &fact);
      break;
    }
  }
}

// "the attack", and not "the attacks".
bool SpeaksOfOne(std::string_view word) {
  return word.starts_with(kArticle) && !word.ends_with(kSeveral);
}

// "the blast", told before as a suicide attack: what sort of act it was is not said again.
bool SaysNoKind(const Fact& fact, std::string_view word) {
  const bool plain = fact.subtype == "other" && fact.mode.empty();
  const bool blast = fact.subtype == "ied" && fact.weapon.empty();
  const bool means = std::any_of(fact.rules.begin(), fact.rules.end(), [](const std::string& rule) {
    return rule.starts_with("event/means:");
  });
  return SpeaksOfOne(word) && (plain || blast) && !means;
}

// Weapons and ways of attack; a clash or an abduction is no sort of "the attack".
bool IsKindOfAttack(const Fact& fact, const Fact& of) {
  if (of.subtype == "ied") return fact.subtype == "suicide";
  for (const char* kind :
       {"suicide", "ied", "drone", "airstrike", "rocket", "shelling", "shooting", "storming"}) {
    if (fact.subtype == kind) return true;
  }
  return false;
}

// The attack told last before this one and not far above it, or nullptr.
const Fact* AttackToldBefore(const std::vector<EventReader::Judged>& all, size_t at) {
  for (size_t j = at; j-- > 0;) {
    const Fact& other = all[j].fact;
    if (other.sentence + kSameSentences < all[at].fact.sentence) return nullptr;
    if (other.plover == "ASSAULT" && all[j].left_out == nullptr && SaysIt(other.status)) {
      return &other;
    }
  }
  return nullptr;
}

// "the attack", told before with its kind or its place.
void CarryFromAttacks(const AnnotatedText& document, std::vector<EventReader::Judged>* judged) {
  for (size_t i = 0; i < judged->size(); ++i) {
    Fact& fact = (*judged)[i].fact;
    if (fact.plover != "ASSAULT" || (*judged)[i].left_out != nullptr) continue;
    const std::string_view word = document.Raw(fact.span);
    const bool placeless = SpeaksOfOne(word) && !fact.place;
    const bool kindless = SaysNoKind(fact, word);
    if (!placeless && !kindless) continue;
    const Fact* other = AttackToldBefore(*judged, i);
    if (other == nullptr) continue;
    if (kindless && IsKindOfAttack(*other, fact)) {
      fact.subtype = other->subtype;
      fact.mode = other->mode;
      fact.rules.push_back("event/kind:carried");
    }
    if (placeless && other->place) {
      fact.place = other->place;
      fact.rules.push_back(kPlaceCarried);
      CopyEvidence(*other, "place", kPlaceCarried, &fact);
    }
  }
}

// The day of another act of its kind, told just before or, below a headline, after it.
void CarryFromActs(const AnnotatedText& document, bool article,
                   std::vector<EventReader::Judged>* judged) {
  std::vector<EventReader::Judged>& all = *judged;
  for (size_t i = 0; i < all.size(); ++i) {
    Fact& fact = all[i].fact;
    if (fact.time.start || all[i].left_out != nullptr) continue;
    const bool unreal = fact.status == FactStatus::kDenied || fact.status == FactStatus::kAlleged;
    if (!SaysIt(fact.status) && !(unreal && fact.plover == "ASSAULT")) continue;
    const bool headline = document.sentences[fact.sentence].paragraph <= 1 && article;
    const bool other_type = fact.plover == "CONSULT" || fact.plover == "AGREE" ||
                            fact.plover == "SANCTION" || fact.plover == "ACCUSE" ||
                            fact.plover == "RETREAT" || fact.plover == "THREATEN";
    if (!IsViolent(fact) && fact.plover != "COERCE" &&
        !(headline && fact.sentence == 0 && other_type))
      continue;
    // "the attack", a death or a denial speaks of an act told before.
    const bool again =
        fact.plover == "ASSAULT" && (unreal || document.Raw(fact.span).starts_with(kArticle));
    const uint32_t near = fact.plover == "ASSAULT" ? kActSentences : kNearSentences;
    const uint32_t reach = again ? kSameSentences : near;
    bool done = false;
    for (size_t j = i; j-- > 0 && !done;) {
      const Fact& other = all[j].fact;
      if (other.sentence + reach < fact.sentence) break;
      if (all[j].left_out != nullptr || !CanLendDate(other, fact)) continue;
      Carry(other, false, "event/time:carried", &fact);
      done = true;
    }
    for (size_t j = i + 1; j < all.size() && !done; ++j) {
      const Fact& other = all[j].fact;
      if (other.sentence > fact.sentence + (headline ? kLeadSentences : 0)) break;
      if (all[j].left_out != nullptr || !CanLendDate(other, fact)) continue;
      Carry(other, headline && other.sentence > fact.sentence, "event/time:carried", &fact);
      done = true;
    }
  }
}

}  // namespace

void CarryFields(const AnnotatedText& document, bool article, const Controls& controls,
                 std::vector<EventReader::Judged>* judged) {
  DateByHour(document, judged);
  CorrectDatesOfSaying(document, judged);
  CarryFromActs(document, article, judged);
  DateByDocument(document, controls, judged);
  CarryFromAttacks(document, judged);
}

}  // namespace tadwin::extract
