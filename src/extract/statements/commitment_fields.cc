#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "extract/statements/commitment_scan.h"
#include "extract/statements/statement.h"

namespace tadwin::extract {
namespace {

// How far before or behind the words that commit their parties may stand.
constexpr uint32_t kSubjectReach = 6;
constexpr uint32_t kBeforeReach = 14;
constexpr uint32_t kRecipientReach = 14;
// A party that no list knows is no longer than this.
constexpr uint32_t kUnknownParty = 4;
// How far behind who is asked the words for what is asked may begin.
constexpr uint32_t kAskedReach = 4;
// How far from the words that commit their date may stand.
constexpr uint32_t kDueReach = 60;
constexpr std::string_view kThat = "\xD8\xA7\xD9\x86";            // U+0627 U+0646
constexpr std::string_view kByThat = "\xD8\xA8\xD8\xA7\xD9\x86";  // with U+0628 before it
// "its", "his", "their", "our", behind a noun.
constexpr std::array<std::string_view, 4> kPossessives = {"\xD9\x87\xD8\xA7",   // U+0647 U+0627
                                                          "\xD9\x87",           // U+0647
                                                          "\xD9\x87\xD9\x85",   // U+0647 U+0645
                                                          "\xD9\x86\xD8\xA7"};  // U+0646 U+0627
constexpr std::string_view kAnd = "\xD9\x88";                                   // U+0648
constexpr std::string_view kSo = "\xD9\x81";                                    // U+0641
constexpr std::string_view kWill = "\xD8\xB3";                                  // U+0633
constexpr std::string_view kIn = "\xD9\x81\xD9\x8A";                            // U+0641 U+064A
constexpr std::string_view kFrom = "\xD9\x85\xD9\x86";                          // U+0645 U+0646
constexpr std::string_view kWe = "\xD9\x86";                                    // U+0646
// Longer words than this are cut: enough for a clause.
constexpr uint32_t kMaxWhatTokens = 40;

NamedRef SpeakerRef(const Speaker& speaker) {
  NamedRef ref;
  ref.text = speaker.text;
  ref.span = speaker.span;
  ref.name.id = speaker.id;
  return ref;
}

}  // namespace

// "from Libya": where, and not to whom.
bool CommitmentScan::IsWhere(const Mention& mention) const {
  if (mention.layer != Layer::kPlace || mention.token_begin == 0) return false;
  const std::string_view before = words_.Word(mention.token_begin - 1);
  return before == kFrom || before == kIn;
}

// The first party named in [begin, end).
const Mention* CommitmentScan::ActorNear(uint32_t begin, uint32_t end) const {
  for (uint32_t t = begin; t < end && t < words_.size(); ++t) {
    const Mention* mention = words_.MentionAt(t, kActorLayers);
    if (mention == nullptr) continue;
    const bool bare_place = mention->layer == Layer::kPlace && mention->name.actor_id.empty() &&
                            mention->name.kind != NameKind::kCountry;
    if (!bare_place && !IsOfAPronoun(*mention) && !IsWhere(*mention)) return mention;
    t = mention->token_end - 1;
  }
  return nullptr;
}

// The deadline of a pledge: a time that ends it, not the day on which it was made.
const Mention* CommitmentScan::DueAfter(const Sentence& sentence, uint32_t token) const {
  for (uint32_t t = token; t < sentence.token_end && t < token + kDueReach; ++t) {
    const Mention* time = words_.MentionAt(t, LayerBit(Layer::kTime));
    if (time != nullptr && IsDeadline(sentence, *time) && LiesAhead(*time)) return time;
  }
  const uint32_t first =
      token > sentence.token_begin + kDueReach ? token - kDueReach : sentence.token_begin;
  for (uint32_t t = first; t < token; ++t) {
    const Mention* time = words_.MentionAt(t, LayerBit(Layer::kTime));
    if (time != nullptr && time->time.is_deadline && LiesAhead(*time)) return time;
  }
  // A full stop inside the same speech: its next sentence may name the date.
  const Attribution* said = FindAttribution(attributions_, document_.tokens[token].span);
  const uint32_t next = document_.tokens[token].sentence + 1;
  if (said == nullptr || said->reprint || next >= document_.sentences.size()) return nullptr;
  const Sentence& following = document_.sentences[next];
  if (following.paragraph != sentence.paragraph || !said->scope.Contains(following.span)) {
    return nullptr;
  }
  for (uint32_t t = following.token_begin; t < following.token_end; ++t) {
    const Mention* time = words_.MentionAt(t, LayerBit(Layer::kTime));
    if (time != nullptr && IsDeadline(following, *time) && LiesAhead(*time)) return time;
  }
  return nullptr;
}

bool CommitmentScan::IsThat(uint32_t token) const {
  const std::string_view word = words_.Word(token);
  return word == kThat || word == kByThat;
}

// Who must do what a deadline is set for: the party right behind "that", else the nearest before.
const Mention* CommitmentScan::Undertaker(const Sentence& sentence, uint32_t cue,
                                          const Mention* nearest) const {
  for (uint32_t t = cue; t-- > sentence.token_begin;) {
    if (!IsThat(t)) continue;
    const Mention* first = ActorNear(t + 1, std::min(cue, t + 3));
    if (first != nullptr) return first;
  }
  return nearest;
}

// "before the court", "to the commander": whom something is done for, not who does it.
bool CommitmentScan::IsAddressed(const Mention& mention) const {
  return mention.token_begin > 0 && Cue(mention.token_begin - 1, CommitClass::kToward) != nullptr;
}

bool CommitmentScan::IsVerbalNoun(uint32_t token) const {
  if (lexicons_.verbs < 0) return false;
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicons_.verbs) &&
        match.entry.features.form == Form::kMasdar) {
      return true;
    }
  }
  return false;
}

