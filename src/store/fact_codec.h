// Dates and rule lists as a ledger stores them, both ways; names of enumerators are in
// model/enum_names.h. Threads: safe.

#ifndef TADWIN_STORE_FACT_CODEC_H_
#define TADWIN_STORE_FACT_CODEC_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "model/enum_names.h"

namespace tadwin::store {

std::optional<std::string> IsoOf(const std::optional<Date>& date);
// A date written by IsoOf.
std::optional<Date> DateOf(const std::string& iso);

std::string JoinRules(const std::vector<std::string>& rules);
std::vector<std::string> SplitRules(std::string_view joined);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_FACT_CODEC_H_
