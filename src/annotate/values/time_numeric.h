// Finds dates and clock times written in digits: 2020-09-28, 28/9/2020, 9/2020, 28/9, 10:30.
//
// In: tokens. Out: expressions of kind kDate and kClock. Day before month unless only the other
// order is a date; a yearless pair needs a word before it that asks for a date, or a slash.
// Threads: safe. Source: CLDR 41 ar short date formats.

#ifndef TADWIN_ANNOTATE_VALUES_TIME_NUMERIC_H_
#define TADWIN_ANNOTATE_VALUES_TIME_NUMERIC_H_

#include <functional>
#include <vector>

#include "annotate/values/time_expr.h"
#include "model/annotated_text.h"

namespace tadwin::annotate {

// `asks_for_date(token)`: the word at `token` is one that stands before a date ("on", "day").
std::vector<TimeExpr> FindNumericTimes(const AnnotatedText& document,
                                       const std::function<bool(uint32_t)>& asks_for_date);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TIME_NUMERIC_H_
