#include "serve/api/row_filter.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace tadwin::serve {
namespace {

constexpr double kEarthKm = 6371.0088;  // Source: IUGG mean radius
constexpr std::string_view kFilters[] = {"from",    "to",        "type",      "subtype", "status",
                                         "country", "place",     "near",      "actor",   "speaker",
                                         "outlet",  "min_score", "contested", "kind",    "q"};

Error Bad(std::string_view name, const std::string& message) {
  return Error{ErrorCode::kInvalidArgument, std::string(name) + ": " + message, ""};
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

bool Contains(std::string_view text, std::string_view lower_part) {
  return !text.empty() && Lower(text).find(lower_part) != std::string::npos;
}

// `wanted` in lower case; empty asks for nothing.
bool IsOneOf(const std::vector<std::string>& wanted, std::initializer_list<std::string_view> told) {
  if (wanted.empty()) return true;
  for (const std::string_view one : told) {
    if (!one.empty() && std::find(wanted.begin(), wanted.end(), Lower(one)) != wanted.end()) {
      return true;
    }
  }
  return false;
}

bool Names(const NamedRef& ref, const std::string& want) {
  return Lower(ref.name.id) == want || Contains(ref.text, want) || Contains(ref.name.name_en, want);
}

bool AnyNamed(const std::vector<std::string>& wanted, const std::vector<const NamedRef*>& names) {
  if (wanted.empty()) return true;
  for (const std::string& want : wanted) {
    for (const NamedRef* ref : names) {
      if (Names(*ref, want)) return true;
    }
  }
  return false;
}

void AddNames(const Fact& fact, std::vector<const NamedRef*>* out) {
  for (const auto* names : {&fact.actors, &fact.targets, &fact.who, &fact.to_whom}) {
    for (const NamedRef& ref : *names) out->push_back(&ref);
  }
}

bool IsTold(const std::vector<std::string>& wanted, const Fact& fact) {
  if (wanted.empty()) return true;
  if (!fact.speaker) return false;
  for (const std::string& want : wanted) {
    if (Contains(fact.speaker->text, want) || Lower(fact.speaker->id) == want) return true;
    if (SpeakerTypeName(fact.speaker->type) == want) return true;
  }
  return false;
}

bool IsNear(const RowFilter::Circle& circle, const NamedRef* place) {
  if (place == nullptr || !place->name.lat || !place->name.lon) return false;
  constexpr double kRadians = std::numbers::pi / 180;
  const double lat = *place->name.lat * kRadians;
  const double centre = circle.lat * kRadians;
  const double a = std::pow(std::sin((lat - centre) / 2), 2) +
                   std::cos(lat) * std::cos(centre) *
                       std::pow(std::sin((*place->name.lon - circle.lon) * kRadians / 2), 2);
  return 2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(a))) <= circle.km;
}

bool InTime(const RowFilter& filter, const std::optional<DateInterval>& when) {
  if (!filter.from && !filter.to) return true;
  if (!when) return false;
  return (!filter.from || when->stop >= *filter.from) && (!filter.to || when->start <= *filter.to);
}

std::optional<DateInterval> TimeOf(const Fact& fact) {
  const TimeValue& time = fact.kind == FactKind::kCommitment ? fact.due : fact.time;
  if (!time.start || !time.stop) return std::nullopt;
  return DateInterval{*time.start, *time.stop};
}

std::string WordsOf(const Fact& fact) {
  std::string words = fact.text + " " + fact.weapon + " " + fact.commitment_what + " " + fact.what;
  std::vector<const NamedRef*> names;
  AddNames(fact, &names);
  if (fact.place) names.push_back(&*fact.place);
  for (const NamedRef* ref : names) words += " " + ref->text + " " + ref->name.name_en;
  if (fact.speaker) words += " " + fact.speaker->text;
  return words;
}

bool HoldsWords(const std::vector<std::string>& wanted, std::string_view text, const Fold& fold) {
  if (wanted.empty()) return true;
  const std::string folded = Lower(fold(text));
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return folded.find(word) != std::string::npos;
  });
}

