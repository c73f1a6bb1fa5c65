// Quick questions about the words of one document: which lexicon rows, mentions and marks stand at
// a token. Built once per reader and document; every answer looks at one token's matches only.
// Behind the last token stands nothing: a text may break off anywhere.
//
// In: AnnotatedText. Out: pointers into it. Threads: a Words is for one thread.

#ifndef TADWIN_EXTRACT_STATEMENTS_WORDS_H_
#define TADWIN_EXTRACT_STATEMENTS_WORDS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/annotated_text.h"
#include "rules/lexicon.h"

namespace tadwin::extract {

// A cut of a word that news prose does not mean: with the interrogative alef or the particle of
// likeness, or a pronoun behind a particle of two letters. Such matches of closed word lists are
// chance.
bool IsChanceMatch(const AnnotatedText& document, const LexMatch& match);

// A set of Layers as bits.
constexpr uint32_t LayerBit(Layer layer) { return 1u << static_cast<uint32_t>(layer); }
inline constexpr uint32_t kActorLayers = LayerBit(Layer::kPerson) | LayerBit(Layer::kOrg) |
                                         LayerBit(Layer::kPlace) | LayerBit(Layer::kGroup);

class Words {
 public:
  // Both must outlive this. `document.mentions` must be sorted by span.begin.
  Words(const AnnotatedText& document, const rules::Lexicon& lexicon);

  uint32_t size() const { return static_cast<uint32_t>(document_->tokens.size()); }
  const AnnotatedText& document() const { return *document_; }
  const rules::Lexicon& lexicon() const { return *lexicon_; }

  // The longest match of a lexicon that begins at the token, fewest proclitics first; or nullptr.
  const LexMatch* Longest(uint32_t token, int lexicon) const;
  // As Longest, among rows whose `column` holds `value`.
  const LexMatch* LongestWith(uint32_t token, int lexicon, std::string_view column,
                              std::string_view value) const;
  // The longest mention of these layers that begins at the token; or nullptr.
  const Mention* MentionAt(uint32_t token, uint32_t layers) const;
  // Index of the first mention that begins at the token or behind it.
  uint32_t FirstMention(uint32_t token) const { return mention_first_[token]; }
  // The mention of layer time that covers the token; or nullptr.
  const Mention* TimeOver(uint32_t token) const;
  // The mention of these layers that covers the token, nearest start first; or nullptr.
  const Mention* MentionOver(uint32_t token, uint32_t layers) const;

  std::string_view Word(uint32_t token) const {
    if (token >= size()) return {};
    return document_->Folded(document_->tokens[token]);
  }
  bool IsPunctuation(uint32_t token) const;
  bool IsComma(uint32_t token) const;  // Arabic or Latin comma, semicolon, dash
  bool IsColon(uint32_t token) const;
  bool IsQuote(uint32_t token) const;
  bool IsOpenBracket(uint32_t token) const;
  bool IsCloseBracket(uint32_t token) const;
  // Some reading of the word begins with these proclitics (all of `bits`).
  bool MayBegin(uint32_t token, uint16_t bits) const;
  // The word begins with the article, with or without a particle before it.
  bool IsDefinite(uint32_t token) const;
  // The raw span of the word without those particles of `bits` that stand before a known word.
  Span CoreSpan(uint32_t token, uint16_t bits) const;
  // A lexicon knows the word only behind one of these particles.
  bool IsBehindParticle(uint32_t token, uint16_t bits) const;
  // The word without a particle and article before it.
  std::string_view WithoutArticle(uint32_t token) const;
  // Tokens of the sentence that holds the token.
  const Sentence& SentenceOf(uint32_t token) const {
    return document_->sentences[document_->tokens[token].sentence];
  }
  // The quotation whose first token is this one, or nullptr.
  const Quotation* QuotationAt(uint32_t token) const;
  // The quotation that covers the token, or nullptr.
  const Quotation* QuotationOver(uint32_t token) const;

 private:
  const AnnotatedText* document_;
  const rules::Lexicon* lexicon_;
  std::vector<uint32_t> mention_first_;  // first mention at or after token i
  std::vector<int32_t> time_over_;       // index of the time mention, -1 when none
  std::vector<int32_t> quotation_over_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_STATEMENTS_WORDS_H_
