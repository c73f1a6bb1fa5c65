// The conditions of a filter as words of a command line: `country=IQ type=ASSAULT`.
//
// Errors: kInvalidArgument, as query::ParseFilter. Threads: safe.

#ifndef TADWIN_APPS_FILTER_WORDS_H_
#define TADWIN_APPS_FILTER_WORDS_H_

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "normalise/fold.h"
#include "query/filter.h"

namespace tadwin::apps {

Result<query::Filter> ReadFilter(const std::vector<std::string>& words);

// kInvalidArgument when the filter asks for times that a ledger as known on a day does not have.
Status CheckTimes(const query::Filter& filter, const std::string& as_known_on);

// What names and words are compared by: the built-in folding tables.
std::unique_ptr<normalise::Folder> LoadFolder();

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_FILTER_WORDS_H_
