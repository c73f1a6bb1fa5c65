#include "extract/events/filter.h"

#include <algorithm>
#include <string_view>

#include "extract/events/pronoun.h"

namespace tadwin::extract {
namespace {

constexpr uint32_t kHeadingWords = 7;
constexpr size_t kDomainWords = 5;        // words of sport or markets that make a report theirs
constexpr size_t kDomainShare = 25;       // one word of them in so many
constexpr uint32_t kAntecedentWords = 5;  // between a noun and its relative clause
constexpr std::string_view kParticiple = "\xD8\xA7\xD9\x84\xD9\x85";  // U+0627 U+0644 U+0645
constexpr std::string_view kOn = "\xD8\xB9\xD9\x84\xD9\x8A";          // U+0639 U+0644 U+064A
constexpr std::string_view kThis = "this";              // key of the demonstratives in event/words
constexpr std::string_view kOneOfThem = "one of them";  // key of "the last, the first"
constexpr double kCountedAttacks = 4.0;                 // more is a tally, not an event

bool Said(FactStatus status) {
  return status == FactStatus::kAsserted || status == FactStatus::kAttributed ||
         status == FactStatus::kBackground;
}

// The words name a speaker, or stand in the words that name one.
bool IsSpeaker(const std::vector<Attribution>& attributions, Span span) {
  return std::any_of(attributions.begin(), attributions.end(),
                     [&](const Attribution& a) { return a.speaker.span.Contains(span); });
}

bool IsShortHeading(const SentenceView& view) {
  const AnnotatedText& document = view.document();
  const uint32_t paragraph = document.sentences[view.sentence()].paragraph;
  const ParagraphKind kind = document.paragraphs[paragraph].kind;
  if (kind == ParagraphKind::kCaption) return true;
  if (kind != ParagraphKind::kHeading || paragraph == 0) return false;
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    if (view.word(i).time >= 0) return false;
  }
  return view.end() - view.begin() <= kHeadingWords;
}

// A counted noun: twenty-five attacks.
bool IsCounted(const SentenceView& view, uint32_t token) {
  const AnnotatedText& document = view.document();
  if (token == view.begin() || !view.word(token - 1).number) return false;
  const Span before = document.tokens[token - 1].span;
  for (const Mention& mention : document.mentions) {
    if (mention.span.begin > before.begin) break;
    if (mention.layer != Layer::kNumber || !mention.span.Contains(before)) continue;
    return mention.quantity.best && *mention.quantity.best > kCountedAttacks;
  }
  return false;
}

// The argument of a noun of threat or demand: what is threatened is part of the threat.
bool IsThreatened(const SentenceView& view, const SentenceEvents& found, const Trigger& trigger) {
  const auto own = static_cast<int32_t>(&trigger - found.triggers.data());
  return std::any_of(found.events.begin(), found.events.end(), [&](const Event& other) {
    const Trigger& head = found.triggers[other.trigger];
    const Frame& frame = view.frames().all()[head.frame];
    return !head.verb && frame.plover == "THREATEN" &&
           (other.roles.oblique_trigger == own || other.roles.object_trigger == own);
  });
}

// A word of agreement, demand, refusal or sentence before it whose content it is: called for the
// release of, sentenced to the execution of.
bool IsContent(const SentenceView& view, const SentenceEvents& found, const Trigger& trigger,
               bool asked_only) {
  const auto own = static_cast<int32_t>(&trigger - found.triggers.data());
  return std::any_of(found.events.begin(), found.events.end(), [&](const Event& other) {
    const Trigger& head = found.triggers[other.trigger];
    const std::string& plover = view.frames().all()[head.frame].plover;
    const bool sentenced =
        plover == "SANCTION" && view.frames().all()[trigger.frame].plover == "ASSAULT";
    const bool told = plover == "AGREE" || plover == "REJECT" || sentenced;
    const bool asks = plover == "REQUEST" || (!asked_only && told);
    const bool argument = other.roles.oblique_trigger == own || other.roles.object_trigger == own;
    return asks && head.begin < trigger.begin && argument;
  });
}

// "called for not targeting civilians", "vowed not to attack": what is asked or vowed; nobody
// denies.
bool IsForborne(const SentenceView& view, const SentenceEvents& found, const Trigger& trigger) {
  uint32_t lack = trigger.begin;
  for (uint32_t back = 1; back <= 2 && trigger.begin >= view.begin() + back; ++back) {
    if ((view.word(trigger.begin - back).classes & kNounNegation) != 0) lack = trigger.begin - back;
  }
  if (lack == trigger.begin || lack == view.begin()) return false;
  const bool governed =
      (view.word(lack).proclitics & kBi) != 0 || (view.word(lack - 1).classes & kPreposition) != 0;
  return governed && std::any_of(found.events.begin(), found.events.end(), [&](const Event& other) {
           const Trigger& head = found.triggers[other.trigger];
           const std::string& plover = view.frames().all()[head.frame].plover;
           return (plover == "REQUEST" || plover == "AGREE") && head.begin < lack &&
                  view.word(head.begin).clause == view.word(lack).clause;
         });
}

// "to prison" behind the words of a court.
bool IsSentence(const SentenceView& view, const SentenceEvents& found, const Trigger& trigger) {
  if (view.frames().all()[trigger.frame].effect != "detained") return false;
  return std::any_of(found.triggers.begin(), found.triggers.end(), [&](const Trigger& other) {
    return !other.dropped && other.begin < trigger.begin &&
           view.frames().all()[other.frame].plover == "SANCTION";
  });
}

// "This attack", "the last of these attacks": told before.
bool PointsBack(const SentenceView& view, const Trigger& trigger) {
  for (uint32_t back = 1; back <= 2 && trigger.begin >= view.begin() + back; ++back) {
    const Word& word = view.word(trigger.begin - back);
    if (word.verb || word.punctuation) return false;
    // "the last attack on X" tells of one for itself; "now and the other" does not.
    if (word.key == kThis || (word.key == kOneOfThem && word.definite)) return true;
  }
  return false;
}

// Types whose facts may be supposed: what would be said in some case is no fact.
bool CanBeSupposed(std::string_view plover) {
  return plover == "ASSAULT" || plover == "RETREAT" || plover == "COERCE" || plover == "MOBILIZE" ||
         plover == "PROTEST" || plover == "THREATEN";
}

// What teams and prices do to each other, when nobody was hurt or taken.
bool CanBeFigure(const Fact& fact) {
  const bool harmed = fact.killed || fact.injured || fact.detained || fact.missing;
  return !harmed &&
         (fact.plover == "ASSAULT" || fact.plover == "RETREAT" || fact.plover == "CONSULT" ||
          fact.plover == "THREATEN" || fact.plover == "MOBILIZE" || fact.plover == "REJECT");
}

// "the bombing that X launched": a light verb of the past in the clause behind the noun.
bool IsCarriedOutBehind(const SentenceView& view, const SentenceEvents& found,
                        const Trigger& trigger) {
  if (trigger.light < 0) return false;
  const Trigger& light = found.triggers[static_cast<size_t>(trigger.light)];
  return light.verb && !light.imperfect && light.begin > trigger.begin &&
         view.ClauseOf(light.begin).kind == ClauseKind::kRelative;
}

// Condemned the attack that struck X: the clause behind the noun tells that it happened.
bool IsToldBehind(const SentenceView& view, const SentenceEvents& found, const Event& event) {
  if (IsCarriedOutBehind(view, found, found.triggers[event.trigger])) return true;
  return std::any_of(event.joined.begin(), event.joined.end(), [&](uint32_t t) {
    const Trigger& joined = found.triggers[t];
    const Frame& frame = view.frames().all()[joined.frame];
    return joined.verb && !joined.imperfect && frame.kind == FrameKind::kEvent &&
           frame.effect.empty() && joined.begin > found.triggers[event.trigger].begin &&
           view.ClauseOf(joined.begin).kind == ClauseKind::kRelative;
  });
}

// A question about the words of the lexicon: Frames::IsNature, Frames::IsAbstract.
using WordTest = bool (Frames::*)(const LexMatch&) const;

bool HoldsAt(const SentenceView& view, uint32_t token, WordTest test) {
  const AnnotatedText& document = view.document();
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    if ((view.frames().*test)(document.lex_matches[m])) return true;
  }
  return false;
}

