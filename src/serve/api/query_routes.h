// Lists that the query layer pages: the same filters and rows as `tadwin query`.
//
// Threads: safe.

#ifndef TADWIN_SERVE_API_QUERY_ROUTES_H_
#define TADWIN_SERVE_API_QUERY_ROUTES_H_

#include <string>

#include "serve/api/services.h"

namespace tadwin::serve {

Response QueryIncidents(const Services& services, const Call& call);
// The row of one incident as lists give it; empty when it is not there.
Result<std::string> QueryIncidentRow(const Services& services, const std::string& id);
Response QueryFacts(const Services& services, const Snapshot& snapshot, const Call& call);
Response QueryCounts(const Services& services, const Call& call);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_QUERY_ROUTES_H_
