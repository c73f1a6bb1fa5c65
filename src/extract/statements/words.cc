#include "extract/statements/words.h"

namespace tadwin::extract {
namespace {

constexpr std::string_view kArabicComma = "\xD8\x8C";
constexpr std::string_view kArabicSemicolon = "\xD8\x9B";
constexpr std::string_view kEnDash = "\xE2\x80\x93";
constexpr std::string_view kEmDash = "\xE2\x80\x94";
constexpr std::string_view kLetterBeh = "\xD8\xA8";
constexpr std::string_view kLetterLam = "\xD9\x84";
constexpr std::string_view kLetterKaf = "\xD9\x83";
// How far back a covering mention may begin.
constexpr uint32_t kMaxMentionTokens = 24;

// Two letters of Arabic in UTF-8.
constexpr uint32_t kTwoLetters = 4;

}  // namespace

bool IsChanceMatch(const AnnotatedText& document, const LexMatch& match) {
  if ((match.proclitics & (kQuestion | kKa)) != 0) return true;
  if (!match.has_enclitic || match.token_end - match.token_begin != 1) return false;
  const Token& word = document.tokens[match.token_begin];
  for (uint32_t r = 0; r < word.reading_count; ++r) {
    const Reading& reading = document.readings[word.first_reading + r];
    if (reading.has_enclitic && reading.proclitics == match.proclitics &&
        reading.core_end - reading.core_begin > kTwoLetters) {
      return false;
    }
  }
  return true;
}

Words::Words(const AnnotatedText& document, const rules::Lexicon& lexicon)
    : document_(&document), lexicon_(&lexicon) {
  const auto count = static_cast<uint32_t>(document.tokens.size());
  mention_first_.assign(count + 1, 0);
  time_over_.assign(count, -1);
  quotation_over_.assign(count, -1);
  uint32_t next = 0;
  for (uint32_t token = 0; token <= count; ++token) {
    while (next < document.mentions.size() && document.mentions[next].token_begin < token) ++next;
    mention_first_[token] = next;
  }
  for (uint32_t i = 0; i < document.mentions.size(); ++i) {
    const Mention& mention = document.mentions[i];
    if (mention.layer != Layer::kTime) continue;
    for (uint32_t t = mention.token_begin; t < mention.token_end && t < count; ++t) {
      if (time_over_[t] < 0) time_over_[t] = static_cast<int32_t>(i);
    }
  }
  for (uint32_t i = 0; i < document.quotations.size(); ++i) {
    const Quotation& quotation = document.quotations[i];
    for (uint32_t t = quotation.token_begin; t < quotation.token_end && t < count; ++t) {
      quotation_over_[t] = static_cast<int32_t>(i);
    }
  }
}

const LexMatch* Words::Longest(uint32_t token, int lexicon) const {
  if (lexicon < 0 || token >= size()) return nullptr;
  const uint32_t end = document_->lex_match_begin[token + 1];
  for (uint32_t i = document_->lex_match_begin[token]; i < end; ++i) {
    const LexMatch& match = document_->lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicon)) return &match;
  }
  return nullptr;
}

const LexMatch* Words::LongestWith(uint32_t token, int lexicon, std::string_view column,
                                   std::string_view value) const {
  if (lexicon < 0 || token >= size()) return nullptr;
  const uint32_t end = document_->lex_match_begin[token + 1];
  for (uint32_t i = document_->lex_match_begin[token]; i < end; ++i) {
    const LexMatch& match = document_->lex_matches[i];
    if (match.entry.lexicon != static_cast<uint32_t>(lexicon)) continue;
    if (lexicon_->Cell(match.entry, column) == value) return &match;
  }
  return nullptr;
}

const Mention* Words::MentionAt(uint32_t token, uint32_t layers) const {
  if (token >= size()) return nullptr;
  const Mention* longest = nullptr;
  for (uint32_t i = mention_first_[token]; i < document_->mentions.size(); ++i) {
    const Mention& mention = document_->mentions[i];
    if (mention.token_begin != token) break;
    if ((LayerBit(mention.layer) & layers) == 0) continue;
    if (longest == nullptr || mention.token_end > longest->token_end) longest = &mention;
  }
  return longest;
}