// A name with the particle "to" written on it, not one that begins with its letter.
bool CommitmentScan::BeginsBehindParticle(uint32_t token) const {
  const Mention* mention = words_.MentionAt(token, kActorLayers);
  return mention != nullptr && words_.MayBegin(token, kLi) &&
         mention->span.begin > document_.tokens[token].span.begin;
}

// A recipient that no list knows: "to those harmed", "the residents" before what is promised them.
bool CommitmentScan::TakeRecipient(const Sentence& sentence, uint32_t from, const Commitment& found,
                                   Fact* fact) const {
  const uint32_t limit = std::min(sentence.token_end, from + kRecipientReach);
  for (uint32_t t = from; t < limit; ++t) {
    if (words_.IsPunctuation(t) || words_.TimeOver(t) != nullptr || words_.Word(t) == kThat) break;
    const bool named = words_.MentionAt(t, kActorLayers) != nullptr;
    const bool helped =
        t > from && Cue(t - 1, CommitClass::kBenefit) != nullptr && words_.IsDefinite(t);
    const bool owns = t + 1 < limit && words_.IsDefinite(t + 1);
    const bool toward = helped || (t > from && Cue(t - 1, CommitClass::kToward) != nullptr &&
                                   (named || owns || words_.IsDefinite(t)));
    const bool given = toward || words_.MayBegin(t, kLi | kAl) || words_.IsBehindParticle(t, kLi) ||
                       (named && BeginsBehindParticle(t));
    if (named && !given) break;
    if (!given || IsVerbalNoun(t)) continue;
    uint32_t end = t + 1;
    const Mention* mention = words_.MentionAt(t, kActorLayers);
    if (mention != nullptr) end = mention->token_end;
    while (end < limit && words_.IsDefinite(end) && !words_.MayBegin(end, kBi) &&
           !words_.MayBegin(end, kWa) && words_.TimeOver(end) == nullptr) {
      ++end;
    }
    NamedRef whom;
    whom.span = document_.SpanOf(t, end);
    if (mention != nullptr) {
      whom.name = mention->name;
      whom.span.begin = mention->span.begin;  // without the particle
    }
    whom.text = std::string(document_.Raw(whom.span));
    AddEvidence(fact, "to_whom", whom.span, found.rule);
    fact->to_whom.push_back(std::move(whom));
    return true;
  }
  return false;
}

