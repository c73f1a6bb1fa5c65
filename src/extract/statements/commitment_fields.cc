#include <algorithm>
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
// How far from the words that commit their date may stand.
constexpr uint32_t kDueReach = 60;
constexpr std::string_view kThat = "\xD8\xA7\xD9\x86";            // U+0627 U+0646
constexpr std::string_view kByThat = "\xD8\xA8\xD8\xA7\xD9\x86";  // with U+0628 before it
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

// The first party named in [begin, end).
const Mention* CommitmentScan::ActorNear(uint32_t begin, uint32_t end) const {
  for (uint32_t t = begin; t < end && t < words_.size(); ++t) {
    const Mention* mention = words_.MentionAt(t, kActorLayers);
    if (mention == nullptr) continue;
    const bool bare_place = mention->layer == Layer::kPlace && mention->name.actor_id.empty() &&
                            mention->name.kind != NameKind::kCountry;
    if (!bare_place) return mention;
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

// Who must do what a deadline is set for: the party right behind "that", else the nearest before.
const Mention* CommitmentScan::Undertaker(const Sentence& sentence, uint32_t cue,
                                          const Mention* nearest) const {
  for (uint32_t t = cue; t-- > sentence.token_begin;) {
    if (words_.Word(t) != kThat && words_.Word(t) != kByThat) continue;
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

// A recipient that no list knows: "to those harmed", "the residents" before what is promised them.
bool CommitmentScan::TakeRecipient(const Sentence& sentence, uint32_t from, const Commitment& found,
                                   Fact* fact) const {
  const uint32_t limit = std::min(sentence.token_end, from + kRecipientReach);
  for (uint32_t t = from; t < limit; ++t) {
    if (words_.IsPunctuation(t) || words_.TimeOver(t) != nullptr || words_.Word(t) == kThat) break;
    const bool named = words_.MentionAt(t, kActorLayers) != nullptr;
    const bool toward =
        t > from && Cue(t - 1, CommitClass::kToward) != nullptr && (named || words_.IsDefinite(t));
    const bool given = toward || words_.MayBegin(t, kLi | kAl) || words_.IsBehindParticle(t, kLi);
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
    whom.text = std::string(document_.Raw(whom.span));
    if (mention != nullptr) whom.name = mention->name;
    AddEvidence(fact, "to_whom", whom.span, found.rule);
    fact->to_whom.push_back(std::move(whom));
    return true;
  }
  return false;
}

void CommitmentScan::FillParties(const Sentence& sentence, const Commitment& found,
                                 Fact* fact) const {
  const uint32_t begin = found.cue_begin;
  const uint32_t first =
      begin > sentence.token_begin + kBeforeReach ? begin - kBeforeReach : sentence.token_begin;
  const Attribution* said = FindAttribution(attributions_, fact->span);
  const Mention* behind =
      ActorNear(found.cue_end, std::min(sentence.token_end, found.cue_end + kSubjectReach));
  const Mention* before = nullptr;
  for (uint32_t t = begin; t-- > first && before == nullptr;) {
    const Mention* mention = ActorNear(t, t + 1);
    if (mention != nullptr && mention->token_end <= begin && !IsAddressed(*mention)) {
      before = mention;
    }
  }
  const Mention* who = nullptr;
  const bool deadline = std::string_view(found.rule) == "commitment/deadline";
  const Mention* inside =
      deadline && found.due != nullptr ? ActorNear(begin + 1, found.due->token_begin) : nullptr;
  const bool inside_acts = inside != nullptr && inside->token_begin == begin + 1;
  if (behind != nullptr && IsAddressed(*behind)) behind = nullptr;
  // "the army gives the gunmen 24 hours", "and the union, it gave ...": who stands before the verb.
  const bool given = std::string_view(found.rule) == "commitment/ultimatum" && behind != nullptr &&
                     behind->token_begin == found.cue_end && before != nullptr &&
                     before->token_end == begin && !words_.MayBegin(begin, kWa);
  if (deadline) {
    who = inside_acts ? inside : Undertaker(sentence, begin, before);
  } else if (given) {
    who = before;
  } else if (found.by_speaker) {
    who = before != nullptr && before->token_end == begin ? before : nullptr;
    // "that they will": the pronoun on the particle is the speaker.
    uint32_t clause = begin;
    while (clause > sentence.token_begin && Cue(clause - 1, CommitClass::kFuture) != nullptr) {
      --clause;
    }
    const bool pronoun = said != nullptr && clause > sentence.token_begin &&
                         !words_.IsPunctuation(clause - 1) &&
                         said->scope.begin == document_.tokens[clause].span.begin;
    if (who == nullptr && !pronoun && behind != nullptr && behind->token_begin == found.cue_end) {
      who = behind;
    }
    if (who == nullptr && said != nullptr && !said->reprint) {
      fact->who.push_back(SpeakerRef(said->speaker));
      AddEvidence(fact, "who", said->speaker.span, said->rule);
    }
  } else {
    who = behind != nullptr ? behind : before;
  }
  // "promised N to": whoever stands between the verb and what is promised, known or not.
  uint32_t end = found.cue_end;
  while (end < sentence.token_end && end < found.cue_end + kUnknownParty &&
         !words_.IsPunctuation(end) && words_.TimeOver(end) == nullptr &&
         !words_.MayBegin(end, kBi) && !words_.MayBegin(end, kLi)) {
    ++end;
  }
  const bool unknown = who == nullptr && fact->who.empty() && end > found.cue_end &&
                       end < sentence.token_end && words_.MayBegin(end, kBi) &&
                       words_.IsDefinite(end - 1) &&
                       std::string_view(found.rule) == "commitment/pledge";
  if (who != nullptr) {
    fact->who.push_back(ActorRef(document_, *who));
    AddEvidence(fact, "who", who->span, who->rule);
  } else if (unknown) {
    NamedRef party;
    party.span = document_.SpanOf(found.cue_end, end);
    party.text = std::string(document_.Raw(party.span));
    AddEvidence(fact, "who", party.span, found.rule);
    fact->who.push_back(std::move(party));
  } else if (fact->who.empty() && said != nullptr && !said->reprint) {
    fact->who.push_back(SpeakerRef(said->speaker));
    AddEvidence(fact, "who", said->speaker.span, said->rule);
  }
  // To whom: the next party behind, after a particle of direction or as the object.
  uint32_t from =
      who != nullptr && who->token_begin >= found.cue_end ? who->token_end : found.cue_end;
  if (deadline) from = inside_acts ? inside->token_end : begin + 1;
  if (TakeRecipient(sentence, from, found, fact)) return;
  const Mention* whom = ActorNear(from, std::min(sentence.token_end, from + kRecipientReach));
  if (whom != nullptr && whom != who) {
    const bool same = !fact->who.empty() && !whom->name.id.empty() &&
                      fact->who.front().name.id == ActorRef(document_, *whom).name.id;
    if (!same) {
      fact->to_whom.push_back(ActorRef(document_, *whom));
      AddEvidence(fact, "to_whom", whom->span, whom->rule);
    }
  }
}

void CommitmentScan::FillWhat(const Sentence& sentence, const Commitment& found, Fact* fact) const {
  uint32_t begin = found.from;
  uint32_t end = std::min(sentence.token_end, begin + kMaxWhatTokens);
  for (const NamedRef& who : fact->who) {  // behind a subject that follows its verb
    for (uint32_t t = begin; t < end && t < begin + kSubjectReach; ++t) {
      if (document_.tokens[t].span.end == who.span.end) {
        begin = t + 1;
        break;
      }
    }
  }
  while (begin < end && words_.IsPunctuation(begin)) ++begin;
  while (end > begin && words_.IsPunctuation(end - 1)) --end;
  if (begin >= end) return;
  const Span span = document_.SpanOf(begin, end);
  fact->commitment_what = std::string(document_.Raw(span));
  AddEvidence(fact, "what", span, fact->rules.front());
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
  FillParties(sentence, found, &fact);
  FillWhat(sentence, found, &fact);
  FillTimes(sentence, found, &fact);
  return fact;
}

}  // namespace tadwin::extract
