#include "extract/events/event.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/events/attach.h"
#include "extract/events/carry.h"
#include "extract/events/clause.h"
#include "extract/events/complete.h"
#include "extract/events/context.h"
#include "extract/events/event_place.h"
#include "extract/events/event_time.h"
#include "extract/events/fields.h"
#include "extract/events/filter.h"
#include "extract/events/frames.h"
#include "extract/events/judge.h"
#include "extract/events/place_country.h"
#include "extract/events/roles.h"
#include "extract/events/status.h"
#include "extract/events/subjects.h"
#include "extract/events/triggers.h"

namespace tadwin::extract {

struct EventReader::Impl {
  Frames frames;
  Controls controls;
  Judge judge;
  Contexts contexts;
};

namespace {

constexpr uint32_t kArticleTokens = 120;         // longer texts are judged as articles
constexpr uint32_t kArticleSentences = 3;        // and so are those of more sentences
constexpr std::string_view kThatHe = "that he";  // key of "that he" in event/words
constexpr uint32_t kFlashTokens = 12;            // a headline or flash is taken at its word

// Whether the text is judged as an article: a single sentence out of its context is weighed harder.
bool IsArticle(const AnnotatedText& document) {
  const size_t tokens = document.tokens.size();
  return tokens > kArticleTokens || tokens <= kFlashTokens ||
         document.sentences.size() >= kArticleSentences || document.article->title.has_value();
}

// One document's events, sentence by sentence.
class DocumentReader {
 public:
  DocumentReader(const AnnotatedText& document, const std::vector<Attribution>& attributions,
                 const Frames& frames, const Controls& controls, const Judge& judge,
                 const Contexts& contexts)
      : document_(document),
        attributions_(attributions),
        frames_(frames),
        controls_(controls),
        judge_(judge),
        contexts_(contexts),
        times_(document, frames) {}

  std::vector<EventReader::Judged> Run() {
    figurative_ = IsFigurative(document_, frames_);
    ReadSentences();
    CarryFields(document_, IsArticle(document_), controls_, &out_);
    FillCountries(document_, &out_);
    return std::move(out_);
  }

 private:
  void ReadSentences() {
    for (uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const Sentence& sentence = document_.sentences[s];
      if (sentence.token_begin >= sentence.token_end) continue;
      if (document_.paragraphs[sentence.paragraph].kind == ParagraphKind::kClutter) continue;
      const SentenceView view(document_, frames_, s);
      ReadSentence(view);
    }
  }

  void ReadSentence(const SentenceView& view) {
    SentenceEvents found = FindEvents(view, controls_);
    const SubjectReader subjects(view, &discourse_);
    const RoleCompleter completer(view, found, controls_, subjects);
    const size_t first = out_.size();
    std::vector<const Event*> kept;
    for (const Event& event : found.events) {
      if (Emit(view, found, event, completer)) kept.push_back(&event);
    }
    AttachTolls(view, found, kept, first, &out_);
    letters_.reset();
    for (size_t i = 0; i < kept.size(); ++i) {
      contexts_.Add(view, found, *kept[i], &out_[first + i].fact);
      Judge_(view, found, *kept[i], &out_[first + i]);
    }
  }

  Assertion Assert(const SentenceView& view, const SentenceEvents& found, const Event& event) {
    const Trigger& trigger = found.triggers[event.trigger];
    Assertion assertion = ReadAssertion(view, found.triggers, trigger, attributions_, controls_);
    // The light verb carries tense and polarity: will carry out, did not launch.
    if (trigger.light >= 0 && !assertion.claimed) {
      Trigger light = found.triggers[static_cast<size_t>(trigger.light)];
      light.frame = trigger.frame;
      Assertion carried = ReadAssertion(view, found.triggers, light, attributions_, controls_);
      if (SaysIt(assertion.status) && !SaysIt(carried.status)) {
        carried.suppressed |= assertion.suppressed;
        carried.governors |= assertion.governors;
        assertion = std::move(carried);
      } else {
        assertion.attempt |= carried.attempt;
        assertion.foiled |= carried.foiled;
        assertion.history |= carried.history;
        assertion.pluperfect |= carried.pluperfect;
        assertion.negated |= carried.negated;
        assertion.governors |= carried.governors;
      }
    }
    // "had killed X in an air strike": the verb that was joined says that it was before.
    for (const uint32_t index : event.joined) {
      const Trigger& joined = found.triggers[index];
      if (joined.verb && static_cast<int32_t>(index) != trigger.light && !trigger.verb) {
        assertion.pluperfect |=
            ReadAssertion(view, found.triggers, joined, attributions_, controls_).pluperfect;
      }
    }
    return assertion;
  }

