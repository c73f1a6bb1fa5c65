#include "apps/explain_text.h"

#include <algorithm>
#include <cstdint>

namespace tadwin::apps {
namespace {

constexpr uint32_t kContextBytes = 240;  // kept on each side of a span in a long line

enum Level : uint8_t { kPlain, kEvidence, kTrigger };

struct Style {
  std::string_view open;
  std::string_view close;
};

Style StyleOf(Level level, Marks marks) {
  if (level == kPlain) return {"", ""};
  if (marks == Marks::kColour) {
    return level == kTrigger ? Style{"\033[1;7m", "\033[0m"} : Style{"\033[4;36m", "\033[0m"};
  }
  return level == kTrigger ? Style{"[[", "]]"} : Style{"[", "]"};
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

class Marker {
 public:
  Marker(std::string_view text, Span trigger, std::vector<Span> evidence, Marks marks)
      : text_(text), marks_(marks), levels_(text.size(), kPlain) {
    for (const Span span : evidence) Raise(span, kEvidence);
    Raise(trigger, kTrigger);
  }

  std::string Render() {
    for (size_t begin = 0; begin < text_.size();) {
      const size_t end = std::min(text_.find('\n', begin), text_.size());
      Line(begin, end);
      begin = end + 1;
    }
    return std::move(out_);
  }

 private:
  void Raise(Span span, Level level) {
    const size_t end = std::min<size_t>(span.end, levels_.size());
    for (size_t i = span.begin; i < end; ++i) levels_[i] = std::max<uint8_t>(levels_[i], level);
  }

  // The next marked byte in [from, end), or end.
  size_t NextMark(size_t from, size_t end) const {
    while (from < end && levels_[from] == kPlain) ++from;
    return from;
  }

  // Moves to a blank, or at least to the beginning of a letter.
  size_t CutAt(size_t at, size_t end) const {
    const size_t limit = std::min(end, at + 24);
    for (size_t i = at; i < limit; ++i) {
      if (text_[i] == ' ') return i;
    }
    while (at < end && IsContinuation(text_[at])) ++at;
    return at;
  }

  void Line(size_t begin, size_t end) {
    size_t mark = NextMark(begin, end);
    if (mark == end) return;
    out_ += "  ";
    size_t at = begin;
    while (mark < end) {
      if (mark - at > 2 * kContextBytes) {
        if (at > begin) {
          const size_t stop = CutAt(at + kContextBytes, mark);
          Plain(at, stop);
        }
        out_ += "... ";
        at = CutAt(mark - kContextBytes, mark);
      }
      Plain(at, mark);
      at = Marked(mark, end);
      mark = NextMark(at, end);
    }
    const size_t stop = end - at > 2 * kContextBytes ? CutAt(at + kContextBytes, end) : end;
    Plain(at, stop);
    if (stop < end) out_ += " ...";
    out_ += '\n';
  }

  void Plain(size_t begin, size_t end) { out_.append(text_.substr(begin, end - begin)); }

  // Writes the run of one level that begins here; returns its end.
  size_t Marked(size_t begin, size_t end) {
    const auto level = static_cast<Level>(levels_[begin]);
    size_t stop = begin;
    while (stop < end && levels_[stop] == level) ++stop;
    const Style style = StyleOf(level, marks_);
    out_.append(style.open);
    Plain(begin, stop);
    out_.append(style.close);
    return stop;
  }

  std::string_view text_;
  Marks marks_;
  std::vector<uint8_t> levels_;
  std::string out_;
};

}  // namespace

std::string MarkSpans(std::string_view valid_utf8, Span trigger, const std::vector<Span>& evidence,
                      Marks marks) {
  return Marker(valid_utf8, trigger, evidence, marks).Render();
}

}  // namespace tadwin::apps
