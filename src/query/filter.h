// What a reader asks of a ledger: one set of conditions for the command line and for URLs.
//
// A filter is written as `key=value` pairs. Several values of one key are joined by commas, or the
// key is repeated; then any of them will do. Different keys must all hold. docs/query.md lists the
// keys with examples; KeysOfFilter has them for programs.
// In: pairs of valid UTF-8. Out: Filter. Errors: kInvalidArgument, which names the key, the bad
// value and what is allowed, with the nearest key where one is misspelt. Threads: safe.
//
// Example: Result<Filter> filter = ParseFilter({{"country", "IQ,SY"}, {"from", "2020-03"}});

#ifndef TADWIN_QUERY_FILTER_H_
#define TADWIN_QUERY_FILTER_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace tadwin::query {

struct Point {
  double lat = 0;
  double lon = 0;
};

// Within so many kilometres of a point.
struct Circle {
  Point centre;
  double km = 0;
};

using Words = std::vector<std::string>;  // any of them; empty: no condition

struct Filter {
  Words kinds;  // FactKindName; "any" is an empty list with `any_kind`
  bool any_kind = false;
  std::optional<Date> from;  // event time, or due date of a commitment: what may lie in it
  std::optional<Date> to;
  std::optional<DateInterval> published;  // of one of its documents
  std::optional<DateInterval> recorded;   // when the ledger first had one of them, UTC

  Words places;  // id, English name or words
  std::optional<Circle> near;
  std::vector<Point> within;  // corners of a polygon, closed by itself
  Words countries;            // ISO 3166 alpha-2, upper case
  Words admins;               // first-level unit: id or English name

  Words actors;  // id, English name or words; also those who promise
  Words targets;
  Words speakers;
  Words actor_types;  // NameKindName
  Words target_types;
  Words speaker_types;  // SpeakerTypeName

  Words types;  // PLOVER type, upper case
  Words modes;
  Words subtypes;
  Words statuses;
  Words outcomes;
  Words contexts;  // PLOVER contexts of an event
  Words outlets;
  Words documents;  // SHA-256, or name
  Words reviews;
  Words weapons;
  Words incidents;  // ids
  Words rules;      // ids of rules that made a fact or read one of its fields
  Words contested;  // fields; "any" asks for any field
  std::optional<bool> is_contested;
  std::optional<double> min_score;
  std::optional<double> max_score;
  std::optional<double> min_killed;  // what is told at least
  std::optional<double> min_injured;

  std::string text;  // full text: text_query.h

  Words keys;  // that were given, sorted
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

// One key of a filter, for help texts and documents.
struct FilterKey {
  std::string_view name;
  std::string_view values;   // what may stand behind it
  std::string_view example;  // "country=IQ,SY"
  std::string_view meaning;
};

const std::vector<FilterKey>& KeysOfFilter();

Result<Filter> ParseFilter(const Pairs& pairs);

// "a=b" into a pair. kInvalidArgument without a `=`.
Result<std::pair<std::string, std::string>> SplitPair(std::string_view word);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_FILTER_H_
