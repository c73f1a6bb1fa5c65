// The parameters of a URL: which are known, what they hold, the filter they make.
//
// Errors: kInvalidArgument, naming the parameter and what it may hold. Threads: safe.

#ifndef TADWIN_SERVE_API_PARAMETERS_H_
#define TADWIN_SERVE_API_PARAMETERS_H_

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "query/filter.h"
#include "serve/http/router.h"

namespace tadwin::serve {

// Refuses parameters other than these.
Status CheckParameters(const Call& call, std::initializer_list<std::string_view> known);

// All parameters but the route's own: those of paging, sorting or counting.
query::Pairs FilterPairs(const Call& call, std::initializer_list<std::string_view> own);
// The filter they make: docs/query.md. Every kind unless one is asked for.
Result<query::Filter> FilterOf(const Call& call, std::initializer_list<std::string_view> own);

std::vector<std::string> SplitCommas(std::string_view text);
// "from" and "to" of a query: the first day of the one, the last of the other.
Result<std::optional<DateInterval>> ParseDate(const Call& call, std::string_view name);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_PARAMETERS_H_
