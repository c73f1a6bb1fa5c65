#include "review/fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "model/enum_names.h"

namespace tadwin::review {
namespace {

std::string NumberText(double number) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), number);
  return std::string(buffer, end.ptr);
}

std::string NumberText(const std::optional<double>& number) {
  return number ? NumberText(*number) : std::string();
}

std::string DateText(const std::optional<Date>& date) { return date ? ToIso(*date) : ""; }

std::string QuantityText(const Quantity& quantity) {
  const auto& [low, best, high] = quantity;
  if (low && low == high) return NumberText(*low);
  if (!low && !high) return NumberText(best);
  const std::string range = high ? NumberText(low) + "-" + NumberText(high) : NumberText(low) + "+";
  return best ? NumberText(*best) + " (" + range + ")" : range;
}

std::string QuantityText(const std::optional<Quantity>& quantity) {
  return quantity ? QuantityText(*quantity) : std::string();
}

std::string NameText(const NamedRef& ref) {
  return ref.name.id.empty() ? ref.text
                             : ref.text + (ref.text.empty() ? "<" : " <") + ref.name.id + ">";
}

std::string NamesText(const std::vector<NamedRef>& names) {
  std::string text;
  for (const NamedRef& ref : names) text += (text.empty() ? "" : "; ") + NameText(ref);
  return text;
}

std::string Known(const char* name) {
  return std::string_view(name) == "unknown" ? std::string() : std::string(name);
}

// --- Reading what a person writes.

Error Bad(std::string_view field, const std::string& takes, std::string_view value) {
  return Error{ErrorCode::kInvalidArgument,
               std::string(field) + " takes " + takes + ", not '" + std::string(value) + "'", ""};
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> ParseNumber(std::string_view text) {
  double number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size() ||
      !std::isfinite(number)) {
    return std::nullopt;
  }
  return number;
}

// "2-5", "10+", "-5"; both sides known are in order.
std::optional<Quantity> ParseRange(std::string_view text) {
  Quantity quantity;
  if (!text.empty() && text.back() == '+') {
    quantity.low = ParseNumber(text.substr(0, text.size() - 1));
    if (!quantity.low) return std::nullopt;
    return quantity;
  }
  const size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  if (dash > 0 && !(quantity.low = ParseNumber(text.substr(0, dash)))) return std::nullopt;
  if (!(quantity.high = ParseNumber(text.substr(dash + 1)))) return std::nullopt;
  if (quantity.low && *quantity.low > *quantity.high) return std::nullopt;
  return quantity;
}

std::optional<Quantity> ParseQuantity(std::string_view text) {
  if (const auto number = ParseNumber(text); number && *number >= 0) {
    return Quantity{number, number, number};
  }
  const size_t open = text.find(" (");
  if (open == std::string_view::npos || text.back() != ')') return ParseRange(text);
  const std::optional<double> best = ParseNumber(text.substr(0, open));
  std::optional<Quantity> range = ParseRange(text.substr(open + 2, text.size() - open - 3));
  if (!best || !range) return std::nullopt;
  range->best = best;
  return range;
}

std::optional<DateInterval> ParseDate(std::string_view text) {
  const Result<DateInterval> date = ParseIsoDate(text);
  if (!date) return std::nullopt;
  return *date;
}

Precision PrecisionOf(std::string_view iso) {
  return iso.size() == 4 ? Precision::kYear : iso.size() == 7 ? Precision::kMonth : Precision::kDay;
}

// A name told before, if any: what is known of it stays.
NamedRef ParseName(std::string_view text, const std::vector<NamedRef>& before) {
  NamedRef ref;
  text = Trim(text);
  const size_t open = text.rfind('<');
  if (open != std::string_view::npos && text.back() == '>') {
    ref.name.id = std::string(text.substr(open + 1, text.size() - open - 2));
    text = Trim(text.substr(0, open));
  }
  ref.text = std::string(text);
  for (const NamedRef& known : before) {
    if (known.text == ref.text && (ref.name.id.empty() || known.name.id == ref.name.id)) {
      return known;
    }
  }
  return ref;
}

