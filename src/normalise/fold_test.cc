#include "normalise/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "base/utf8.h"

namespace tadwin::normalise {
namespace {

const Folder& BuiltIn() {
  static const Folder* folder = [] {
    std::vector<Error> errors;
    const rules::RuleSet set = rules::RuleSet::Parse(rules::BuiltInFiles(), &errors);
    auto* made = new Folder(Folder::Create(set, &errors));
    for (const Error& error : errors) ADD_FAILURE() << error.ToString();
    return made;
  }();
  return *folder;
}

std::string Utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) AppendUtf8(c, &out);
  return out;
}

// Text rich in what folding touches: Arabic, marks, presentation forms, blanks, controls.
std::string RandomText() {
  const auto code_point = rc::gen::map(
      rc::gen::weightedOneOf<int>({{10, rc::gen::inRange(0x0600, 0x0700)},
                                   {2, rc::gen::inRange(0xFB50, 0xFF00)},
                                   {3, rc::gen::inRange(0x2000, 0x2070)},
                                   {3, rc::gen::inRange(0x00, 0x100)},
                                   {3, rc::gen::element(0x20, 0x0A, 0x0D, 0x640, 0x64B, 0xA0)},
                                   {1, rc::gen::inRange(0x300, 0xD7FF)},
                                   {1, rc::gen::inRange(0x10000, 0x110000)}}),
      [](int c) { return static_cast<char32_t>(c); });
  std::string out;
  for (const char32_t c : *rc::gen::container<std::vector<char32_t>>(code_point)) {
    AppendUtf8(c, &out);
  }
  return out;
}

TEST(FolderTest, FoldsEveryVariantOfALetterToOne) {
  // alef madda, hamza above, below, wasla -> alef; alef maqsura, ya hamza, Persian ya -> ya.
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u0622\u0623\u0625\u0671")),
            Utf8(U"\u0627\u0627\u0627\u0627"));
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u0649\u0626\u06CC")), Utf8(U"\u064A\u064A\u064A"));
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u0629\u0624\u06A9")), Utf8(U"\u0647\u0648\u0643"));
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u0621")), Utf8(U"\u0621"));
}

TEST(FolderTest, WritesDigitsOfThreeScriptsInAsciiAndKeepsDecimalApartFromThousands) {
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u0661\u066B\u0665 \u06F2\u066C\u06F0\uFF15")), "1.5 2,05");
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u060C")), Utf8(U"\u060C"));
}

TEST(FolderTest, DecomposesPresentationForms) {
  // lam-alef with hamza above, isolated; the word Allah as one ligature.
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\uFEF7")), Utf8(U"\u0644\u0627"));
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\uFDF2")), Utf8(U"\u0627\u0644\u0644\u0647"));
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\uFE91\uFEEB\uFE8E")), Utf8(U"\u0628\u0647\u0627"));
}

TEST(FolderTest, DropsMarksAndKeepsThemInTheLettersSpan) {
  // kaf shadda fatha tatweel ba: the kaf's span runs up to the ba.
  const std::string raw = Utf8(U"\u0643\u0651\u064E\u0640\u0628");
  const Text text = BuiltIn().Fold(raw);
  EXPECT_EQ(text.folded, Utf8(U"\u0643\u0628"));
  EXPECT_EQ(text.ToRaw(0, 2), (Span{0, 8}));
  EXPECT_EQ(text.ToRaw(2, 4), (Span{8, 10}));
}

TEST(FolderTest, KeepsBidiControlsOutOfSpans) {
  const std::string raw = Utf8(U"\u200F\u0628\u200E \u0628");
  const Text text = BuiltIn().Fold(raw);
  EXPECT_EQ(text.folded, Utf8(U"\u0628 \u0628"));
  EXPECT_EQ(text.ToRaw(0, 2), (Span{3, 5}));
}

TEST(FolderTest, WritesOneSpaceForBlanksAndOneLineEndForEachLineEnd) {
  EXPECT_EQ(BuiltIn().Fold(Utf8(U" a\u00A0\t b \r\n\u2028c\r ")).folded, "a b\n\nc\n");
  EXPECT_EQ(BuiltIn().FoldString("\n a \n"), "a");
}

TEST(FolderTest, WritesAllQuoteAndDashStylesAlike) {
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u201C\u201D\u201E\u00AB\u00BB\u2033")), "\"\"\"\"\"\"");
  EXPECT_EQ(BuiltIn().FoldString(Utf8(U"\u2018\u2019\u2013\u2014\u2026")), "''--...");
}

TEST(FolderTest, ReportsEveryMistakeInATable) {
  std::vector<Error> errors;
  const std::string letters = "code\tto\nXY\tz\n0042\t\n0061\tb\n0061\tc\n0062\td\n";
  const rules::RuleSet set =
      rules::RuleSet::Parse({{"ar/normalise/letters.tsv", letters},
                             {"ar/normalise/presentation_forms.tsv", "code\tto\nFE70\t(mark)\n"}},
                            &errors);
  ASSERT_TRUE(errors.empty());
  Folder::Create(set, &errors);
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_EQ(errors[0].where, "ar/normalise/letters.tsv:2:1");
  EXPECT_EQ(errors[3].where, "ar/normalise/letters.tsv:4:6");
}

TEST(FolderTest, GivesValidUtf8AndAMapThatNeverDecreases) {
  const Folder& folder = BuiltIn();
  EXPECT_TRUE(rc::check([&folder] {
    const std::string raw = RandomText();
    const Text text = folder.Fold(raw);
    RC_ASSERT(!FindInvalidUtf8(text.folded).has_value());
    RC_ASSERT(text.begin_of.size() == text.folded.size());
    RC_ASSERT(text.end_of.size() == text.folded.size());
    for (size_t i = 0; i < text.folded.size(); ++i) {
      RC_ASSERT(text.begin_of[i] < text.end_of[i]);
      RC_ASSERT(text.end_of[i] <= raw.size());
      if (i > 0) RC_ASSERT(text.begin_of[i - 1] <= text.begin_of[i]);
      if (i > 0) RC_ASSERT(text.end_of[i - 1] <= text.end_of[i]);
      RC_ASSERT(!FindInvalidUtf8(raw.substr(text.begin_of[i], text.end_of[i] - text.begin_of[i])));
    }
  }));
}

TEST(FolderTest, ChangesNothingWhenFoldingTwice) {
  const Folder& folder = BuiltIn();
  EXPECT_TRUE(rc::check([&folder] {
    const std::string once = folder.Fold(RandomText()).folded;
    RC_ASSERT(folder.Fold(once).folded == once);
  }));
}

TEST(FolderTest, FoldsStringsAsItFoldsTexts) {
  const Folder& folder = BuiltIn();
  EXPECT_TRUE(rc::check([&folder] {
    const std::string raw = RandomText();
    const std::string folded = folder.Fold(raw).folded;
    RC_ASSERT(folded.find(folder.FoldString(raw)) != std::string::npos);
  }));
}

}  // namespace
}  // namespace tadwin::normalise
