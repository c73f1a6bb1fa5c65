// The value of one field of a fact as words for people: what `tadwin explain` shows.

#ifndef TADWIN_REPORT_FACT_VALUES_H_
#define TADWIN_REPORT_FACT_VALUES_H_

#include <string>
#include <utility>
#include <vector>

#include "model/fact.h"

namespace tadwin::report {

// (field, value) for every field that is told, keys of the facts file, in its order.
std::vector<std::pair<std::string, std::string>> FactValues(const Fact& fact);

}  // namespace tadwin::report

#endif  // TADWIN_REPORT_FACT_VALUES_H_
