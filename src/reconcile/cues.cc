#include "reconcile/cues.h"

#include <algorithm>
#include <tuple>

#include "base/utf8.h"

namespace tadwin::reconcile {
namespace {

constexpr std::string_view kWaw = "\xD9\x88";
constexpr std::string_view kFa = "\xD9\x81";
constexpr std::string_view kQuestion = "\xD8\x9F";  // the Arabic question mark
constexpr std::string_view kBlanks = " \t\"'";

bool IsLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Where a sentence that holds byte `at` begins.
size_t SentenceBegin(std::string_view folded, size_t at) {
  while (at > 0) {
    const char before = folded[at - 1];
    if (before == '\n' || before == '.' || before == '!' || before == '?') break;
    if (at >= 2 && folded.substr(at - 2, 2) == kQuestion) break;
    --at;
  }
  return at;
}

size_t SentenceEnd(std::string_view folded, size_t at) {
  for (; at < folded.size(); ++at) {
    const char c = folded[at];
    if (c == '\n' || c == '!' || c == '?') break;
    // "2.5" is no end.
    const bool inside = at + 1 < folded.size() && IsLetter(folded[at + 1]);
    if (c == '.' && !inside) break;
    if (folded.substr(at, 2) == kQuestion) break;
  }
  return at;
}

}  // namespace

CueReader CueReader::Create(const rules::RuleSet& rules, const FoldFunction& fold,
                            std::vector<Error>* errors, std::string_view name) {
  CueReader reader;
  reader.conjunctions_ = {std::string(kWaw), std::string(kFa)};
  const rules::Table* table = rules.FindTable(name);
  if (table == nullptr) return reader;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string relation(table->Cell(row, "relation"));
    std::string_view rest = table->Cell(row, "words");
    if (relation.empty() || rest.empty()) {
      errors->push_back(
          {ErrorCode::kBadRule, "words and relation are told", table->Where(row, "relation")});
    }
    while (!rest.empty()) {
      const size_t bar = std::min(rest.find('|'), rest.size());
      Entry entry{fold(rest.substr(0, bar)), relation, false};
      const size_t blank = entry.words.rfind(' ');
      entry.is_prefix = blank != std::string::npos &&
                        CountCodePoints(std::string_view(entry.words).substr(blank + 1)) == 1;
      if (!entry.words.empty()) reader.entries_.push_back(std::move(entry));
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  }
  std::sort(reader.entries_.begin(), reader.entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tuple(b.words.size(), std::string_view(a.words)) <
           std::tuple(a.words.size(), std::string_view(b.words));
  });
  return reader;
}

std::vector<Cue> CueReader::Read(const Text& text) const {
  const std::string_view folded = text.folded;
  std::vector<Cue> cues;
  for (const Entry& entry : entries_) {
    for (size_t at = folded.find(entry.words); at != std::string_view::npos;
         at = folded.find(entry.words, at + 1)) {
      const size_t end = at + entry.words.size();
      size_t begin = at;
      for (const std::string& conjunction : conjunctions_) {
        if (begin == at && folded.substr(0, begin).ends_with(conjunction)) {
          begin -= conjunction.size();
        }
      }
      const bool begins_word = begin == 0 || !IsLetter(folded[begin - 1]);
      const bool ends_word = end == folded.size() || !IsLetter(folded[end]);
      if (!begins_word || ends_word == entry.is_prefix) continue;
      const Span span = text.ToRaw(static_cast<uint32_t>(at), static_cast<uint32_t>(end));
      const bool taken = std::any_of(cues.begin(), cues.end(),
                                     [&](const Cue& cue) { return cue.span.Overlaps(span); });
      if (taken) continue;
      const size_t from = SentenceBegin(folded, at);
      const size_t to = SentenceEnd(folded, end);
      Cue cue;
      cue.relation = entry.relation;
      cue.span = span;
      cue.sentence = text.ToRaw(static_cast<uint32_t>(from), static_cast<uint32_t>(to));
      cue.leads =
          folded.substr(from, begin - from).find_first_not_of(kBlanks) == std::string_view::npos;
      cues.push_back(std::move(cue));
    }
  }
  std::sort(cues.begin(), cues.end(), [](const Cue& a, const Cue& b) { return a.span < b.span; });
  return cues;
}

}  // namespace tadwin::reconcile
