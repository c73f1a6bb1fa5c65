#include "annotate/values/tense.h"

#include <algorithm>
#include <string_view>

namespace tadwin::annotate {
namespace {

constexpr uint32_t kReachBack = 14;
constexpr uint32_t kReachAhead = 4;
constexpr uint32_t kLonePhrase = 10;    // words of a text that is hardly more than a date
constexpr size_t kShortestFuture = 10;  // bytes: five letters
// Letters that open an imperfect, in folded text: alef, ta, ya, nun.
constexpr std::string_view kPrefixes[] = {"\xD8\xA7", "\xD8\xAA", "\xD9\x8A", "\xD9\x86"};

}  // namespace

TenseReader TenseReader::Create(const rules::Grammar& grammar) {
  TenseReader reader;
  reader.future_ = grammar.lexicon->IndexOf("time/future");
  if (const rules::Table* table = grammar.rules->FindTable("time/not_future")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      reader.not_future_.push_back(grammar.fold(table->Cell(row, "beginning")));
    }
  }
  return reader;
}

TenseReader::Sign TenseReader::SignAt(const AnnotatedText& document, uint32_t token) const {
  bool perfect = false;
  bool whole_word = false;
  bool noun_too = false;
  bool future = false;
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (static_cast<int>(match.entry.lexicon) == future_) return Sign::kFuture;
    const Features& features = match.entry.features;
    future |= (match.proclitics & kSa) != 0 && features.form == Form::kImperfect;
    const bool verbal = (match.proclitics & (kAl | kBi | kLi | kKa)) == 0;
    perfect |= features.form == Form::kPerfect && verbal;
    // Written like a noun too: no sign of its own.
    const bool noun = features.pos == Pos::kNoun || features.pos == Pos::kAdjective ||
                      features.form == Form::kMasdar;
    noun_too |= noun;
    whole_word |= features.pos != Pos::kNone && (match.proclitics & kSa) == 0 &&
                  features.form != Form::kImperfect;
  }
  // A verb whose root begins with the letter of the future, whole in the lexicon, is not cut.
  if (perfect && (!future || !noun_too)) return noun_too ? Sign::kMaybePast : Sign::kPast;
  if (future) return Sign::kFuture;
  if (whole_word) return Sign::kNone;
  // A verb the lexicon does not know: the future letter before an imperfect's prefix.
  const Token& word = document.tokens[token];
  for (uint32_t r = 0; r < word.reading_count; ++r) {
    const Reading& reading = document.readings[word.first_reading + r];
    if ((reading.proclitics & kSa) == 0) continue;
    const std::string_view core = document.Core(reading);
    const std::string_view whole =
        document.Folded(word).substr((reading.proclitics & (kWa | kFa)) != 0 ? 2 : 0);
    const bool opens = std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                                   [&](std::string_view p) { return core.substr(0, 2) == p; });
    const bool excluded =
        std::any_of(not_future_.begin(), not_future_.end(), [&](const std::string& beginning) {
          return whole.substr(0, beginning.size()) == beginning;
        });
    if (opens && !excluded && whole.size() >= kShortestFuture) return Sign::kFuture;
  }
  return Sign::kNone;
}

Tense TenseReader::TenseAt(const AnnotatedText& document, uint32_t token) const {
  const uint32_t sentence = document.tokens[token].sentence;
  const auto tense = [](Sign sign) {
    return sign == Sign::kFuture ? Tense::kFuture : Tense::kPast;
  };
  bool maybe_past = false;
  const auto tells = [&](Sign sign) {
    maybe_past |= sign == Sign::kMaybePast;
    return sign == Sign::kFuture || sign == Sign::kPast;
  };
  for (uint32_t back = 1; back <= kReachBack && back <= token; ++back) {
    if (document.tokens[token - back].sentence != sentence) break;
    const Sign sign = SignAt(document, token - back);
    if (tells(sign)) return tense(sign);
  }
  for (uint32_t ahead = 1; !maybe_past && ahead <= kReachAhead; ++ahead) {
    if (token + ahead >= document.tokens.size()) break;
    if (document.tokens[token + ahead].sentence != sentence) break;
    const Sign sign = SignAt(document, token + ahead);
    if (tells(sign)) return tense(sign);
  }
  const bool whole_text =
      document.sentences.size() == 1 && document.sentences[0].token_end <= kLonePhrase;
  return whole_text && !maybe_past ? Tense::kUntold : Tense::kPast;
}

}  // namespace tadwin::annotate