// "its forces", "our forces": whose they are is told elsewhere.
bool CommitmentScan::IsOfAPronoun(const Mention& mention) const {
  if (mention.layer != Layer::kGroup || words_.IsDefinite(mention.token_begin)) return false;
  const std::string_view word = document_.Raw(document_.tokens[mention.token_begin].span);
  return std::any_of(kPossessives.begin(), kPossessives.end(), [word](std::string_view pronoun) {
    return word.size() > 3 * pronoun.size() && word.substr(word.size() - pronoun.size()) == pronoun;
  });
}

// "11 officers": those whom it is about, not those who do it.
bool CommitmentScan::IsCounted(const Mention& mention) const {
  if (mention.layer != Layer::kGroup) return false;
  constexpr uint32_t kNumber = LayerBit(Layer::kNumber);
  return words_.MentionOver(mention.token_begin, kNumber) != nullptr ||
         (mention.token_begin > 0 &&
          words_.MentionOver(mention.token_begin - 1, kNumber) != nullptr);
}

bool CommitmentScan::HasEnclitic(uint32_t token) const {
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicons_.cue) && match.has_enclitic) {
      return true;
    }
  }
  return false;
}

// "and we give": the one who speaks does it.
bool CommitmentScan::IsFirstPerson(uint32_t token) const {
  std::string_view word = words_.Word(token);
  for (const std::string_view letter : {kAnd, kSo, kWill}) {
    if (word.substr(0, letter.size()) == letter) word.remove_prefix(letter.size());
  }
  return word.substr(0, kWe.size()) == kWe;
}

void CommitmentScan::TakeParty(const char* field, const Mention& party, std::vector<NamedRef>* to,
                               Fact* fact) const {
  to->push_back(ActorRef(document_, party));
  AddEvidence(fact, field, party.span, party.rule);
}

void CommitmentScan::TakeSpeaker(const Attribution* said, Fact* fact) const {
  if (said == nullptr || said->reprint || !fact->who.empty()) return;
  fact->who.push_back(SpeakerRef(said->speaker));
  AddEvidence(fact, "who", said->speaker.span, said->rule);
}

// The named party that undertakes it or must do it; an unknown one goes straight into the fact.
const Mention* CommitmentScan::FindWho(const Sentence& sentence, const Commitment& found,
                                       const Attribution* said, Fact* fact) const {
  const std::string_view rule = found.rule;
  const uint32_t begin = found.cue_begin;
  const uint32_t first =
      begin > sentence.token_begin + kBeforeReach ? begin - kBeforeReach : sentence.token_begin;
  const Mention* before = nullptr;
  for (uint32_t t = begin; t-- > first && before == nullptr;) {
    const Mention* mention = ActorNear(t, t + 1);
    if (mention != nullptr && mention->token_end <= begin && !IsAddressed(*mention) &&
        !IsCounted(*mention)) {
      before = mention;
    }
  }
  if (rule == "commitment/deadline") {
    const Mention* inside =
        found.due != nullptr ? ActorNear(begin + 1, found.due->token_begin) : nullptr;
    const bool acts = inside != nullptr && inside->token_begin == begin + 1;
    const Mention* who = acts ? inside : Undertaker(sentence, begin, before);
    return who != nullptr && IsOfAPronoun(*who) ? nullptr : who;
  }
  const bool adjacent = rule == "commitment/aim" || rule == "commitment/measure";
  const uint32_t reach = adjacent ? 1 : kSubjectReach;
  uint32_t limit = std::min(sentence.token_end, found.cue_end + reach);
  // "pledged to withdraw its forces from the town": the subject stands before what is pledged.
  if (rule == "commitment/pledge") limit = FirstOpening(found.cue_end, limit);
  const Mention* behind = ActorNear(found.cue_end, limit);
  if (behind != nullptr && (IsAddressed(*behind) || IsOfAPronoun(*behind))) behind = nullptr;
  if (rule == "commitment/ultimatum" && IsFirstPerson(begin)) return nullptr;
  // "the army gives the gunmen 24 hours", "and the union, it gave ...": who stands before the verb.
  if (rule == "commitment/ultimatum" && behind != nullptr && behind->token_begin == found.cue_end &&
      before != nullptr && before->token_end == begin && !words_.MayBegin(begin, kWa)) {
    return before;
  }
  if (!found.by_speaker) {
    if (behind != nullptr) return behind;
    return TakeUnknownParty(sentence, found, fact) ? nullptr : before;
  }
  if (before != nullptr && before->token_end == begin) return before;
  // "that they will": the pronoun on the particle is the speaker.
  uint32_t clause = begin;
  while (clause > sentence.token_begin && Cue(clause - 1, CommitClass::kFuture) != nullptr) {
    --clause;
  }
  const bool pronoun = said != nullptr && clause > sentence.token_begin &&
                       !words_.IsPunctuation(clause - 1) &&
                       said->scope.begin == document_.tokens[clause].span.begin;
  return !pronoun && behind != nullptr && behind->token_begin == found.cue_end ? behind : nullptr;
}

