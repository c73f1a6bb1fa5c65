// Gives the facts of a document what tells copies of them: the words around each, and the agency
// that the document credits.
//
// In: the folded text of the facts' document. Out: Fact::wording, a sample of the pairs of words
// around the trigger in its line; Fact::credit, lower case, where the text credits one agency by
// name and no other. Threads: safe.

#ifndef TADWIN_PIPELINE_WORDING_H_
#define TADWIN_PIPELINE_WORDING_H_

#include <vector>

#include "model/article.h"
#include "model/fact.h"
#include "reuse/credit.h"

namespace tadwin::pipeline {

void SetWording(const Text& text, const reuse::CreditReader& credits, std::vector<Fact>* facts);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_WORDING_H_
