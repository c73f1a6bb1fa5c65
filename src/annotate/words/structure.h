// Cuts a text into paragraphs, headings, sentences and quotations.
//
// In: AnnotatedText with text and tokens. Out: fills paragraphs, sentences, quotations and
// Token::sentence. Every line with a token is a paragraph, every token is in a sentence, and no
// sentence or quotation leaves its paragraph.
//   heading    a short line without a final stop, in a text that has longer ones
//   clutter    a line of the page, not of the story (lexicon/clutter), or a short line told before
//   caption    a line that credits or describes a picture (lexicon/clutter)
// A full stop does not end a sentence inside a number, behind an abbreviation or an initial
// (lexicon/abbreviations), between Latin letters, or where a comma follows the closing quote.
// Quotations may nest; one that is not closed ends with its paragraph, and a paragraph that closes
// what the one before left open is quoted from its beginning.
// Errors: kBadRule for rows that cannot be read. Threads: safe after Create.

#ifndef TADWIN_ANNOTATE_WORDS_STRUCTURE_H_
#define TADWIN_ANNOTATE_WORDS_STRUCTURE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class StructureReader {
 public:
  static StructureReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;

 private:
  enum class Where : uint8_t { kBegin, kEnd, kWhole };
  struct Mark {
    std::string words;  // folded
    Where where = Where::kBegin;
    ParagraphKind kind = ParagraphKind::kClutter;
    uint32_t max_words = 0;
  };

  void ReadMarks(const rules::Grammar& grammar, std::vector<Error>* errors);
  ParagraphKind KindByMarks(std::string_view line, uint32_t words) const;
  void CutParagraphs(AnnotatedText* document, std::vector<uint32_t>* first_tokens) const;
  void CutSentences(AnnotatedText* document, uint32_t paragraph, uint32_t begin, uint32_t end,
                    const std::vector<uint8_t>& quote_roles) const;
  bool EndsSentence(const AnnotatedText& document, uint32_t token, uint32_t begin,
                    uint32_t end) const;
  bool IsAbbreviation(const AnnotatedText& document, uint32_t dot, uint32_t begin,
                      bool word_follows) const;

  std::vector<Mark> marks_;
  std::map<std::string, bool, std::less<>> abbreviations_;  // folded -> ends after a number
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_STRUCTURE_H_