// What the weather does: "(floods) swept", the doer or the noun right before the verb.
bool IsOfNature(const SentenceView& view, const Trigger& trigger, const Fact& fact) {
  const AnnotatedText& document = view.document();
  const bool relative =
      trigger.begin > view.begin() && (view.word(trigger.begin - 1).classes & kRelative) != 0;
  const uint32_t reach = !trigger.verb ? 0 : relative ? kAntecedentWords : 2;
  for (uint32_t back = 1; back <= reach && trigger.begin >= view.begin() + back; ++back) {
    const Word& word = view.word(trigger.begin - back);
    if (word.punctuation || word.verb) break;
    if (HoldsAt(view, trigger.begin - back, &Frames::IsNature)) return true;
  }
  return std::any_of(fact.actors.begin(), fact.actors.end(), [&](const NamedRef& actor) {
    for (uint32_t i = view.begin(); i < view.end(); ++i) {
      if (actor.span.Contains(document.tokens[i].span) && HoldsAt(view, i, &Frames::IsNature)) {
        return true;
      }
    }
    return false;
  });
}

// The first word of a participant that is no "this" or count.
bool IsAbstract(const SentenceView& view, const std::vector<NamedRef>& participants) {
  return std::any_of(participants.begin(), participants.end(), [&](const NamedRef& ref) {
    for (uint32_t i = view.begin(); i < view.end(); ++i) {
      if (!ref.span.Contains(view.document().tokens[i].span)) continue;
      if ((view.word(i).classes & kDemonstrative) != 0 || view.word(i).number) continue;
      return HoldsAt(view, i, &Frames::IsAbstract);
    }
    return false;
  });
}