  bool Emit(const SentenceView& view, const SentenceEvents& found, const Event& event,
            const RoleCompleter& completer) {
    const Trigger& trigger = found.triggers[event.trigger];
    const Frame& frame = frames_.all()[trigger.frame];
    Assertion assertion = Assert(view, found, event);

    EventReader::Judged judged;
    Fact& fact = judged.fact;
    fact.kind = FactKind::kEvent;
    fact.sentence = view.sentence();
    fact.span = TriggerSpan(trigger);
    fact.status = assertion.status;
    fact.rules.push_back(frame.id);
    if (trigger.light >= 0) {
      fact.rules.push_back(
          frames_.all()[found.triggers[static_cast<size_t>(trigger.light)].frame].id);
    }
    fact.rules.push_back(assertion.rule);
    fact.plover = frame.plover;
    fact.mode = frame.mode;
    fact.subtype = frame.subtype;
    if (assertion.attribution != nullptr) {
      fact.speaker = assertion.attribution->speaker;
      AddEvidence(&fact, "speaker", assertion.attribution->speaker.span,
                  SpeakerRule(*assertion.attribution));
    }
    AddEvidence(&fact, "status", assertion.cue, assertion.rule);
    AddEvidence(&fact, "plover", fact.span, frame.id);
    Refine(view, found, event, frame, &fact);
    Participants participants = completer.Complete(event);
    const std::vector<Phrase> targets = participants.target_phrases;
    if (assertion.attribution != nullptr && !assertion.attribution->reprint) {
      NameOwnForces(view, assertion.attribution->speaker, &participants);
    }
    AddParticipants(std::move(participants), &fact);
    AddClaimant(trigger, found, assertion, &fact);
    judged.present = trigger.verb && trigger.imperfect && (trigger.proclitics & kSa) == 0;
    AddSpeakerAsActor(view, assertion, trigger, frame, &fact);
    judged.date_of_saying = times_.Add(view, found, event, assertion, &fact);
    // A meeting to come is an agreement to meet (PLOVER's decision rule).
    if (fact.plover == "CONSULT" && fact.status == FactStatus::kPlanned) {
      fact.plover = "AGREE";
      fact.mode.clear();
      fact.rules.push_back("event/plover:to_meet");
    }
    AddPlace(view, found, event, targets, controls_, &fact);
    AddWeapon(view, event, frame, &fact);
    if (event.no_casualties) {
      fact.killed = Quantity{0.0, 0.0, 0.0};
      fact.injured = Quantity{0.0, 0.0, 0.0};
    }
    fact.outcome = OutcomeOf(frame, assertion, fact);
    assertions_.push_back(std::move(assertion));
    out_.push_back(std::move(judged));
    return true;
  }

  Span TriggerSpan(const Trigger& trigger) const {
    // "threw X (into prison)": the noun that tells the event, though the verb has its arguments.
    if (trigger.apart_end > 0) {
      return document_.SpanOf(static_cast<uint32_t>(trigger.apart), trigger.apart_end);
    }
    Span span = document_.SpanOf(trigger.begin, trigger.end);
    const Token& token = document_.tokens[trigger.begin];
    const uint16_t cut = trigger.proclitics & static_cast<uint16_t>(~(kAl | kSa));
    if (cut == 0) return span;
    for (uint8_t r = 0; r < token.reading_count; ++r) {
      const Reading& reading = document_.readings[token.first_reading + r];
      if (reading.proclitics == cut) {
        span.begin = document_.text.ToRaw(reading.core_begin, token.fold_end).begin;
        break;
      }
    }
    return span;
  }

  void Refine(const SentenceView& view, const SentenceEvents& found, const Event& event,
              const Frame& frame, Fact* fact) {
    if (!frame.refine) return;
    const Means* means = FindMeans(view, found.triggers, event.tokens);
    if (means == nullptr) return;
    fact->subtype = means->subtype;
    fact->mode = means->mode;
    fact->rules.push_back("event/means:" + means->subtype);
  }

  // "our forces" in what somebody says are the speaker's.
  void NameOwnForces(const SentenceView& view, const Speaker& speaker,
                     Participants* participants) const {
    if (speaker.text.empty() || speaker.span.empty()) return;
    for (std::vector<NamedRef>* refs : {&participants->actors, &participants->targets}) {
      for (NamedRef& ref : *refs) {
        if (!IsOwn(view, ref.span)) continue;
        ref.text = std::string(document_.Raw(speaker.span));
        ref.span = speaker.span;
        ref.name = NameValue{};
        ref.name.id = speaker.id;
      }
    }
  }

  bool IsOwn(const SentenceView& view, Span span) const {
    uint32_t head = view.begin();
    while (head < view.end() && !span.Contains(document_.tokens[head].span)) ++head;
    return head < view.end() && view.word(head).own;
  }

