#include "pipeline/wording.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "reuse/words.h"

namespace tadwin::pipeline {
namespace {

constexpr size_t kReach = 12;   // words on either side of the trigger
constexpr size_t kSample = 16;  // pairs of words that are kept, at most
constexpr char kAnyAgency[] = "agencies";

// The words of the trigger's line that lie within reach of it.
std::string SampleAround(std::string_view folded, const std::vector<reuse::WordSpan>& words,
                         const std::vector<uint32_t>& numbers, size_t at) {
  const auto same_line = [&](size_t before, size_t after) {
    return folded.substr(words[before].end, words[after].begin - words[before].end).find('\n') ==
           std::string_view::npos;
  };
  size_t first = at;
  while (first > 0 && at - first < kReach && same_line(first - 1, first)) --first;
  size_t last = at;
  while (last + 1 < words.size() && last - at < kReach && same_line(last, last + 1)) ++last;
  std::vector<uint32_t> sample;
  for (size_t i = first; i < last; ++i) {
    sample.push_back(static_cast<uint32_t>(Hash64(
        std::string_view(reinterpret_cast<const char*>(&numbers[i]), 2 * sizeof(uint32_t)))));
  }
  std::sort(sample.begin(), sample.end());
  sample.erase(std::unique(sample.begin(), sample.end()), sample.end());
  if (sample.size() > kSample) sample.resize(kSample);
  std::string text;
  for (const uint32_t pair : sample) {
    for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[pair >> shift & 15];
  }
  return text;
}

std::string OnlyCredit(const std::vector<std::string>& credits) {
  std::string only;
  for (const std::string& credit : credits) {
    if (credit == kAnyAgency || credit == only) continue;
    if (!only.empty()) return {};
    only = credit;
  }
  for (char& c : only) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return only;
}

}  // namespace

void SetWording(const Text& text, const reuse::CreditReader& credits, std::vector<Fact>* facts) {
  if (facts->empty()) return;
  const std::string_view folded = text.folded;
  const std::vector<reuse::WordSpan> words = reuse::SplitWords(folded);
  if (words.empty()) return;
  const std::vector<uint32_t> numbers = reuse::NumberWords(folded, words);
  const std::string credit = OnlyCredit(credits.Read(folded, words));
  for (Fact& fact : *facts) {
    // The first word that ends behind the beginning of the trigger.
    const auto word = std::partition_point(
        words.begin(), words.end(),
        [&](const reuse::WordSpan& span) { return text.end_of[span.end - 1] <= fact.span.begin; });
    const size_t at = std::min(static_cast<size_t>(word - words.begin()), words.size() - 1);
    fact.wording = SampleAround(folded, words, numbers, at);
    fact.credit = credit;
  }
}

}  // namespace tadwin::pipeline