std::vector<NamedRef> ParseNames(std::string_view text, const std::vector<NamedRef>& before) {
  std::vector<NamedRef> names;
  while (!text.empty()) {
    const size_t end = text.find(';');
    const std::string_view one = Trim(text.substr(0, end));
    if (!one.empty()) names.push_back(ParseName(one, before));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return names;
}

// --- One row per field: how it is read off a fact, and how it is set.

// true when the value could be taken; an empty value takes the field away.
using Setter = std::function<bool(std::string_view, Fact*)>;
using Getter = std::function<std::string(const Fact&)>;

struct Field {
  const char* name;
  const char* takes;
  Getter get;
  Setter set;
};

Field WordField(const char* name, const char* takes, std::string Fact::* member) {
  return {name, takes, [member](const Fact& fact) { return fact.*member; },
          [member](std::string_view value, Fact* fact) {
            fact->*member = std::string(value);
            return true;
          }};
}

Field NamesField(const char* name, std::vector<NamedRef> Fact::* member) {
  return {name, "names, \"WORDS <id>\", several joined by ';'",
          [member](const Fact& fact) { return NamesText(fact.*member); },
          [member](std::string_view value, Fact* fact) {
            fact->*member = ParseNames(value, fact->*member);
            return true;
          }};
}

constexpr char kQuantityTakes[] = "a number, '2-5', '10+' or '-5'";

Field QuantityField(const char* name, std::optional<Quantity> Fact::* member) {
  return {name, kQuantityTakes, [member](const Fact& fact) { return QuantityText(fact.*member); },
          [member](std::string_view value, Fact* fact) {
            const auto quantity = ParseQuantity(value);
            if (!value.empty() && !quantity) return false;
            fact->*member = value.empty() ? std::nullopt : quantity;
            return true;
          }};
}

constexpr char kDateTakes[] = "a date, YYYY, YYYY-MM or YYYY-MM-DD";

// Setting the start sets the whole interval that the date stands for; an end is set after it.
Field StartField(const char* name, TimeValue Fact::* member) {
  return {name, kDateTakes, [member](const Fact& fact) { return DateText((fact.*member).start); },
          [member](std::string_view value, Fact* fact) {
            TimeValue& time = fact->*member;
            if (value.empty()) {
              time = TimeValue();
              return true;
            }
            const auto date = ParseDate(value);
            if (!date) return false;
            time = TimeValue();
            time.start = date->start;
            time.stop = date->stop;
            time.precision = PrecisionOf(value);
            return true;
          }};
}

Field StopField(const char* name, TimeValue Fact::* member) {
  return {name, kDateTakes, [member](const Fact& fact) { return DateText((fact.*member).stop); },
          [member](std::string_view value, Fact* fact) {
            TimeValue& time = fact->*member;
            const auto date = ParseDate(value);
            if (!value.empty() && (!date || (time.start && date->stop < *time.start))) return false;
            time.stop = date ? std::optional<Date>(date->stop) : std::nullopt;
            return true;
          }};
}

// The last day of the date that is written; what was known of the deadline besides stays.
Field DueField() {
  return {"due", kDateTakes,
          [](const Fact& fact) { return DateText(fact.due.stop ? fact.due.stop : fact.due.start); },
          [](std::string_view value, Fact* fact) {
            const auto date = ParseDate(value);
            if (!value.empty() && !date) return false;
            const bool is_deadline = fact->due.is_deadline;
            fact->due = TimeValue();
            if (!date) return true;
            fact->due.is_deadline = is_deadline;
            fact->due.start = date->start;
            fact->due.stop = date->stop;
            fact->due.precision = PrecisionOf(value);
            return true;
          }};
}

Field PlaceNumber(const char* name, std::optional<double> NameValue::* member, double limit) {
  return {name, "a number of degrees or kilometres",
          [member](const Fact& fact) {
            return fact.place ? NumberText(fact.place->name.*member) : std::string();
          },
          [member, limit](std::string_view value, Fact* fact) {
            const std::optional<double> number = ParseNumber(value);
            if (!value.empty() && (!number || std::abs(*number) > limit)) return false;
            if (!fact->place) fact->place = NamedRef();
            fact->place->name.*member = number;
            return true;
          }};
}

Field PlaceWord(const char* name, std::string NameValue::* member) {
  return {
      name, "words",
      [member](const Fact& fact) { return fact.place ? fact.place->name.*member : std::string(); },
      [member](std::string_view value, Fact* fact) {
        if (!fact->place) fact->place = NamedRef();
        fact->place->name.*member = std::string(value);
        return true;
      }};
}

Field PlaceField() {
  return {"place", "words of a place, \"WORDS <id>\"",
          [](const Fact& fact) { return fact.place ? NameText(*fact.place) : std::string(); },
          [](std::string_view value, Fact* fact) {
            if (value.empty()) {
              fact->place.reset();
              return true;
            }
            const std::vector<NamedRef> before =
                fact->place ? std::vector<NamedRef>{*fact->place} : std::vector<NamedRef>();
            fact->place = ParseName(value, before);
            return true;
          }};
}

Field SpeakerField() {
  return {"speaker", "whose words they are, \"WORDS <id>\"",
          [](const Fact& fact) {
            if (!fact.speaker) return std::string();
            NamedRef ref;
            ref.text = fact.speaker->text;
            ref.name.id = fact.speaker->id;
            return NameText(ref);
          },
          [](std::string_view value, Fact* fact) {
            if (value.empty()) {
              fact->speaker.reset();
              return true;
            }
            const NamedRef name = ParseName(value, {});
            Speaker speaker;
            speaker.text = name.text;
            speaker.id = name.name.id;
            fact->speaker = speaker;
            return true;
          }};
}

Field SpeakerTypeField() {
  return {"speaker.type", "a type of speaker, as 'unnamed official'",
          [](const Fact& fact) {
            return fact.speaker ? Known(SpeakerTypeName(fact.speaker->type)) : std::string();
          },
          [](std::string_view value, Fact* fact) {
            const auto type = FindSpeakerType(value.empty() ? "unknown" : value);
            if (!type) return false;
            if (!fact->speaker) fact->speaker = Speaker();
            fact->speaker->type = *type;
            return true;
          }};
}

Field StatusField() {
  return {"status",
          "asserted, attributed, denied, threatened, planned, alleged, conditional or background",
          [](const Fact& fact) { return std::string(FactStatusName(fact.status)); },
          [](std::string_view value, Fact* fact) {
            const auto status = FindFactStatus(value);
            if (status) fact->status = *status;
            return status.has_value();
          }};
}

Field OutcomeField() {
  return {"outcome", "carried out, foiled, intercepted, failed or claimed-without-effect",
          [](const Fact& fact) { return Known(OutcomeName(fact.outcome)); },
          [](std::string_view value, Fact* fact) {
            const auto outcome = FindOutcome(value.empty() ? "unknown" : value);
            if (outcome) fact->outcome = *outcome;
            return outcome.has_value();
          }};
}

Field CountField() {
  return {"count", "a whole number",
          [](const Fact& fact) { return fact.count ? std::to_string(*fact.count) : ""; },
          [](std::string_view value, Fact* fact) {
            const std::optional<double> number = ParseNumber(value);
            if (!value.empty() && (!number || *number < 0 || *number != std::floor(*number))) {
              return false;
            }
            fact->count =
                number ? std::optional<int64_t>(static_cast<int64_t>(*number)) : std::nullopt;
            return true;
          }};
}

Field NumberField() {
  return {"n", kQuantityTakes,
          [](const Fact& fact) {
            return fact.quantity == Quantity() ? NumberText(fact.n) : QuantityText(fact.quantity);
          },
          [](std::string_view value, Fact* fact) {
            const auto quantity = ParseQuantity(value);
            if (!value.empty() && !quantity) return false;
            fact->quantity = quantity.value_or(Quantity());
            fact->n = fact->quantity.best ? fact->quantity.best : fact->quantity.low;
            return true;
          }};
}

std::vector<Field> PlaceFields() {
  constexpr double kRightAngle = 90;
  constexpr double kHalfCircle = 180;
  constexpr double kHalfEarth = 20100;  // kilometres
  return {PlaceField(),
          PlaceWord("place.name_en", &NameValue::name_en),
          PlaceWord("place.country", &NameValue::country),
          PlaceNumber("place.lat", &NameValue::lat, kRightAngle),
          PlaceNumber("place.lon", &NameValue::lon, kHalfCircle),
          PlaceNumber("place.radius_km", &NameValue::radius_km, kHalfEarth)};
}

void AddEventFields(std::vector<Field>* fields) {
  fields->push_back(WordField("plover", "a PLOVER type", &Fact::plover));
  fields->push_back(WordField("mode", "a PLOVER mode", &Fact::mode));
  fields->push_back(WordField("subtype", "a subtype", &Fact::subtype));
  fields->push_back(StartField("start", &Fact::time));
  fields->push_back(StopField("stop", &Fact::time));
  fields->push_back(WordField("date_text", "words", &Fact::date_text));
  fields->push_back(NamesField("actor", &Fact::actors));
  fields->push_back(NamesField("target", &Fact::targets));
  for (Field& field : PlaceFields()) fields->push_back(std::move(field));
  fields->push_back(QuantityField("killed", &Fact::killed));
  fields->push_back(QuantityField("injured", &Fact::injured));
  fields->push_back(QuantityField("detained", &Fact::detained));
  fields->push_back(QuantityField("missing", &Fact::missing));
  fields->push_back(WordField("weapon", "words", &Fact::weapon));
  fields->push_back(CountField());
  fields->push_back(OutcomeField());
}

std::vector<Field> MakeFields(FactKind kind) {
  std::vector<Field> fields = {StatusField(), SpeakerField(), SpeakerTypeField()};
  switch (kind) {
    case FactKind::kEvent: AddEventFields(&fields); break;
    case FactKind::kTally:
      for (Field& field : PlaceFields()) fields.push_back(std::move(field));
      [[fallthrough]];
    case FactKind::kLevel:
      fields.push_back(NumberField());
      fields.push_back(WordField("what", "words", &Fact::what));
      if (kind == FactKind::kLevel) {
        fields.push_back(StartField("at", &Fact::time));
      } else {
        fields.push_back(StartField("period_start", &Fact::time));
        fields.push_back(StopField("period_end", &Fact::time));
      }
      break;
    case FactKind::kCommitment:
      fields.push_back(NamesField("who", &Fact::who));
      fields.push_back(NamesField("to_whom", &Fact::to_whom));
      fields.push_back(WordField("what", "words", &Fact::commitment_what));
      fields.push_back(DueField());
      fields.push_back(StartField("made_on", &Fact::made_on));
      break;
  }
  return fields;
}

const std::vector<Field>& Fields(FactKind kind) {
  static const std::map<FactKind, std::vector<Field>> all = [] {
    std::map<FactKind, std::vector<Field>> made;
    for (const FactKind one :
         {FactKind::kEvent, FactKind::kTally, FactKind::kLevel, FactKind::kCommitment}) {
      made[one] = MakeFields(one);
    }
    return made;
  }();
  return all.at(kind);
}

// The evidence of a part is kept under the whole: "place.lat" under "place".
void SetEvidence(std::string_view field, const std::string& rule, Fact* fact) {
  const std::string whole(field.substr(0, field.find('.')));
  std::erase_if(fact->evidence, [&whole](const Evidence& e) { return e.field == whole; });
  const auto after =
      std::upper_bound(fact->evidence.begin(), fact->evidence.end(), whole,
                       [](const std::string& name, const Evidence& e) { return name < e.field; });
  fact->evidence.insert(after, Evidence{whole, Span{}, rule});
}

}  // namespace

