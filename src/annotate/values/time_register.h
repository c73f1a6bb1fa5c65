// Whether a text tells, or speaks to somebody who keeps a calendar.
//
// In: tokens and lex_matches. Out: a report unless the whole text is one short sentence, its date
// is given, and it either holds a word of time/request (a request) or is nothing but a time (a
// phrase). Reports look back and leave open what news leaves open. A calendar takes a lone number
// for a day of the month, "a few" for three, the early or late part of a period for its half, and
// in a phrase the middle of a month for the 15th and weeks for calendar weeks. No article is ever
// read so: the reading depends on nothing but the text being that short and saying so itself.
// Threads: safe. Source: conventions of calendar assistants (Recognizers-Text, Duckling).

#ifndef TADWIN_ANNOTATE_VALUES_TIME_REGISTER_H_
#define TADWIN_ANNOTATE_VALUES_TIME_REGISTER_H_

#include <cstdint>
#include <vector>

#include "annotate/values/time_expr.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

enum class Register : uint8_t { kReport, kPhrase, kRequest };

class RegisterReader {
 public:
  static RegisterReader Create(const rules::Grammar& grammar);

  // A report or a request.
  Register Read(const AnnotatedText& document) const;
  // A phrase when `exprs` leave nothing but a preposition over; else `read`.
  Register Refine(Register read, const AnnotatedText& document,
                  const std::vector<TimeExpr>& exprs) const;

 private:
  int request_ = -1;
  int before_date_ = -1;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_TIME_REGISTER_H_