Result<double> ParseNumber(std::string_view name, std::string_view text) {
  double number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
    return Bad(name, "a number is needed");
  }
  return number;
}

Status ParseNear(const std::string& text, RowFilter* filter) {
  const std::vector<std::string> parts = SplitCommas(text);
  if (parts.size() != 3) return Bad("near", "lat,lon,km is needed, as 33.3,44.4,50");
  double numbers[3] = {0, 0, 0};
  for (size_t i = 0; i < 3; ++i) {
    const Result<double> number = ParseNumber("near", parts[i]);
    if (!number) return number.error();
    numbers[i] = *number;
  }
  if (std::fabs(numbers[0]) > 90 || std::fabs(numbers[1]) > 180 || numbers[2] < 0) {
    return Bad("near", "latitudes go to 90, longitudes to 180, distances begin at 0");
  }
  filter->near = {numbers[0], numbers[1], numbers[2]};
  return {};
}

std::vector<std::string> LowerWords(const Call& call, std::string_view name) {
  const std::string* text = call.Query(name);
  return text == nullptr ? std::vector<std::string>() : SplitCommas(Lower(*text));
}

Status ParseValues(const Call& call, RowFilter* filter) {
  if (const std::string* text = call.Query("min_score")) {
    const Result<double> score = ParseNumber("min_score", *text);
    if (!score) return score.error();
    filter->min_score = *score;
  }
  if (const std::string* text = call.Query("contested")) {
    if (*text != "true" && *text != "false") return Bad("contested", "true or false");
    filter->contested = *text == "true";
  }
  if (const std::string* text = call.Query("near")) {
    if (Status near = ParseNear(*text, filter); !near) return near;
  }
  for (const std::string& kind : filter->kinds) {
    if (kind != "event" && kind != "tally" && kind != "level" && kind != "commitment") {
      return Bad("kind", "event, tally, level or commitment");
    }
  }
  const auto from = ParseDate(call, "from");
  if (!from) return from.error();
  const auto to = ParseDate(call, "to");
  if (!to) return to.error();
  if (*from) filter->from = (*from)->start;
  if (*to) filter->to = (*to)->stop;
  return {};
}

}  // namespace

std::vector<std::string> SplitCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    if (comma != 0) parts.emplace_back(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
  }
  return parts;
}

Result<std::optional<DateInterval>> ParseDate(const Call& call, std::string_view name) {
  const std::string* text = call.Query(name);
  if (text == nullptr) return std::optional<DateInterval>();
  const Result<DateInterval> date = ParseIsoDate(*text);
  if (!date) return Bad(name, date.error().message);
  return std::optional<DateInterval>(*date);
}

Status CheckParameters(const Call& call, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : call.request.target.query) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string names;
      for (const std::string_view one : known) names.append(names.empty() ? "" : ", ").append(one);
      return Error{
          ErrorCode::kInvalidArgument,
          name + ": no such parameter here" + (names.empty() ? "" : "; there are " + names), ""};
    }
  }
  return {};
}

Result<RowFilter> ParseRowFilter(const Call& call, std::initializer_list<std::string_view> others,
                                 const Fold& fold) {
  for (const auto& [name, value] : call.request.target.query) {
    const bool known =
        std::find(std::begin(kFilters), std::end(kFilters), name) != std::end(kFilters) ||
        std::find(others.begin(), others.end(), name) != others.end();
    if (!known) return Bad(name, "no such parameter here");
  }
  RowFilter filter;
  filter.kinds = LowerWords(call, "kind");
  filter.types = LowerWords(call, "type");
  filter.subtypes = LowerWords(call, "subtype");
  filter.statuses = LowerWords(call, "status");
  filter.countries = LowerWords(call, "country");
  filter.places = LowerWords(call, "place");
  filter.actors = LowerWords(call, "actor");
  filter.speakers = LowerWords(call, "speaker");
  filter.outlets = LowerWords(call, "outlet");
  if (Status parsed = ParseValues(call, &filter); !parsed) return parsed.error();
  if (const std::string* text = call.Query("q")) {
    const std::string folded = Lower(fold(*text));
    std::string word;
    for (const char c : folded + " ") {
      if (c != ' ' && c != '\n') {
        word.push_back(c);
      } else if (!word.empty()) {
        filter.words.push_back(std::exchange(word, {}));
      }
    }
  }
  return filter;
}

