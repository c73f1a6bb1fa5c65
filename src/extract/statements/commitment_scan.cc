#include "extract/statements/commitment_scan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tadwin::extract {
namespace {

// How far behind the words that commit a party, a time or a condition may stand.
constexpr uint32_t kPartyReach = 5;
constexpr uint32_t kTimeReach = 30;

constexpr std::array<std::pair<std::string_view, CommitClass>, 32> kNames{{
    {"pledge_verb", CommitClass::kPledgeVerb},
    {"intend", CommitClass::kIntend},
    {"pledge_noun", CommitClass::kPledgeNoun},
    {"ultimatum_noun", CommitClass::kUltimatumNoun},
    {"ultimatum_verb", CommitClass::kUltimatumVerb},
    {"expire", CommitClass::kExpire},
    {"date_noun", CommitClass::kDateNoun},
    {"scheduled", CommitClass::kScheduled},
    {"condition", CommitClass::kCondition},
    {"threat_condition", CommitClass::kThreatCondition},
    {"obligation", CommitClass::kObligation},
    {"future", CommitClass::kFuture},
    {"coop_verb", CommitClass::kCoopVerb},
    {"threat", CommitClass::kThreat},
    {"terms", CommitClass::kTerms},
    {"agreement", CommitClass::kAgreement},
    {"within", CommitClass::kWithin},
    {"never", CommitClass::kNever},
    {"consent", CommitClass::kConsent},
    {"accord", CommitClass::kAccord},
    {"to", CommitClass::kTo},
    {"by", CommitClass::kBy},
    {"toward", CommitClass::kToward},
    {"benefit", CommitClass::kBenefit},
    {"aim", CommitClass::kAim},
    {"measure_verb", CommitClass::kMeasureVerb},
    {"measure_noun", CommitClass::kMeasureNoun},
    {"decide", CommitClass::kDecide},
    {"until", CommitClass::kUntil},
    {"before", CommitClass::kBefore},
    {"unit", CommitClass::kUnit},
    {"negation", CommitClass::kNegation},
}};

}  // namespace

CommitmentLexicons CommitmentLexicons::Create(const rules::Grammar& grammar,
                                              std::vector<Error>* errors) {
  CommitmentLexicons lexicons;
  lexicons.cue = grammar.lexicon->IndexOf("commitment/cue");
  lexicons.verbs = grammar.lexicon->IndexOf("lexicon/verbs");
  if (lexicons.cue < 0) return lexicons;
  const rules::Table* table = grammar.lexicon->TableOf(static_cast<uint32_t>(lexicons.cue));
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view name = table->Cell(row, "class");
    const auto* found = std::find_if(kNames.begin(), kNames.end(),
                                     [&](const auto& entry) { return entry.first == name; });
    if (found == kNames.end()) {
      errors->push_back({ErrorCode::kBadRule,
                         "no such class of commitment cues: " + std::string(name),
                         table->Where(row, "class")});
    }
    lexicons.cue_class.push_back(found == kNames.end() ? CommitClass::kEnd : found->second);
  }
  return lexicons;
}

const LexMatch* CommitmentScan::Cue(uint32_t token, CommitClass wanted) const {
  if (lexicons_.cue < 0 || token >= words_.size()) return nullptr;
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicons_.cue) &&
        lexicons_.cue_class[match.entry.row] == wanted && !IsChanceMatch(document_, match)) {
      return &match;
    }
  }
  return nullptr;
}

bool CommitmentScan::HasCue(uint32_t begin, uint32_t end, CommitClass wanted) const {
  for (uint32_t t = begin; t < end; ++t) {
    if (Cue(t, wanted) != nullptr) return true;
  }
  return false;
}

// A time that is not over when the article appears, or that cannot be told.
bool CommitmentScan::LiesAhead(const Mention& time) const {
  if (!time.time.stop || !document_.published.date) return true;
  // A deadline without a year was put in the past for want of one.
  if (time.time.anchor != TimeAnchor::kExplicit &&
      Cue(time.token_begin - (time.token_begin > 0), CommitClass::kBy) != nullptr) {
    return true;
  }
  return *time.time.stop >= document_.published.date->start;
}

// A day of what is promised without a word for a deadline: "will pay them on Thursday".
const Mention* CommitmentScan::DayAhead(const Sentence& sentence, uint32_t token) const {
  if (!document_.published.date) return nullptr;
  for (uint32_t t = token; t < sentence.token_end && t < token + kTimeReach; ++t) {
    const Mention* time = words_.MentionAt(t, LayerBit(Layer::kTime));
    if (time == nullptr || !time->time.start || time->time.is_duration) continue;
    if (*time->time.start > document_.published.date->stop) return time;
  }
  return nullptr;
}

