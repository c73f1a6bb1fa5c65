#include "annotate/words/structure.h"

#include <charconv>
#include <unordered_set>

#include "annotate/words/quotes.h"

namespace tadwin::annotate {
namespace {

constexpr uint32_t kMaxHeadingWords = 12;
constexpr uint32_t kMaxTitleWords = 18;    // the first line of a text
constexpr uint32_t kMaxTrailingWords = 8;  // of a heading that ends in "?" or ".."
constexpr uint32_t kMaxRepeatedWords = 15;
constexpr size_t kLetterBytes = 2;
constexpr std::string_view kArabicComma = "\xD8\x8C";

bool IsWordLike(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber ||
         token.kind == TokenKind::kLatin;
}

bool IsDotRun(std::string_view text) { return text.size() >= 2 && text[0] == '.'; }

bool IsCloser(std::string_view text) { return text == ")" || text == "]" || text == "}"; }

bool ContinuesSentence(std::string_view text) {
  return text == kArabicComma || text == "," || text == ";";
}

std::string_view LineOf(const AnnotatedText& document, uint32_t begin, uint32_t end) {
  return std::string_view(document.text.folded)
      .substr(document.tokens[begin].fold_begin,
              document.tokens[end - 1].fold_end - document.tokens[begin].fold_begin);
}

uint32_t CountWords(const AnnotatedText& document, uint32_t begin, uint32_t end) {
  uint32_t words = 0;
  for (uint32_t i = begin; i < end; ++i) words += IsWordLike(document.tokens[i]) ? 1 : 0;
  return words;
}

// How a line ends, for telling headings from body.
enum class LineEnd : uint8_t { kOpen, kTrailing, kStop };

LineEnd EndOf(const AnnotatedText& document, uint32_t begin, uint32_t end) {
  uint32_t last = end;
  while (last > begin + 1) {
    const std::string_view text = document.Folded(document.tokens[last - 1]);
    if (text != "\"" && text != "'" && !IsCloser(text)) break;
    --last;
  }
  const Token& token = document.tokens[last - 1];
  if (token.kind != TokenKind::kPunctuation) return LineEnd::kOpen;
  const std::string_view text = document.Folded(token);
  if (text == "?" || text == "!" || IsDotRun(text)) return LineEnd::kTrailing;
  return text == "." || text == ":" || ContinuesSentence(text) ? LineEnd::kStop : LineEnd::kOpen;
}

bool BeginsItem(const AnnotatedText& document, uint32_t token) {
  if (document.tokens[token].kind == TokenKind::kNumber) return true;
  const std::string_view text = document.Folded(document.tokens[token]);
  return text == "-" || text == "*" || text == "+";
}

bool TouchesNext(const AnnotatedText& document, uint32_t token, uint32_t end) {
  return token + 1 < end &&
         document.tokens[token].fold_end == document.tokens[token + 1].fold_begin;
}

// "[1]" right behind a full stop.
bool IsFootnote(const AnnotatedText& document, uint32_t token, uint32_t end) {
  return token + 2 < end && document.Folded(document.tokens[token]) == "[" &&
         TouchesNext(document, token - 1, end) &&
         document.tokens[token + 1].kind == TokenKind::kNumber &&
         document.Folded(document.tokens[token + 2]) == "]";
}

// Where a number stands before the word that ends at the dot ("1445 h.").
bool FollowsNumber(const AnnotatedText& document, uint32_t word, uint32_t begin) {
  return word > begin && document.tokens[word - 1].kind == TokenKind::kNumber;
}

}  // namespace

StructureReader StructureReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  StructureReader reader;
  reader.ReadMarks(grammar, errors);
  const rules::Table* table = grammar.rules->FindTable("lexicon/abbreviations");
  if (table == nullptr) {
    errors->push_back({ErrorCode::kBadRule, "the table of abbreviations is missing",
                       "ar/lexicon/abbreviations.tsv"});
    return reader;
  }
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view ends = table->Cell(row, "ends");
    if (!ends.empty() && ends != "after_number") {
      errors->push_back(
          {ErrorCode::kBadRule, "ends is after_number or nothing", table->Where(row, "ends")});
    }
    reader.abbreviations_[grammar.fold(table->Cell(row, "abbreviation"))] = !ends.empty();
  }
  return reader;
}

