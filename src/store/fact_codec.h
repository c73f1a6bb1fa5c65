// Names of enumerators, dates and rule lists as a ledger stores them, both ways.
//
// Unknown names read as the first enumerator. Threads: safe.

#ifndef TADWIN_STORE_FACT_CODEC_H_
#define TADWIN_STORE_FACT_CODEC_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "model/fact.h"
#include "model/mention.h"

namespace tadwin::store {

const char* TimeAnchorName(TimeAnchor anchor);

FactKind FactKindOf(std::string_view name);
FactStatus FactStatusOf(std::string_view name);
SpeakerType SpeakerTypeOf(std::string_view name);
Outcome OutcomeOf(std::string_view name);
Precision PrecisionOf(std::string_view name);
TimeAnchor TimeAnchorOf(std::string_view name);
NameKind NameKindOf(std::string_view name);

std::optional<std::string> IsoOf(const std::optional<Date>& date);
// A date written by IsoOf.
std::optional<Date> DateOf(const std::string& iso);

std::string JoinRules(const std::vector<std::string>& rules);
std::vector<std::string> SplitRules(std::string_view joined);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_FACT_CODEC_H_
