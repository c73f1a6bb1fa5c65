// Bytes per second of each stage over the sample corpus, beside a yardstick: ICU's NFKC and word
// breaking over the same text in the same run. Read the ratios, not the seconds.
//
// In: examples/news (fixed data). Threads: one.

#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "ingest/article_reader.h"
#include "pipeline/coder.h"

namespace {

using tadwin::RawArticle;
using tadwin::Text;

const std::vector<RawArticle>& Articles() {
  static const std::vector<RawArticle> articles = [] {
    std::vector<RawArticle> read;
    std::vector<tadwin::Error> problems;
    for (const auto& found : tadwin::ingest::FindArticles({TADWIN_EXAMPLES}, &problems)) {
      auto article = tadwin::ingest::ReadArticle(found);
      if (article) read.push_back(std::move(*article));
    }
    return read;
  }();
  return articles;
}

const tadwin::pipeline::Coder& Coder() {
  static const std::unique_ptr<tadwin::pipeline::Coder> coder = [] {
    std::vector<tadwin::Error> errors;
    auto created = tadwin::pipeline::Coder::Create(tadwin::rules::BuiltInFiles(), &errors);
    for (const auto& error : errors) std::fprintf(stderr, "%s\n", error.ToString().c_str());
    return created;
  }();
  return *coder;
}

void SetBytes(benchmark::State& state) {
  size_t bytes = 0;
  for (const RawArticle& article : Articles()) bytes += article.text.size();
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(bytes));
  state.counters["articles"] = benchmark::Counter(
      static_cast<double>(Articles().size()) * static_cast<double>(state.iterations()),
      benchmark::Counter::kIsRate);
}

void LoadRules(benchmark::State& state) {
  for (auto _ : state) {
    std::vector<tadwin::Error> errors;
    benchmark::DoNotOptimize(
        tadwin::pipeline::Coder::Create(tadwin::rules::BuiltInFiles(), &errors));
  }
}
BENCHMARK(LoadRules)->Unit(benchmark::kMillisecond);

void IcuNormaliseAndBreak(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), status));
  for (auto _ : state) {
    for (const RawArticle& article : Articles()) {
      const icu::UnicodeString normalised =
          nfkc->normalize(icu::UnicodeString::fromUTF8(article.text), status);
      words->setText(normalised);
      int32_t count = 0;
      while (words->next() != icu::BreakIterator::DONE) ++count;
      benchmark::DoNotOptimize(count);
    }
  }
  SetBytes(state);
}
BENCHMARK(IcuNormaliseAndBreak)->Unit(benchmark::kMillisecond);

void Fold(benchmark::State& state) {
  for (auto _ : state) {
    for (const RawArticle& article : Articles()) {
      benchmark::DoNotOptimize(Coder().folder().Fold(article.text));
    }
  }
  SetBytes(state);
}
BENCHMARK(Fold)->Unit(benchmark::kMillisecond);

void Annotate(benchmark::State& state) {
  for (auto _ : state) {
    for (const RawArticle& article : Articles()) {
      benchmark::DoNotOptimize(Coder().Annotate(article));
    }
  }
  SetBytes(state);
}
BENCHMARK(Annotate)->Unit(benchmark::kMillisecond);

void Code(benchmark::State& state) {
  for (auto _ : state) {
    for (const RawArticle& article : Articles()) benchmark::DoNotOptimize(Coder().Code(article));
  }
  SetBytes(state);
}
BENCHMARK(Code)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