void StructureReader::ReadMarks(const rules::Grammar& grammar, std::vector<Error>* errors) {
  const rules::Table* table = grammar.rules->FindTable("lexicon/clutter");
  if (table == nullptr) {
    errors->push_back(
        {ErrorCode::kBadRule, "the table of clutter is missing", "ar/lexicon/clutter.tsv"});
    return;
  }
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    Mark mark;
    mark.words = grammar.fold(table->Cell(row, "mark"));
    const std::string_view where = table->Cell(row, "where");
    const std::string_view kind = table->Cell(row, "kind");
    const std::string_view words = table->Cell(row, "max_words");
    mark.where = where == "end" ? Where::kEnd : where == "whole" ? Where::kWhole : Where::kBegin;
    mark.kind = kind == "caption" ? ParagraphKind::kCaption : ParagraphKind::kClutter;
    const bool valid =
        std::from_chars(words.data(), words.data() + words.size(), mark.max_words).ec ==
            std::errc() &&
        (where == "begin" || where == "end" || where == "whole") &&
        (kind == "caption" || kind == "clutter") && !mark.words.empty();
    if (!valid) {
      errors->push_back({ErrorCode::kBadRule,
                         "a mark needs its words, where (begin, end, whole), kind (clutter, "
                         "caption) and max_words",
                         table->Where(row, "mark")});
      continue;
    }
    marks_.push_back(std::move(mark));
  }
}

ParagraphKind StructureReader::KindByMarks(std::string_view line, uint32_t words) const {
  while (!line.empty() && (line.back() == ':' || line.back() == '.' || line.back() == ' ')) {
    line.remove_suffix(1);
  }
  for (const Mark& mark : marks_) {
    if (words > mark.max_words || line.size() < mark.words.size()) continue;
    const size_t rest = line.size() - mark.words.size();
    const size_t last = mark.where == Where::kEnd ? line.size() - 1 : mark.words.size() - 1;
    if (line[last] != mark.words.back()) continue;  // most marks
    const bool begins = line.substr(0, mark.words.size()) == mark.words;
    const bool ends = line.substr(rest) == mark.words;
    // A mark ends where a word ends: the bytes beside it are ASCII or a comma.
    const bool cut_after = begins && (rest == 0 || (line[mark.words.size()] & 0x80) == 0 ||
                                      line.substr(mark.words.size(), 2) == kArabicComma);
    const bool cut_before = ends && (rest == 0 || (line[rest - 1] & 0x80) == 0);
    if ((mark.where == Where::kBegin && cut_after) || (mark.where == Where::kEnd && cut_before) ||
        (mark.where == Where::kWhole && begins && rest == 0)) {
      return mark.kind;
    }
  }
  return ParagraphKind::kBody;
}

void StructureReader::Annotate(AnnotatedText* document) const {
  document->paragraphs.clear();
  document->sentences.clear();
  document->quotations.clear();
  std::vector<uint32_t> first_tokens;  // of each paragraph, and the end
  CutParagraphs(document, &first_tokens);
  std::vector<uint8_t> roles(document->tokens.size(), kNoQuote);
  bool left_open = false;
  for (uint32_t p = 0; p < document->paragraphs.size(); ++p) {
    const uint32_t begin = first_tokens[p];
    const uint32_t end = first_tokens[p + 1];
    left_open = FindQuotations(document, begin, end, left_open, &roles);
    document->paragraphs[p].sentence_begin = static_cast<uint32_t>(document->sentences.size());
    CutSentences(document, p, begin, end, roles);
    document->paragraphs[p].sentence_end = static_cast<uint32_t>(document->sentences.size());
  }
}

void StructureReader::CutParagraphs(AnnotatedText* document,
                                    std::vector<uint32_t>* first_tokens) const {
  const std::vector<Token>& tokens = document->tokens;
  const std::string_view folded = document->text.folded;
  first_tokens->clear();
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const bool new_line = i == 0 || folded[tokens[i].fold_begin - 1] == '\n';
    if (new_line) first_tokens->push_back(i);
  }
  first_tokens->push_back(static_cast<uint32_t>(tokens.size()));

  std::unordered_set<std::string_view> told;
  bool has_body = false;
  const auto count = static_cast<uint32_t>(first_tokens->size() - 1);
  for (uint32_t p = 0; p < count; ++p) {
    const uint32_t begin = (*first_tokens)[p];
    const uint32_t end = (*first_tokens)[p + 1];
    const uint32_t words = CountWords(*document, begin, end);
    const std::string_view line = LineOf(*document, begin, end);
    const LineEnd line_end = EndOf(*document, begin, end);
    Paragraph paragraph;
    paragraph.span = document->SpanOf(begin, end);
    paragraph.kind = words == 0 ? ParagraphKind::kClutter : KindByMarks(line, words);
    if (paragraph.kind == ParagraphKind::kBody && count > 1) {
      const bool repeated =
          words <= kMaxRepeatedWords && line_end != LineEnd::kStop && !told.insert(line).second;
      const uint32_t limit = line_end == LineEnd::kTrailing ? kMaxTrailingWords
                             : p == 0                       ? kMaxTitleWords
                                                            : kMaxHeadingWords;
      if (repeated) {
        paragraph.kind = ParagraphKind::kClutter;
      } else if (line_end != LineEnd::kStop && words <= limit && !BeginsItem(*document, begin)) {
        paragraph.kind = ParagraphKind::kHeading;
      }
    }
    has_body |= paragraph.kind == ParagraphKind::kBody;
    document->paragraphs.push_back(paragraph);
  }
  if (has_body) return;
  for (Paragraph& paragraph : document->paragraphs) {
    if (paragraph.kind == ParagraphKind::kHeading) paragraph.kind = ParagraphKind::kBody;
  }
}

