// Names of people never pass the redactor; words for kinds of people do. Rules: the built-in ones.

#include "export/redactor.h"

#include <gtest/gtest.h>

#include <memory>

#include "export/incident_view.h"
#include "export/mappings.h"
#include "rules/source.h"

namespace tadwin::exporting {
namespace {

class RedactorTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<Error> errors;
    rules_ = new rules::RuleSet(rules::RuleSet::Parse(rules::BuiltInFiles(), &errors));
    ASSERT_TRUE(errors.empty());
    const Result<Mappings> mappings = Mappings::Load();
    ASSERT_TRUE(mappings);
    Result<Redactor> made = Redactor::Create(*rules_, *mappings->tables().FindTable("redact"));
    ASSERT_TRUE(made) << made.error().ToString();
    redactor_ = new Redactor(*std::move(made));
  }
  static std::string Party(const char* text) { return redactor_->Redact(text, WordUse::kParty); }
  static std::string Words(const char* text) { return redactor_->Redact(text, WordUse::kWords); }

  static rules::RuleSet* rules_;
  static Redactor* redactor_;
};
rules::RuleSet* RedactorTest::rules_ = nullptr;
Redactor* RedactorTest::redactor_ = nullptr;

TEST_F(RedactorTest, KeepsWordsForKindsOfPeople) {
  // three soldiers; the demonstrators; 12 civilians; an Iraqi soldier
  for (const char* text : {"\u062B\u0644\u0627\u062B\u0629 \u062C\u0646\u0648\u062F",
                           "\u0627\u0644\u0645\u062A\u0638\u0627\u0647\u0631\u064A\u0646",
                           "12 \u0645\u062F\u0646\u064A\u0627\u064B",
                           "\u062C\u0646\u062F\u064A \u0639\u0631\u0627\u0642\u064A"}) {
    EXPECT_EQ(Party(text), text);
  }
}

TEST_F(RedactorTest, WithholdsNamesAndWhatFollowsThem) {
  // the activist Ahmad al-Hakim: a surname that is a plain word goes with the given name
  EXPECT_EQ(Party("\u0627\u0644\u0646\u0627\u0634\u0637 \u0623\u062D\u0645\u062F "
                  "\u0627\u0644\u062D\u0643\u064A\u0645"),
            "\u0627\u0644\u0646\u0627\u0634\u0637 [withheld]");
  // the activist al-Hakim: behind a title no word stands that is no role
  EXPECT_EQ(Party("\u0627\u0644\u0646\u0627\u0634\u0637 \u0627\u0644\u062D\u0643\u064A\u0645"),
            "\u0627\u0644\u0646\u0627\u0634\u0637 [withheld]");
  // the citizen Ali (one folded spelling with "on")
  EXPECT_EQ(Party("\u0627\u0644\u0645\u0648\u0627\u0637\u0646 \u0639\u0644\u064A"),
            "\u0627\u0644\u0645\u0648\u0627\u0637\u0646 [withheld]");
  // ... also as Egyptian papers write it
  EXPECT_EQ(Party("\u0627\u0644\u0645\u0648\u0627\u0637\u0646 \u0639\u0644\u0649"),
            "\u0627\u0644\u0645\u0648\u0627\u0637\u0646 [withheld]");
}

TEST_F(RedactorTest, WithholdsNamesNoTableKnowsInEverySpelling) {
  for (const char* text :
       {"\u0628\u0627\u0642\u062D\u0648\u0645",                               // plain
        "\u0628\u064E\u0627\u0642\u064E\u062D\u0652\u0648\u0645",             // vowel marks
        "\u0628\u0627\u0642\u0640\u0640\u062D\u0648\u0645",                   // tatweel
        "\u0648\u0628\u0627\u0642\u062D\u0648\u0645", "Baqahum", "Ba-Qahum",  // and-, Latin
        "\uFE91\uFE8E\uFED7\uFEA4\uFEEE\uFEE1"}) {                            // presentation forms
    EXPECT_EQ(Party(text).find(text), std::string::npos) << text;
    EXPECT_EQ(Party(text).substr(0, 10), "[withheld]") << text;
  }
}

TEST_F(RedactorTest, WordsOfAPromiseStandUpToAName) {
  // release of Ahmad al-Hakim within 48 hours
  EXPECT_EQ(Words("\u0627\u0644\u0625\u0641\u0631\u0627\u062C \u0639\u0646 "
                  "\u0623\u062D\u0645\u062F \u0627\u0644\u062D\u0643\u064A\u0645"),
            "\u0627\u0644\u0625\u0641\u0631\u0627\u062C \u0639\u0646 [withheld]");
}

TEST(RedactUrlTest, KeepsNumbersAndUsualWordsOnly) {
  EXPECT_EQ(RedactUrl("https://example.org/news/2023/05/12345.html"),
            "https://example.org/news/2023/05/12345.html");
  EXPECT_EQ(RedactUrl("https://example.org/news/ahmad-killed"), "https://example.org/");
  EXPECT_EQ(RedactUrl("https://example.org/?name=1"), "https://example.org/");
  EXPECT_EQ(RedactUrl("https://example.org/%D8%A3%D8%AD%D9%85%D8%AF"), "https://example.org/");
  EXPECT_EQ(RedactUrl("https://ahmad@example.org/1"), "");
  EXPECT_EQ(RedactUrl("C:\\news\\ahmad.txt"), "");
}

TEST(CoarsenTest, ThePointGoesToTheGridAndTheRadiusTakesItIn) {
  std::optional<double> lat = 33.3152, lon = -44.3661, radius = 2.5;
  Coarsen(&lat, &lon, &radius);
  EXPECT_EQ(*lat, 33.3);
  EXPECT_EQ(*lon, -44.4);
  EXPECT_EQ(*radius, 11);
  lat.reset();
  Coarsen(&lat, &lon, &radius);
  EXPECT_EQ(*radius, 11);
}

}  // namespace
}  // namespace tadwin::exporting