bool RowFilter::Holds(const Snapshot& snapshot, const IncidentRow& row, const Fold& fold) const {
  const auto any_fact = [&](auto holds) {
    return std::any_of(row.facts.begin(), row.facts.end(),
                       [&](const Fact* f) { return holds(*f); });
  };
  const std::string_view country =
      row.place == nullptr ? std::string_view() : std::string_view(row.place->name.country);
  if (!IsOneOf(kinds, {row.incident->kind}) || !IsOneOf(types, {row.type}) ||
      !IsOneOf(subtypes, {row.subtype, row.mode}) || !IsOneOf(statuses, {row.status}) ||
      !IsOneOf(countries, {country})) {
    return false;
  }
  if (!InTime(*this, row.when)) return false;
  if (min_score && row.score.value_or(0) < *min_score) return false;
  if (contested && row.contested.empty() == *contested) return false;
  if (near && !IsNear(*near, row.place)) return false;
  if (!places.empty() &&
      !any_fact([&](const Fact& fact) { return fact.place && AnyNamed(places, {&*fact.place}); })) {
    return false;
  }
  if (!actors.empty() && !any_fact([&](const Fact& fact) {
        std::vector<const NamedRef*> names;
        AddNames(fact, &names);
        return AnyNamed(actors, names);
      })) {
    return false;
  }
  if (!speakers.empty() && !any_fact([&](const Fact& f) { return IsTold(speakers, f); })) {
    return false;
  }
  if (!outlets.empty() && !any_fact([&](const Fact& fact) {
        const store::DocumentRecord* document = snapshot.FindDocument(fact.doc_sha256);
        return document != nullptr && document->outlet &&
               std::any_of(outlets.begin(), outlets.end(), [&](const std::string& want) {
                 return Contains(*document->outlet, want);
               });
      })) {
    return false;
  }
  if (words.empty()) return true;
  std::string text = row.incident->title;
  for (const Fact* fact : row.facts) text += " " + WordsOf(*fact);
  return HoldsWords(words, text, fold);
}

bool RowFilter::Holds(const Snapshot& snapshot, const Fact& fact, const Fold& fold) const {
  const std::string_view country =
      fact.place ? std::string_view(fact.place->name.country) : std::string_view();
  if (!IsOneOf(kinds, {FactKindName(fact.kind)}) || !IsOneOf(types, {fact.plover}) ||
      !IsOneOf(subtypes, {fact.subtype, fact.mode}) ||
      !IsOneOf(statuses, {FactStatusName(fact.status)}) || !IsOneOf(countries, {country})) {
    return false;
  }
  if (!InTime(*this, TimeOf(fact))) return false;
  if (min_score && fact.score < *min_score) return false;
  if (contested) {
    const IncidentRow* row = snapshot.FindIncident(fact.incident);
    if ((row != nullptr && !row->contested.empty()) != *contested) return false;
  }
  const NamedRef* place = fact.place ? &*fact.place : nullptr;
  if (near && !IsNear(*near, place)) return false;
  if (!places.empty() && (place == nullptr || !AnyNamed(places, {place}))) return false;
  std::vector<const NamedRef*> names;
  AddNames(fact, &names);
  if (!AnyNamed(actors, names) || !IsTold(speakers, fact)) return false;
  if (!outlets.empty()) {
    const store::DocumentRecord* document = snapshot.FindDocument(fact.doc_sha256);
    if (document == nullptr || !document->outlet) return false;
    if (std::none_of(outlets.begin(), outlets.end(),
                     [&](const std::string& want) { return Contains(*document->outlet, want); })) {
      return false;
    }
  }
  return words.empty() || HoldsWords(words, WordsOf(fact), fold);
}

}  // namespace tadwin::serve
