// What tallies, levels and commitments have in common: names as fields, speakers, evidence.
//
// In: mentions and attributions. Out: parts of a Fact. Threads: safe.

#ifndef TADWIN_EXTRACT_STATEMENTS_STATEMENT_H_
#define TADWIN_EXTRACT_STATEMENTS_STATEMENT_H_

#include <string_view>
#include <vector>

#include "extract/statements/speaker.h"
#include "extract/statements/words.h"
#include "model/fact.h"

namespace tadwin::extract {

// The words of a mention with what they name; a place that stands for a government gets its id.
NamedRef ActorRef(const AnnotatedText& document, const Mention& mention);
NamedRef PlaceRef(const AnnotatedText& document, const Mention& mention);

// A fact of a kind on a span, with its speaker, status and sentence filled in.
Fact StartFact(const AnnotatedText& document, const std::vector<Attribution>& attributions,
               FactKind kind, uint32_t token_begin, uint32_t token_end, std::string_view rule);

// Nothing is added for an empty span.
void AddEvidence(Fact* fact, std::string_view field, Span span, std::string_view rule);

// The time of the article as a TimeValue: a day, or a month when only that is known.
TimeValue PublishedTime(const AnnotatedText& document);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_STATEMENT_H_