void StructureReader::CutSentences(AnnotatedText* document, uint32_t paragraph, uint32_t begin,
                                   uint32_t end, const std::vector<uint8_t>& quote_roles) const {
  std::vector<Token>& tokens = document->tokens;
  uint32_t first = begin;
  for (uint32_t i = begin; i < end; ++i) {
    uint32_t next = i + 1;
    if (next < end) {
      if (!EndsSentence(*document, i, begin, end)) continue;
      // Closing marks belong to the sentence they close.
      while (next < end &&
             (quote_roles[next] == kClosesQuote || IsCloser(document->Folded(tokens[next])))) {
        ++next;
      }
      if (IsFootnote(*document, next, end)) next += 3;
      if (next < end) {
        const std::string_view after = document->Folded(tokens[next]);
        if (ContinuesSentence(after)) continue;
        // More stops follow: the last of them ends the sentence.
        if (tokens[next].kind == TokenKind::kPunctuation &&
            (after == "." || after == "!" || after == "?" || IsDotRun(after))) {
          continue;
        }
      }
    }
    Sentence sentence;
    sentence.span = document->SpanOf(first, next);
    sentence.token_begin = first;
    sentence.token_end = next;
    sentence.paragraph = paragraph;
    for (uint32_t t = first; t < next; ++t) {
      tokens[t].sentence = static_cast<uint32_t>(document->sentences.size());
    }
    document->sentences.push_back(sentence);
    first = next;
    i = next - 1;
  }
}

bool StructureReader::EndsSentence(const AnnotatedText& document, uint32_t token, uint32_t begin,
                                   uint32_t end) const {
  const Token& stop = document.tokens[token];
  if (stop.kind != TokenKind::kPunctuation) return false;
  const std::string_view text = document.Folded(stop);
  if (text == "!" || text == "?") return true;
  // "[...]" and "(...)" leave words out.
  if (IsDotRun(text)) {
    const bool bracketed = TouchesNext(document, token, end) && token > begin &&
                           IsCloser(document.Folded(document.tokens[token + 1])) &&
                           !IsWordLike(document.tokens[token - 1]);
    return !bracketed && token > begin;
  }
  if (text != "." || token == begin) return false;
  const Token& before = document.tokens[token - 1];
  const Token& after = document.tokens[token + 1];
  const bool glued_before = before.fold_end == stop.fold_begin;
  const bool glued_after = TouchesNext(document, token, end);
  if (glued_after && (after.kind == TokenKind::kNumber || after.kind == TokenKind::kLatin)) {
    return false;  // 2.5, example.org
  }
  // "1. ..." opens an item of a list.
  if (before.kind == TokenKind::kNumber && token == begin + 1) return false;
  return !glued_before || !IsAbbreviation(document, token, begin, after.kind == TokenKind::kWord);
}

bool StructureReader::IsAbbreviation(const AnnotatedText& document, uint32_t dot, uint32_t begin,
                                     bool word_follows) const {
  const Token& word = document.tokens[dot - 1];
  if (word.kind != TokenKind::kWord && word.kind != TokenKind::kLatin) return false;
  const std::string_view text = document.Folded(word);
  const auto known = abbreviations_.find(text);
  if (known != abbreviations_.end()) {
    const bool ends_here = known->second && word_follows && FollowsNumber(document, dot - 1, begin);
    return !ends_here;
  }
  // Initials, Arabic and Latin.
  return text.size() <= (word.kind == TokenKind::kWord ? kLetterBytes : 1);
}

}  // namespace tadwin::annotate
