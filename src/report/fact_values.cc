#include "report/fact_values.h"

#include <fmt/format.h>

namespace tadwin::report {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

void Add(const char* field, std::string value, Values* out) {
  if (!value.empty()) out->emplace_back(field, std::move(value));
}

std::string Iso(const std::optional<Date>& date) { return date ? ToIso(*date) : std::string(); }

std::string TimeText(const TimeValue& time) {
  std::string out;
  if (time.start && time.stop && *time.start != *time.stop) {
    out = Iso(time.start) + " to " + Iso(time.stop);
  } else {
    out = Iso(time.start ? time.start : time.stop);
  }
  if (!out.empty() && time.precision != Precision::kUnknown) {
    out += fmt::format(" ({})", PrecisionName(time.precision));
  }
  return out;
}

std::string QuantityText(const std::optional<Quantity>& quantity) {
  if (!quantity) return {};
  const auto number = [](const std::optional<double>& n) {
    return n ? fmt::format("{}", *n) : std::string("?");
  };
  if (quantity->low == quantity->high) return number(quantity->best);
  return number(quantity->low) + " to " + number(quantity->high);
}

std::string NameText(const NamedRef& ref) {
  std::string out = ref.text;
  if (!ref.name.name_en.empty()) out += " = " + ref.name.name_en;
  if (!ref.name.id.empty()) out += " <" + ref.name.id + ">";
  if (ref.name.lat && ref.name.lon) {
    out += fmt::format(" {:.4f},{:.4f}", *ref.name.lat, *ref.name.lon);
    if (ref.name.radius_km) out += fmt::format(" within {} km", *ref.name.radius_km);
  }
  return out;
}

std::string NamesText(const std::vector<NamedRef>& names) {
  std::string out;
  for (const NamedRef& ref : names) out += (out.empty() ? "" : "; ") + NameText(ref);
  return out;
}

std::string SpeakerText(const Speaker& speaker) {
  std::string out;
  const auto add = [&out](const std::string& text, SpeakerType type) {
    if (!out.empty()) out += " -> ";
    out += (text.empty() ? "(unnamed)" : text) + " [" + SpeakerTypeName(type) + "]";
  };
  if (speaker.chain.empty()) add(speaker.text, speaker.type);
  for (const SpeakerLink& link : speaker.chain) add(link.text, link.type);
  return out;
}

void AddEvent(const Fact& fact, Values* out) {
  Add("plover", fact.plover + (fact.mode.empty() ? "" : " / " + fact.mode), out);
  Add("subtype", fact.subtype, out);
  Add("start", TimeText(fact.time), out);
  Add("date_text", fact.date_text, out);
  Add("actor", NamesText(fact.actors), out);
  Add("target", NamesText(fact.targets), out);
  if (fact.place) Add("place", NameText(*fact.place), out);
  Add("killed", QuantityText(fact.killed), out);
  Add("injured", QuantityText(fact.injured), out);
  Add("detained", QuantityText(fact.detained), out);
  Add("missing", QuantityText(fact.missing), out);
  Add("weapon", fact.weapon, out);
  if (fact.count) Add("count", std::to_string(*fact.count), out);
  Add("outcome", OutcomeName(fact.outcome), out);
  std::string contexts;
  for (const std::string& context : fact.contexts)
    contexts += (contexts.empty() ? "" : " ") + context;
  Add("context", contexts, out);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> FactValues(const Fact& fact) {
  Values out;
  Add("status", FactStatusName(fact.status), &out);
  if (fact.speaker) Add("speaker", SpeakerText(*fact.speaker), &out);
  switch (fact.kind) {
    case FactKind::kEvent: AddEvent(fact, &out); break;
    case FactKind::kTally:
    case FactKind::kLevel:
      if (fact.place) Add("place", NameText(*fact.place), &out);
      if (fact.n) Add("n", fmt::format("{}", *fact.n), &out);
      Add("what", fact.what, &out);
      Add(fact.kind == FactKind::kTally ? "period_start" : "at", TimeText(fact.time), &out);
      break;
    case FactKind::kCommitment:
      Add("who", NamesText(fact.who), &out);
      Add("to_whom", NamesText(fact.to_whom), &out);
      Add("what", fact.commitment_what, &out);
      Add("due", TimeText(fact.due), &out);
      Add("made_on", TimeText(fact.made_on), &out);
      break;
  }
  Add("incident", fact.incident, &out);
  return out;
}

}  // namespace tadwin::report
