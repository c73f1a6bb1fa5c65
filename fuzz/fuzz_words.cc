// Tokens, sentences and quotations hold together, whatever valid text comes.

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/words/structure.h"
#include "annotate/words/tokens.h"
#include "base/check.h"
#include "base/utf8.h"
#include "normalise/fold.h"

namespace {

struct Readers {
  tadwin::rules::RuleSet rules;
  tadwin::normalise::Folder folder;
  tadwin::annotate::Tokeniser tokeniser;
  tadwin::annotate::StructureReader structure;
};

const Readers& BuiltIn() {
  static const Readers* readers = [] {
    std::vector<tadwin::Error> errors;
    auto* made = new Readers();
    made->rules = tadwin::rules::RuleSet::Parse(tadwin::rules::BuiltInFiles(), &errors);
    made->folder = tadwin::normalise::Folder::Create(made->rules, &errors);
    made->tokeniser = tadwin::annotate::Tokeniser::Create(made->rules, &errors);
    const auto fold = [made](std::string_view text) { return made->folder.FoldString(text); };
    made->structure =
        tadwin::annotate::StructureReader::Create({&made->rules, nullptr, fold}, &errors);
    TADWIN_CHECK(errors.empty(), "the built-in rules have mistakes");
    return made;
  }();
  return *readers;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tadwin::RawArticle article;
  article.text.assign(reinterpret_cast<const char*>(data), size);
  if (tadwin::FindInvalidUtf8(article.text)) return 0;
  tadwin::AnnotatedText d;
  d.article = &article;
  d.text = BuiltIn().folder.Fold(article.text);
  BuiltIn().tokeniser.Annotate(&d);
  BuiltIn().structure.Annotate(&d);
  uint32_t token = 0;
  for (uint32_t s = 0; s < d.sentences.size(); ++s) {
    TADWIN_CHECK(d.sentences[s].token_begin == token, "a token is in no sentence");
    for (; token < d.sentences[s].token_end; ++token) {
      TADWIN_CHECK(d.tokens[token].sentence == s, "a token names another sentence");
      TADWIN_CHECK(d.tokens[token].span.end <= size, "a token leaves the text");
    }
  }
  TADWIN_CHECK(token == d.tokens.size(), "a token is in no sentence");
  for (const tadwin::Quotation& q : d.quotations) {
    TADWIN_CHECK(q.token_begin < q.token_end, "an empty quotation");
  }
  return 0;
}
