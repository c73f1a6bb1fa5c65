#include "normalise/fold.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace tadwin::normalise {
namespace {

constexpr char32_t kPlaneSize = 0x10000;
constexpr char32_t kSpace = U' ';
constexpr char32_t kNewline = U'\n';
constexpr char32_t kCarriageReturn = U'\r';
// Stand-ins inside targets_; neither is a code point.
constexpr char32_t kMark = 0x110000;
constexpr char32_t kDrop = 0x110001;

std::u32string ToCodePoints(std::string_view valid) {
  std::u32string out;
  for (size_t at = 0; at < valid.size();) out.push_back(DecodeUtf8(valid, &at));
  return out;
}

std::u32string ParseTarget(std::string_view cell) {
  if (cell == "(mark)") return {kMark};
  if (cell == "(drop)") return {kDrop};
  if (cell == "(space)") return {kSpace};
  if (cell == "(newline)") return {kNewline};
  return ToCodePoints(cell);
}

std::optional<char32_t> ParseCode(std::string_view cell) {
  char32_t code = 0;
  if (cell.empty() || cell.size() > 4) return std::nullopt;
  for (const char c : cell) {
    code <<= 4;
    if (c >= '0' && c <= '9') {
      code |= static_cast<char32_t>(c - '0');
    } else if (c >= 'A' && c <= 'F') {
      code |= static_cast<char32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  return code;
}

// Writes a code point of any length and gives how many bytes it has.
size_t EncodeUtf8(char32_t code_point, char* bytes) {
  if (code_point < 0x80) {
    bytes[0] = static_cast<char>(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    bytes[0] = static_cast<char>(0xC0 | code_point >> 6);
    bytes[1] = static_cast<char>(0x80 | (code_point & 0x3F));
    return 2;
  }
  std::string longer;
  AppendUtf8(code_point, &longer);
  std::copy(longer.begin(), longer.end(), bytes);
  return longer.size();
}

// Writes the folded text only.
class StringSink {
 public:
  void Put(char32_t code_point, uint32_t, uint32_t) { AppendUtf8(code_point, &out); }
  void PutBytes(const char* bytes, size_t count, uint32_t, uint32_t) { out.append(bytes, count); }
  void ExtendTo(uint32_t) {}
  bool AtLineStart() const { return out.empty() || out.back() == '\n'; }
  std::string out;
};

// Writes the folded text and the map, into room made ahead: Finish cuts off what is left of it.
class TextSink {
 public:
  // As much as most texts need.
  TextSink(Text* text, size_t bytes) : text_(text) { MakeRoom(bytes + kMostBytes); }
  void Put(char32_t code_point, uint32_t begin, uint32_t end) {
    char bytes[kMostBytes];
    PutBytes(bytes, EncodeUtf8(code_point, bytes), begin, end);
  }
  // The bytes of one code point.
  void PutBytes(const char* bytes, size_t count, uint32_t begin, uint32_t end) {
    if (size_ + count > text_->folded.size()) MakeRoom(2 * size_ + kMostBytes);
    last_ = size_;
    for (size_t i = 0; i < count; ++i) {
      text_->folded[size_] = bytes[i];
      text_->begin_of[size_] = begin;
      text_->end_of[size_] = end;
      ++size_;
    }
  }
  // The marks behind a letter belong to it.
  void ExtendTo(uint32_t end) {
    for (size_t i = last_; i < size_; ++i) text_->end_of[i] = end;
  }
  bool AtLineStart() const { return size_ == 0 || text_->folded[size_ - 1] == '\n'; }
  void Finish() { MakeRoom(size_); }

 private:
  static constexpr size_t kMostBytes = 4;  // of a code point
  void MakeRoom(size_t bytes) {
    text_->folded.resize(bytes);
    text_->begin_of.resize(bytes);
    text_->end_of.resize(bytes);
  }

  Text* text_;
  size_t size_ = 0;
  size_t last_ = 0;
};

// Holds blanks back until it is known that a letter follows on the same line.
template <typename Sink>
class BlankCollapser {
 public:
  explicit BlankCollapser(Sink* sink) : sink_(sink) {}

  void Put(char32_t code_point, uint32_t begin, uint32_t end) {
    if (code_point == kSpace) {
      if (!pending_) pending_begin_ = begin;
      pending_ = true;
      pending_end_ = end;
      return;
    }
    if (code_point == kNewline) pending_ = false;
    PutBlank();
    sink_->Put(code_point, begin, end);
  }
  // A blank that was held back, before something on the same line.
  void PutBlank() {
    if (pending_ && !sink_->AtLineStart()) sink_->Put(kSpace, pending_begin_, pending_end_);
    pending_ = false;
  }
  void PutMark(uint32_t end) {
    if (!pending_ && !sink_->AtLineStart()) sink_->ExtendTo(end);
  }

 private:
  Sink* sink_;
  bool pending_ = false;
  uint32_t pending_begin_ = 0;
  uint32_t pending_end_ = 0;
};

}  // namespace

Folder Folder::Create(const rules::RuleSet& rules, std::vector<Error>* errors) {
  Folder folder;
  folder.target_of_.assign(kPlaneSize, 0);
  folder.targets_.emplace_back();  // index 0: itself
  for (const char* name : {"normalise/letters", "normalise/presentation_forms"}) {
    const rules::Table* table = rules.FindTable(name);
    if (table == nullptr) {
      errors->push_back({ErrorCode::kBadRule, "the folding table is missing",
                         "ar/" + std::string(name) + ".tsv"});
      continue;
    }
    folder.AddTable(*table, table->name == "normalise/presentation_forms", errors);
  }
  folder.AddShort();
  return folder;
}

void Folder::AddTable(const rules::Table& table, bool through_letters, std::vector<Error>* errors) {
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    const std::optional<char32_t> code = ParseCode(table.Cell(row, "code"));
    if (!code) {
      errors->push_back({ErrorCode::kBadRule, "a code point is up to four upper-case hex digits",
                         table.Where(row, "code")});
      continue;
    }
    std::u32string target = ParseTarget(table.Cell(row, "to"));
    if (through_letters && target != std::u32string{kMark}) {
      target = ToCodePoints(FoldString(table.Cell(row, "to")));
    }
    if (target.empty()) {
      errors->push_back(
          {ErrorCode::kBadRule, "say what the letter becomes, or (drop)", table.Where(row, "to")});
      continue;
    }
    if (target_of_[*code] != 0) {
      errors->push_back(
          {ErrorCode::kBadRule, "this code point is already listed", table.Where(row, "code")});
      continue;
    }
    target_of_[*code] = static_cast<uint16_t>(targets_.size());
    targets_.push_back(std::move(target));
  }
  // Folding twice must change nothing: what a row writes must stay itself.
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    for (const char32_t c : ParseTarget(table.Cell(row, "to"))) {
      if (through_letters || c >= kPlaneSize || target_of_[c] == 0) continue;
      if (targets_[target_of_[c]] == std::u32string{c}) continue;
      errors->push_back({ErrorCode::kBadRule, "this replacement would itself be replaced",
                         table.Where(row, "to")});
    }
  }
}

// Most letters: of one or two bytes before and after, and no blank.
void Folder::AddShort() {
  for (char32_t code = 1; code < short_.size(); ++code) {
    const std::u32string& target = targets_[target_of_[code]];
    const char32_t to = target_of_[code] == 0 ? code : target.size() == 1 ? target[0] : kDrop;
    const bool is_blank = to == kSpace || to == kNewline || code == kCarriageReturn;
    if (is_blank || to == 0 || to >= short_.size()) continue;
    EncodeUtf8(to, short_[code].data());
  }
}

template <typename Sink>
void Folder::Run(std::string_view valid_utf8, Sink* sink) const {
  BlankCollapser<Sink> out(sink);
  for (size_t at = 0; at < valid_utf8.size();) {
    const auto begin = static_cast<uint32_t>(at);
    const char32_t code = DecodeUtf8(valid_utf8, &at);
    if (code < short_.size() && short_[code][0] != 0) {
      out.PutBlank();
      sink->PutBytes(short_[code].data(), short_[code][1] != 0 ? 2 : 1, begin,
                     static_cast<uint32_t>(at));
      continue;
    }
    if (code == kCarriageReturn && at < valid_utf8.size() && valid_utf8[at] == '\n') ++at;
    const auto end = static_cast<uint32_t>(at);
    const uint16_t target = code < kPlaneSize ? target_of_[code] : uint16_t{0};
    if (target == 0) {
      out.Put(code, begin, end);
      continue;
    }
    for (const char32_t c : targets_[target]) {
      if (c == kMark) {
        out.PutMark(end);
      } else if (c != kDrop) {
        out.Put(c, begin, end);
      }
    }
  }
}

Text Folder::Fold(std::string_view valid_utf8) const {
  Text text;
  TextSink sink(&text, valid_utf8.size());
  Run(valid_utf8, &sink);
  sink.Finish();
  return text;
}

std::string Folder::FoldString(std::string_view valid_utf8) const {
  StringSink sink;
  sink.out.reserve(valid_utf8.size());
  Run(valid_utf8, &sink);
  const auto is_blank = [](char c) { return c == ' ' || c == '\n'; };
  const auto first = std::find_if_not(sink.out.begin(), sink.out.end(), is_blank);
  const auto last = std::find_if_not(sink.out.rbegin(), sink.out.rend(), is_blank).base();
  return first < last ? std::string(first, last) : std::string();
}

}  // namespace tadwin::normalise
