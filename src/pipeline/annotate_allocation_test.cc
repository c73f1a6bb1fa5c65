// How often annotating asks for memory, by word, once everything is warm: a limit that a careless
// vector in a loop over words would break.

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <new>
#include <string>

#include "pipeline/coder.h"
#include "rules/source.h"

namespace {

std::atomic<uint64_t> allocations{0};

}  // namespace

// Counted for the whole program; nothing else is changed.
void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace tadwin::pipeline {
namespace {

// What has been reached, a tenth above it. Measured on the article below, on 28 November 2026.
constexpr double kMostPerWord = 1.95;

TEST(AnnotateAllocationTest, AWordAsksForMemoryNoMoreThanItDid) {
  std::ifstream file(TADWIN_SAMPLES "/001_haditha_checkpoint_wire.txt");
  RawArticle article;
  article.text.assign(std::istreambuf_iterator<char>(file), {});
  ASSERT_GT(article.text.size(), 500u);
  std::vector<Error> errors;
  const auto coder = Coder::Create(rules::BuiltInFiles(), &errors);
  ASSERT_NE(coder, nullptr);
  const size_t words = coder->Annotate(article).tokens.size();
  ASSERT_GT(words, 50u);
  const uint64_t before = allocations.load();
  coder->Annotate(article);
  const double per_word =
      static_cast<double>(allocations.load() - before) / static_cast<double>(words);
  RecordProperty("allocations_per_word", std::to_string(per_word));
  std::printf("%.2f allocations a word of %zu\n", per_word, words);
  EXPECT_GT(per_word, 0.1);  // else the count does not count
  EXPECT_LE(per_word, kMostPerWord);
}

}  // namespace
}  // namespace tadwin::pipeline
