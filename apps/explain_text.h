// A text with spans marked, only the lines around them: what `tadwin explain` shows.

#ifndef TADWIN_APPS_EXPLAIN_TEXT_H_
#define TADWIN_APPS_EXPLAIN_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace tadwin::apps {

// kColour: the trigger reversed, evidence underlined (ANSI). kBrackets: [[trigger]], [evidence].
enum class Marks { kColour, kBrackets };

// Lines that hold no span are left out, long ones cut around their spans ("...").
std::string MarkSpans(std::string_view valid_utf8, Span trigger, const std::vector<Span>& evidence,
                      Marks marks);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_EXPLAIN_TEXT_H_
