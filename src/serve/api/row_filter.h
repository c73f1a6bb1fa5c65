// The filters of lists of incidents, facts, places and actors, as query strings tell them.
//
// Several values of one parameter are joined by commas: any of them. Different parameters must all
// hold. Errors: kInvalidArgument, naming the parameter and what it may hold. Threads: safe.

#ifndef TADWIN_SERVE_API_ROW_FILTER_H_
#define TADWIN_SERVE_API_ROW_FILTER_H_

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "serve/api/ledger_reader.h"
#include "serve/http/router.h"

namespace tadwin::serve {

using Fold = std::function<std::string(std::string_view)>;

struct RowFilter {
  std::vector<std::string> kinds, types, subtypes, statuses, countries, places, actors, speakers,
      outlets;
  std::optional<Date> from, to;
  std::optional<double> min_score;
  std::optional<bool> contested;
  struct Circle {
    double lat = 0, lon = 0, km = 0;
  };
  std::optional<Circle> near;
  std::vector<std::string> words;  // folded; all of them

  bool Holds(const Snapshot& snapshot, const IncidentRow& row, const Fold& fold) const;
  bool Holds(const Snapshot& snapshot, const Fact& fact, const Fold& fold) const;
};

// Refuses parameters that are neither filters nor `others`.
Result<RowFilter> ParseRowFilter(const Call& call, std::initializer_list<std::string_view> others,
                                 const Fold& fold);
// The same for lists without filters.
Status CheckParameters(const Call& call, std::initializer_list<std::string_view> known);

std::vector<std::string> SplitCommas(std::string_view text);
// "from" and "to" of a query: the first day of the one, the last of the other.
Result<std::optional<DateInterval>> ParseDate(const Call& call, std::string_view name);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_ROW_FILTER_H_
