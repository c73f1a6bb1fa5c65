// Reading and writing UTF-8, and turning byte offsets into code point offsets.
//
// In: bytes. Out: code points. Units: offsets are bytes unless the name says code points.
// Errors: invalid UTF-8 is reported by ValidateUtf8; the other functions require valid input.
// Threads: safe. Source: RFC 3629.

#ifndef TADWIN_BASE_UTF8_H_
#define TADWIN_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tadwin {

// The byte offset of the first byte that is not valid UTF-8; nothing when all of it is.
std::optional<size_t> FindInvalidUtf8(std::string_view bytes);

// DecodeUtf8 of a code point of any length.
char32_t DecodeLongUtf8(std::string_view valid, size_t* offset);

// Decodes the code point that begins at `offset` and moves `offset` behind it.
inline char32_t DecodeUtf8(std::string_view valid, size_t* offset) {
  const auto lead = static_cast<unsigned char>(valid[*offset]);
  if (lead < 0x80) {
    ++*offset;
    return lead;
  }
  if (lead < 0xC2 || lead >= 0xE0) return DecodeLongUtf8(valid, offset);
  const auto next = static_cast<unsigned char>(valid[*offset + 1]);
  *offset += 2;
  return static_cast<char32_t>((lead & 0x1F) << 6 | (next & 0x3F));
}

// Appends one code point.
void AppendUtf8(char32_t code_point, std::string* out);

// Number of code points.
size_t CountCodePoints(std::string_view valid);

// Maps byte offsets of one text to code point offsets; O(1) memory per 64 bytes of text.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view valid);
  // Code points before `byte_offset`; an offset inside a code point counts as its beginning.
  uint32_t FromByte(uint32_t byte_offset) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> block_starts_;  // code points before byte 64 * i
};

}  // namespace tadwin

#endif  // TADWIN_BASE_UTF8_H_
