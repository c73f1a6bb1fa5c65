#include "query/cursor.h"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <variant>

#include <fmt/format.h>

#include "base/hash.h"

namespace tadwin::query {
namespace {

constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr char kSeparator = '\x1f';
constexpr size_t kLongest = 4096;

std::string Encode(std::string_view bytes) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += kDigits[bits >> count & 63];
    }
  }
  if (count > 0) out += kDigits[bits << (6 - count) & 63];
  return out;
}

std::optional<std::string> Decode(std::string_view text) {
  const std::string_view digits(kDigits, 64);
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const size_t digit = digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<uint32_t>(digit)) & 0xFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

std::string TextOf(const store::SqlValue& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) return "i" + std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("d{}", *real);
  if (const auto* text = std::get_if<std::string>(&value)) return "t" + *text;
  return "n";
}

std::optional<store::SqlValue> ValueOf(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::string_view rest = text.substr(1);
  const char* end = rest.data() + rest.size();
  switch (text.front()) {
    case 'n': return store::SqlValue();
    case 't': return store::SqlValue(std::string(rest));
    case 'i': {
      int64_t integer = 0;
      const auto read = std::from_chars(rest.data(), end, integer);
      if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
      return store::SqlValue(integer);
    }
    case 'd': {
      double real = 0;
      const auto read = std::from_chars(rest.data(), end, real);
      if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
      return store::SqlValue(real);
    }
    default: return std::nullopt;
  }
}

Error BadCursor(const char* why) {
  return {ErrorCode::kInvalidArgument, std::string("cursor: ") + why, ""};
}

}  // namespace

uint64_t FingerprintOf(const Clause& question) {
  std::string text = question.sql;
  for (const store::SqlValue& value : question.values) text += kSeparator + TextOf(value);
  return Hash64(text);
}

std::string WriteCursor(const Cursor& cursor, uint64_t fingerprint) {
  std::string text = fmt::format("{:016x}", fingerprint);
  text += kSeparator + std::to_string(cursor.phase);
  for (const store::SqlValue& value : cursor.after) text += kSeparator + TextOf(value);
  return Encode(text);
}

Result<Cursor> ReadCursor(std::string_view text, uint64_t fingerprint) {
  if (text.empty()) return Cursor{};
  const std::optional<std::string> decoded = text.size() > kLongest ? std::nullopt : Decode(text);
  if (!decoded) return BadCursor("use the `next` of a page before");
  Cursor cursor;
  size_t part = 0;
  std::string_view rest = *decoded;
  while (true) {
    const size_t end = rest.find(kSeparator);
    const std::string_view piece = rest.substr(0, end);
    if (part == 0) {
      if (piece.size() != 16) return BadCursor("use the `next` of a page before");
      if (piece != fmt::format("{:016x}", fingerprint)) {
        return BadCursor("it belongs to another filter or sort; begin again without it");
      }
    } else if (part == 1) {
      if (piece.size() != 1 || piece[0] < '0' || piece[0] > '9') {
        return BadCursor("use the `next` of a page before");
      }
      cursor.phase = static_cast<size_t>(piece[0] - '0');
    } else {
      const std::optional<store::SqlValue> value = ValueOf(piece);
      if (!value) return BadCursor("use the `next` of a page before");
      cursor.after.push_back(*value);
    }
    ++part;
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (part < 2) return BadCursor("use the `next` of a page before");
  return cursor;
}

}  // namespace tadwin::query
