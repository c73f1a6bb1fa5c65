// Finds the quotations of one paragraph from its quote marks, whatever their style.
//
// In: the tokens of a paragraph. Out: quotations appended in order of their beginning, and for each
// token of the paragraph whether it opens or closes one. Directed marks are believed unless their
// surroundings say the opposite (some pages type them mirrored); straight marks are read from the
// blanks around them. A doubled apostrophe is a quote mark; a single one inside a word is a letter.
// Threads: safe.

#ifndef TADWIN_ANNOTATE_WORDS_QUOTES_H_
#define TADWIN_ANNOTATE_WORDS_QUOTES_H_

#include <cstdint>
#include <vector>

#include "model/annotated_text.h"

namespace tadwin::annotate {

enum QuoteRole : uint8_t { kNoQuote = 0, kOpensQuote = 1, kClosesQuote = 2 };

// `roles` has one entry per token of the document. `left_open` says whether the paragraph before
// ended inside a quotation; returns the same of this one.
bool FindQuotations(AnnotatedText* document, uint32_t token_begin, uint32_t token_end,
                    bool left_open, std::vector<uint8_t>* roles);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_QUOTES_H_
