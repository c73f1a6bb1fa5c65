// Any text as an article, coded to its facts: whatever they rest on lies inside the text, on letter
// borders, under a name and a rule.
//
// In: bytes; what is not UTF-8 is left alone. The fuzzer changes whole words, and takes new ones
// from the tables of rules, so that what it makes up reads like news and reaches the readers of
// facts.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "the_coder.h"

namespace {

constexpr int kMaxChanges = 4;

void CheckSpan(const std::string& text, tadwin::Span span, const char* what) {
  TADWIN_CHECK(span.begin <= span.end && span.end <= text.size(), what);
  const std::string_view words = std::string_view(text).substr(span.begin, span.end - span.begin);
  TADWIN_CHECK(!tadwin::FindInvalidUtf8(words), what);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tadwin::RawArticle article;
  article.name = "fuzz.txt";
  article.text.assign(reinterpret_cast<const char*>(data), size);
  if (tadwin::FindInvalidUtf8(article.text)) return 0;
  const tadwin::pipeline::CodedArticle coded = tadwin::fuzz::TheCoder().Code(article);
  for (const tadwin::Fact& fact : coded.facts) {
    TADWIN_CHECK(!fact.id.empty() && !fact.rules.empty(), "a fact without an id or a rule");
    TADWIN_CHECK(!fact.span.empty(), "a fact without words");
    CheckSpan(article.text, fact.span, "a fact outside the text");
    for (const tadwin::Evidence& evidence : fact.evidence) {
      CheckSpan(article.text, evidence.span, "evidence outside the text");
    }
  }
  return 0;
}

#ifdef TADWIN_FUZZ

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace {

// The first column of every table of Arabic words, and what stands between words.
const std::vector<std::string>& Vocabulary() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> found = {",",  ".",    ":",  "\"", "(",   ")",
                                      "\n", "\n\n", "12", "3",  "2020"};
    for (const tadwin::rules::RuleFile& file : tadwin::rules::BuiltInFiles()) {
      if (!file.path.ends_with(".tsv") || file.path.find("geonames") != std::string::npos) continue;
      std::string_view rest = file.content;
      while (!rest.empty()) {
        const size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(rest.size(), end + 1));
        if (line.empty() || static_cast<unsigned char>(line.front()) < 0x80) continue;
        line = line.substr(0, line.find('\t'));
        while (!line.empty()) {
          const size_t bar = std::min(line.find('|'), line.size());
          if (bar > 0) found.emplace_back(line.substr(0, bar));
          line.remove_prefix(std::min(line.size(), bar + 1));
        }
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }();
  return words;
}

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const size_t space = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, space));
    text.remove_prefix(std::min(text.size(), space + 1));
  }
  return words;
}

void Change(std::mt19937* random, std::vector<std::string>* words) {
  const auto below = [random](size_t n) { return static_cast<size_t>((*random)() % n); };
  const std::string& fresh = Vocabulary()[below(Vocabulary().size())];
  const size_t at = below(words->size() + 1);
  const auto here = words->begin() + static_cast<std::ptrdiff_t>(at);
  switch (at == words->size() ? 0 : below(5)) {
    case 0: words->insert(here, fresh); break;
    case 1: *here = fresh; break;
    case 2: words->erase(here); break;
    case 3: std::swap(*here, (*words)[below(words->size())]); break;
    default: {
      const size_t many = std::min(words->size() - at, below(8) + 1);
      const std::vector<std::string> again(here, here + static_cast<std::ptrdiff_t>(many));
      const auto to = words->begin() + static_cast<std::ptrdiff_t>(below(words->size() + 1));
      words->insert(to, again.begin(), again.end());
    }
  }
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  std::mt19937 random(seed);
  if (random() % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  std::vector<std::string> words =
      Split(std::string_view(reinterpret_cast<const char*>(data), size));
  const int changes = 1 + static_cast<int>(random() % kMaxChanges);
  for (int i = 0; i < changes; ++i) Change(&random, &words);
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  const size_t length = std::min(text.size(), max_size);
  std::memcpy(data, text.data(), length);
  return length;
}

#endif  // TADWIN_FUZZ
