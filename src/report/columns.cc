#include "report/columns.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

#include "base/utf8.h"

namespace tadwin::report {
namespace {

struct CodeRange {
  char32_t first;
  char32_t last;
};

constexpr CodeRange kNoWidth[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x0300, 0x036F},   {0x0483, 0x0489},
    {0x0591, 0x05BD}, {0x0600, 0x0605}, {0x0610, 0x061A}, {0x061C, 0x061C},   {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06DD}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},   {0x06EA, 0x06ED},
    {0x08D3, 0x08FF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069},   {0x20D0, 0x20F0},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};
constexpr CodeRange kDoubleWidth[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
constexpr char kEllipsis[] = "\u2026";

template <size_t N>
bool IsIn(const CodeRange (&ranges)[N], char32_t code) {
  const auto* after = std::upper_bound(std::begin(ranges), std::end(ranges), code,
                                       [](char32_t c, const CodeRange& r) { return c < r.first; });
  return after != std::begin(ranges) && code <= std::prev(after)->last;
}

size_t WidthOf(char32_t code) {
  if (IsIn(kNoWidth, code)) return 0;
  return IsIn(kDoubleWidth, code) ? 2 : 1;
}

bool IsNumber(std::string_view text) {
  if (text.empty()) return true;
  return text.find_first_not_of("0123456789,.+-() ") == std::string_view::npos &&
         text.find_first_of("0123456789-") != std::string_view::npos;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) width += WidthOf(DecodeUtf8(text, &at));
  return width;
}

std::string PadRight(std::string_view text, size_t width) {
  const size_t used = DisplayWidth(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string PadLeft(std::string_view text, size_t width) {
  const size_t used = DisplayWidth(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::string Cut(std::string_view text, size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width == 0) return {};
  size_t used = 0;
  size_t end = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    used += WidthOf(DecodeUtf8(text, &at));
    if (used > width - 1) {
      end = begin;
      break;
    }
  }
  return std::string(text.substr(0, end)) + kEllipsis;
}

std::vector<std::string> Wrap(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  size_t used = 0;
  while (!text.empty()) {
    const size_t blank = text.find(' ');
    const std::string_view word = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    if (word.empty()) continue;
    const size_t word_width = DisplayWidth(word);
    if (lines.empty() || used + 1 + word_width > width) {
      lines.emplace_back(word);
      used = word_width;
    } else {
      lines.back().append(" ").append(word);
      used += 1 + word_width;
    }
  }
  return lines;
}

std::string Grouped(double number) {
  if (!std::isfinite(number)) return {};
  if (std::fabs(number) >= 1e15) return fmt::format("{}", number);
  const double whole = std::trunc(number);
  std::string digits = std::to_string(static_cast<int64_t>(std::fabs(whole)));
  for (size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  if (number < 0) digits.insert(0, "-");
  if (number == whole) return digits;
  std::string fraction = fmt::format("{:.2f}", std::fabs(number - whole)).substr(1);
  while (fraction.back() == '0') fraction.pop_back();
  return fraction == "." ? digits : digits + fraction;
}

std::string FormatTable(const std::vector<std::string>& header,
                        const std::vector<std::vector<std::string>>& rows, size_t indent) {
  std::vector<size_t> widths;
  std::vector<bool> is_number(header.size(), true);
  for (size_t c = 0; c < header.size(); ++c) {
    size_t width = DisplayWidth(header[c]);
    for (const auto& row : rows) {
      if (c >= row.size()) continue;
      width = std::max(width, DisplayWidth(row[c]));
      is_number[c] = is_number[c] && IsNumber(row[c]);
    }
    widths.push_back(width);
  }
  std::string out;
  const auto add = [&](const std::vector<std::string>& cells) {
    std::string line(indent, ' ');
    for (size_t c = 0; c < header.size(); ++c) {
      const std::string cell = c < cells.size() ? cells[c] : std::string();
      if (c > 0) line += "  ";
      line += is_number[c] ? PadLeft(cell, widths[c]) : PadRight(cell, widths[c]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  add(header);
  for (const auto& row : rows) add(row);
  return out;
}

}  // namespace tadwin::report
