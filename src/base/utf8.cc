#include "base/utf8.h"

#include <algorithm>

namespace tadwin {
namespace {

constexpr size_t kBlockBytes = 64;

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Length of the sequence that `lead` opens; 0 when no sequence may begin with it.
size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// The second byte has a narrower range after four of the lead bytes (RFC 3629, section 4).
bool SecondByteAllowed(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return IsContinuation(second);
  }
}

}  // namespace

std::optional<size_t> FindInvalidUtf8(std::string_view bytes) {
  size_t i = 0;
  while (i < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const size_t length = SequenceLength(lead);
    if (length == 0 || i + length > bytes.size()) return i;
    if (length > 1 && !SecondByteAllowed(lead, static_cast<unsigned char>(bytes[i + 1]))) return i;
    for (size_t k = 2; k < length; ++k) {
      if (!IsContinuation(static_cast<unsigned char>(bytes[i + k]))) return i;
    }
    i += length;
  }
  return std::nullopt;
}

char32_t DecodeLongUtf8(std::string_view valid, size_t* offset) {
  const auto byte = [&](size_t k) {
    return static_cast<char32_t>(static_cast<unsigned char>(valid[*offset + k]));
  };
  const size_t length =
      std::max<size_t>(1, SequenceLength(static_cast<unsigned char>(valid[*offset])));
  char32_t code_point = byte(0);
  if (length == 2) {
    code_point = ((byte(0) & 0x1F) << 6) | (byte(1) & 0x3F);
  } else if (length == 3) {
    code_point = ((byte(0) & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
  } else if (length == 4) {
    code_point = ((byte(0) & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) |
                 (byte(3) & 0x3F);
  }
  *offset += length;
  return code_point;
}

void AppendUtf8(char32_t code_point, std::string* out) {
  const auto put = [&](char32_t value) { out->push_back(static_cast<char>(value)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

size_t CountCodePoints(std::string_view valid) {
  return static_cast<size_t>(std::count_if(valid.begin(), valid.end(), [](char c) {
    return !IsContinuation(static_cast<unsigned char>(c));
  }));
}

CodePointIndex::CodePointIndex(std::string_view valid) : text_(valid) {
  block_starts_.reserve(valid.size() / kBlockBytes + 2);
  uint32_t count = 0;
  for (size_t i = 0; i < valid.size(); ++i) {
    if (i % kBlockBytes == 0) block_starts_.push_back(count);
    if (!IsContinuation(static_cast<unsigned char>(valid[i]))) ++count;
  }
  block_starts_.push_back(count);
}

uint32_t CodePointIndex::FromByte(uint32_t byte_offset) const {
  size_t offset = std::min<size_t>(byte_offset, text_.size());
  while (offset > 0 && offset < text_.size() &&
         IsContinuation(static_cast<unsigned char>(text_[offset]))) {
    --offset;
  }
  const size_t block = offset / kBlockBytes;
  const size_t start = block * kBlockBytes;
  return block_starts_[std::min(block, block_starts_.size() - 1)] +
         (start >= text_.size()
              ? 0
              : static_cast<uint32_t>(CountCodePoints(text_.substr(start, offset - start))));
}

}  // namespace tadwin
