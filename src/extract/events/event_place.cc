#include "extract/events/event_place.h"

#include <string>
#include <utility>

namespace tadwin::extract {
namespace {

// Types of what is done somewhere, however plainly the place is named.
bool IsAct(std::string_view plover) {
  return plover == "ASSAULT" || plover == "COERCE" || plover == "PROTEST" || plover == "MOBILIZE" ||
         plover == "RETREAT" || plover == "AID";
}

void SetPlace(NamedRef place, const std::string& rule, Fact* fact) {
  AddEvidence(fact, "place", place.span, rule);
  fact->place = std::move(place);
}

void SetNamed(const SentenceView& view, int32_t index, const std::string& rule, Fact* fact) {
  const Mention& mention = view.MentionAt(index);
  NamedRef place;
  place.span = mention.span;
  place.text = std::string(view.document().Raw(mention.span));
  place.name = mention.name;
  SetPlace(std::move(place), rule, fact);
}

// A building or a place without a name.
void SetPhrase(const SentenceView& view, const Phrase& phrase, bool facility, Fact* fact) {
  NamedRef place = MakeRef(view, phrase);
  const int32_t named = view.FirstMention(phrase.begin, phrase.end);
  const bool of_place = named >= 0 && view.MentionAt(named).layer == Layer::kPlace;
  const bool keeps = facility ? place.name.kind == NameKind::kFacility : named < 0 || of_place;
  if (!keeps) place.name = NameValue{};
  SetPlace(std::move(place), facility ? "event/place:facility" : "event/place:site", fact);
}

}  // namespace

void AddPlace(const SentenceView& view, const SentenceEvents& found, const Event& event,
              const std::vector<Phrase>& targets, const Controls& controls, Fact* fact) {
  const Trigger& trigger = found.triggers[event.trigger];
  const Frame& frame = view.frames().all()[trigger.frame];
  // Inquiries, charges and trials are acts of a court, told among accusations.
  const bool of_court = frame.plover == "ACCUSE" && fact->subtype == "other";
  if (IsSpeech(frame) && !of_court && frame.mode != "investigate") {
    const int32_t said_at = FindPlaceOfSpeech(view, trigger);
    if (said_at >= 0) SetNamed(view, said_at, "event/place:said", fact);
    return;
  }
  const bool verbal =
      frame.plover == "CONSULT" || frame.plover == "COOPERATE" || frame.plover == "AGREE";
  const int32_t index =
      FindPlace(view, found.triggers, event, targets, !verbal || frame.subtype == "visit");
  const bool own_clause = index >= 0 && view.word(view.MentionAt(index).token_begin).clause ==
                                            view.word(trigger.begin).clause;
  const bool country = index >= 0 && view.MentionAt(index).name.kind == NameKind::kCountry;
  Phrase phrase;
  if ((!own_clause || country) && frame.plover != "SANCTION" &&
      FindPlacePhrase(view, found.triggers, event, controls, &phrase)) {
    const int32_t body = view.FirstMention(phrase.begin, phrase.end);
    if (body >= 0 && view.MentionAt(body).layer == Layer::kOrg && index < 0) return;
    SetPhrase(view, phrase, true, fact);
    return;
  }
  if (index >= 0) {
    SetNamed(view, index, frame.id, fact);
  } else if (IsAct(frame.plover) &&
             FindSite(view, found.triggers, event, targets, controls, &phrase)) {
    SetPhrase(view, phrase, false, fact);
  }
}

}  // namespace tadwin::extract