  static void AddParticipants(Participants participants, Fact* fact) {
    for (NamedRef& actor : participants.actors) {
      AddEvidence(fact, "actor", actor.span, participants.actor_rule);
      fact->actors.push_back(std::move(actor));
    }
    for (NamedRef& target : participants.targets) {
      AddEvidence(fact, "target", target.span, participants.target_rule);
      fact->targets.push_back(std::move(target));
    }
  }

  // Who claims an act says that it was done.
  void AddClaimant(const Trigger& trigger, const SentenceEvents& found, const Assertion& assertion,
                   Fact* fact) const {
    if (trigger.light < 0 || assertion.attribution != nullptr || fact->actors.empty()) return;
    const Trigger& light = found.triggers[static_cast<size_t>(trigger.light)];
    if (frames_.all()[light.frame].status != "attributed") return;
    if (fact->status != FactStatus::kAsserted && fact->status != FactStatus::kAttributed) return;
    const NamedRef& actor = fact->actors[0];
    fact->status = FactStatus::kAttributed;
    fact->rules.push_back("event/status:claimed");
    Speaker speaker;
    speaker.text = actor.text;
    speaker.span = actor.span;
    speaker.id = actor.name.id;
    speaker.type = SpeakerType::kArmedGroup;
    if (actor.name.kind != NameKind::kArmedGroup) speaker.type = SpeakerType::kUnknown;
    speaker.chain.push_back({speaker.text, speaker.type, speaker.span, speaker.id});
    AddEvidence(fact, "speaker", speaker.span, "event/status:claimed");
    fact->speaker = std::move(speaker);
  }

  // "we bombed", "said that they bombed": what speakers say of themselves.
  static bool IsOurs(const SentenceView& view, const Trigger& trigger, const Frame& frame) {
    const bool they = trigger.begin > view.begin() && view.word(trigger.begin - 1).key == kThatHe;
    return trigger.verb && (trigger.first_person || they) && trigger.shape == kActiveVerb &&
           frame.arguments.subject == Role::kActor;
  }

  // "Police: arrest of X": what those who have power announce in a headline they did themselves.
  static bool IsOwnHeadline(const SentenceView& view, const Attribution& attribution,
                            const Trigger& trigger, const Frame& frame) {
    const SpeakerType type = attribution.speaker.type;
    const bool power = type == SpeakerType::kMilitary || type == SpeakerType::kGovernment;
    return power && attribution.rule == "speaker/headline" && !attribution.quoted &&
           frame.plover == "COERCE" && trigger.shape == kMasdarNoun && !trigger.definite &&
           frame.arguments.subject == Role::kActor && trigger.begin > view.begin() &&
           view.word(trigger.begin - 1).punctuation;
  }

  // A demand, threat or denial without an actor of its own is the speaker's; so are "its approval"
  // and what we did.
  void AddSpeakerAsActor(const SentenceView& view, const Assertion& assertion,
                         const Trigger& trigger, const Frame& frame, Fact* fact) {
    if (!fact->actors.empty() || assertion.attribution == nullptr) return;
    const bool its = !trigger.verb && trigger.has_enclitic && fact->plover == "AGREE";
    const bool own = IsSpeech(frame) || its || IsOurs(view, trigger, frame) ||
                     IsOwnHeadline(view, *assertion.attribution, trigger, frame);
    if (assertion.attribution->reprint || !own) return;
    const Speaker& speaker = assertion.attribution->speaker;
    if (speaker.text.empty() || speaker.span.empty()) return;
    // Witnesses and outlets tell what others demand.
    if (speaker.type == SpeakerType::kWitness || speaker.type == SpeakerType::kOutlet ||
        speaker.type == SpeakerType::kAgency) {
      return;
    }
    NamedRef actor;
    actor.text = std::string(document_.Raw(speaker.span));
    actor.span = speaker.span;
    actor.name.id = speaker.id;
    AddEvidence(fact, "actor", speaker.span, "event/actor:speaker");
    fact->actors.push_back(std::move(actor));
  }

  void AddWeapon(const SentenceView& view, const Event& event, const Frame& frame, Fact* fact) {
    if (frame.plover != "ASSAULT" && frame.plover != "MOBILIZE") return;
    const int32_t index = FindWeapon(view, event.tokens);
    if (index < 0) return;
    const Mention& mention = view.MentionAt(index);
    fact->weapon = std::string(document_.Raw(mention.span));
    AddEvidence(fact, "weapon", mention.span, mention.rule);
    if (mention.quantity.best) fact->count = static_cast<int64_t>(*mention.quantity.best);
  }

