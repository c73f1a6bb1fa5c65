#include "serve/http/target.h"

#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace tadwin::serve {
namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Error Bad(const std::string& message) { return Error{ErrorCode::kBadFormat, message, "target"}; }

Status AddSegments(std::string_view path, Target* target) {
  if (path == "/") return {};
  size_t begin = 1;
  while (begin <= path.size()) {
    size_t end = path.find('/', begin);
    if (end == std::string_view::npos) end = path.size();
    Result<std::string> segment = DecodePercent(path.substr(begin, end - begin), false);
    if (!segment) return segment.error();
    const std::string framed = "/" + *segment + "/";
    for (const char* bad : {"//", "/./", "/../"}) {
      if (framed.find(bad) != std::string::npos) {
        return Bad("the path has an empty, '.' or '..' segment");
      }
    }
    target->segments.push_back(*std::move(segment));
    begin = end + 1;
  }
  return {};
}

Status AddQuery(std::string_view query, Target* target) {
  while (!query.empty()) {
    const size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    if (pair.empty()) continue;
    if (target->query.size() == kMaxParameters) return Bad("the query has too many parameters");
    const size_t equals = pair.find('=');
    Result<std::string> name = DecodePercent(pair.substr(0, equals), true);
    if (!name) return name.error();
    Result<std::string> value = equals == std::string_view::npos
                                    ? Result<std::string>(std::string())
                                    : DecodePercent(pair.substr(equals + 1), true);
    if (!value) return value.error();
    target->query.emplace_back(*std::move(name), *std::move(value));
  }
  return {};
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string Target::Path() const {
  if (segments.empty()) return "/";
  std::string path;
  for (const std::string& segment : segments) path += "/" + segment;
  return path;
}

const std::string* Target::Find(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return &value;
  }
  return nullptr;
}

Result<std::string> DecodePercent(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out.push_back(' ');
      continue;
    }
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return Bad("a percent sign is not followed by two hex digits");
    out.push_back(static_cast<char>(16 * high + low));
    i += 2;
  }
  if (out.find('\0') != std::string::npos) return Bad("a zero byte");
  if (FindInvalidUtf8(out)) return Bad("not valid UTF-8 once decoded");
  return out;
}

Result<Target> ParseTarget(std::string_view raw) {
  if (raw.size() > kMaxTargetBytes) {
    return Error{ErrorCode::kTooLarge, "longer than " + std::to_string(kMaxTargetBytes) + " bytes",
                 "target"};
  }
  if (raw.empty() || raw.front() != '/') return Bad("a path must begin with '/'");
  raw = raw.substr(0, raw.find('#'));
  const size_t mark = raw.find('?');
  Target target;
  if (Status added = AddSegments(raw.substr(0, mark), &target); !added) return added.error();
  if (mark == std::string_view::npos) return target;
  if (Status added = AddQuery(raw.substr(mark + 1), &target); !added) return added.error();
  return target;
}

Pairs ParseCookies(std::string_view header) {
  Pairs cookies;
  while (!header.empty() && cookies.size() < kMaxParameters) {
    const size_t end = header.find(';');
    const std::string_view pair = Trimmed(header.substr(0, end));
    header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
    const size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    cookies.emplace_back(Trimmed(pair.substr(0, equals)), Trimmed(pair.substr(equals + 1)));
  }
  return cookies;
}

std::string EncodeBase64Url(std::string_view bytes) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    count += 8;
    while (count >= 6) {
      count -= 6;
      out.push_back(kAlphabet[bits >> count & 63]);
    }
  }
  if (count > 0) out.push_back(kAlphabet[bits << (6 - count) & 63]);
  return out;
}

Result<std::string> DecodeBase64Url(std::string_view text) {
  static const std::array<int8_t, 256> values = [] {
    std::array<int8_t, 256> table{};
    table.fill(-1);
    for (int i = 0; i < 64; ++i) table[static_cast<unsigned char>(kAlphabet[i])] = int8_t(i);
    return table;
  }();
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = values[static_cast<unsigned char>(c)];
    if (value < 0) return Bad("not base64url");
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(bits >> count & 0xFF));
    }
  }
  if (count == 6 || (count > 0 && (bits & ((1u << count) - 1)) != 0)) return Bad("not base64url");
  return out;
}

}  // namespace tadwin::serve
