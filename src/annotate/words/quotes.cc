#include "annotate/words/quotes.h"

#include <algorithm>
#include <string_view>

namespace tadwin::annotate {
namespace {

constexpr size_t kMaxDepth = 8;
constexpr size_t kLetterBytes = 2;

enum class Lean : uint8_t { kNone, kOpens, kCloses };

// One quote mark: a token, or two apostrophes.
struct Mark {
  uint32_t token = 0;
  uint32_t count = 1;
  bool single = false;
  Lean typed = Lean::kNone;   // what the character says
  Lean placed = Lean::kNone;  // what the blanks around it say
};

struct Open {
  Mark mark;
  size_t quotation = 0;  // index into document->quotations
};

char CharBefore(const AnnotatedText& document, uint32_t token) {
  const uint32_t at = document.tokens[token].fold_begin;
  return at == 0 ? '\n' : document.text.folded[at - 1];
}

char CharAfter(const AnnotatedText& document, uint32_t token) {
  const uint32_t at = document.tokens[token].fold_end;
  return at >= document.text.folded.size() ? '\n' : document.text.folded[at];
}

bool IsBlank(char c) { return c == ' ' || c == '\n'; }
bool IsOpeningBracket(char c) { return c == '(' || c == '[' || c == ':' || c == '-' || c == '/'; }

// What the original character says of its direction.
Lean TypedLean(std::string_view raw) {
  for (const std::string_view opens : {"\xE2\x80\x9C", "\xC2\xAB", "\xE2\x80\x9E", "\xE2\x80\x98",
                                       "\xE2\x80\xB9", "\xE2\x80\x9A"}) {
    if (raw.substr(0, opens.size()) == opens) return Lean::kOpens;
  }
  for (const std::string_view closes :
       {"\xE2\x80\x9D", "\xC2\xBB", "\xE2\x80\x99", "\xE2\x80\xBA"}) {
    if (raw.substr(0, closes.size()) == closes) return Lean::kCloses;
  }
  return Lean::kNone;
}

Lean PlacedLean(const AnnotatedText& document, uint32_t first, uint32_t last) {
  const char before = CharBefore(document, first);
  const char after = CharAfter(document, last);
  bool free_before = IsBlank(before) || IsOpeningBracket(before);
  if (!free_before && first > 0) {
    // A lone clitic may stand before an opening mark.
    const Token& word = document.tokens[first - 1];
    free_before = word.kind == TokenKind::kWord && word.fold_end - word.fold_begin <= kLetterBytes;
  }
  const TokenKind next =
      last + 1 < document.tokens.size() ? document.tokens[last + 1].kind : TokenKind::kPunctuation;
  const bool word_after = !IsBlank(after) && next != TokenKind::kPunctuation;
  if (free_before && !IsBlank(after)) return Lean::kOpens;
  if (!free_before && !word_after) return Lean::kCloses;
  return Lean::kNone;
}

std::vector<Mark> MarksOf(const AnnotatedText& document, uint32_t begin, uint32_t end) {
  std::vector<Mark> marks;
  for (uint32_t i = begin; i < end; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kPunctuation) continue;
    const std::string_view text = document.Folded(token);
    if (text != "\"" && text != "'") continue;
    Mark mark;
    mark.token = i;
    mark.typed = TypedLean(document.Raw(token.span));
    if (text == "'") {
      const bool doubled = i + 1 < end && document.Folded(document.tokens[i + 1]) == "'" &&
                           document.tokens[i + 1].fold_begin == token.fold_end;
      if (doubled) mark.count = 2;
      mark.single = !doubled;
    }
    mark.placed = PlacedLean(document, i, i + mark.count - 1);
    if (mark.single && mark.placed == Lean::kNone) continue;  // an apostrophe
    marks.push_back(mark);
    i += mark.count - 1;
  }
  return marks;
}

class Finder {
 public:
  Finder(AnnotatedText* document, uint32_t begin, uint32_t end, std::vector<uint8_t>* roles)
      : document_(document), begin_(begin), end_(end), roles_(roles) {}

