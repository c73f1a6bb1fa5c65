#include "pipeline/pointing.h"

#include <algorithm>
#include <tuple>

namespace tadwin::pipeline {
namespace {

constexpr char kTable[] = "link/pointing";
constexpr char kAnother[] = "another";
constexpr char kSame[] = "same";
constexpr char kRule[] = "link/pointing";
constexpr uint32_t kBehind = 2;  // tokens behind the trigger that its noun may be one of

bool IsWord(const AnnotatedText& document, uint32_t token) {
  return token < document.tokens.size() && document.tokens[token].kind == TokenKind::kWord;
}

bool IsOneSentence(const AnnotatedText& document, uint32_t a, uint32_t b) {
  return document.tokens[a].sentence == document.tokens[b].sentence;
}

}  // namespace

PointingReader PointingReader::Create(const rules::RuleSet& rules, const FoldFunction& fold,
                                      std::vector<Error>* errors) {
  PointingReader reader;
  const rules::Table* table = rules.FindTable(kTable);
  if (table == nullptr) return reader;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view kind = table->Cell(row, "kind");
    auto* words = kind == "noun"      ? &reader.nouns_
                  : kind == "another" ? &reader.another_
                  : kind == "same"    ? &reader.same_
                  : kind == "this"    ? &reader.this_
                                      : nullptr;
    if (words == nullptr) {
      errors->push_back(
          {ErrorCode::kBadRule, "kind is noun, another, same or this", table->Where(row, "kind")});
      continue;
    }
    words->insert(fold(table->Cell(row, "word")));
  }
  return reader;
}

// In any of the ways to cut the word; `definite`: behind the article.
bool PointingReader::HasWord(const std::unordered_set<std::string>& words,
                             const AnnotatedText& document, uint32_t token, bool* definite) const {
  const Token& word = document.tokens[token];
  for (uint32_t r = word.first_reading; r < word.first_reading + word.reading_count; ++r) {
    const Reading& reading = document.readings[r];
    if (reading.has_enclitic || words.count(std::string(document.Core(reading))) == 0) continue;
    *definite = (reading.proclitics & kAl) != 0;
    return true;
  }
  return false;
}

PointingReader::Found PointingReader::Beside(const AnnotatedText& document, uint32_t noun) const {
  bool noun_definite = false;
  if (!IsWord(document, noun) || !HasWord(nouns_, document, noun, &noun_definite)) return {};
  bool definite = false;
  if (noun_definite && noun > 0 && IsWord(document, noun - 1) &&
      IsOneSentence(document, noun - 1, noun) && HasWord(this_, document, noun - 1, &definite)) {
    return {kSame, noun - 1, noun};
  }
  for (uint32_t next = noun + 1; next <= noun + 2 && IsWord(document, next); ++next) {
    if (!IsOneSentence(document, noun, next)) break;
    if (noun_definite && HasWord(same_, document, next, &definite)) return {kSame, noun, next};
    if (!noun_definite && HasWord(another_, document, next, &definite) && !definite) {
      return {kAnother, noun, next};
    }
  }
  return {};
}

void PointingReader::Read(const AnnotatedText& document, std::vector<Fact>* facts) const {
  if (nouns_.empty()) return;
  const std::vector<Token>& tokens = document.tokens;
  for (Fact& fact : *facts) {
    if (fact.kind != FactKind::kEvent) continue;
    const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
      return token.span.end <= fact.span.begin;
    });
    if (first == tokens.end()) continue;
    uint32_t behind = 0;
    for (auto token = static_cast<uint32_t>(first - tokens.begin());
         token < tokens.size() && behind <= kBehind; ++token) {
      const bool in_trigger = tokens[token].span.begin < fact.span.end;
      if (!in_trigger && (++behind > kBehind || !IsWord(document, token))) break;
      const Found found = Beside(document, token);
      if (found.field == nullptr) continue;
      const Span span{tokens[found.first].span.begin, tokens[found.last].span.end};
      fact.evidence.push_back({found.field, span, kRule});
      std::stable_sort(fact.evidence.begin(), fact.evidence.end(),
                       [](const Evidence& a, const Evidence& b) {
                         return std::tie(a.field, a.span) < std::tie(b.field, b.span);
                       });
      break;
    }
  }
}

}  // namespace tadwin::pipeline