// An imperfect behind the particle of the future.
bool CommitmentScan::IsFutureVerb(uint32_t token) const {
  if (Cue(token, CommitClass::kCoopVerb) != nullptr && words_.MayBegin(token, kSa)) return true;
  if (lexicons_.verbs < 0) return false;
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicons_.verbs) &&
        (match.proclitics & kSa) != 0 && match.entry.features.form == Form::kImperfect) {
      return true;
    }
  }
  return false;
}

// A time by which, or a length of time within which, something must be done.
bool CommitmentScan::IsDeadline(const Sentence& sentence, const Mention& time) const {
  if (time.time.is_deadline) return true;
  // "with the end of the year": the particle is written on the first word of the time.
  if (time.rule == "time/position_of_unit" && words_.MayBegin(time.token_begin, kBi)) return true;
  for (uint32_t back = 1; back <= 2 && time.token_begin >= sentence.token_begin + back; ++back) {
    const LexMatch* by = Cue(time.token_begin - back, CommitClass::kBy);
    if (by != nullptr && by->token_end >= time.token_begin) return true;
  }
  if (!time.time.is_duration || !time.time.length_days) return false;
  if (time.rule == "time/in_the_course_of") return true;
  for (uint32_t back = 0; back <= 2 && time.token_begin >= sentence.token_begin + back; ++back) {
    if (Cue(time.token_begin - back, CommitClass::kWithin) != nullptr) return true;
  }
  return false;
}

// "agreed to begin reducing": a party's consent to do something itself.
bool CommitmentScan::FindConsent(const Sentence& sentence, uint32_t token,
                                 Commitment* found) const {
  const LexMatch* verb = Cue(token, CommitClass::kConsent);
  const bool accord = verb == nullptr;
  if (accord) verb = Cue(token, CommitClass::kAccord);
  if (verb == nullptr || (verb->proclitics & kAl) != 0 || lexicons_.verbs < 0) return false;
  const uint32_t limit = std::min(sentence.token_end, verb->token_end + kPartyReach);
  if (ActorNear(verb->token_end, limit) == nullptr) return false;
  // Talks end in accords on much; one with a deadline is an undertaking.
  const Mention* due = DueAfter(sentence, token);
  if (accord && due == nullptr) return false;
  for (uint32_t t = verb->token_end; t + 1 < limit + 2 && t + 1 < sentence.token_end; ++t) {
    if (Cue(t, CommitClass::kTo) == nullptr) continue;
    for (uint32_t i = document_.lex_match_begin[t + 1]; i < document_.lex_match_begin[t + 2]; ++i) {
      const LexMatch& match = document_.lex_matches[i];
      if (match.entry.lexicon != static_cast<uint32_t>(lexicons_.verbs) ||
          match.entry.features.form != Form::kMasdar) {
        continue;
      }
      found->cue_begin = token;
      found->cue_end = verb->token_end;
      found->from = t;
      found->due = due;
      found->rule = "commitment/consent";
      found->rank = 3;
      return true;
    }
  }
  return false;
}

// What an agreement lays down.
bool CommitmentScan::FindTerms(const Sentence& sentence, uint32_t token, Commitment* found) const {
  const LexMatch* verb = Cue(token, CommitClass::kTerms);
  if (verb == nullptr || (verb->proclitics & kAl) != 0) return false;
  const uint32_t first = token > sentence.token_begin + 2 * kPartyReach ? token - 2 * kPartyReach
                                                                        : sentence.token_begin;
  const bool agreed =
      HasCue(first, std::min(sentence.token_end, token + 4), CommitClass::kAgreement);
  if (!agreed || verb->token_end >= sentence.token_end) return false;
  found->cue_begin = token;
  found->cue_end = verb->token_end;
  found->from = verb->token_end;
  found->due = DueAfter(sentence, token);
  found->rule = "commitment/terms";
  found->rank = 3;
  return true;
}

// The end of a measure in force: a time behind "until" that lies ahead.
const Mention* CommitmentScan::EndAhead(const Sentence& sentence, uint32_t token) const {
  if (!document_.published.date) return nullptr;
  for (uint32_t t = token; t + 1 < sentence.token_end && t < token + kTimeReach; ++t) {
    if (IsThat(t)) return nullptr;  // what somebody says of it
    const LexMatch* until = Cue(t, CommitClass::kUntil);
    if (until == nullptr) continue;
    const Mention* time = words_.MentionAt(until->token_end, LayerBit(Layer::kTime));
    if (time != nullptr && time->time.stop && *time->time.stop > document_.published.date->stop) {
      return time;
    }
  }
  return nullptr;
}

