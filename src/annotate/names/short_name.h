// "Al-Sadr" after "Muqtada al-Sadr": a last name alone is the person last told by it in full.
//
// In: the mentions of a document in order. Out: the same, people named by one word filled in.
// Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_SHORT_NAME_H_
#define TADWIN_ANNOTATE_NAMES_SHORT_NAME_H_

#include <vector>

#include "model/annotated_text.h"

namespace tadwin::annotate {

void ResolveShortNames(const AnnotatedText& document, std::vector<Mention>* mentions);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_SHORT_NAME_H_