// "The crisis threatens", "the sanctions that target": a verb with a doer that cannot act; and "got
// the situation under control", which is no seizure.
bool IsOfAbstracts(const SentenceView& view, const Trigger& trigger, const Fact& fact) {
  const bool seizes = fact.plover == "COERCE" && fact.mode == "seize";
  if (seizes && IsAbstract(view, fact.targets)) return true;
  const bool hits = fact.plover == "ASSAULT" && view.frames().all()[trigger.frame].absorbs;
  if (!trigger.verb || (!hits && fact.plover != "THREATEN")) return false;
  if (hits && (fact.killed || fact.injured)) return false;
  if (IsAbstract(view, fact.actors)) return true;
  const bool relative =
      trigger.begin > view.begin() && (view.word(trigger.begin - 1).classes & kRelative) != 0;
  const uint32_t back = relative ? 2 : 1;
  if (trigger.begin >= view.begin() + back &&
      HoldsAt(view, trigger.begin - back, &Frames::IsAbstract)) {
    return true;
  }
  // A doer behind the verb that was not read as one; "threatened with escalation" names none.
  return !hits && fact.actors.empty() && trigger.end < view.end() &&
         (view.word(trigger.end).proclitics & (kBi | kLi)) == 0 &&
         HoldsAt(view, trigger.end, &Frames::IsAbstract);
}

// Deaths of a flood, a road accident, a fire: no violence of anybody.
bool IsAccident(const SentenceView& view, const SentenceEvents& found, const Event& event) {
  const auto harmless = [&](uint32_t t) {
    const Frame& frame = view.frames().all()[found.triggers[t].frame];
    return !frame.effect.empty() || frame.kind != FrameKind::kEvent ||
           frame.arguments.subject == Role::kWeapon || frame.arguments.genitive == Role::kWeapon;
  };
  if (!harmless(event.trigger) ||
      !std::all_of(event.joined.begin(), event.joined.end(), harmless)) {
    return false;
  }
  const AnnotatedText& document = view.document();
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      if (view.frames().IsAccident(document.lex_matches[m])) return true;
    }
  }
  return false;
}

