// Text for tests of annotate/words: folded, tokenised and cut, from Buckwalter's letters or as it
// is.

#ifndef TADWIN_TESTS_SUPPORT_WORD_TEXT_H_
#define TADWIN_TESTS_SUPPORT_WORD_TEXT_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/words/buckwalter.h"
#include "annotate/words/structure.h"
#include "annotate/words/tokens.h"
#include "normalise/fold.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

// The readers of this folder over the built-in rules.
struct WordReaders {
  rules::RuleSet rules;
  normalise::Folder folder;
  Tokeniser tokeniser;
  StructureReader structure;

  static const WordReaders& BuiltIn() {
    static const WordReaders* readers = [] {
      auto* made = new WordReaders();
      std::vector<Error> errors;
      made->rules = rules::RuleSet::Parse(rules::BuiltInFiles(), &errors);
      made->folder = normalise::Folder::Create(made->rules, &errors);
      made->tokeniser = Tokeniser::Create(made->rules, &errors);
      const normalise::Folder* folder = &made->folder;
      const rules::Grammar grammar{&made->rules, nullptr, [folder](std::string_view text) {
                                     return folder->FoldString(text);
                                   }};
      made->structure = StructureReader::Create(grammar, &errors);
      for (const Error& error : errors) ADD_FAILURE() << error.ToString();
      return made;
    }();
    return *readers;
  }
};

// An annotated text that owns its article.
struct TestText {
  std::unique_ptr<RawArticle> article = std::make_unique<RawArticle>();
  AnnotatedText document;

  // The words of token i, in Buckwalter's letters.
  std::string Word(uint32_t i) const { return ToBuckwalter(document.Folded(document.tokens[i])); }
  std::string Raw(Span span) const { return ToBuckwalter(document.Raw(span)); }
};

inline TestText ReadRaw(std::string text) {
  TestText out;
  out.article->text = std::move(text);
  out.document.article = out.article.get();
  const WordReaders& readers = WordReaders::BuiltIn();
  out.document.text = readers.folder.Fold(out.article->text);
  readers.tokeniser.Annotate(&out.document);
  readers.structure.Annotate(&out.document);
  return out;
}

inline TestText ReadBuckwalter(std::string_view text) { return ReadRaw(ToArabic(text)); }

}  // namespace tadwin::annotate

#endif  // TADWIN_TESTS_SUPPORT_WORD_TEXT_H_
