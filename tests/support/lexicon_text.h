// Text for tests of annotate/ that need the whole lexicon: read as by word_text.h, and matched.

#ifndef TADWIN_TESTS_SUPPORT_LEXICON_TEXT_H_
#define TADWIN_TESTS_SUPPORT_LEXICON_TEXT_H_

#include <string>
#include <utility>
#include <vector>

#include "annotate/words/morphology.h"
#include "word_text.h"

namespace tadwin::annotate {

// The lexicon of the built-in rules without the gazetteer, and a grammar over it.
struct LexiconReaders {
  rules::Lexicon lexicon;
  rules::Grammar grammar;

  static const LexiconReaders& BuiltIn() {
    static const LexiconReaders* readers = [] {
      auto* made = new LexiconReaders();
      const WordReaders& words = WordReaders::BuiltIn();
      const auto fold = [&words](std::string_view text) { return words.folder.FoldString(text); };
      std::vector<Error> errors;
      made->lexicon.AddTables(words.rules, fold);
      AddGeneratedForms(words.rules, fold, &made->lexicon, &errors);
      for (const Error& error : errors) ADD_FAILURE() << error.ToString();
      made->lexicon.Build();
      made->grammar = rules::Grammar{&words.rules, &made->lexicon, fold};
      return made;
    }();
    return *readers;
  }
};

inline TestText ReadWithLexicon(std::string text) {
  TestText out = ReadRaw(std::move(text));
  LexiconReaders::BuiltIn().lexicon.Match(&out.document);
  return out;
}

}  // namespace tadwin::annotate

#endif  // TADWIN_TESTS_SUPPORT_LEXICON_TEXT_H_