// A newspaper, a channel, an agency among those who take part.
bool IsMedium(const Fact& fact) {
  const auto medium = [](const NamedRef& ref) { return ref.name.kind == NameKind::kMedia; };
  return std::any_of(fact.actors.begin(), fact.actors.end(), medium) ||
         std::any_of(fact.targets.begin(), fact.targets.end(), medium);
}

// "In protest at": why something else was done.
bool IsReason(const SentenceView& view, const Trigger& trigger) {
  return trigger.shape == kMasdarNoun && !trigger.definite && trigger.begin > view.begin() &&
         view.frames().HasAccusativeEnding(
             view.document().Folded(view.document().tokens[trigger.begin]));
}

// The noun is taken up by a clause of its own: the warnings that the minister issued.
bool IsDescribed(const SentenceView& view, const Trigger& trigger) {
  return trigger.end < view.end() && (view.word(trigger.end).classes & kRelative) != 0;
}

bool OpensClause(const SentenceView& view, const Trigger& trigger) {
  const Clause& clause = view.ClauseOf(trigger.begin);
  if (clause.kind == ClauseKind::kRelative) return false;
  for (uint32_t i = clause.begin; i < trigger.begin; ++i) {
    const uint32_t skipped = kConjunction | kSubordinator | kComplementiser | kAdverb;
    if (!view.word(i).punctuation && (view.word(i).classes & skipped) == 0) return false;
  }
  return true;
}

bool HasTime(const SentenceView& view, const Clause& clause) {
  for (uint32_t i = clause.begin; i < clause.end; ++i) {
    if (view.word(i).time >= 0) return true;
  }
  return false;
}

// "an area that they hold", "those that back (the president)": what somebody is like, told in
// passing.
bool IsTrait(const SentenceView& view, const Trigger& trigger, const Fact& fact) {
  const Word& word = view.word(trigger.begin);
  if (!trigger.verb || !trigger.imperfect || word.perfect || word.proclitics != kNoProclitic) {
    return false;
  }
  const Clause& clause = view.ClauseOf(trigger.begin);
  if (fact.plover == "SUPPORT") {
    return clause.kind == ClauseKind::kRelative && trigger.begin <= clause.begin + 1 &&
           !HasTime(view, clause);
  }
  if (!view.frames().all()[trigger.frame].holds || trigger.end >= view.end()) return false;
  const AnnotatedText& document = view.document();
  return PronounOn(document.Folded(document.tokens[trigger.end]), kOn) != kNoPronoun;
}

// "in the province of X", which is no boycott: the place stands right behind the noun.
bool IsProvince(const SentenceView& view, const Trigger& trigger, const Fact& fact) {
  if (fact.plover != "PROTEST" || fact.mode != "boycott" || trigger.verb || trigger.definite) {
    return false;
  }
  if (trigger.end >= view.end() || view.word(trigger.end).mention < 0) return false;
  const Mention& name = view.MentionAt(view.word(trigger.end).mention);
  return name.layer == Layer::kPlace && name.name.kind != NameKind::kCountry;
}

// A verb of the present outside a headline, with no time and nobody hurt: what somebody uses to do,
// or holds.
bool IsHabit(const SentenceView& view, const Trigger& trigger, const Fact& fact) {
  const AnnotatedText& document = view.document();
  const Clause& clause = view.ClauseOf(trigger.begin);
  const bool holds = view.frames().all()[trigger.frame].holds;
  if (!trigger.verb) return false;
  // "the areas that X seized": which areas, unless a day is told with it.
  if (holds && clause.kind == ClauseKind::kRelative && !HasTime(view, clause)) return true;
  if (!Said(fact.status) || fact.killed || fact.injured || fact.time.start) return false;
  const uint32_t paragraph = document.sentences[view.sentence()].paragraph;
  const bool heading = document.paragraphs[paragraph].kind == ParagraphKind::kHeading;
  if (view.sentence() == 0 || heading) return false;
  const Word& word = view.word(trigger.begin);
  if (!trigger.imperfect || word.perfect || (trigger.proclitics & kSa) != 0) return false;
  if (trigger.begin > view.begin()) {
    const uint32_t particles = kNegation | kComplementiser | kSubordinator | kMayWord;
    if ((view.word(trigger.begin - 1).classes & particles) != 0) return false;
  }
  // A sentence that tells a time may be the entry of a chronology.
  return holds || !HasTime(view, {view.begin(), view.end()});
}

}  // namespace

