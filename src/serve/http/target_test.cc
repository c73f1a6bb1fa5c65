#include "serve/http/target.h"

#include <gtest/gtest.h>

namespace tadwin::serve {
namespace {

TEST(ParseTargetTest, SplitsThePathAndDecodesIt) {
  const auto target = ParseTarget("/api/v1/rules/ar%2Fevent%2Fa.tsv?q=%D8%AD%20x&limit=5&flag");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"api", "v1", "rules", "ar/event/a.tsv"}));
  EXPECT_EQ(*target->Find("q"), "\xD8\xAD x");
  EXPECT_EQ(*target->Find("limit"), "5");
  EXPECT_EQ(*target->Find("flag"), "");
  EXPECT_EQ(target->Find("none"), nullptr);
}

TEST(ParseTargetTest, APlusIsASpaceInTheQueryOnly) {
  const auto target = ParseTarget("/a+b?c=d+e");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments.front(), "a+b");
  EXPECT_EQ(*target->Find("c"), "d e");
}

TEST(ParseTargetTest, TheRootHasNoSegments) {
  const auto target = ParseTarget("/?a=1");
  ASSERT_TRUE(target);
  EXPECT_TRUE(target->segments.empty());
  EXPECT_EQ(target->Path(), "/");
}

TEST(ParseTargetTest, RefusesWhatIsNoPath) {
  for (const char* raw :
       {"", "a", "http://x/", "/a//b", "/a/", "/../etc/passwd", "/%2e%2e/x", "/a/./b", "/..%2fa",
        "/a%2f..%2fb", "/%2f", "/%", "/%4", "/%zz", "/%00", "/%ff", "/a?b=%c3", "/a?%"}) {
    const auto target = ParseTarget(raw);
    ASSERT_FALSE(target) << raw;
    EXPECT_EQ(target.error().code, ErrorCode::kBadFormat) << raw;
  }
}

TEST(ParseTargetTest, BoundsLengthAndNumber) {
  EXPECT_EQ(ParseTarget("/" + std::string(kMaxTargetBytes, 'a')).error().code,
            ErrorCode::kTooLarge);
  std::string many = "/a?";
  for (size_t i = 0; i <= kMaxParameters; ++i) many += "x=1&";
  EXPECT_FALSE(ParseTarget(many));
}

TEST(ParseCookiesTest, TakesPairsAndLeavesTheRest) {
  EXPECT_EQ(ParseCookies(" a=1; b ;=c; d=e=f ;; g="), (Pairs{{"a", "1"}, {"d", "e=f"}, {"g", ""}}));
}

TEST(Base64UrlTest, ReadsBackWhatItWrites) {
  for (const char* text : {"", "f", "fo", "foo", "foob", "fooba", "foobar", "\xFB\xFF\xFE"}) {
    const auto back = DecodeBase64Url(EncodeBase64Url(text));
    ASSERT_TRUE(back) << text;
    EXPECT_EQ(*back, text);
  }
  EXPECT_EQ(EncodeBase64Url("foobar"), "Zm9vYmFy");  // RFC 4648, 10
}

TEST(Base64UrlTest, RefusesWhatItDoesNotWrite) {
  for (const char* text : {"Z", "Zm9vYg==", "Zh", "Zm 9", "Zm+v"}) {
    EXPECT_FALSE(DecodeBase64Url(text)) << text;
  }
}

}  // namespace
}  // namespace tadwin::serve
