// A document of plain words for tests of this folder: blanks cut words, '.' ends a sentence, and
// "+" inside a word cuts a proclitic: "w+x" is the word "wx" with the readings "wx" and w + "x".

#ifndef TADWIN_RULES_TEST_DOCUMENT_H_
#define TADWIN_RULES_TEST_DOCUMENT_H_

#include <string>
#include <string_view>

#include "model/annotated_text.h"

namespace tadwin::rules {

inline AnnotatedText MakeTestDocument(std::string_view words) {
  AnnotatedText document;
  std::string& folded = document.text.folded;
  uint32_t sentence_begin = 0;
  const auto end_sentence = [&] {
    const auto end = static_cast<uint32_t>(document.tokens.size());
    document.sentences.push_back(Sentence{{}, sentence_begin, end, 0});
    sentence_begin = end;
  };
  while (!words.empty()) {
    const size_t blank = words.find(' ');
    const std::string_view word = words.substr(0, blank);
    words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
    if (word == ".") {
      end_sentence();
      continue;
    }
    if (!folded.empty()) folded += ' ';
    Token token;
    token.fold_begin = static_cast<uint32_t>(folded.size());
    token.first_reading = static_cast<uint32_t>(document.readings.size());
    token.sentence = static_cast<uint32_t>(document.sentences.size());
    const size_t plus = word.find('+');
    uint32_t core = token.fold_begin;
    if (plus != std::string_view::npos) {
      folded += word.substr(0, plus);
      core = static_cast<uint32_t>(folded.size());
      folded += word.substr(plus + 1);
    } else {
      folded += word;
    }
    token.fold_end = static_cast<uint32_t>(folded.size());
    token.span = Span{token.fold_begin, token.fold_end};
    document.readings.push_back(Reading{kNoProclitic, token.fold_begin, token.fold_end, false});
    if (core != token.fold_begin) {
      document.readings.push_back(Reading{kWa, core, token.fold_end, false});
    }
    token.reading_count = static_cast<uint8_t>(document.readings.size() - token.first_reading);
    document.tokens.push_back(token);
  }
  end_sentence();
  for (uint32_t i = 0; i < folded.size(); ++i) {
    document.text.begin_of.push_back(i);
    document.text.end_of.push_back(i + 1);
  }
  return document;
}

}  // namespace tadwin::rules

#endif  // TADWIN_RULES_TEST_DOCUMENT_H_
