#include "extract/events/subjects.h"

#include <algorithm>
#include <string>

namespace tadwin::extract {
namespace {

constexpr std::string_view kWhat = "what";                          // key of "what" in event/words
constexpr std::string_view kTimeUnit = "time unit";                 // key of "day" in event/words
constexpr std::string_view kPluralNominative = "\xD9\x88\xD9\x86";  // U+0648 U+0646
constexpr std::string_view kThatHe = "that he";                  // key of "that he" in event/words
constexpr std::string_view kSoundPlural = "\xD9\x8A\xD9\x86";    // U+064A U+0646
constexpr std::string_view kAsFor = "\xD8\xA7\xD9\x85\xD8\xA7";  // U+0627 U+0645 U+0627
constexpr uint32_t kAsForReach = 14;   // words between "as for" and its verb
constexpr size_t kRemembered = 6;      // subjects of earlier sentences
constexpr uint32_t kFarSentences = 2;  // how far back a subject may be taken from
constexpr uint32_t kTitleReach = 7;    // between a title and the name of its bearer
constexpr uint32_t kNamedReach = 6;    // between a name and "that it"
constexpr uint32_t kHeadTokens = 4;    // a name of who acts stands in the first words of a phrase

bool IsEmpty(const Phrase& phrase) { return phrase.begin >= phrase.end; }

// A body has no name of a person behind it.
bool IsBody(NameKind kind) {
  return kind == NameKind::kCountry || kind == NameKind::kGovernment || kind == NameKind::kParty ||
         kind == NameKind::kInternational;
}

bool Clash(const Agreement& a, const Agreement& b) {
  return (a.masculine && b.feminine) || (a.feminine && b.masculine);
}

}  // namespace

void Discourse::Remember(const Subject& subject, uint32_t at) {
  sentence = at;
  subjects.push_back(subject);
  if (subjects.size() > kRemembered) subjects.erase(subjects.begin());
}

SubjectReader::SubjectReader(const SentenceView& view, Discourse* discourse)
    : view_(view), discourse_(discourse) {
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    if (view.word(i).verb && (view.word(i).classes & kAuxiliary) == 0) Read(i);
  }
  for (const VerbReading& verb : verbs_) {
    const ClauseKind kind = view.ClauseOf(verb.token).kind;
    const bool level = kind == ClauseKind::kMain || kind == ClauseKind::kCoordinate ||
                       kind == ClauseKind::kComplement;
    if (!level || !verb.subject.found() || IsEmpty(verb.subject.phrase)) continue;
    if (CanAct(verb.subject.phrase) || CanSpeak(verb.subject.phrase))
      discourse_->Remember(verb.subject, view.sentence());
  }
  RememberObjects();
}

void SubjectReader::RememberObjects() {
  if (discourse_->objects_sentence + 1 == view_.sentence()) earlier_objects_ = discourse_->objects;
  std::vector<Subject> objects;
  for (const VerbReading& verb : verbs_) {
    for (const Phrase& phrase : ObjectsOf(verb)) {
      if (view_.FirstMention(phrase.begin, phrase.end) < 0 && !view_.word(phrase.begin).number) {
        continue;
      }
      objects.push_back(Make(phrase));
      break;
    }
  }
  if (objects.empty()) return;
  discourse_->objects = std::move(objects);
  discourse_->objects_sentence = view_.sentence();
}

const VerbReading* SubjectReader::VerbAt(uint32_t token) const {
  for (const VerbReading& verb : verbs_) {
    if (verb.token == token) return &verb;
  }
  return nullptr;
}

bool SubjectReader::CanAct(const Phrase& phrase) const {
  const uint32_t stop = std::min(phrase.end, phrase.begin + kHeadTokens);
  const int32_t index = view_.FirstMention(phrase.begin, stop);
  if (index < 0) return false;
  const Mention& mention = view_.MentionAt(index);
  if (mention.layer != Layer::kPlace) return true;
  return mention.token_begin == phrase.begin &&
         (mention.name.kind == NameKind::kCountry || !mention.name.actor_id.empty() ||
          mention.name.kind == NameKind::kSettlement);
}

