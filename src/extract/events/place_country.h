// The country of a place that no list knows: "the market in Qayyarah", "the village", "the
// crossing".
//
// From the known place behind or inside its words; else from the same words elsewhere in the
// document; else from the document, when all towns, districts and facilities it names lie in one
// country. The place keeps its name and gets no point. Rules: event/place:country*, with the words
// that say so as evidence of field "country".
// In: the events of a document. Out: the same, with countries. Threads: pure function.

#ifndef TADWIN_EXTRACT_EVENTS_PLACE_COUNTRY_H_
#define TADWIN_EXTRACT_EVENTS_PLACE_COUNTRY_H_

#include <vector>

#include "extract/events/event.h"
#include "model/annotated_text.h"

namespace tadwin::extract {

void FillCountries(const AnnotatedText& document, std::vector<EventReader::Judged>* judged);

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_PLACE_COUNTRY_H_