// Whoever stands between the verb and what is promised or aimed at, known or not.
bool CommitmentScan::TakeUnknownParty(const Sentence& sentence, const Commitment& found,
                                      Fact* fact) const {
  const std::string_view rule = found.rule;
  const bool aim = rule == "commitment/aim";
  const bool measure = rule == "commitment/measure";
  if (rule != "commitment/pledge" && !aim && !measure) return false;
  const auto opens = [&](uint32_t t) {
    if (measure) return t == found.from;
    if (rule == "commitment/pledge" && IsVerbalNoun(t) && !words_.IsDefinite(t)) return true;
    return words_.MayBegin(t, kBi) || (aim && (Cue(t, CommitClass::kToward) != nullptr ||
                                               words_.Word(t) == kIn || words_.MayBegin(t, kLi)));
  };
  uint32_t end = found.cue_end;
  while (end < sentence.token_end && end < found.cue_end + kUnknownParty &&
         !words_.IsPunctuation(end) && words_.TimeOver(end) == nullptr && !opens(end) &&
         !words_.MayBegin(end, kLi | kAl) && !words_.IsBehindParticle(end, kLi)) {
    ++end;
  }
  if (end == found.cue_end || end >= sentence.token_end || !opens(end) ||
      !(words_.IsDefinite(end - 1) ||
        words_.MentionOver(end - 1, LayerBit(Layer::kPlace)) != nullptr)) {
    return false;
  }
  NamedRef party;
  party.span = document_.SpanOf(found.cue_end, end);
  party.text = std::string(document_.Raw(party.span));
  AddEvidence(fact, "who", party.span, found.rule);
  fact->who.push_back(std::move(party));
  return true;
}

void CommitmentScan::FillWho(const Mention* who, const Attribution* said, Fact* fact) const {
  if (who != nullptr) {
    TakeParty("who", *who, &fact->who, fact);
  } else {
    TakeSpeaker(said, fact);
  }
}

// To whom: behind a particle of direction, or as the object right behind the verb and its subject.
void CommitmentScan::FillWhom(const Sentence& sentence, const Commitment& found, const Mention* who,
                              Fact* fact) const {
  const std::string_view rule = found.rule;
  const bool deadline = rule == "commitment/deadline";
  uint32_t from = deadline ? found.cue_begin + 1 : found.cue_end;
  if (who != nullptr && who->token_begin >= from) from = who->token_end;
  if (TakeRecipient(sentence, from, found, fact)) return;
  // "if the forces have not left by": the threat is to those who must.
  if (deadline && Cue(found.cue_begin, CommitClass::kThreatCondition) != nullptr) {
    const Mention* bound = ActorNear(from, found.due->token_begin);
    if (bound != nullptr && bound != who) TakeParty("to_whom", *bound, &fact->to_whom, fact);
    return;
  }
  // "promised us": the object is the pronoun. What is scheduled has no other party.
  if (deadline || rule == "commitment/schedule" || HasEnclitic(found.cue_begin)) return;
  const Mention* whom = ActorNear(from, std::min(sentence.token_end, from + 1));
  if (whom == nullptr || whom == who || IsOfAPronoun(*whom)) return;
  const bool same = !fact->who.empty() && !whom->name.id.empty() &&
                    fact->who.front().name.id == ActorRef(document_, *whom).name.id;
  if (same) return;
  TakeParty("to_whom", *whom, &fact->to_whom, fact);
}