  bool Run(bool left_open) {
    const size_t first = document_->quotations.size();
    marks_ = MarksOf(*document_, begin_, end_);
    LookAhead();
    for (size_t i = 0; i < marks_.size(); ++i) {
      const Mark& mark = marks_[i];
      if (open_.empty() && left_open && mark.placed == Lean::kCloses &&
          mark.typed != Lean::kOpens && !mark.single) {
        open_.push_back({Mark{}, document_->quotations.size()});
        document_->quotations.push_back(Quotation{{}, begin_, begin_});
        Close(mark);
      } else if (open_.empty()) {
        OpenFirst(mark, i);
      } else if (Nests(mark, i)) {
        OpenAt(mark);
      } else if (Closes(mark)) {
        Close(mark);
      }
      left_open = false;
    }
    const bool unclosed = CloseRest();
    Tidy(first);
    return unclosed;
  }

 private:
  void OpenFirst(const Mark& mark, size_t index) {
    if (mark.single && (mark.placed != Lean::kOpens || !HasClosingSingle(index))) return;
    if (!mark.single && mark.placed == Lean::kCloses && mark.typed == Lean::kCloses) return;
    OpenAt(mark);
  }

  void OpenAt(const Mark& mark) {
    if (open_.size() >= kMaxDepth) return;
    open_.push_back({mark, document_->quotations.size()});
    const uint32_t inside = mark.token + mark.count;
    document_->quotations.push_back(Quotation{{}, inside, inside});
    (*roles_)[mark.token] = kOpensQuote;
  }

  bool Nests(const Mark& mark, size_t index) const {
    if (mark.placed != Lean::kOpens || mark.typed == Lean::kCloses) return false;
    if (mark.single) return HasClosingSingle(index);
    if (mark.typed == Lean::kOpens) return true;
    // Straight marks: only when enough of them are left to close both.
    return doubles_behind_[index] >= open_.size() + 1;
  }

  bool Closes(const Mark& mark) const {
    const bool single_open = open_.back().mark.single;
    if (mark.single) return single_open && mark.placed == Lean::kCloses;
    return true;
  }

  // Whether the next single mark closes.
  bool HasClosingSingle(size_t index) const { return closing_single_behind_[index]; }

  // What stands behind each mark, in one pass, so that a line of quote marks takes linear time.
  void LookAhead() {
    doubles_behind_.assign(marks_.size(), 0);
    closing_single_behind_.assign(marks_.size(), false);
    size_t doubles = 0;
    bool closing_single = false;
    for (size_t i = marks_.size(); i-- > 0;) {
      doubles_behind_[i] = doubles;
      closing_single_behind_[i] = closing_single;
      if (marks_[i].single) {
        closing_single = marks_[i].placed == Lean::kCloses;
      } else {
        ++doubles;
      }
    }
  }

  void Close(const Mark& mark) {
    // A double mark also ends the single-quoted words inside it.
    while (!mark.single && open_.size() > 1 && open_.back().mark.single) {
      document_->quotations[open_.back().quotation].token_end = mark.token;
      open_.pop_back();
    }
    document_->quotations[open_.back().quotation].token_end = mark.token;
    open_.pop_back();
    for (uint32_t i = 0; i < mark.count; ++i) (*roles_)[mark.token + i] = kClosesQuote;
  }

  bool CloseRest() {
    bool unclosed = false;
    for (const Open& open : open_) {
      document_->quotations[open.quotation].token_end = end_;
      unclosed |= !open.mark.single;
    }
    open_.clear();
    return unclosed;
  }

  // Drops empty quotations of this paragraph and gives the others their spans.
  void Tidy(size_t first) {
    std::vector<Quotation>& all = document_->quotations;
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(first);
    all.erase(std::remove_if(from, all.end(),
                             [](const Quotation& q) { return q.token_begin >= q.token_end; }),
              all.end());
    for (size_t i = first; i < all.size(); ++i) {
      all[i].span = document_->SpanOf(all[i].token_begin, all[i].token_end);
    }
  }

  AnnotatedText* document_;
  uint32_t begin_;
  uint32_t end_;
  std::vector<uint8_t>* roles_;
  std::vector<Mark> marks_;
  std::vector<size_t> doubles_behind_;
  std::vector<bool> closing_single_behind_;
  std::vector<Open> open_;
};

}  // namespace

bool FindQuotations(AnnotatedText* document, uint32_t token_begin, uint32_t token_end,
                    bool left_open, std::vector<uint8_t>* roles) {
  return Finder(document, token_begin, token_end, roles).Run(left_open);
}

}  // namespace tadwin::annotate