// What an authority has put in force until a day: "extended the curfew until 23 April".
bool CommitmentScan::FindMeasure(const Sentence& sentence, uint32_t token,
                                 Commitment* found) const {
  const LexMatch* cue = Cue(token, CommitClass::kMeasureVerb);
  uint32_t from = cue != nullptr ? cue->token_end : token;
  if (cue == nullptr) {
    const bool opens = token == sentence.token_begin || words_.IsPunctuation(token - 1);
    cue = opens ? Cue(token, CommitClass::kMeasureNoun) : nullptr;
  }
  if (cue == nullptr) {
    cue = Cue(token, CommitClass::kDecide);
    if (cue == nullptr) return false;
    from = cue->token_end;
    while (from < sentence.token_end && from < cue->token_end + kPartyReach &&
           !words_.IsPunctuation(from) && Cue(from, CommitClass::kMeasureNoun) == nullptr) {
      ++from;
    }
    if (from >= sentence.token_end || Cue(from, CommitClass::kMeasureNoun) == nullptr) return false;
  }
  const bool negated =
      token > sentence.token_begin && Cue(token - 1, CommitClass::kNegation) != nullptr;
  if (negated || (cue->proclitics & kAl) != 0) return false;
  // "commented on": a measure is taken of something, and on somebody.
  for (uint32_t t = from; t < sentence.token_end && t < from + kPartyReach; ++t) {
    if (Cue(t, CommitClass::kMeasureNoun) != nullptr) break;
    if (Cue(t, CommitClass::kTo) != nullptr) return false;
  }
  found->due = EndAhead(sentence, from);
  if (found->due == nullptr) return false;
  found->cue_begin = token;
  found->cue_end = cue->token_end;
  found->from = from;
  found->rule = "commitment/measure";
  found->rank = 3;
  return true;
}

// What a party means to reach by a date.
bool CommitmentScan::FindAim(const Sentence& sentence, uint32_t token, Commitment* found) const {
  const LexMatch* verb = Cue(token, CommitClass::kAim);
  if (verb == nullptr || (verb->proclitics & kAl) != 0) return false;
  if (token > sentence.token_begin && Cue(token - 1, CommitClass::kNegation) != nullptr) {
    return false;
  }
  found->due = DueAfter(sentence, token);
  if (found->due == nullptr || found->due->token_begin < token) return false;
  found->cue_begin = token;
  found->cue_end = verb->token_end;
  found->from = verb->token_end;
  found->rule = "commitment/aim";
  found->rank = 3;
  return true;
}

// Its clause opens with a particle, or with a noun of action as the object; another bare noun
// behind the verb is another sense of it.
bool CommitmentScan::OpensWhatIsPledged(const Sentence& sentence, uint32_t token) const {
  const uint32_t limit = std::min(sentence.token_end, token + 2 * kPartyReach);
  uint32_t object = token;
  if (const Mention* party = ActorNear(token, std::min(limit, token + 1))) {
    object = party->token_end;
  }
  while (object < limit && object < token + 3 && words_.IsDefinite(object)) ++object;
  if (object < limit && IsVerbalNoun(object) && !words_.IsDefinite(object)) return true;
  for (uint32_t t = token; t < limit; ++t) {
    const bool particle = t == token ? words_.IsBehindParticle(t, kBi) : words_.MayBegin(t, kBi);
    if (particle) return true;
    if (words_.IsColon(t)) return false;
  }
  return false;
}

