// The extract stage: speakers, events, tallies, levels, commitments of one document.
//
// In: AnnotatedText. Out: facts with ids, sorted by (span.begin, kind, id). No clock, no ledger.
// Errors: rule mistakes at Create. Threads: safe after Create.

#ifndef TADWIN_EXTRACT_EXTRACTOR_H_
#define TADWIN_EXTRACT_EXTRACTOR_H_

#include <vector>
#include "extract/events/event.h"
#include "extract/events/occasion.h"
#include "extract/statements/commitment.h"
#include "extract/statements/quantity.h"
#include "extract/statements/speaker.h"
#include "model/annotated_text.h"
#include "model/fact.h"
#include "model/uncoded.h"
#include "rules/grammar.h"

namespace tadwin::extract {

class Extractor {
 public:
  static Extractor Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  struct Extracted {
    std::vector<Fact> facts;
    std::vector<Uncoded> uncoded;  // one per sentence, in text order
  };
  Extracted Extract(const AnnotatedText& document) const;

 private:
  SpeakerReader speakers_;
  EventReader events_;
  OccasionReader occasions_;
  QuantityReader quantities_;
  CommitmentReader commitments_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EXTRACTOR_H_
