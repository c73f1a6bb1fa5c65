#include "link/incident_builder.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "link/origins.h"

namespace tadwin::link {
namespace {

constexpr double kUnbounded = 1e12;

std::string NumberText(double number) {
  if (number == std::floor(number) && std::fabs(number) < 1e15) {
    return std::to_string(static_cast<int64_t>(number));
  }
  std::string text = std::to_string(number);
  while (text.back() == '0') text.pop_back();
  return text;
}

std::pair<double, double> RangeOf(const Quantity& q) {
  const double low = q.low.value_or(q.best.value_or(0));
  const double high = q.high.value_or(q.low && (!q.best || *q.best == *q.low) && !q.high && !q.best
                                          ? kUnbounded
                                          : q.best.value_or(kUnbounded));
  return {low, std::max(low, high)};
}

const FieldValue* Preferred(const Incident& incident, std::string_view field) {
  for (const IncidentField& candidate : incident.fields) {
    if (candidate.field != field) continue;
    for (const FieldValue& value : candidate.values) {
      if (value.preferred) return &value;
    }
  }
  return nullptr;
}

std::string PreferredLabel(const Incident& incident, std::string_view field) {
  const FieldValue* value = Preferred(incident, field);
  return value == nullptr ? std::string() : value->label;
}

// "commander, general", at most three of them.
std::string PreferredLabels(const Incident& incident, std::string_view field) {
  std::string text;
  int count = 0;
  for (const IncidentField& candidate : incident.fields) {
    if (candidate.field != field) continue;
    for (const FieldValue& value : candidate.values) {
      if (!value.preferred || value.label.empty()) continue;
      if (++count <= 3) text += (text.empty() ? "" : ", ") + value.label;
    }
  }
  return count > 3 ? text + " and " + std::to_string(count - 3) + " more" : text;
}

std::string LabelOf(const NamedRef& ref) {
  return ref.name.name_en.empty() ? ref.text : ref.name.name_en;
}

}  // namespace

std::string IsoInterval(Date start, Date stop) {
  const std::string from = ToIso(start);
  if (start == stop) return from;
  const CivilDate a = ToCivil(start);
  const CivilDate b = ToCivil(stop);
  const bool whole_months = a.day == 1 && b.day == DaysInMonth(b.year, b.month);
  if (whole_months && a.year == b.year && a.month == b.month) return from.substr(0, 7);
  if (whole_months && a.year == b.year && a.month == 1 && b.month == 12) return from.substr(0, 4);
  return from + "/" + ToIso(stop);
}

std::string QuantityText(const Quantity& q) {
  if (!q.best && !q.low && !q.high) return {};
  if (q.best) {
    std::string text = NumberText(*q.best);
    const bool exact = q.low.value_or(*q.best) == *q.best && q.high.value_or(*q.best) == *q.best;
    if (exact) return text;
    return text + " (" + NumberText(q.low.value_or(0)) + "-" +
           (q.high ? NumberText(*q.high) : std::string()) + ")";
  }
  if (!q.high) return NumberText(*q.low) + "+";
  if (q.low.value_or(0) == *q.high) return NumberText(*q.high);
  return NumberText(q.low.value_or(0)) + "-" + NumberText(*q.high);
}

void IncidentBuilder::Add(uint32_t member, std::string value, std::string label,
                          Values* values) const {
  Candidate& candidate = (*values)[value];
  if (candidate.members.empty()) {
    candidate.value.value = std::move(value);
    candidate.value.label = std::move(label);
  } else if (label < candidate.value.label) {
    candidate.value.label = std::move(label);  // one of several spellings, always the same one
  }
  if (candidate.members.empty() || candidate.members.back() != member) {
    candidate.members.push_back(member);
  }
}

template <typename Better>
void IncidentBuilder::Finish(const char* field, Values values, bool contested, const char* rule,
                             Better better, Incident* incident) const {
  if (values.empty()) return;
  std::vector<Candidate> order;
  for (auto& [text, candidate] : values) {
    std::set<std::string> speakers;
    std::set<std::string> documents;
    std::set<std::string> origins;
    for (const uint32_t member : candidate.members) {
      origins.insert(origin_of_[member]);
      const Fact& fact = *facts_[member];
      candidate.value.facts.push_back(fact.id);
      const bool spoken = fact.speaker.has_value();
      speakers.insert(!spoken                    ? ""
                      : fact.speaker->id.empty() ? fact.speaker->text
                                                 : fact.speaker->id);
      documents.insert(fact.doc_sha256.empty() ? fact.doc : fact.doc_sha256);
      const int rank = rules_.SpeakerRank(spoken ? SpeakerTypeName(fact.speaker->type) : "article");
      candidate.rank = std::max(candidate.rank, rank);
      if (fact.told) candidate.told = std::max(candidate.told, fact.told->stop.days);
    }
    candidate.value.speakers.assign(speakers.begin(), speakers.end());
    candidate.value.documents = static_cast<uint32_t>(documents.size());
    candidate.value.origins.assign(origins.begin(), origins.end());
    order.push_back(std::move(candidate));
  }
  const auto best = std::min_element(order.begin(), order.end(), better);
  best->value.preferred = true;
  IncidentField out;
  out.field = field;
  out.contested = contested;
  out.rule = rule;
  for (Candidate& candidate : order) out.values.push_back(std::move(candidate.value));
  incident->fields.push_back(std::move(out));
}

void IncidentBuilder::AddDates(const Members& members, const char* field, TimeValue Fact::* time,
                               Incident* incident) const {
  Values values;
  for (const uint32_t member : members) {
    const TimeValue& at = facts_[member]->*time;
    if (!at.start || !at.stop || *at.stop < *at.start) continue;
    const std::string text = IsoInterval(*at.start, *at.stop);
    Add(member, text, text, &values);
    Candidate& candidate = values[text];
    candidate.start = at.start->days;
    candidate.stop = at.stop->days;
    candidate.width = at.stop->days - at.start->days;
  }
  bool contested = false;
  for (auto& [text, a] : values) {
    std::set<std::string_view> origins;
    for (const auto& [other, b] : values) {
      const bool apart = a.stop < b.start || b.stop < a.start;
      contested |= apart;
      if (apart) continue;
      for (const uint32_t member : b.members) origins.insert(origin_of_[member]);
    }
    a.support = static_cast<uint32_t>(origins.size());
  }
  Finish(
      field, std::move(values), contested,
      "most origins agree, then most specific, then speaker, then most documents",
      [](const Candidate& a, const Candidate& b) {
        return std::tuple(b.support, a.width, b.rank, b.value.documents, a.value.value) <
               std::tuple(a.support, b.width, a.rank, a.value.documents, b.value.value);
      },
      incident);
}

void IncidentBuilder::AddQuantities(const Members& members, const char* field,
                                    std::optional<Quantity> Fact::* quantity,
                                    Incident* incident) const {
  Values values;
  for (const uint32_t member : members) {
    const std::optional<Quantity>& told = facts_[member]->*quantity;
    if (!told) continue;
    const std::string text = QuantityText(*told);
    if (text.empty()) continue;
    Add(member, text, text, &values);
    Candidate& candidate = values[text];
    candidate.quantity = *told;
    const auto [low, high] = RangeOf(*told);
    candidate.width = high - low;
  }
  bool contested = false;
  for (const auto& [text, a] : values) {
    for (const auto& [other, b] : values) {
      const auto [a_low, a_high] = RangeOf(a.quantity);
      const auto [b_low, b_high] = RangeOf(b.quantity);
      contested |= a_high < b_low || b_high < a_low;
    }
  }
  Finish(
      field, std::move(values), contested,
      "latest document, then speaker, then most origins, then most documents, then most specific",
      [](const Candidate& a, const Candidate& b) {
        const auto key = [](const Candidate& c, const Candidate& other) {
          return std::tuple(other.told, other.rank, other.value.origins.size(),
                            other.value.documents, c.width, other.members.size(),
                            std::string_view(c.value.value));
        };
        return key(a, b) < key(b, a);
      },
      incident);
}

void IncidentBuilder::AddNames(const Members& members, const char* field,
                               std::vector<NamedRef> Fact::* names, Incident* incident) const {
  Values values;
  for (const uint32_t member : members) {
    for (const NamedRef& ref : facts_[member]->*names) {
      const std::string words = rules_.Key(ref.text);
      const std::string text = !ref.name.id.empty() ? ref.name.id : words;
      if (text.empty()) continue;
      Add(member, text, LabelOf(ref), &values);
      values[text].known = !ref.name.id.empty();
    }
  }
  // Contested: two facts name known parties of one kind that have nothing in common.
  bool contested = false;
  for (size_t i = 0; i < members.size() && !contested && values.size() > 1; ++i) {
    for (size_t j = i + 1; j < std::min(members.size(), i + 64) && !contested; ++j) {
      const auto& first = facts_[members[i]]->*names;
      const auto& second = facts_[members[j]]->*names;
      bool apart = !first.empty() && !second.empty();
      for (const NamedRef& a : first) {
        for (const NamedRef& b : second) {
          const bool both_known = !a.name.id.empty() && !b.name.id.empty();
          const bool one_country = a.name.country == b.name.country && !a.name.country.empty();
          apart = apart && both_known && a.name.id != b.name.id && a.name.kind == b.name.kind &&
                  (!one_country || a.name.kind == NameKind::kArmedGroup);
        }
      }
      contested = apart;
    }
  }
  Finish(
      field, std::move(values), contested,
      "known before words, then most origins, documents and facts",
      [](const Candidate& a, const Candidate& b) {
        const auto key = [](const Candidate& c) {
          return std::tuple(c.known, c.value.origins.size(), c.value.documents, c.members.size(),
                            c.rank);
        };
        return std::tuple(key(b), std::string_view(a.value.value)) <
               std::tuple(key(a), std::string_view(b.value.value));
      },
      incident);
  if (incident->fields.empty() || incident->fields.back().field != field) return;
  // Names that one fact tells together with the preferred one are preferred with it.
  std::vector<FieldValue>& told = incident->fields.back().values;
  const auto best =
      std::find_if(told.begin(), told.end(), [](const FieldValue& v) { return v.preferred; });
  const std::vector<std::string> with = best->facts;
  for (FieldValue& value : told) {
    for (const std::string& fact : value.facts) {
      value.preferred |= std::binary_search(with.begin(), with.end(), fact);
    }
  }
}

void IncidentBuilder::AddPlaces(const Members& members, Incident* incident) const {
  Values values;
  for (const uint32_t member : members) {
    const std::optional<NamedRef>& place = facts_[member]->place;
    if (!place) continue;
    const std::string text = !place->name.id.empty() ? place->name.id : rules_.Key(place->text);
    if (text.empty()) continue;
    Add(member, text, LabelOf(*place), &values);
    Candidate& candidate = values[text];
    candidate.known = !place->name.id.empty();
    candidate.place_of = member;
    const ItemPlace& item = items_[member].place;
    candidate.width = item.is_country ? kUnbounded : item.located ? item.radius_km : kUnbounded / 2;
  }
  const double slack = rules_.weights.slack_km;
  bool contested = false;
  for (auto& [text, a] : values) {
    std::set<std::string_view> origins;
    for (const auto& [other, b] : values) {
      const bool apart = Relate(items_[a.place_of].place, items_[b.place_of].place, slack) ==
                         PlaceRelation::kApart;
      contested |= apart;
      if (apart) continue;
      for (const uint32_t member : b.members) origins.insert(origin_of_[member]);
    }
    a.support = static_cast<uint32_t>(origins.size());
  }
  Finish(
      "place", std::move(values), contested,
      "most origins agree, then known, then smallest radius, then most documents",
      [](const Candidate& a, const Candidate& b) {
        return std::tuple(b.support, b.known, a.width, b.value.documents, a.value.value) <
               std::tuple(a.support, a.known, b.width, a.value.documents, b.value.value);
      },
      incident);
}

void IncidentBuilder::AddWords(const Members& members, const char* field,
                               std::string (*word)(const Fact&), Incident* incident) const {
  Values values;
  for (const uint32_t member : members) {
    const std::string text = word(*facts_[member]);
    if (!text.empty()) Add(member, text, text, &values);
  }
  const auto told = [&](const char* text) { return values.find(text) != values.end(); };
  bool contested = false;
  if (std::string_view(field) == "status") {
    contested = told("denied") && values.size() > 1;
  } else if (std::string_view(field) == "outcome") {
    contested = told("carried out") && (told("foiled") || told("failed"));
  } else if (std::string_view(field) == "subtype") {
    for (const auto& [a, unused_a] : values) {
      for (const auto& [b, unused_b] : values) contested |= rules_.Compatibility(a, b) < 0;
    }
  }
  Finish(
      field, std::move(values), contested,
      "most origins, then most documents and facts, then speaker",
      [](const Candidate& a, const Candidate& b) {
        const bool a_other = a.value.value == "other";
        const bool b_other = b.value.value == "other";
        const auto key = [](const Candidate& c) {
          return std::tuple(c.value.origins.size(), c.value.documents, c.members.size(), c.rank);
        };
        return std::tuple(a_other, key(b), std::string_view(a.value.value)) <
               std::tuple(b_other, key(a), std::string_view(b.value.value));
      },
      incident);
}

void IncidentBuilder::AddNumbers(const Members& members, Incident* incident) const {
  Values values;
  for (const uint32_t member : members) {
    const Fact& fact = *facts_[member];
    if (!fact.n) continue;
    std::string text = NumberText(*fact.n);
    std::string label = text;
    const bool dated = fact.kind == FactKind::kLevel && fact.time.start && fact.time.stop;
    if (dated) {
      const std::string at = IsoInterval(*fact.time.start, *fact.time.stop);
      text += "@" + at;
      label += " (" + at + ")";
    }
    Add(member, text, label, &values);
    Candidate& candidate = values[text];
    candidate.quantity = fact.quantity;
    if (!fact.quantity.low && !fact.quantity.best && !fact.quantity.high) {
      candidate.quantity.best = fact.n;
    }
    candidate.known = dated;
    if (dated) {
      candidate.start = fact.time.start->days;
      candidate.stop = fact.time.stop->days;
      candidate.width = candidate.stop - candidate.start;
    }
  }
  const bool is_level = facts_[members.front()]->kind == FactKind::kLevel;
  bool contested = false;
  for (const auto& [text, a] : values) {
    for (const auto& [other, b] : values) {
      // Levels of different times do not contradict each other.
      const bool same_time =
          !is_level || (a.known && b.known && a.start <= b.stop && b.start <= a.stop);
      const auto [a_low, a_high] = RangeOf(a.quantity);
      const auto [b_low, b_high] = RangeOf(b.quantity);
      contested |= same_time && (a_high < b_low || b_high < a_low);
    }
  }
  Finish(
      "n", std::move(values), contested,
      is_level ? "latest date, then speaker" : "speaker, then most origins, then most documents",
      [](const Candidate& a, const Candidate& b) {
        const auto key = [](const Candidate& c) {
          return std::tuple(c.known, c.stop, c.rank, c.value.origins.size(), c.value.documents,
                            c.told);
        };
        return std::tuple(key(b), std::string_view(a.value.value)) <
               std::tuple(key(a), std::string_view(b.value.value));
      },
      incident);
}

std::string IncidentBuilder::TitleOf(const Incident& incident, const Fact& first) const {
  const auto with = [&](const char* before, const char* field) {
    const std::string label = PreferredLabel(incident, field);
    return label.empty() ? std::string() : before + label;
  };
  switch (first.kind) {
    case FactKind::kTally:
      return PreferredLabel(incident, "n") + " " + with("", "what") + with(", ", "start");
    case FactKind::kLevel: return with("", "what");
    case FactKind::kCommitment:
      return PreferredLabels(incident, "who") + with(" to ", "to_whom") + with(": ", "what") +
             with(", due ", "due");
    case FactKind::kEvent: break;
  }
  const FieldValue* type = Preferred(incident, "type");
  const FieldValue* subtype = Preferred(incident, "subtype");
  const TypeRule rule = rules_.TypeOf(type == nullptr ? first.plover : type->value,
                                      subtype == nullptr ? "" : subtype->value);
  const std::string targets = PreferredLabels(incident, "target");
  const std::string place = PreferredLabel(incident, "place");
  std::string title = rule.label;
  if (!targets.empty()) title += ": " + targets;
  if (!place.empty() && place != targets) title += " (" + place + ")";
  return title + with(", ", "start");
}

void IncidentBuilder::AddSeries(const FactTraits& traits, Incident* tally) const {
  if (traits.scope.empty()) return;
  IncidentField field;
  field.field = "series";
  field.rule = "the fullest count of its sentence";
  FieldValue value;
  value.value = traits.scope;
  value.label = traits.scope_label;
  value.facts = tally->facts;
  value.speakers = {""};
  value.documents = 1;
  value.origins = tally->origins;
  std::sort(value.origins.begin(), value.origins.end());
  value.origins.erase(std::unique(value.origins.begin(), value.origins.end()), value.origins.end());
  value.preferred = true;
  field.values.push_back(std::move(value));
  tally->fields.push_back(std::move(field));
  std::sort(tally->fields.begin(), tally->fields.end(),
            [](const IncidentField& a, const IncidentField& b) { return a.field < b.field; });
}

Incident IncidentBuilder::Build(const std::vector<uint32_t>& members) {
  const Fact& first = *facts_[members.front()];
  Incident incident;
  std::vector<const Fact*> told;
  for (const uint32_t member : members) told.push_back(facts_[member]);
  incident.origins = OriginsOf(told);
  for (size_t i = 0; i < members.size(); ++i) origin_of_[members[i]] = incident.origins[i];
  incident.kind = FactKindName(first.kind);
  incident.id = Hash64Hex("incident\x1f" + incident.kind + "\x1f" + first.id);
  for (const uint32_t member : members) incident.facts.push_back(facts_[member]->id);

  AddWords(
      members, "status", [](const Fact& f) { return std::string(FactStatusName(f.status)); },
      &incident);
  switch (first.kind) {
    case FactKind::kEvent:
      AddDates(members, "start", &Fact::time, &incident);
      AddPlaces(members, &incident);
      AddNames(members, "actor", &Fact::actors, &incident);
      AddNames(members, "target", &Fact::targets, &incident);
      AddQuantities(members, "killed", &Fact::killed, &incident);
      AddQuantities(members, "injured", &Fact::injured, &incident);
      AddQuantities(members, "detained", &Fact::detained, &incident);
      AddQuantities(members, "missing", &Fact::missing, &incident);
      AddWords(members, "type", [](const Fact& f) { return f.plover; }, &incident);
      AddWords(members, "mode", [](const Fact& f) { return f.mode; }, &incident);
      AddWords(members, "subtype", [](const Fact& f) { return f.subtype; }, &incident);
      AddWords(members, "weapon", [](const Fact& f) { return f.weapon; }, &incident);
      AddWords(
          members, "count",
          [](const Fact& f) { return f.count ? std::to_string(*f.count) : std::string(); },
          &incident);
      AddWords(
          members, "outcome",
          [](const Fact& f) {
            return f.outcome == Outcome::kUnknown ? std::string()
                                                  : std::string(OutcomeName(f.outcome));
          },
          &incident);
      break;
    case FactKind::kTally:
    case FactKind::kLevel:
      AddNumbers(members, &incident);
      AddWords(members, "what", [](const Fact& f) { return f.what; }, &incident);
      AddDates(members, first.kind == FactKind::kTally ? "start" : "at", &Fact::time, &incident);
      AddPlaces(members, &incident);
      break;
    case FactKind::kCommitment:
      AddDates(members, "due", &Fact::due, &incident);
      AddDates(members, "made_on", &Fact::made_on, &incident);
      AddNames(members, "who", &Fact::who, &incident);
      AddNames(members, "to_whom", &Fact::to_whom, &incident);
      AddWords(members, "what", [](const Fact& f) { return f.commitment_what; }, &incident);
      break;
  }
  for (IncidentField& field : incident.fields) {
    // A level has many times; the parties of a promise are told from either side.
    if (field.field == "at" || field.field == "who" || field.field == "to_whom") {
      field.contested = false;
    }
  }
  std::sort(incident.fields.begin(), incident.fields.end(),
            [](const IncidentField& a, const IncidentField& b) { return a.field < b.field; });
  incident.title = TitleOf(incident, first);
  return incident;
}

}  // namespace tadwin::link
