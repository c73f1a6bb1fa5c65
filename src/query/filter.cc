#include "query/filter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "model/fact.h"
#include "model/mention.h"
#include "model/plover_context.h"
#include "query/polygon.h"
#include "query/suggest.h"

namespace tadwin::query {
namespace {

using Allowed = std::vector<std::string_view>;

// Enumerators from the first to the last.
template <typename Enum>
Allowed NamesUpTo(const char* (*name)(Enum), Enum last) {
  Allowed names;
  for (int i = 0; i <= static_cast<int>(last); ++i) names.push_back(name(static_cast<Enum>(i)));
  return names;
}

const Allowed& Kinds() {
  static const Allowed names{"event", "tally", "level", "commitment", "any"};
  return names;
}
const Allowed& Statuses() {
  static const Allowed names = NamesUpTo(FactStatusName, FactStatus::kBackground);
  return names;
}
const Allowed& Outcomes() {
  static const Allowed names = NamesUpTo(OutcomeName, Outcome::kClaimedWithoutEffect);
  return names;
}
const Allowed& SpeakerTypes() {
  static const Allowed names = NamesUpTo(SpeakerTypeName, SpeakerType::kUnnamedSource);
  return names;
}
const Allowed& NameTypes() {
  static const Allowed names = NamesUpTo(NameKindName, NameKind::kOffice);
  return names;
}
const Allowed& Contexts() {
  static const Allowed names(kContexts.begin(), kContexts.end());
  return names;
}
const Allowed& Reviews() {
  static const Allowed names{"machine", "in_review", "confirmed_one", "confirmed_two", "rejected"};
  return names;
}

Error Bad(std::string_view key, std::string_view value, const std::string& wanted) {
  return {ErrorCode::kInvalidArgument, std::string(key) + "=" + std::string(value) + ": " + wanted,
          ""};
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string Cased(std::string_view text, char first, char last, int shift) {
  std::string out(text);
  for (char& c : out) {
    if (c >= first && c <= last) c = static_cast<char>(c + shift);
  }
  return out;
}
std::string Upper(std::string_view text) { return Cased(text, 'a', 'z', -32); }
std::string Lower(std::string_view text) { return Cased(text, 'A', 'Z', 32); }

enum class Case { kAsIs, kUpper, kLower };

// Adds the comma-joined values; spaces around them do not count.
Status AddWords(std::string_view key, std::string_view value, Case form, const Allowed* allowed,
                Words* out) {
  std::string_view rest = value;
  while (true) {
    const size_t comma = rest.find(',');
    const std::string_view word = Trim(rest.substr(0, comma));
    if (word.empty()) return Bad(key, value, "a value is missing");
    std::string text = form == Case::kUpper   ? Upper(word)
                       : form == Case::kLower ? Lower(word)
                                              : std::string(word);
    if (allowed != nullptr && std::find(allowed->begin(), allowed->end(), text) == allowed->end()) {
      return Bad(key, word, "use " + JoinedWords(*allowed) + DidYouMean(text, *allowed));
    }
    if (std::find(out->begin(), out->end(), text) == out->end()) out->push_back(std::move(text));
    if (comma == std::string_view::npos) return {};
    rest.remove_prefix(comma + 1);
  }
}

std::optional<double> NumberOf(std::string_view text) {
  text = Trim(text);
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
    return std::nullopt;
  }
  return number;
}

Status ReadNumber(std::string_view key, std::string_view value, double most,
                  std::optional<double>* out) {
  *out = NumberOf(value);
  if (*out && **out >= 0 && **out <= most) return {};
  return Bad(
      key, value,
      most == 1 ? "use a number from 0 to 1, for example 0.5" : "use a number, for example 5");
}

// A day, month or year; "A..B" is from the beginning of A to the end of B.
Result<DateInterval> IntervalOf(std::string_view key, std::string_view value) {
  const size_t dots = value.find("..");
  const Result<DateInterval> first = ParseIsoDate(Trim(value.substr(0, dots)));
  const Result<DateInterval> last =
      dots == std::string_view::npos ? first : ParseIsoDate(Trim(value.substr(dots + 2)));
  if (!first || !last || last->stop < first->start) {
    return Bad(key, value, "use YYYY, YYYY-MM or YYYY-MM-DD, or two of them: 2020-01..2020-03");
  }
  return DateInterval{first->start, last->stop};
}

Status ReadDate(std::string_view key, std::string_view value, bool is_end,
                std::optional<Date>* out) {
  const Result<DateInterval> date = ParseIsoDate(Trim(value));
  if (!date) return Bad(key, value, "use YYYY, YYYY-MM or YYYY-MM-DD, for example 2020-09");
  *out = is_end ? date->stop : date->start;
  return {};
}

Status ReadCircle(std::string_view key, std::string_view value, std::optional<Circle>* out) {
  std::array<double, 3> numbers{};
  std::string_view rest = value;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const size_t comma = rest.find(',');
    const std::optional<double> number = NumberOf(rest.substr(0, comma));
    const bool is_last = i + 1 == numbers.size();
    if (!number || is_last != (comma == std::string_view::npos)) {
      return Bad(key, value, "use lat,lon,km in degrees and kilometres: near=33.3,44.4,50");
    }
    numbers[i] = *number;
    if (!is_last) rest.remove_prefix(comma + 1);
  }
  if (std::fabs(numbers[0]) > 90 || std::fabs(numbers[1]) > 180 || numbers[2] <= 0 ||
      numbers[2] > 20040) {
    return Bad(key, value, "latitude is -90 to 90, longitude -180 to 180, the distance above 0 km");
  }
  *out = Circle{{numbers[0], numbers[1]}, numbers[2]};
  return {};
}

Status ReadContested(std::string_view value, Filter* filter) {
  const std::string word = Lower(Trim(value));
  if (word == "any" || word == "true" || word == "yes" || word == "1") {
    filter->is_contested = true;
    return {};
  }
  if (word == "no" || word == "false" || word == "none" || word == "0") {
    filter->is_contested = false;
    return {};
  }
  static const Allowed fields{"actor",    "count",   "due",     "injured", "killed",
                              "detained", "made_on", "missing", "mode",    "n",
                              "outcome",  "place",   "start",   "status",  "subtype",
                              "target",   "type",    "weapon",  "what"};
  if (Status read = AddWords("contested", word, Case::kLower, &fields, &filter->contested); !read) {
    return Error{read.error().code, read.error().message + "; or any, or no", ""};
  }
  return {};
}

// How one key is read.
struct Reader {
  FilterKey key;
  Words Filter::* words;  // of lists
  Case form;
  const Allowed& (*allowed)();
  Status (*read)(std::string_view key, std::string_view value, Filter* filter);  // of others
};

template <auto Member, bool kIsEnd>
Status ReadDateKey(std::string_view key, std::string_view value, Filter* filter) {
  return ReadDate(key, value, kIsEnd, &(filter->*Member));
}
template <auto Member, int kMost>
Status ReadNumberKey(std::string_view key, std::string_view value, Filter* filter) {
  return ReadNumber(key, value, kMost, &(filter->*Member));
}
template <auto Member>
Status ReadInterval(std::string_view key, std::string_view value, Filter* filter) {
  const Result<DateInterval> interval = IntervalOf(key, value);
  if (!interval) return interval.error();
  filter->*Member = *interval;
  return {};
}
Status ReadNear(std::string_view key, std::string_view value, Filter* filter) {
  return ReadCircle(key, value, &filter->near);
}
Status ReadWithin(std::string_view key, std::string_view value, Filter* filter) {
  Result<std::vector<Point>> corners = ParsePolygon(value);
  if (!corners) return Bad(key, value, corners.error().message);
  filter->within = *std::move(corners);
  return {};
}
Status ReadContestedKey(std::string_view, std::string_view value, Filter* filter) {
  return ReadContested(value, filter);
}
Status ReadText(std::string_view key, std::string_view value, Filter* filter) {
  if (Trim(value).empty()) return Bad(key, value, "words to look for are missing");
  filter->text = value;
  return {};
}
Status ReadKind(std::string_view key, std::string_view value, Filter* filter) {
  if (Status read = AddWords(key, value, Case::kLower, &Kinds(), &filter->kinds); !read) {
    return read;
  }
  filter->any_kind = std::erase(filter->kinds, "any") > 0 || filter->any_kind;
  if (filter->any_kind) filter->kinds.clear();
  return {};
}

constexpr int kMostPeople = 1'000'000'000;

const std::vector<Reader>& Readers() {
  using F = Filter;
  const auto list = [](FilterKey key, Words F::* words, Case form = Case::kAsIs,
                       const Allowed& (*allowed)() = nullptr) {
    return Reader{key, words, form, allowed, nullptr};
  };
  const auto other = [](FilterKey key, Status (*read)(std::string_view, std::string_view, F*)) {
    return Reader{key, nullptr, Case::kAsIs, nullptr, read};
  };
  static const std::vector<Reader> readers{
      other({"kind", "event, tally, level, commitment, any", "kind=event,tally",
             "what is told; incidents are events unless another kind is asked for"},
            ReadKind),
      other({"from", "a day, month or year", "from=2020-03",
             "happened, or is due, on this day or later; an interval that reaches into it counts"},
            ReadDateKey<&F::from, false>),
      other({"to", "a day, month or year", "to=2020-09-15", "the same, on this day or before"},
            ReadDateKey<&F::to, true>),
      other({"published", "a day, month or year, or two with ..", "published=2020-01..2020-03",
             "told by a document published then"},
            ReadInterval<&F::published>),
      other({"recorded", "a day, month or year, or two with ..", "recorded=2026-11-01..2026-11-15",
             "told by a document that this ledger first had then (UTC)"},
            ReadInterval<&F::recorded>),
      list({"place", "id, English name or words", "place=Baghdad", "where it happened"},
           &F::places),
      other({"near", "lat,lon,km", "near=33.31,44.37,50",
             "within so many kilometres; places known less exactly than that are left out"},
            ReadNear),
      other({"within", "POLYGON((lon lat, ...)) or lat,lon;lat,lon;...",
             "within=33,44;34,44;34,45;33,45", "inside a polygon"},
            ReadWithin),
      list({"country", "ISO 3166 codes", "country=IQ,SY", "in which country"}, &F::countries,
           Case::kUpper),
      list({"admin", "id or name", "admin=Nineveh Governorate", "in which first-level unit"},
           &F::admins),
      list({"actor", "id, English name or words", "actor=us_government",
            "who did it, or who promises"},
           &F::actors),
      list({"target", "id, English name or words", "target=us_military",
            "to whom it was done, or promised"},
           &F::targets),
      list({"speaker", "id or words", "speaker=us_central_command", "who says so"}, &F::speakers),
      list({"actor_type", "government, armed_group, ...", "actor_type=armed_group",
            "what the actor is"},
           &F::actor_types, Case::kLower, NameTypes),
      list({"target_type", "government, people, ...", "target_type=military", "what the target is"},
           &F::target_types, Case::kLower, NameTypes),
      list({"speaker_type", "government, witness, ...", "speaker_type=unnamed official",
            "what the speaker is"},
           &F::speaker_types, Case::kLower, SpeakerTypes),
      list({"type", "PLOVER types", "type=ASSAULT,COERCE", "what was done"}, &F::types,
           Case::kUpper),
      list({"mode", "PLOVER modes", "mode=aerial", "how"}, &F::modes, Case::kLower),
      list({"subtype", "see docs", "subtype=airstrike,ied", "what exactly"}, &F::subtypes,
           Case::kLower),
      list({"status", "asserted, attributed, denied, ...", "status=denied,alleged",
            "how it is told"},
           &F::statuses, Case::kLower, Statuses),
      list({"outcome", "carried out, foiled, intercepted, ...", "outcome=foiled,intercepted",
            "what came of it"},
           &F::outcomes, Case::kLower, Outcomes),
      list({"context", "PLOVER contexts", "context=military,health", "what it is about"},
           &F::contexts, Case::kLower, Contexts),
      list({"outlet", "name", "outlet=Al Jazeera", "in a document of this outlet"}, &F::outlets),
      list({"document", "SHA-256 or name", "document=a.txt", "in this document"}, &F::documents),
      list({"incident", "ids", "incident=01a2b3c4d5e6f708", "this incident, or facts of it"},
           &F::incidents, Case::kLower),
      list({"rule", "ids", "rule=event/context:health",
            "told by a fact that this rule made, or read a field of"},
           &F::rules),
      other({"min_score", "0 to 1", "min_score=0.5", "how sure the coder is, at least"},
            ReadNumberKey<&F::min_score, 1>),
      other({"max_score", "0 to 1", "max_score=0.3", "how sure the coder is, at most"},
            ReadNumberKey<&F::max_score, 1>),
      other(
          {"contested", "any, no, or fields", "contested=killed,place", "told in conflicting ways"},
          ReadContestedKey),
      list({"review", "machine, in_review, confirmed_one, confirmed_two, rejected",
            "review=machine", "what people made of it"},
           &F::reviews, Case::kLower, Reviews),
      other({"min_killed", "a number", "min_killed=10", "so many killed are told, at least"},
            ReadNumberKey<&F::min_killed, kMostPeople>),
      other({"min_injured", "a number", "min_injured=10", "so many injured are told, at least"},
            ReadNumberKey<&F::min_injured, kMostPeople>),
      list({"weapon", "words", "weapon=drone", "with which weapon, as told"}, &F::weapons),
      other({"q", "words, \"phrases\", prefix*, NEAR(a b, 5), AND, OR, NOT", "q=embassy*",
             "told by a document whose text has the words, folded"},
            ReadText),
  };
  return readers;
}

// Other names of keys.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"source", "outlet"}, {"polygon", "within"}, {"doc", "document"}, {"text", "q"},
    {"text", "q"},        {"plover", "type"},    {"unit", "admin"}};

}  // namespace