bool IsFigurative(const AnnotatedText& document, const Frames& frames) {
  size_t words = 0;
  for (uint32_t i = 0; i < document.tokens.size(); ++i) {
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      if (!frames.IsDomain(document.lex_matches[m])) continue;
      ++words;
      break;
    }
  }
  return words >= kDomainWords && words * kDomainShare >= document.tokens.size();
}

const char* FilterReason(const FilterInput& input) {
  const SentenceView& view = *input.view;
  const Trigger& trigger = input.found->triggers[input.event->trigger];
  const Fact& fact = *input.fact;
  const Frame& frame = view.frames().all()[trigger.frame];
  const Assertion& assertion = *input.assertion;
  const bool judged = fact.plover == "ASSAULT" || fact.plover == "PROTEST";
  if (trigger.light < 0 && IsSpeaker(*input.attributions, fact.span)) {
    return "event/filter:speaker";
  }
  // Sentences on their own are left to the judge.
  if (judged && !input.whole_article) return nullptr;
  // "in reply to X's bombing of Y": who did it and to whom is told.
  const bool answered = assertion.replied && !fact.actors.empty() && !fact.targets.empty();
  if (assertion.suppressed && !answered && !IsToldBehind(view, *input.found, *input.event)) {
    return "event/filter:governed";
  }
  if (IsOfNature(view, trigger, fact)) return "event/filter:nature";
  if (IsOfAbstracts(view, trigger, fact)) return "event/filter:abstract";
  if (IsTrait(view, trigger, fact)) return "event/filter:habit";
  if (IsProvince(view, trigger, fact)) return "event/filter:place";
  const bool charge =
      fact.plover == "SUPPORT" || fact.plover == "AGREE" || fact.plover == "CONSULT";
  if (charge && !trigger.verb && fact.status == FactStatus::kAlleged) return "event/filter:charge";
  if (input.whole_article && IsShortHeading(view)) return "event/filter:heading";
  if (input.figurative && CanBeFigure(fact)) return "event/filter:domain";
  if (fact.plover == "ASSAULT" && IsAccident(view, *input.found, *input.event)) {
    return "event/filter:accident";
  }
  if (fact.status == FactStatus::kConditional && !CanBeSupposed(fact.plover)) {
    return "event/filter:supposed";
  }
  const bool force = fact.plover == "ASSAULT" || fact.plover == "COERCE";
  if (force && IsHabit(view, trigger, fact)) return "event/filter:habit";
  if (trigger.verb) {
    if (assertion.negated && fact.status == FactStatus::kDenied &&
        (frame.effect == "killed" || frame.effect == "injured")) {
      return "event/filter:nobody";
    }
    const bool verbal = fact.plover != "ASSAULT" && fact.plover != "RETREAT";
    return verbal && assertion.negated && frame.status.empty() ? "event/filter:negated" : nullptr;
  }

  const bool bare = input.event->roles.actors.empty() && input.event->roles.targets.empty();
  const bool joined = std::any_of(
      input.event->joined.begin(), input.event->joined.end(),
      [&](uint32_t t) { return !view.frames().all()[input.found->triggers[t].frame].weak; });
  const bool told = trigger.light >= 0 || joined;
  // What was called for may be planned; what was denied is a stance on an act.
  const bool kept = fact.status == FactStatus::kDenied ||
                    (fact.status == FactStatus::kPlanned &&
                     (fact.plover == "PROTEST" || fact.plover == "RETREAT"));
  // Called for the release of X: no more than a demand. A withdrawal called for may be planned.
  const bool asked_only = kept && fact.status == FactStatus::kPlanned && fact.plover == "RETREAT" &&
                          fact.mode != "withdraw";
  if (!told && (!kept || asked_only) && IsContent(view, *input.found, trigger, asked_only)) {
    return "event/filter:content";
  }
  if (!told && fact.status == FactStatus::kConditional &&
      (input.event->roles.targets.empty() ||
       view.ClauseOf(trigger.begin).kind == ClauseKind::kCondition)) {
    return "event/filter:supposed";
  }
  if (assertion.negated && IsForborne(view, *input.found, trigger)) {
    return "event/filter:forborne";
  }
  if (!told && assertion.negated && input.event->roles.targets.empty() &&
      fact.status == FactStatus::kDenied && fact.plover == "ASSAULT") {
    return "event/filter:negated";
  }
  // "the besieged town": which town, not what happened.
  if (trigger.light < 0 && trigger.definite && fact.plover == "COERCE" &&
      trigger.begin > view.begin() &&
      (view.word(trigger.begin - 1).definite || view.word(trigger.begin - 1).mention >= 0) &&
      !view.word(trigger.begin - 1).verb &&
      view.document().Folded(view.document().tokens[trigger.begin]).starts_with(kParticiple)) {
    return "event/filter:described";
  }
  // "without a phone call", "said in a call": nobody's call to anybody, or one to who reports.
  const bool nobody = fact.actors.empty() && fact.targets.empty();
  if (fact.subtype == "call" && ((!told && nobody) || IsMedium(fact))) return "event/filter:call";
  if (judged) {
    const bool nothing_new = !fact.time.start && !fact.killed && !fact.injured;
    if (IsCounted(view, trigger.begin)) return "event/filter:counted";
    if (fact.plover == "PROTEST" && !told && IsReason(view, trigger)) return "event/filter:reason";
    if (input.told_before && trigger.light < 0 && PointsBack(view, trigger)) {
      return "event/filter:told_before";
    }
    if (assertion.in_passing && trigger.definite && bare && !told && nothing_new) {
      return "event/filter:in_passing";
    }
    if (input.told_before && trigger.definite && bare && !told && nothing_new) {
      return "event/filter:told_before";
    }
    return nullptr;
  }
  // "without the approval of", "no talks with": nobody agreed or met.
  const bool word_of_act = fact.plover == "AGREE" || fact.plover == "CONSULT" ||
                           fact.plover == "SUPPORT" || fact.plover == "COOPERATE" ||
                           fact.plover == "REQUEST" || fact.plover == "ACCUSE";
  const bool met = fact.plover == "CONSULT" || fact.plover == "AGREE";
  if (word_of_act && (!told || met) && assertion.negated) return "event/filter:negated";
  // "a proposal that aims at a truce": planned by nobody yet.
  if (fact.plover == "AGREE" && !told && nobody && fact.status == FactStatus::kPlanned &&
      !fact.time.start) {
    return "event/filter:agreed_by_nobody";
  }
  if (IsThreatened(view, *input.found, trigger)) return "event/filter:threatened";
  // "After the warning of X to Y" tells who warned whom.
  const bool named = !fact.actors.empty() && !fact.targets.empty();
  if (assertion.in_passing && Said(fact.status) && !fact.time.start && !told && !named) {
    return "event/filter:in_passing";
  }
  const bool anew = fact.time.start.has_value() || IsDescribed(view, trigger) ||
                    IsSentence(view, *input.found, trigger);
  if (trigger.definite && bare && !told && !anew) return "event/filter:anaphora";
  const bool purpose = (trigger.proclitics & kLi) != 0 && fact.plover != "REQUEST";
  const bool undergone =
      trigger.light >= 0 &&
      view.frames()
              .all()[input.found->triggers[static_cast<size_t>(trigger.light)].frame]
              .arguments.subject == Role::kTarget;
  if (purpose && Said(fact.status) && !undergone) return "event/filter:purpose";
  const bool arrest = frame.effect == "detained" && !input.event->roles.targets.empty();
  if (OpensClause(view, trigger) && !told && !arrest && Said(fact.status) && !fact.time.start &&
      (trigger.shape & kMasdarNoun) != 0 && input.told_before) {
    return "event/filter:topic";
  }
  return nullptr;
}

}  // namespace tadwin::extract