bool CommitmentScan::FindPledge(const Sentence& sentence, uint32_t token, Commitment* found) const {
  const auto take = [&](const LexMatch& cue, const char* rule, int rank) {
    found->cue_begin = token;
    found->cue_end = cue.token_end;
    found->from = cue.token_end;
    found->rule = rule;
    found->rank = rank;
    found->due = DueAfter(sentence, token);
    if (found->due == nullptr) found->due = DayAhead(sentence, token);
    return true;
  };
  const bool negated =
      token > sentence.token_begin && (Cue(token - 1, CommitClass::kFuture) != nullptr ||
                                       Cue(token - 1, CommitClass::kNegation) != nullptr);
  const LexMatch* pledge = Cue(token, CommitClass::kPledgeVerb);
  if (pledge != nullptr && !negated && (pledge->proclitics & (kAl | kBi | kLi)) == 0 &&
      pledge->token_end < sentence.token_end && OpensWhatIsPledged(sentence, pledge->token_end)) {
    return take(*pledge, "commitment/pledge", 5);
  }
  if (const LexMatch* verb = Cue(token, CommitClass::kIntend)) {
    if (!negated && (verb->proclitics & kAl) == 0) return take(*verb, "commitment/intention", 4);
  }
  if (const LexMatch* noun = Cue(token, CommitClass::kPledgeNoun)) {
    if ((noun->proclitics & kAl) != 0) return false;
    const uint32_t limit = std::min(sentence.token_end, noun->token_end + 2);
    const Mention* party = ActorNear(noun->token_end, FirstOpening(noun->token_end, limit));
    const bool owned =
        party != nullptr || noun->has_enclitic ||
        (noun->token_end + 1 < sentence.token_end && words_.IsDefinite(noun->token_end) &&
         words_.MayBegin(noun->token_end + 1, kBi)) ||
        noun->token_end - noun->token_begin > 1;
    if (!owned) return false;
    uint32_t after = party != nullptr ? party->token_end : noun->token_end;
    if (party == nullptr && !noun->has_enclitic && words_.IsDefinite(after)) ++after;
    // An undertaking to do something: a particle and what is undertaken follow.
    if (after >= sentence.token_end || words_.IsPunctuation(after) ||
        !(words_.MayBegin(after, kBi) || words_.MayBegin(after, kLi) ||
          words_.Word(after).size() <= 4)) {
      return false;
    }
    take(*noun, "commitment/undertaking", 4);
    return true;
  }
  return false;
}

bool CommitmentScan::FindUltimatum(const Sentence& sentence, uint32_t token,
                                   Commitment* found) const {
  const LexMatch* noun = Cue(token, CommitClass::kUltimatumNoun);
  const LexMatch* verb = noun == nullptr ? Cue(token, CommitClass::kUltimatumVerb) : nullptr;
  const LexMatch* cue = noun != nullptr ? noun : verb;
  if (cue == nullptr || (verb != nullptr && (verb->proclitics & kAl) != 0)) return false;
  // "in a time of at most": the particle of a deadline, not the deadline that somebody sets.
  if (noun != nullptr && token > sentence.token_begin) {
    const LexMatch* by = Cue(token - 1, CommitClass::kBy);
    if (by != nullptr && by->token_end > token) return false;
  }
  const bool ends = token > sentence.token_begin && Cue(token - 1, CommitClass::kExpire) != nullptr;
  // A time makes it one; without it, it is the threat alone.
  const Mention* due = nullptr;
  for (uint32_t t = token; t < sentence.token_end && t < token + kTimeReach; ++t) {
    const Mention* time = words_.TimeOver(t);
    if (time == nullptr || time->token_end <= token) continue;
    // "the term of sixty days ends on Sunday": when it ends, not how long it was.
    if (ends && time->time.is_duration && !time->time.start) {
      if (due == nullptr) due = time;
      continue;
    }
    due = time;
    break;
  }
  if (due == nullptr) return false;
  found->cue_begin = token;
  found->cue_end = cue->token_end;
  found->from = cue->token_end;
  found->due = due;
  found->rule = "commitment/ultimatum";
  found->rank = 6;
  found->ultimatum = true;
  return true;
}

bool CommitmentScan::FindSchedule(const Sentence& sentence, uint32_t token,
                                  Commitment* found) const {
  const LexMatch* noun = Cue(token, CommitClass::kDateNoun);
  const LexMatch* scheduled = Cue(token, CommitClass::kScheduled);
  if (noun == nullptr && scheduled == nullptr) return false;
  const LexMatch* cue = noun != nullptr ? noun : scheduled;
  const Mention* due = nullptr;
  for (uint32_t t = cue->token_end; t < sentence.token_end && t < cue->token_end + kTimeReach;
       ++t) {
    const Mention* time = words_.TimeOver(t);
    if (time == nullptr) continue;
    if (time->time.is_duration && !time->time.start) continue;
    due = time;
    break;
  }
  if (due == nullptr || !LiesAhead(*due)) return false;
  found->cue_begin = token;
  found->cue_end = cue->token_end;
  found->from = cue->token_end;
  found->due = due;
  found->rule = "commitment/schedule";
  found->rank = 3;
  return true;
}

