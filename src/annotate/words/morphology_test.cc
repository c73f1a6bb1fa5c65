#include "annotate/words/morphology.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "annotate/words/buckwalter.h"
#include "word_text.h"

namespace tadwin::annotate {
namespace {

struct Built {
  rules::Lexicon lexicon;

  static const Built& FromBuiltInRules() {
    static const Built* built = [] {
      auto* made = new Built();
      const WordReaders& readers = WordReaders::BuiltIn();
      std::vector<Error> errors;
      AddGeneratedForms(
          readers.rules,
          [&readers](std::string_view text) { return readers.folder.FoldString(text); },
          &made->lexicon, &errors);
      for (const Error& error : errors) ADD_FAILURE() << error.ToString();
      made->lexicon.Build();
      return made;
    }();
    return *built;
  }
};

// "lemma" of every entry of the form `letters` in the table and Features::form.
std::vector<std::string> Lemmas(std::string_view letters, std::string_view table, Form form) {
  const rules::Lexicon& lexicon = Built::FromBuiltInRules().lexicon;
  const WordReaders& readers = WordReaders::BuiltIn();
  std::vector<std::string> out;
  for (const LexEntry& entry : lexicon.Find(readers.folder.FoldString(ToArabic(letters)))) {
    if (lexicon.NameOf(entry.lexicon) != table || entry.features.form != form) continue;
    out.push_back(ToBuckwalter(readers.folder.FoldString(lexicon.Cell(entry, "lemma"))));
  }
  return out;
}

bool Has(std::string_view letters, std::string_view table, Form form, std::string_view lemma) {
  const std::vector<std::string> lemmas = Lemmas(letters, table, form);
  return std::find(lemmas.begin(), lemmas.end(), lemma) != lemmas.end();
}

// Folded words that tables/name lists as no finite verb.
std::set<std::string> BlockedWords() {
  const WordReaders& readers = WordReaders::BuiltIn();
  std::set<std::string> out;
  for (const auto& [name, column] :
       {std::pair{"lexicon/blocked", "word"}, std::pair{"lexicon/particles", "surface"}}) {
    const rules::Table* table = readers.rules.FindTable(name);
    for (uint32_t row = 0; table != nullptr && row < table->rows.size(); ++row) {
      std::istringstream parts{std::string(table->Cell(row, column))};
      for (std::string part; std::getline(parts, part, '|');) {
        out.insert(readers.folder.FoldString(part));
        out.insert(ToArabic("w") + readers.folder.FoldString(part));
      }
    }
  }
  return out;
}

TEST(MorphologyTest, GivesEveryVerbItsLemmaAsAPerfect) {
  const WordReaders& readers = WordReaders::BuiltIn();
  const rules::Table* table = readers.rules.FindTable("lexicon/verbs");
  ASSERT_NE(table, nullptr);
  EXPECT_GE(table->rows.size(), 900u);
  const rules::Lexicon& lexicon = Built::FromBuiltInRules().lexicon;
  const std::set<std::string> blocked = BlockedWords();
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    bool found = blocked.count(readers.folder.FoldString(table->Cell(row, "lemma"))) > 0;
    for (const LexEntry& entry :
         lexicon.Find(readers.folder.FoldString(table->Cell(row, "lemma")))) {
      found |= entry.row == row && entry.features.form == Form::kPerfect &&
               lexicon.NameOf(entry.lexicon) == "lexicon/verbs";
    }
    EXPECT_TRUE(found) << table->Where(row, "lemma") << " " << table->Cell(row, "lemma");
  }
}

TEST(MorphologyTest, FindsInflectedVerbsInTheLexicon) {
  EXPECT_TRUE(Has("qtlt", "lexicon/verbs", Form::kPerfect, "qtl"));
  EXPECT_TRUE(Has("ysthdfwn", "lexicon/verbs", Form::kImperfect, "Asthdf"));
  EXPECT_TRUE(Has("tfjyrAt", "lexicon/verbs", Form::kMasdar, "fjr"));
  EXPECT_TRUE(Has("AElnt", "lexicon/verbs", Form::kPerfect, "AEln"));
  EXPECT_TRUE(Has("Astqylwn", "lexicon/verbs", Form::kImperfect, "Astqyl") ||
              Has("ystqylwn", "lexicon/verbs", Form::kImperfect, "AstqAl"));
}

TEST(MorphologyTest, FindsInflectedNounsAndAdjectives) {
  EXPECT_TRUE(Has("SwAryx", "lexicon/nouns", Form::kPlural, "SArwx"));
  EXPECT_TRUE(Has("SArwxyn", "lexicon/nouns", Form::kDual, "SArwx"));
  EXPECT_TRUE(Has("hjmAt", "lexicon/nouns", Form::kPlural, "hjmh"));
  EXPECT_TRUE(Has("jndyyn", "lexicon/nouns", Form::kDual, "jndy"));
  EXPECT_TRUE(Has("AlEskryp", "lexicon/adjectives", Form::kSingular, "Eskry") ||
              Has("Eskryp", "lexicon/adjectives", Form::kSingular, "Eskry"));
}

TEST(MorphologyTest, NeverTakesAParticleForAFiniteVerb) {
  EXPECT_TRUE(Lemmas("fy", "lexicon/verbs", Form::kImperative).empty());
  EXPECT_TRUE(Lemmas("wlA", "lexicon/verbs", Form::kPerfect).empty());
  EXPECT_TRUE(Has("kAn", "lexicon/verbs", Form::kPerfect, "kAn"));
}

// "lemma" of the matches with a pronoun in `word`.
std::set<std::string> LemmasBeforePronoun(std::string_view word) {
  const rules::Lexicon& lexicon = Built::FromBuiltInRules().lexicon;
  TestText text = ReadBuckwalter(word);
  lexicon.Match(&text.document);
  std::set<std::string> out;
  for (const LexMatch& match : text.document.lex_matches) {
    if (match.has_enclitic) out.insert(ToBuckwalter(lexicon.Cell(match.entry, "lemma")));
  }
  return out;
}

TEST(MorphologyTest, RestoresTheEndingThatAPronounChanges) {
  EXPECT_TRUE(LemmasBeforePronoun("wsfArthA").count("sfArp"));
  EXPECT_TRUE(LemmasBeforePronoun("mst$fAh").count("mst$fY"));
  EXPECT_TRUE(LemmasBeforePronoun(">SdqA}hm").count("Sdyq"));
  EXPECT_TRUE(LemmasBeforePronoun("AstdEAhm").count("AstdEY"));
  EXPECT_TRUE(LemmasBeforePronoun("qtlwhm").count("qtl"));
}

TEST(MorphologyTest, ReportsRowsThatCannotBeInflected) {
  std::vector<Error> errors;
  const rules::RuleSet set = rules::RuleSet::Parse(
      {{"ar/lexicon/verbs.tsv", "lemma\troot\tform\tvowels\tmasdar\tgloss\tflags\n" +
                                    ToArabic("qtl\tqt") + "\tI\tau\n" + ToArabic("qtl\tqtl") +
                                    "\tI\tau\n" + ToArabic("Drb\tDrb") + "\tXI\n"},
       {"ar/lexicon/nouns.tsv", "lemma\tplural\tgender\tgloss\n"},
       {"ar/lexicon/adjectives.tsv", "lemma\tplural\tfeminine\tgloss\n"}},
      &errors);
  ASSERT_TRUE(errors.empty());
  rules::Lexicon lexicon;
  AddGeneratedForms(set, nullptr, &lexicon, &errors);
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0].where, "ar/lexicon/verbs.tsv:2:5");
  EXPECT_EQ(errors[2].where, "ar/lexicon/verbs.tsv:4:9");
}

}  // namespace
}  // namespace tadwin::annotate
