// Prints how each word of a text is cut and what it is taken for, or the words no table knows.
//
// usage: tadwin_words [--unknown] [--rules DIR] < TEXT
// Out: word, cut, lemma, class a line; with --unknown, count and word, the commonest first.
// Errors: exit code 2 for a mistake in the rules.

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/words/word_choice.h"
#include "pipeline/coder.h"
#include "rules/source.h"

namespace {

using tadwin::annotate::WordChoice;
using tadwin::annotate::WordChooser;
using tadwin::annotate::WordClass;

// Tokens that any entry covers, also one of several words or of a table the chooser does not rank.
std::vector<bool> Covered(const tadwin::AnnotatedText& document) {
  std::vector<bool> covered(document.tokens.size(), false);
  for (const tadwin::LexMatch& match : document.lex_matches) {
    for (uint32_t t = match.token_begin; t < match.token_end; ++t) covered[t] = true;
  }
  return covered;
}

}  // namespace

int main(int argc, char** argv) {
  bool unknown = false;
  std::vector<tadwin::rules::RuleFile> files = tadwin::rules::BuiltInFiles();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--unknown") unknown = true;
    if (argument == "--rules" && i + 1 < argc) {
      const auto read = tadwin::rules::ReadFolder(argv[++i]);
      if (!read) return 2;
      files = *read;
    }
  }
  std::vector<tadwin::Error> errors;
  const auto coder = tadwin::pipeline::Coder::Create(files, &errors);
  if (coder == nullptr) {
    for (const tadwin::Error& error : errors)
      std::fprintf(stderr, "%s\n", error.ToString().c_str());
    return 2;
  }
  const auto fold = [&coder](std::string_view text) { return coder->folder().FoldString(text); };
  const WordChooser chooser(tadwin::rules::Grammar{&coder->rules(), &coder->lexicon(), fold});
  tadwin::RawArticle article;
  article.name = "stdin";
  article.text.assign(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  const tadwin::AnnotatedText document = coder->Annotate(article);
  const std::vector<bool> covered = Covered(document);
  std::map<std::string, int> counts;
  for (uint32_t t = 0; t < document.tokens.size(); ++t) {
    if (document.tokens[t].kind != tadwin::TokenKind::kWord) continue;
    const WordChoice choice = chooser.Choose(document, t);
    const std::string cut = tadwin::annotate::Segments(document, t, choice.reading);
    if (unknown) {
      if (choice.word_class == WordClass::kUnknown && !covered[t]) ++counts[cut];
      continue;
    }
    std::printf("%s\t%s\t%s\t%s\n", std::string(document.Raw(document.tokens[t].span)).c_str(),
                cut.c_str(), choice.lemma.c_str(),
                std::string(tadwin::annotate::WordClassName(choice.word_class)).c_str());
  }
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [word, count] : counts) sorted.emplace_back(-count, word);
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [count, word] : sorted) std::printf("%d\t%s\n", -count, word.c_str());
  return 0;
}