  void Judge_(const SentenceView& view, const SentenceEvents& found, const Event& event,
              EventReader::Judged* judged) {
    const Fact& fact = judged->fact;
    const auto index = static_cast<size_t>(judged - out_.data());
    const Assertion& assertion = assertions_[index];
    JudgedEvent seen;
    seen.trigger = &found.triggers[event.trigger];
    seen.roles = &event.roles;
    seen.assertion = &assertion;
    seen.subtype = fact.subtype;
    seen.has_time = fact.time.start.has_value();
    seen.has_place = fact.place.has_value();
    seen.has_toll = fact.killed.has_value() || fact.injured.has_value();
    seen.has_weapon = !fact.weapon.empty();
    seen.has_light_verb = seen.trigger->light >= 0;
    seen.merged_effect = event.has_effect;
    seen.violent_triggers = found.violent;
    judged->features = Judge::Features(view, seen);
    if (judge_.Knows(fact.plover) && !letters_) letters_.emplace(view);
    judged->fact.score = letters_ ? judge_.Score(fact.plover, judged->features, *letters_) : 1.0;
    FilterInput input;
    input.view = &view;
    input.found = &found;
    input.event = &event;
    input.assertion = &assertion;
    input.fact = &judged->fact;
    input.attributions = &attributions_;
    input.told_before = std::find(told_.begin(), told_.end(), fact.plover) != told_.end();
    input.whole_article = IsArticle(document_);
    input.figurative = figurative_;
    // Done to somebody by a verb of doing or by somebody named, or deaths and injuries that are
    // counted or named.
    const bool effect = !view.frames().all()[seen.trigger->frame].effect.empty();
    judged->concrete =
        ((seen.trigger->verb || seen.has_light_verb) && !event.roles.targets.empty()) ||
        (!fact.actors.empty() && !fact.targets.empty()) || (effect && seen.has_toll) ||
        (fact.plover == "PROTEST" && !fact.actors.empty() &&
         (seen.trigger->verb || seen.has_light_verb));
    judged->left_out = FilterReason(input);
    if (judged->left_out == nullptr) told_.push_back(fact.plover);
  }

 private:
  const AnnotatedText& document_;
  const std::vector<Attribution>& attributions_;
  const Frames& frames_;
  const Controls& controls_;
  const Judge& judge_;
  const Contexts& contexts_;
  const TimeReader times_;
  Discourse discourse_;
  bool figurative_ = false;  // of sport or markets
  std::vector<EventReader::Judged> out_;
  std::vector<Assertion> assertions_;
  std::optional<LetterGroups> letters_;  // of the sentence read last, when a judge asked for them
  std::vector<std::string> told_;        // types of the events kept so far
};

}  // namespace

EventReader EventReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  EventReader reader;
  auto impl = std::make_shared<Impl>();
  impl->frames = Frames::Create(grammar, errors);
  impl->controls = Controls::Create(grammar, errors);
  impl->judge = Judge::Create(grammar, errors);
  impl->contexts = Contexts::Create(grammar, errors);
  reader.impl_ = std::move(impl);
  return reader;
}

const std::vector<std::string>& EventReader::unresolved_frames() const {
  return impl_->frames.unresolved();
}

std::vector<EventReader::Judged> EventReader::ReadUnjudged(
    const AnnotatedText& document, const std::vector<Attribution>& attributions) const {
  return DocumentReader(document, attributions, impl_->frames, impl_->controls, impl_->judge,
                        impl_->contexts)
      .Run();
}

std::vector<std::string> EventReader::LetterGroupsOf(const AnnotatedText& document,
                                                     uint32_t sentence) const {
  const LetterGroups letters(SentenceView(document, impl_->frames, sentence));
  return {letters.groups().begin(), letters.groups().end()};
}

std::vector<Fact> EventReader::Read(const AnnotatedText& document,
                                    const std::vector<Attribution>& attributions,
                                    std::vector<Uncoded>* left_out) const {
  const bool article = IsArticle(document);
  std::vector<Fact> facts;
  const auto leave_out = [&](const Fact& fact, const char* reason) {
    if (left_out != nullptr) left_out->push_back({fact.sentence, fact.span, fact.plover, reason});
  };
  for (Judged& judged : ReadUnjudged(document, attributions)) {
    if (judged.left_out != nullptr) {
      leave_out(judged.fact, judged.left_out);
      continue;
    }
    // The judge knows realised acts only; in an article history needs no judge either.
    const FactStatus status = judged.fact.status;
    const bool realised = SaysIt(status) || (!article && status == FactStatus::kBackground);
    if (!realised) {
      facts.push_back(std::move(judged.fact));
      continue;
    }
    const bool told = article && (judged.concrete || judged.fact.outcome == Outcome::kIntercepted);
    if (!told && judged.fact.score < impl_->judge.Threshold(judged.fact.plover, article)) {
      leave_out(judged.fact, "event/judge");
      continue;
    }
    facts.push_back(std::move(judged.fact));
  }
  return facts;
}

}  // namespace tadwin::extract
