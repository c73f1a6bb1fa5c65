// Commitments as an iCalendar file that calendar programs read.
//
// One VEVENT per commitment with a due date, whose UID is made of its incident's id, so that a date
// that moved moves the entry; further due dates told for it have an entry each. What has no due
// date is left out. The same commitments and day give the same bytes: DTSTAMP is the day as of
// which they are told. Source: RFC 5545 (3.1 folding, 3.3.11 escaping, 3.6.1 VEVENT). Threads:
// safe.

#ifndef TADWIN_RECONCILE_CALENDAR_FILE_H_
#define TADWIN_RECONCILE_CALENDAR_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "reconcile/due.h"

namespace tadwin::reconcile {

std::string CalendarFile(const std::vector<DueCommitment>& commitments, Date as_of);

// A content line: folded so that none has more than 75 octets and no character is torn, with CRLF.
std::string FoldedLine(std::string_view line);
// A text value: backslash, comma, semicolon and line ends escaped, other controls left out.
std::string EscapedText(std::string_view text);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_CALENDAR_FILE_H_
