// Runs one stage over the sample corpus in one function, for counting its instructions:
// `make instructions` runs it under valgrind. What it counts does not depend on what else runs.
//
// In: the name of a stage, the passes to count, the passes before them (to warm up).
// Out: nothing but an exit code. Threads: one.

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "ingest/article_reader.h"
#include "pipeline/coder.h"

namespace {

using tadwin::RawArticle;
using Stage = std::function<size_t(const RawArticle&)>;

std::vector<RawArticle> ReadArticles() {
  std::vector<RawArticle> read;
  std::vector<tadwin::Error> problems;
  for (const auto& found : tadwin::ingest::FindArticles({TADWIN_EXAMPLES}, &problems)) {
    auto article = tadwin::ingest::ReadArticle(found);
    if (article) read.push_back(std::move(*article));
  }
  return read;
}

// The yardstick: NFKC and word breaking.
Stage IcuStage() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const std::shared_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), status));
  return [nfkc, words](const RawArticle& article) {
    UErrorCode failure = U_ZERO_ERROR;
    const icu::UnicodeString normalised =
        nfkc->normalize(icu::UnicodeString::fromUTF8(article.text), failure);
    words->setText(normalised);
    size_t count = 0;
    while (words->next() != icu::BreakIterator::DONE) ++count;
    return count;
  };
}

Stage StageOf(std::string_view name, const tadwin::pipeline::Coder& coder) {
  if (name == "icu") return IcuStage();
  if (name == "fold") {
    return [&](const RawArticle& a) { return coder.folder().Fold(a.text).folded.size(); };
  }
  if (name == "annotate") {
    return [&](const RawArticle& a) { return coder.Annotate(a).mentions.size(); };
  }
  if (name == "code") return [&](const RawArticle& a) { return coder.Code(a).facts.size(); };
  return nullptr;
}

}  // namespace

// The function that valgrind counts in: found by its name, so it is neither inlined nor mangled.
extern "C" __attribute__((noinline)) size_t CountedPasses(const Stage& stage,
                                                          const std::vector<RawArticle>& articles,
                                                          int passes) {
  size_t sum = 0;
  for (int pass = 0; pass < passes; ++pass) {
    for (const RawArticle& article : articles) sum += stage(article);
  }
  return sum;
}

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: count_stages icu|fold|annotate|code COUNTED WARM_UP\n");
    return 2;
  }
  std::vector<tadwin::Error> errors;
  const auto coder = tadwin::pipeline::Coder::Create(tadwin::rules::BuiltInFiles(), &errors);
  if (coder == nullptr) return 6;
  const Stage stage = StageOf(argv[1], *coder);
  if (stage == nullptr) return 2;
  const std::vector<RawArticle> articles = ReadArticles();
  size_t sum = 0;
  for (int pass = 0; pass < std::atoi(argv[3]); ++pass) {
    for (const RawArticle& article : articles) sum += stage(article);
  }
  sum += CountedPasses(stage, articles, std::atoi(argv[2]));
  return sum == 0 ? 1 : 0;
}