bool SubjectReader::CanSpeak(const Phrase& phrase) const {
  const AnnotatedText& document = view_.document();
  const uint32_t head = phrase.begin;
  const bool annexed = head + 1 < phrase.end && view_.word(head + 1).definite;
  if (!view_.word(head).definite && !annexed) return false;
  const auto first = document.lex_matches.begin() + document.lex_match_begin[head];
  const auto last = document.lex_matches.begin() + document.lex_match_begin[head + 1];
  return std::any_of(first, last,
                     [&](const LexMatch& match) { return view_.frames().IsSpeakerNoun(match); });
}

// The case endings that show an object: of the indefinite noun, and of the sound plural and the
// dual.
bool SubjectReader::LooksAccusative(const Phrase& phrase) const {
  const AnnotatedText& document = view_.document();
  const uint32_t head = phrase.begin;
  const Word& word = view_.word(head);
  // The case of what is counted tells nothing of its number's.
  if (word.number || (word.classes & kDemonstrative) != 0) return false;
  if (word.own || view_.IsInConstruct(head, phrase.end)) return false;
  // A name that ends like a dual is none.
  if (word.mention >= 0 && (view_.MentionAt(word.mention).layer == Layer::kPlace ||
                            view_.MentionAt(word.mention).layer == Layer::kPerson)) {
    return false;
  }
  const std::string_view folded = document.Folded(document.tokens[head]);
  if (!word.definite && word.mention < 0) return view_.frames().HasAccusativeEnding(folded);
  if (!folded.ends_with(kSoundPlural))
    return word.mention >= 0 && !word.definite &&
           view_.MentionAt(word.mention).layer == Layer::kGroup &&
           view_.frames().HasAccusativeEnding(folded);
  // "the secretary" is no plural of "safe": a noun that is singular as well shows no case.
  bool plural = false;
  for (uint32_t m = document.lex_match_begin[head]; m < document.lex_match_begin[head + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    const Features& features = match.entry.features;
    if (match.token_end != head + 1) continue;
    const bool several = features.form == Form::kPlural || features.form == Form::kDual ||
                         features.number == GrammaticalNumber::kPlural ||
                         features.number == GrammaticalNumber::kDual;
    if (!several && features.pos == Pos::kNoun && view_.frames().IsNoun(match)) return false;
    plural |= several;
  }
  return plural;
}

// "the protesters" with the ending of the subject: of the sound plural.
bool SubjectReader::LooksNominative(const Phrase& phrase) const {
  const AnnotatedText& document = view_.document();
  const uint32_t head = phrase.begin;
  if (!document.Folded(document.tokens[head]).ends_with(kPluralNominative)) return false;
  for (uint32_t m = document.lex_match_begin[head]; m < document.lex_match_begin[head + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    const Features& features = match.entry.features;
    if (match.token_end != head + 1 || !view_.frames().IsNoun(match)) continue;
    if (features.form == Form::kPlural || features.number == GrammaticalNumber::kPlural)
      return true;
  }
  return view_.word(head).mention >= 0 &&
         view_.MentionAt(view_.word(head).mention).layer == Layer::kGroup;
}

template <typename Test>
bool SubjectReader::HasFrame(uint32_t token, Test test) const {
  const AnnotatedText& document = view_.document();
  std::vector<Frames::Hit> hits;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    view_.frames().Find(document.lex_matches[m], &hits);
  }
  return std::any_of(hits.begin(), hits.end(),
                     [&](const Frames::Hit& hit) { return test(view_.frames().all()[hit.frame]); });
}

bool SubjectReader::IsTransitive(uint32_t token) const {
  return HasFrame(token, [](const Frame& frame) { return frame.arguments.object != Role::kNone; });
}

// A verb of motion: went to a place.
bool SubjectReader::Moves(uint32_t token) const {
  return HasFrame(token, [](const Frame& frame) {
    const auto& prepositions = frame.arguments.prepositions;
    return frame.arguments.object == Role::kNone &&
           std::any_of(prepositions.begin(), prepositions.end(),
                       [](const PrepositionRole& wanted) { return wanted.role == Role::kPlace; });
  });
}

// "condemned X what happened": a clause right behind the noun is the object.
bool SubjectReader::GoesOn(const Phrase& phrase) const {
  if (phrase.end + 1 >= view_.end() || view_.word(phrase.end).punctuation) return false;
  const Word& next = view_.word(phrase.end);
  const bool what = next.key == kWhat || (next.classes == 0 && !next.noun_known);
  return what && next.mention < 0 && view_.word(phrase.end + 1).verb;
}

// Residents, workers: whom those in office urge and call upon, seldom who does.
bool SubjectReader::IsAddressed(const Phrase& phrase) const {
  const AnnotatedText& document = view_.document();
  for (uint32_t m = document.lex_match_begin[phrase.begin];
       m < document.lex_match_begin[phrase.begin + 1]; ++m) {
    if ((view_.frames().ThingOf(document.lex_matches[m]) & kNeedCrowd) != 0) {
      return !OfNoun(phrase).feminine;
    }
  }
  return false;
}

// Houses, roads, goods: nobody who acts.
bool SubjectReader::IsSite(const Phrase& phrase) const {
  constexpr uint32_t kSites = kNeedFacility | kNeedPassage | kNeedGoods | kNeedBuilding;
  if (CanAct(phrase)) return false;
  const AnnotatedText& document = view_.document();
  for (uint32_t m = document.lex_match_begin[phrase.begin];
       m < document.lex_match_begin[phrase.begin + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if ((view_.frames().ThingOf(match) & kSites) != 0 && match.token_end == phrase.begin + 1) {
      return true;
    }
  }
  return false;
}

// A verb that hardly goes without its object: urged, accused.
bool SubjectReader::NeedsObject(uint32_t token) const {
  return HasFrame(token, [](const Frame& frame) { return frame.needs_object; });
}

// Before the particles, adverbs and times that stand between a noun and its verb.
uint32_t SubjectReader::SkipBack(uint32_t token) const {
  uint32_t start = token;
  while (start > view_.begin()) {
    if (const uint32_t before = view_.BeforeAdverb(start); before < start) {
      start = before;
      continue;
    }
    const Word& previous = view_.word(start - 1);
    const bool aside =
        (previous.comma && start - 1 > view_.begin() &&
         (view_.word(start - 2).time >= 0 || start < token)) ||
        (previous.punctuation && !previous.comma && start == token && IsEmpty(QuotedBefore(start)));
    if ((previous.classes & kBeforeVerb) == 0 && previous.time < 0 && !aside) break;
    if (previous.classes != 0 && (previous.proclitics & (kWa | kFa)) != 0) {
      return start - 1;  // and + particle opens the clause
    }
    --start;
  }
  return start;
}

// "his Turkish counterpart, X, in": the name between commas is that of whom a noun with a pronoun
// tells.
uint32_t SubjectReader::ApposedEnd(const Phrase& phrase) const {
  const uint32_t comma = phrase.end;
  if (phrase.kind == PhraseKind::kTimePhrase || comma + 2 >= view_.end()) return comma;
  const Word& head = view_.word(phrase.begin);
  if (!head.has_enclitic || head.verb || !view_.word(comma).comma) return comma;
  const int32_t index = view_.word(comma + 1).mention;
  if (index < 0 || view_.MentionAt(index).layer != Layer::kPerson) return comma;
  const uint32_t stop = view_.MentionAt(index).token_end;
  const bool closed = stop < view_.end() && view_.word(stop).punctuation;
  return closed && view_.FirstMention(phrase.begin, comma) < 0 ? stop : comma;
}

// With the name that stands behind a title and its complements: the commander of X in Y, N.
Subject SubjectReader::Make(Phrase phrase) const {
  phrase.end = ApposedEnd(phrase);
  const int32_t title = view_.FirstMention(phrase.begin, phrase.end);
  if (title >= 0 && view_.MentionAt(title).layer == Layer::kGroup &&
      !IsBody(view_.MentionAt(title).name.kind) && phrase.kind != PhraseKind::kTimePhrase) {
    const uint32_t stop = std::min(view_.end(), phrase.end + kTitleReach);
    for (uint32_t i = phrase.end; i < stop; ++i) {
      const Word& word = view_.word(i);
      if (word.punctuation || word.verb || word.time >= 0 || word.number ||
          (word.proclitics & (kWa | kFa)) != 0 ||
          (word.classes & ~(kPreposition | kStopNoun | kGeneric)) != 0) {
        break;
      }
      if (word.mention < 0 || view_.MentionAt(word.mention).layer != Layer::kPerson) continue;
      if ((view_.word(i - 1).classes & kPreposition) != 0) break;
      if (i > phrase.end && (view_.word(phrase.end).classes & kPreposition) != 0 &&
          !view_.word(phrase.end).locative) {
        break;
      }
      phrase.end = view_.MentionAt(word.mention).token_end;
      break;
    }
  }
  Subject subject;
  subject.phrase = phrase;
  subject.agreement = OfNoun(phrase);
  subject.pronouns = PronounsOf(phrase);
  subject.ref.span = view_.SpanOf(phrase);
  subject.ref.text = std::string(view_.document().Raw(subject.ref.span));
  const int32_t mention = view_.FirstMention(phrase.begin, phrase.end);
  if (mention >= 0) subject.ref.name = view_.MentionAt(mention).name;
  return subject;
}

// The noun phrase a relative clause is about: the nearest before it that agrees.
Subject SubjectReader::Antecedent(uint32_t relative, const Agreement& agreement) const {
  uint32_t end = relative;
  while (end > view_.begin() && view_.word(end - 1).punctuation) --end;
  if (end == view_.begin()) return Inherited(agreement, false);
  const uint32_t start = view_.ClauseOf(end - 1).begin;
  Phrase best;
  uint32_t i = start;
  while (i < end) {
    const std::vector<Phrase> phrases = view_.Constituents(i, end);
    for (const Phrase& phrase : phrases) {
      if (phrase.kind == PhraseKind::kTimePhrase || Clash(OfNoun(phrase), agreement)) continue;
      best = phrase;
    }
    uint32_t next = phrases.empty() ? i : phrases.back().end;
    while (next < end && !view_.word(next).verb &&
           (view_.word(next).classes & (kRelative | kSubordinator | kComplementiser)) == 0) {
      ++next;
    }
    i = std::max(next + 1, i + 1);
  }
  if (IsEmpty(best)) return Inherited(agreement, false);
  // "confronting the forces that seized": whose act it was, not the act.
  const int32_t inner = view_.FirstMention(best.begin, best.end);
  const Word& head = view_.word(best.begin);
  if (inner >= 0 && head.masdar && head.mention < 0 && !head.definite) {
    Phrase named = best;
    named.begin = view_.MentionAt(inner).token_begin;
    if (named.begin > best.begin && CanAct(named) && !Clash(OfNoun(named), agreement)) best = named;
  }
  return Make(best);
}

// The subject of the verb before, or the latest of the document, that agrees.
Subject SubjectReader::Inherited(const Agreement& agreement, bool same_sentence) const {
  const ClauseKind relative = ClauseKind::kRelative;
  for (size_t v = verbs_.size(); v-- > 0;) {
    const Subject& subject = verbs_[v].subject;
    if (!subject.found() || Clash(subject.agreement, agreement)) continue;
    if (Clash(verbs_[v].agreement, agreement) && !agreement.plural) continue;
    const bool inside = view_.ClauseOf(verbs_[v].token).kind == relative;
    if (inside && v > 0 && !IsEmpty(subject.phrase) && !CanAct(subject.phrase)) continue;
    return subject;
  }
  if (same_sentence || discourse_->sentence + kFarSentences < view_.sentence()) return {};
  for (size_t s = discourse_->subjects.size(); s-- > 0;) {
    Subject subject = discourse_->subjects[s];
    if (Clash(subject.agreement, agreement)) continue;
    subject.phrase = Phrase{};
    return subject;
  }
  return {};
}

// "that X, who ..., did": the noun right behind "that" is the subject of the verb to come.
Phrase SubjectReader::ClauseTopic(uint32_t token, const Agreement& agreement) const {
  for (uint32_t i = token; i > view_.begin();) {
    --i;
    const Word& word = view_.word(i);
    if ((word.classes & kComplementiser) == 0) continue;
    if (word.key == kThatHe || word.class_end >= token) return {};
    for (const VerbReading& verb : verbs_) {
      // Another verb has taken it, or a clause of its own stands between.
      if (verb.token > i && view_.ClauseOf(verb.token).kind == ClauseKind::kSubordinate) return {};
    }
    const std::vector<Phrase> phrases = view_.Constituents(word.class_end, token);
    if (phrases.empty() || phrases[0].kind != PhraseKind::kNoun ||
        phrases[0].begin > word.class_end + 1 || Clash(OfNoun(phrases[0]), agreement)) {
      return {};
    }
    return phrases[0];
  }
  return {};
}

// A quoted name right before the verb.
Phrase SubjectReader::QuotedBefore(uint32_t start) const {
  const uint32_t close = start - 1;
  if (!view_.word(close).punctuation || view_.word(close).comma || close == view_.begin())
    return {};
  for (const Quotation& quotation : view_.document().quotations) {
    if (quotation.token_end != close || quotation.token_begin <= view_.begin()) continue;
    Phrase phrase;
    phrase.begin = quotation.token_begin;
    phrase.end = quotation.token_end;
    for (uint32_t i = phrase.begin; i < phrase.end; ++i) {
      if (view_.word(i).verb) return {};
    }
    return phrase.end - phrase.begin <= kTitleReach ? phrase : Phrase{};
  }
  return {};
}

// "as for X, ... (did)": what stands behind "as for".
Phrase SubjectReader::AsForTopic(uint32_t token, const Agreement& agreement) const {
  if ((view_.word(token).proclitics & kFa) == 0) return {};
  const AnnotatedText& document = view_.document();
  for (uint32_t i = token; i > view_.begin() && i + kAsForReach > token;) {
    --i;
    if (document.Folded(document.tokens[i]) == kAsFor) {
      const std::vector<Phrase> phrases = view_.Constituents(i + 1, token);
      const bool named = !phrases.empty() && phrases[0].kind == PhraseKind::kNoun &&
                         !Clash(OfNoun(phrases[0]), agreement);
      return named ? phrases[0] : Phrase{};
    }
  }
  return {};
}

// A noun phrase right before the verb that is its subject.
Phrase SubjectReader::TopicBefore(uint32_t start, const Agreement& agreement) const {
  if (start == view_.begin()) return {};
  Phrase before = view_.TopicBefore(start);
  if (view_.word(start - 1).punctuation && IsEmpty(before)) return QuotedBefore(start);
  if (IsEmpty(before) || before.kind == PhraseKind::kTimePhrase) return {};
  if (view_.word(before.begin).key == kTimeUnit) return {};  // "on the day (they did)"
  if (before.kind == PhraseKind::kPrepositional) {
    // "a group of men attacked", "the spokesman for X said": the noun the preposition hangs on.
    uint32_t opener = before.begin;
    while (opener > view_.begin() && !view_.word(opener - 1).punctuation &&
           !view_.word(opener - 1).verb &&
           (view_.word(opener - 1).classes & (kRelative | kSubordinator | kComplementiser)) == 0) {
      --opener;
    }
    if (opener == before.begin) return {};
    const std::vector<Phrase> phrases = view_.Constituents(opener, start);
    const bool opens = opener == view_.begin() || !view_.word(opener - 1).verb;
    if (phrases.empty() || !opens || phrases[0].kind != PhraseKind::kNoun) return {};
    Phrase topic = phrases[0];
    if (topic.begin > opener + 1) return {};
    topic.end = start;
    return Clash(OfNoun(topic), agreement) ? Phrase{} : topic;
  }
  return Clash(OfNoun(before), agreement) ? Phrase{} : before;
}

// A subject behind the verb; false when the noun there is its object.
bool SubjectReader::TakeBehind(VerbReading* verb, bool coordinate) const {
  const uint32_t stop = view_.ClauseOf(verb->token).end;
  const std::vector<Phrase> after = view_.Constituents(verb->token + 1, stop);
  std::vector<const Phrase*> bare;
  for (const Phrase& phrase : after) {
    if (phrase.after_comma) break;
    if (phrase.kind != PhraseKind::kNoun || (phrase.coordinated && !bare.empty())) continue;
    if ((view_.word(phrase.begin).classes & kAdverb) != 0) continue;
    // "each of those who": nobody is named.
    const bool counts_only = (view_.word(phrase.begin).classes & kDemonstrative) != 0 &&
                             view_.word(phrase.begin).class_end >= phrase.end &&
                             phrase.end > phrase.begin + 1;
    if (counts_only) continue;
    bare.push_back(&phrase);
  }
  verb->after = verb->token + 1;
  if (bare.empty()) return false;
  const Phrase& first = *bare[0];
  const bool dropped = verb->agreement.plural || verb->agreement.dual;
  const bool clash = Clash(OfNoun(first), verb->agreement);
  bool object = dropped || clash || LooksAccusative(first) ||
                (bare.size() == 1 && coordinate && NeedsObject(verb->token) &&
                 Inherited(verb->agreement, !IsAddressed(first)).found() && !GoesOn(first));
  const bool takes_object =
      IsTransitive(verb->token) || (!view_.word(first.begin).definite && !Moves(verb->token));
  if (!object && coordinate && bare.size() == 1 && !CanAct(first) && takes_object) {
    object = Inherited(verb->agreement, true).found();
  }
  object |= coordinate && bare.size() == 1 && IsAddressed(first) && IsTransitive(verb->token) &&
            Inherited(verb->agreement, false).found();
  // "..., where they raided (the houses)".
  object |= bare.size() == 1 && IsSite(first) && IsTransitive(verb->token) &&
            Inherited(verb->agreement, true).found();
  // So many people behind a verb that goes on are those it was done to.
  object |= view_.word(first.begin).number && coordinate && IsTransitive(verb->token) &&
            Inherited(verb->agreement, true).found();
  object &= !LooksNominative(first);
  verb->object_first = object;
  if (object) return false;
  verb->subject = Make(first);
  verb->after = first.end;
  return true;
}

// "that it": the subject of the verb of saying, or the name right before ("X's announcement that").
void SubjectReader::TakePronoun(uint32_t pronoun, VerbReading* verb) const {
  verb->taken_over = true;
  const uint32_t first =
      pronoun > view_.begin() + kNamedReach ? pronoun - kNamedReach : view_.begin();
  for (uint32_t i = pronoun; i-- > first;) {
    const Word& word = view_.word(i);
    if (word.verb || word.punctuation) break;
    if (word.mention < 0 || view_.MentionAt(word.mention).token_begin != i) continue;
    Phrase phrase;
    phrase.begin = i;
    phrase.end = view_.MentionAt(word.mention).token_end;
    if (!CanAct(phrase) || Clash(OfNoun(phrase), verb->agreement)) continue;
    const bool inside = i > view_.begin() && (view_.word(i - 1).classes & kPreposition) != 0;
    if (inside) continue;
    verb->subject = Make(phrase);
    return;
  }
  verb->subject = Inherited(verb->agreement, false);
}

void SubjectReader::Read(uint32_t token) {
  VerbReading verb;
  verb.token = token;
  verb.after = token + 1;
  verb.agreement = OfVerb(token);
  const Word& word = view_.word(token);
  const uint32_t start = SkipBack(token);
  const bool conjoined =
      (word.proclitics & (kWa | kFa)) != 0 ||
      (start < token && (view_.word(start).proclitics & (kWa | kFa)) != 0) ||
      (start > view_.begin() && (view_.word(start - 1).classes & kConjunction) != 0);
  const bool relative = start > view_.begin() && (view_.word(start - 1).classes & kRelative) != 0;
  const bool pronoun = start > view_.begin() && view_.word(start - 1).key == kThatHe;
  const Phrase as_for = AsForTopic(token, verb.agreement);
  if (verb.agreement.first_person) {
    // we: whoever speaks
  } else if (!IsEmpty(as_for) && !word.has_enclitic) {
    verb.subject = Make(as_for);
    verb.object_first = true;
  } else if (pronoun) {
    TakePronoun(start - 1, &verb);
  } else if (relative) {
    if (!word.has_enclitic || !TakeBehind(&verb, true)) {
      verb.subject = Antecedent(start - 1, verb.agreement);
      verb.taken_over = true;
    }
  } else if (const Phrase topic = conjoined ? Phrase{} : TopicBefore(start, verb.agreement);
             !IsEmpty(topic)) {
    // Behind the object of an earlier verb: both verbs have the subject of the first.
    const VerbReading* before = verbs_.empty() ? nullptr : &verbs_.back();
    const bool theirs = before != nullptr && before->token < topic.begin &&
                        view_.word(before->token).clause == view_.word(token).clause &&
                        before->subject.found() && !CanAct(topic) &&
                        !Clash(before->subject.agreement, verb.agreement);
    if (word.has_enclitic && TakeBehind(&verb, false)) {
      // bombing that X carried out: the noun before is the object
    } else if (word.has_enclitic && !CanAct(topic) && Inherited(verb.agreement, false).found()) {
      verb.subject = Inherited(verb.agreement, false);  // ... that they carried out
      verb.taken_over = true;
    } else if (theirs) {
      verb.subject = before->subject;
      verb.taken_over = true;
    } else {
      verb.subject = Make(topic);
    }
  } else if (const Phrase named =
                 conjoined || word.has_enclitic ? Phrase{} : ClauseTopic(token, verb.agreement);
             !IsEmpty(named)) {
    verb.subject = Make(named);
    verb.taken_over = true;
  } else if (!TakeBehind(&verb, conjoined)) {
    verb.subject = Inherited(verb.agreement, !conjoined && token != view_.begin());
    verb.taken_over = true;
  }
  verbs_.push_back(std::move(verb));
}

std::vector<Phrase> SubjectReader::ObjectsOf(const VerbReading& verb) const {
  std::vector<Phrase> objects;
  for (const Phrase& phrase : view_.Constituents(verb.after, view_.ClauseOf(verb.token).end)) {
    if (phrase.kind != PhraseKind::kNoun) continue;
    if (phrase.coordinated && objects.empty()) continue;
    // "the minister, (X), met Y": the name between commas is the subject's.
    const bool name = view_.word(phrase.begin).mention >= 0 &&
                      view_.MentionAt(view_.word(phrase.begin).mention).layer == Layer::kPerson;
    const bool closed = phrase.end < view_.end() && view_.word(phrase.end).comma;
    if (name && closed && phrase.after_comma && phrase.begin == verb.after + 1) continue;
    objects.push_back(phrase);
  }
  return objects;
}

}  // namespace tadwin::extract