const std::vector<FilterKey>& KeysOfFilter() {
  static const std::vector<FilterKey> keys = [] {
    std::vector<FilterKey> out;
    for (const Reader& reader : Readers()) out.push_back(reader.key);
    return out;
  }();
  return keys;
}

Result<std::pair<std::string, std::string>> SplitPair(std::string_view word) {
  const size_t equals = word.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return Error{ErrorCode::kInvalidArgument,
                 std::string(word) + ": use key=value, for example country=IQ", ""};
  }
  return std::pair(std::string(word.substr(0, equals)), std::string(word.substr(equals + 1)));
}

Result<Filter> ParseFilter(const Pairs& pairs) {
  Filter filter;
  for (const auto& [given, value] : pairs) {
    std::string_view name = given;
    for (const auto& [alias, meant] : kAliases) {
      if (name == alias) name = meant;
    }
    const auto reader = std::find_if(Readers().begin(), Readers().end(),
                                     [name](const Reader& r) { return r.key.name == name; });
    if (reader == Readers().end()) {
      Allowed names;
      for (const FilterKey& key : KeysOfFilter()) names.push_back(key.name);
      return Error{ErrorCode::kInvalidArgument,
                   given + ": there is no such key" + DidYouMean(given, names) + "; use " +
                       JoinedWords(names),
                   ""};
    }
    const Status read = reader->read != nullptr
                            ? reader->read(name, value, &filter)
                            : AddWords(name, value, reader->form,
                                       reader->allowed != nullptr ? &reader->allowed() : nullptr,
                                       &(filter.*reader->words));
    if (!read) return read.error();
    if (std::find(filter.keys.begin(), filter.keys.end(), name) == filter.keys.end()) {
      filter.keys.emplace_back(name);
    }
  }
  std::sort(filter.keys.begin(), filter.keys.end());
  if (filter.from && filter.to && *filter.to < *filter.from) {
    return Bad("to", ToIso(*filter.to), "this is before from=" + ToIso(*filter.from));
  }
  if (filter.min_score && filter.max_score && *filter.max_score < *filter.min_score) {
    return Error{ErrorCode::kInvalidArgument, "max_score is below min_score", ""};
  }
  return filter;
}

}  // namespace tadwin::query
