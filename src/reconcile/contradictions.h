// What one document says twice in ways that exclude one another.
//
// In: a ledger. Out: by document, then place in it. Three rules find them:
// - one incident: two tellings of one incident in one document give dates, tolls, places, due dates
//   or outcomes that cannot both hold;
// - same date, another year: the lead dates something to a month or day, the body dates the same
//   kind of thing to the same month or day of the year before or after; or something is due on a
//   day that had passed, and something else on that day of the next year. Only likely a slip;
// - after the document: told as having happened, but dated after its document appeared.
// `same_teller` tells a document that contradicts itself from one that reports two speakers who
// disagree. Nothing is decided: both values are shown with their facts. Threads: safe; pure.

#ifndef TADWIN_RECONCILE_CONTRADICTIONS_H_
#define TADWIN_RECONCILE_CONTRADICTIONS_H_

#include <string>
#include <vector>

#include "reconcile/ledger_view.h"

namespace tadwin::reconcile {

struct ContradictingValue {
  std::string value;
  uint32_t begin = 0;  // bytes of the document's text: the trigger of the first fact
  std::vector<Telling> tellings;
};

struct Contradiction {
  std::string doc;
  std::string doc_sha256;
  std::string field;                       // "start", "killed", "due", "outcome", "place", ...
  std::string rule;                        // "one incident", "same date, another year", ...
  std::vector<std::string> incidents;      // one, or two under the second rule
  std::string title;                       // of the first incident
  std::vector<ContradictingValue> values;  // in the order of the text
  bool same_teller = false;
  bool certain = true;  // false: of outcomes, places and the year of a date: only likely
};

std::vector<Contradiction> FindContradictions(const LedgerView& ledger);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_CONTRADICTIONS_H_