// What the party that speaks says it will or will not do.
bool CommitmentScan::FindFuture(const Sentence& sentence, uint32_t token, Commitment* found) const {
  const LexMatch* verb = Cue(token, CommitClass::kCoopVerb);
  if (verb == nullptr) return false;
  bool future = (verb->proclitics & kSa) != 0;
  const bool offer =
      HasCue(token, std::min(sentence.token_end, token + kTimeReach), CommitClass::kCondition);
  if (!future && token > sentence.token_begin) {
    const LexMatch* particle = Cue(token - 1, CommitClass::kFuture);
    // What one will not do commits only on a condition; by a date it is a deadline.
    const bool negated = particle != nullptr && Cue(token - 1, CommitClass::kNever) != nullptr;
    future = particle != nullptr && (!negated || offer || DueAfter(sentence, token) != nullptr);
  }
  if (!future) return false;
  const Attribution* said = FindAttribution(attributions_, document_.tokens[token].span);
  if (said == nullptr || said->reprint) {
    // The article's own words: a headline or summary of what a named party will do.
    const bool heading = document_.paragraphs[sentence.paragraph].sentence_end -
                             document_.paragraphs[sentence.paragraph].sentence_begin ==
                         1;
    const Mention* first = ActorNear(sentence.token_begin, token);
    if (!heading || first == nullptr || first->token_begin != sentence.token_begin ||
        first->token_end != token) {
      return false;
    }
  } else if (said->kind == "threaten" || said->kind == "expect" || said->kind == "accuse" ||
             said->kind == "claim" || said->kind == "doubt" || said->kind == "according") {
    return false;
  }
  // A party does it: one is named in the clause before the verb, or right behind it.
  const uint32_t first = token > sentence.token_begin + 2 * kPartyReach ? token - 2 * kPartyReach
                                                                        : sentence.token_begin;
  uint32_t clause = first;
  for (uint32_t t = first; t < token; ++t) {
    if (words_.IsPunctuation(t)) clause = t + 1;
  }
  const bool party =
      ActorNear(clause, token) != nullptr || offer ||
      ActorNear(verb->token_end, std::min(sentence.token_end, verb->token_end + 3)) != nullptr;
  const Mention* due = DueAfter(sentence, token);
  if (!party && due == nullptr) return false;
  found->cue_begin = token;
  found->cue_end = verb->token_end;
  found->from = verb->token_end;
  found->due = due != nullptr ? due : DayAhead(sentence, token);
  found->rule = offer ? "commitment/offer" : "commitment/future";
  found->rank = offer ? 5 : 2;
  found->by_speaker = true;
  return true;
}

// Something demanded, threatened or undertaken by a deadline.
bool CommitmentScan::FindDeadline(const Sentence& sentence, uint32_t token,
                                  Commitment* found) const {
  const Mention* time = words_.MentionAt(token, LayerBit(Layer::kTime));
  if (time == nullptr) return false;
  const uint32_t first =
      token > sentence.token_begin + 2 * kTimeReach ? token - 2 * kTimeReach : sentence.token_begin;
  const bool threat = HasCue(first, token, CommitClass::kThreat) &&
                      HasCue(first, token, CommitClass::kThreatCondition);
  const bool deadline = IsDeadline(sentence, *time);
  if (!deadline && !threat) return false;
  if (!LiesAhead(*time)) return false;
  uint32_t cue = token;
  for (uint32_t t = token; t-- > first;) {
    const bool pulls = Cue(t, CommitClass::kObligation) != nullptr ||
                       Cue(t, CommitClass::kFuture) != nullptr ||
                       Cue(t, CommitClass::kThreatCondition) != nullptr || IsFutureVerb(t);
    if (!pulls) continue;
    cue = t;
    if (Cue(t, CommitClass::kFuture) != nullptr ||
        Cue(t, CommitClass::kThreatCondition) != nullptr) {
      break;
    }
    if (t + 12 < token) break;
  }
  if (cue == token) return false;
  found->cue_begin = cue;
  found->cue_end = time->token_end;
  found->from = cue;
  found->due = time;
  found->rule = "commitment/deadline";
  found->rank = 4;
  found->ultimatum = Cue(cue, CommitClass::kFuture) == nullptr && !words_.MayBegin(cue, kSa);
  return true;
}

bool CommitmentScan::Find(const Sentence& sentence, uint32_t token, Commitment* found) const {
  return FindPledge(sentence, token, found) || FindUltimatum(sentence, token, found) ||
         FindSchedule(sentence, token, found) || FindFuture(sentence, token, found) ||
         FindTerms(sentence, token, found) || FindConsent(sentence, token, found) ||
         FindMeasure(sentence, token, found) || FindAim(sentence, token, found) ||
         FindDeadline(sentence, token, found);
}

std::vector<Fact> CommitmentScan::Run() {
  std::vector<Fact> facts;
  for (const Sentence& sentence : document_.sentences) {
    Commitment best;
    for (uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
      Commitment found;
      if (Find(sentence, t, &found) && found.rank > best.rank) best = found;
    }
    if (best.rank > 0) facts.push_back(Build(sentence, best));
  }
  return facts;
}

}  // namespace tadwin::extract
