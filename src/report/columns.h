// Laying out text for a terminal by display width: padding, cutting, wrapping.
//
// Units: columns. A combining mark or control character takes none, an East Asian wide character
// two, every other one; Arabic letters are one column each, joined or not.
// Source: Unicode 14.0 general categories Mn, Me, Cf (the ranges met in Arabic and Latin text) and
// EastAsianWidth W and F. In: valid UTF-8. Threads: safe.

#ifndef TADWIN_REPORT_COLUMNS_H_
#define TADWIN_REPORT_COLUMNS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tadwin::report {

size_t DisplayWidth(std::string_view text);
// Filled with blanks on the right, or on the left, to `width` columns; never cut.
std::string PadRight(std::string_view text, size_t width);
std::string PadLeft(std::string_view text, size_t width);
// At most `width` columns, the last of them an ellipsis where something was cut.
std::string Cut(std::string_view text, size_t width);
// Lines of at most `width` columns, broken at blanks; a longer word stands on a line of its own.
std::vector<std::string> Wrap(std::string_view text, size_t width);
// "5200" as "5,200"; up to two decimals.
std::string Grouped(double number);
// A table with a header line, columns aligned by display width; numbers to the right.
std::string FormatTable(const std::vector<std::string>& header,
                        const std::vector<std::vector<std::string>>& rows, size_t indent);

}  // namespace tadwin::report

#endif  // TADWIN_REPORT_COLUMNS_H_
