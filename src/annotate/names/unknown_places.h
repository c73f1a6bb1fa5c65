// Names of places that no list knows, behind the word for their kind ("the village of").
//
// In: a document's words and the table hits in it. Out: names added to `found`, which stays sorted
// by its first word. Threads: a pure function.

#ifndef TADWIN_ANNOTATE_NAMES_UNKNOWN_PLACES_H_
#define TADWIN_ANNOTATE_NAMES_UNKNOWN_PLACES_H_

#include <vector>

#include "annotate/names/found_name.h"
#include "annotate/names/name_lexicon.h"
#include "annotate/names/place_evidence.h"
#include "annotate/names/word_view.h"
#include "model/annotated_text.h"

namespace tadwin::annotate {

void AddUnknownPlaces(const AnnotatedText& document, const std::vector<WordView>& views,
                      const std::vector<NameHit>& hits, const PlaceEvidence& evidence,
                      std::vector<FoundName>* found);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_UNKNOWN_PLACES_H_