// Where what is undertaken begins for certain: "that", a noun of action, a word behind "with".
bool CommitmentScan::OpensWhat(uint32_t token) const {
  if (IsThat(token)) return true;
  return !words_.IsDefinite(token) && (IsVerbalNoun(token) || words_.IsBehindParticle(token, kBi));
}

// The first such token of [begin, end), or `end`. A party is passed over whole.
uint32_t CommitmentScan::FirstOpening(uint32_t begin, uint32_t end) const {
  while (begin < end) {
    const Mention* party = words_.MentionAt(begin, kActorLayers);
    const bool bare = party != nullptr && party->span.begin == document_.tokens[begin].span.begin;
    if (!bare && OpensWhat(begin)) return begin;
    begin = bare ? party->token_end : begin + 1;
  }
  return end;
}

// Behind the parties and the times that stand between the words that commit and what is undertaken.
uint32_t CommitmentScan::BehindParties(uint32_t begin, uint32_t end, const Fact& fact) const {
  const uint32_t opening = FirstOpening(begin, std::min(end, begin + kSubjectReach));
  for (const NamedRef& who : fact.who) {  // a title that no list knows may stand before its name
    for (uint32_t t = begin; t < opening; ++t) {
      if (document_.tokens[t].span.end == who.span.end) begin = t + 1;
    }
  }
  for (uint32_t t = begin; t < end;) {
    if (words_.IsPunctuation(t)) {
      ++t;
      continue;
    }
    const Mention* time = words_.TimeOver(Cue(t, CommitClass::kUntil) != nullptr ? t + 1 : t);
    if (time != nullptr && time->token_end > t) {
      t = begin = time->token_end;
      continue;
    }
    const auto whom =
        std::find_if(fact.to_whom.begin(), fact.to_whom.end(), [&](const NamedRef& ref) {
          return document_.tokens[t].span.Contains({ref.span.begin, ref.span.begin});
        });
    if (whom == fact.to_whom.end()) break;
    while (t < end && document_.tokens[t].span.begin < whom->span.end) ++t;
    begin = t;
  }
  return begin;
}

void CommitmentScan::FillWhat(const Sentence& sentence, const Commitment& found, Fact* fact) const {
  uint32_t begin = found.from;
  uint32_t end = std::min(sentence.token_end, begin + kMaxWhatTokens);
  const std::string_view rule = found.rule;
  // What is set for a day is told whole: its verb, who and when. So is what must be done by one,
  // unless a verb of asking stands before who is asked.
  if (rule == "commitment/deadline") {
    const uint32_t behind = BehindParties(begin + 1, end, *fact);
    const uint32_t opening = FirstOpening(behind, std::min(end, behind + kAskedReach));
    const bool asks = Cue(begin, CommitClass::kObligation) != nullptr && behind > begin + 1;
    const bool toward = opening > behind && Cue(opening - 1, CommitClass::kToward) != nullptr;
    if (asks && opening < end && OpensWhat(opening) &&
        (toward || words_.MayBegin(opening, kBi) || !IsVerbalNoun(opening))) {
      begin = toward ? opening - 1 : opening;
    }
  } else if (rule != "commitment/schedule") {
    begin = BehindParties(begin, end, *fact);
  }
  while (begin < end && words_.IsPunctuation(begin)) ++begin;
  while (end > begin && words_.IsPunctuation(end - 1)) --end;
  if (begin >= end) return;
  const Span span = document_.SpanOf(begin, end);
  fact->commitment_what = std::string(document_.Raw(span));
  AddEvidence(fact, "what", span, fact->rules.front());
}

