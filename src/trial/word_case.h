// Checks of what is below mentions: how letters are folded, words cut, a text structured.
//
// `= folded TEXT`   the line, folded, is TEXT, and every folded byte points back into the line.
// `= words`         the line is a text, a bar, and for each word its cut, lemma and class, then any
// of
//                   the names of forms, voices and numbers; ';' stands between words, '-' for one
//                   that is not looked at, '-' for a lemma that is not:
//                   wbAlmdynp jnwd | w+b+Al+mdynp mdynp noun ; jnwd jndy noun plural
// `= sentences`     the bracketed parts are the sentences; `= quotations` likewise.
// `= paragraphs KINDS` the kinds of the paragraphs in order, `\n` ending a line: body heading
// caption
//                   clutter.
// Out: an empty message when the case holds. Threads: safe.

#ifndef TADWIN_TRIAL_WORD_CASE_H_
#define TADWIN_TRIAL_WORD_CASE_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"
#include "pipeline/coder.h"

namespace tadwin::trial {

bool IsWordCase(std::string_view expect);
// `text` as it stands on the line, `spans` those of its brackets (`text` is without them then).
std::string CheckWordCase(const pipeline::Coder& coder, const std::string& expect,
                          const std::string& text, const std::vector<Span>& spans);

}  // namespace tadwin::trial

#endif  // TADWIN_TRIAL_WORD_CASE_H_