const Mention* Words::TimeOver(uint32_t token) const {
  const int32_t index = token < size() ? time_over_[token] : -1;
  return index < 0 ? nullptr : &document_->mentions[static_cast<size_t>(index)];
}

const Mention* Words::MentionOver(uint32_t token, uint32_t layers) const {
  const uint32_t first = token > kMaxMentionTokens ? token - kMaxMentionTokens : 0;
  for (uint32_t t = token + 1; t-- > first;) {
    const Mention* mention = MentionAt(t, layers);
    if (mention != nullptr && mention->token_end > token) return mention;
  }
  return nullptr;
}

bool Words::IsPunctuation(uint32_t token) const {
  return token < size() && document_->tokens[token].kind == TokenKind::kPunctuation;
}

bool Words::IsComma(uint32_t token) const {
  const std::string_view word = Word(token);
  return word == kArabicComma || word == "," || word == kArabicSemicolon || word == ";" ||
         word == "-" || word == kEnDash || word == kEmDash;
}

bool Words::IsColon(uint32_t token) const { return Word(token) == ":"; }
bool Words::IsQuote(uint32_t token) const { return Word(token) == "\""; }

bool Words::IsOpenBracket(uint32_t token) const { return Word(token) == "(" || Word(token) == "["; }

bool Words::IsCloseBracket(uint32_t token) const {
  return Word(token) == ")" || Word(token) == "]";
}

bool Words::MayBegin(uint32_t token, uint16_t bits) const {
  if (token >= size()) return false;
  const Token& word = document_->tokens[token];
  if (word.fold_end - word.fold_begin == 2) {  // the particle alone, before a quote mark
    const std::string_view letter = Word(token);
    return (bits == kBi && letter == kLetterBeh) || (bits == kLi && letter == kLetterLam) ||
           (bits == kKa && letter == kLetterKaf);
  }
  for (uint32_t r = 0; r < word.reading_count; ++r) {
    if ((document_->readings[word.first_reading + r].proclitics & bits) == bits) return true;
  }
  return false;
}

bool Words::IsDefinite(uint32_t token) const { return MayBegin(token, kAl); }

Span Words::CoreSpan(uint32_t token, uint16_t bits) const {
  if (token >= size()) return {};
  const Token& word = document_->tokens[token];
  // The cut that a lexicon confirms with the fewest particles; the whole word when it is known.
  const uint32_t first = document_->lex_match_begin[token];
  const uint32_t last = document_->lex_match_begin[token + 1];
  for (uint32_t i = first; i < last; ++i) {
    const uint16_t proclitics = document_->lex_matches[i].proclitics;
    if ((proclitics & bits) == 0) return word.span;
  }
  for (uint32_t i = first; i < last; ++i) {
    const uint16_t proclitics = document_->lex_matches[i].proclitics;
    for (uint32_t r = 0; r < word.reading_count; ++r) {
      const Reading& reading = document_->readings[word.first_reading + r];
      if (reading.proclitics == (proclitics & bits)) {
        return document_->text.ToRaw(reading.core_begin, word.fold_end);
      }
    }
  }
  return word.span;
}

bool Words::IsBehindParticle(uint32_t token, uint16_t bits) const {
  if (token >= size()) return false;
  const Span core = CoreSpan(token, bits);
  return core.begin != document_->tokens[token].span.begin;
}

std::string_view Words::WithoutArticle(uint32_t token) const {
  if (token >= size()) return {};
  const Token& word = document_->tokens[token];
  for (uint32_t r = 0; r < word.reading_count; ++r) {
    const Reading& reading = document_->readings[word.first_reading + r];
    if ((reading.proclitics & kAl) != 0 && !reading.has_enclitic) return document_->Core(reading);
  }
  return Word(token);
}

const Quotation* Words::QuotationAt(uint32_t token) const {
  const Quotation* quotation = QuotationOver(token);
  return quotation != nullptr && quotation->token_begin == token ? quotation : nullptr;
}

const Quotation* Words::QuotationOver(uint32_t token) const {
  const int32_t index = token < size() ? quotation_over_[token] : -1;
  return index < 0 ? nullptr : &document_->quotations[static_cast<size_t>(index)];
}

}  // namespace tadwin::extract