// "before Ramadan", "before 2024": all of it comes too late. The end of a month has rules of its
// own.
bool CommitmentScan::IsBeforeAll(const Sentence& sentence, const Mention& due) const {
  const Precision precision = due.time.precision;
  if (precision != Precision::kMonth && precision != Precision::kYear &&
      precision != Precision::kSeason && precision != Precision::kQuarter) {
    return false;
  }
  if (due.rule == "time/position_of_unit") return false;
  uint32_t begin = due.token_begin;  // of "the year 2024"
  if (begin > sentence.token_begin && Cue(begin - 1, CommitClass::kUnit) != nullptr) --begin;
  for (uint32_t back = 1; back <= 2 && begin >= sentence.token_begin + back; ++back) {
    const LexMatch* before = Cue(begin - back, CommitClass::kBefore);
    if (before != nullptr && before->token_end == begin) return true;
  }
  return false;
}

void CommitmentScan::FillTimes(const Sentence& sentence, const Commitment& found,
                               Fact* fact) const {
  // Made on: a day told in the sentence outside what is undertaken.
  for (uint32_t t = sentence.token_begin; t < found.cue_begin; ++t) {
    const Mention* time = words_.MentionAt(t, LayerBit(Layer::kTime));
    if (time == nullptr || time == found.due || !time->time.start || time->time.is_deadline) {
      continue;
    }
    fact->made_on = time->time;
    AddEvidence(fact, "made_on", time->span, time->rule);
  }
  if (found.due == nullptr) return;
  const TimeValue& told = found.due->time;
  fact->due_text = std::string(document_.Raw(found.due->span));
  AddEvidence(fact, "due", found.due->span, found.due->rule);
  fact->due = told;
  std::optional<Date> day = told.stop ? told.stop : told.start;
  if (IsBeforeAll(sentence, *found.due) && told.start) day = AddDays(*told.start, -1);
  // What is planned for a week is due when the week begins; a deadline, when its time ends.
  const std::optional<DateInterval>& published = document_.published.date;
  const bool by = found.due->token_begin > sentence.token_begin &&
                  Cue(found.due->token_begin - 1, CommitClass::kBy) != nullptr;
  if (by && day && published && *day < published->start && told.anchor != TimeAnchor::kExplicit) {
    day = AddYears(*day, 1);
  }
  const bool planned = std::string_view(found.rule) == "commitment/schedule" && !told.is_deadline;
  if (planned && told.precision == Precision::kWeek && told.start) day = told.start;
  if (!day && told.is_duration && told.length_days) {
    // "within 48 hours": from the day it was said, when that is known to the day.
    std::optional<Date> from = fact->made_on.start;
    if (!from && published && published->start == published->stop) from = published->start;
    if (from) day = AddDays(*from, static_cast<int>(std::ceil(*told.length_days)));
  }
  if (day) {
    fact->due.start = fact->due.stop = day;
    fact->due.precision = Precision::kDay;
  } else {
    fact->due.start = fact->due.stop = std::nullopt;
  }
  fact->due.is_deadline = true;
}

Fact CommitmentScan::Build(const Sentence& sentence, const Commitment& found) const {
  Fact fact = StartFact(document_, attributions_, FactKind::kCommitment, found.cue_begin,
                        found.cue_end, found.rule);
  const Attribution* said = FindAttribution(attributions_, fact.span);
  const Mention* who = FindWho(sentence, found, said, &fact);
  FillWho(who, said, &fact);
  FillWhom(sentence, found, who, &fact);
  FillWhat(sentence, found, &fact);
  FillTimes(sentence, found, &fact);
  return fact;
}

}  // namespace tadwin::extract