std::vector<FieldText> FieldsOf(const Fact& fact) {
  std::vector<FieldText> texts;
  for (const Field& field : Fields(fact.kind)) {
    std::string value = field.get(fact);
    if (!value.empty()) texts.push_back({field.name, std::move(value)});
  }
  return texts;
}

std::string FieldOf(const Fact& fact, std::string_view field) {
  for (const Field& one : Fields(fact.kind)) {
    if (field == one.name) return one.get(fact);
  }
  return {};
}

std::vector<std::string> FieldNames(FactKind kind) {
  std::vector<std::string> names;
  for (const Field& field : Fields(kind)) names.emplace_back(field.name);
  return names;
}

Status SetField(std::string_view field, std::string_view value, const std::string& rule,
                Fact* fact) {
  std::string known;
  for (const Field& one : Fields(fact->kind)) {
    known += (known.empty() ? "" : ", ") + std::string(one.name);
    if (field != one.name) continue;
    Fact changed = *fact;
    if (!one.set(Trim(value), &changed)) return Bad(field, one.takes, value);
    SetEvidence(field, rule, &changed);
    *fact = std::move(changed);
    return {};
  }
  return Error{ErrorCode::kInvalidArgument,
               "'" + std::string(field) + "' is no field of a " + FactKindName(fact->kind) +
                   "; these are: " + known,
               ""};
}

std::vector<FieldChange> CompareFacts(const Fact& before, const Fact& after) {
  std::vector<FieldChange> changes;
  if (before.kind != after.kind) {
    changes.push_back({"kind", FactKindName(before.kind), FactKindName(after.kind)});
  }
  if (before.text != after.text || before.span != after.span) {
    changes.push_back({"words", before.text, after.text});
  }
  for (const Field& field : Fields(after.kind)) {
    std::string old = before.kind == after.kind ? field.get(before) : std::string();
    std::string now = field.get(after);
    if (old != now) changes.push_back({field.name, std::move(old), std::move(now)});
  }
  return changes;
}

}  // namespace tadwin::review
