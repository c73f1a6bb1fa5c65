// What sets an event apart from one told before, and what points back to it.
#include "pipeline/pointing.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/article_reader.h"
#include "pipeline/coder.h"
#include "rules/source.h"

namespace tadwin::pipeline {
namespace {

// A word of deeds table by its row: the sentences are made of the table, C++ being ASCII.
class PointingTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<Error> errors;
    coder_ = Coder::Create(rules::BuiltInFiles(), &errors);
    ASSERT_NE(coder_, nullptr);
    const rules::Table* table = coder_->rules().FindTable("link/pointing");
    ASSERT_NE(table, nullptr);
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      std::string* word = WordOf(table->Cell(row, "kind"));
      ASSERT_NE(word, nullptr);
      if (word->empty()) *word = table->Cell(row, "word");
    }
    const rules::Table* definite = coder_->rules().FindTable("link/definite");
    ASSERT_NE(definite, nullptr);
    article_ = definite->Cell(0, "prefix");
  }

  std::string* WordOf(std::string_view kind) {
    return kind == "noun"      ? &noun_
           : kind == "another" ? &another_
           : kind == "same"    ? &same_
           : kind == "this"    ? &this_
                               : nullptr;
  }

  // The evidence of an event whose trigger is the first noun of the sentence.
  std::string Read(const std::string& sentence) {
    const auto article = ingest::MakeArticle("a", sentence);
    EXPECT_TRUE(article.has_value());
    std::vector<Fact> facts(1);
    const auto at = static_cast<uint32_t>(sentence.find(noun_));
    facts[0].span = {at, at + static_cast<uint32_t>(noun_.size())};
    coder_->pointing().Read(coder_->Annotate(*article), &facts);
    std::string fields;
    for (const Evidence& evidence : facts[0].evidence) fields += evidence.field + " ";
    return fields;
  }

  std::unique_ptr<Coder> coder_;
  std::string noun_, another_, same_, this_, article_;
};

TEST_F(PointingTest, ASecondOneIsAnother) {
  EXPECT_EQ(Read(noun_ + " " + another_), "another ");
  EXPECT_EQ(Read(noun_ + " " + noun_ + " " + another_), "another ");
}

TEST_F(PointingTest, TheSecondOneSaysNeither) {
  EXPECT_EQ(Read(article_ + noun_ + " " + article_ + another_), "");
}

TEST_F(PointingTest, ThisOneAndTheSaidOnePointBack) {
  EXPECT_EQ(Read(this_ + " " + article_ + noun_), "same ");
  EXPECT_EQ(Read(article_ + noun_ + " " + same_), "same ");
}

TEST_F(PointingTest, AnotherWordsOrdinalOrOneBehindAStopSaysNothing) {
  EXPECT_EQ(Read(noun_), "");
  EXPECT_EQ(Read(noun_ + ". " + another_), "");
  EXPECT_EQ(Read(noun_ + " " + this_ + " " + this_ + " " + another_), "");
}

}  // namespace
}  // namespace tadwin::pipeline
