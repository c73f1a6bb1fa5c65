// Arabic letters as ASCII, one character a letter, so that C++ can reason about them.
//
// In/Out: UTF-8 Arabic <-> Buckwalter's transliteration, with vowel marks. Anything outside its
// alphabet stays as it is. Threads: safe.
// Source: T. Buckwalter, Arabic transliteration (qamus.org/transliteration.htm).
//
// Example: ToArabic("Ast>n&wA") is alef sin ta alef-hamza nun waw-hamza waw alef.

#ifndef TADWIN_ANNOTATE_WORDS_BUCKWALTER_H_
#define TADWIN_ANNOTATE_WORDS_BUCKWALTER_H_

#include <string>
#include <string_view>

namespace tadwin::annotate {

std::string ToArabic(std::string_view buckwalter);
std::string ToBuckwalter(std::string_view arabic);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_BUCKWALTER_H_
