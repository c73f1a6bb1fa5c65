#include "base/utf8.h"

#include <gtest/gtest.h>

namespace tadwin {
namespace {

TEST(Utf8Test, FindsTheFirstInvalidByte) {
  EXPECT_FALSE(FindInvalidUtf8("a\xD9\x82z"));
  EXPECT_EQ(FindInvalidUtf8("ab\xFF"), 2u);
  EXPECT_EQ(FindInvalidUtf8("ab\xD9"), 2u);            // cut short
  EXPECT_EQ(FindInvalidUtf8("\xC0\x80"), 0u);          // overlong
  EXPECT_EQ(FindInvalidUtf8("x\xED\xA0\x80"), 1u);     // surrogate
  EXPECT_EQ(FindInvalidUtf8("\xF4\x90\x80\x80"), 0u);  // beyond U+10FFFF
}

TEST(Utf8Test, EveryCodePointSurvivesTheRoundTrip) {
  for (char32_t c = 0; c <= 0x10FFFF; c = c == 0xD7FF ? 0xE000 : c + 1) {
    std::string text;
    AppendUtf8(c, &text);
    ASSERT_FALSE(FindInvalidUtf8(text));
    size_t offset = 0;
    ASSERT_EQ(DecodeUtf8(text, &offset), c);
    ASSERT_EQ(offset, text.size());
  }
}

TEST(Utf8Test, CodePointIndexAgreesWithCounting) {
  std::string text;
  for (int i = 0; i < 500; ++i)
    text += i % 3 == 0 ? "a" : (i % 3 == 1 ? "\xD9\x82" : "\xE2\x80\x9C");
  const CodePointIndex index(text);
  size_t offset = 0;
  uint32_t expected = 0;
  while (offset < text.size()) {
    ASSERT_EQ(index.FromByte(static_cast<uint32_t>(offset)), expected);
    DecodeUtf8(text, &offset);
    ++expected;
  }
  EXPECT_EQ(index.FromByte(static_cast<uint32_t>(text.size())), expected);
}

}  // namespace
}  // namespace tadwin
