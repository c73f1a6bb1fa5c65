// Every form of every lemma, with every clitic it may carry, is found as that lemma.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon_text.h"

namespace tadwin::annotate {
namespace {

struct Generated {
  std::string letters;  // folded, in Buckwalter's letters
  std::string table;
  LexEntry entry;
};

// Forms are too many to try all: every kStep-th, of a step that shares no factor with their number
// per lemma.
constexpr size_t kStep = 37;

std::vector<Generated> Sample() {
  std::vector<Generated> sample;
  const WordReaders& readers = WordReaders::BuiltIn();
  const auto fold = [&readers](std::string_view text) { return readers.folder.FoldString(text); };
  rules::Lexicon names;
  std::vector<Error> errors;
  size_t count = 0;
  GenerateForms(
      readers.rules, fold, &names,
      [&](std::string_view form, const LexEntry& entry) {
        if (count++ % kStep != 0) return;
        sample.push_back({ToBuckwalter(form), names.NameOf(entry.lexicon), entry});
      },
      &errors);
  EXPECT_TRUE(errors.empty());
  return sample;
}

struct Clitics {
  const char* letters;
  uint16_t bits;
};
constexpr Clitics kBeforeAll[] = {{"", 0}, {"w", kWa}, {"f", kFa}};
constexpr Clitics kBeforeNouns[] = {{"Al", kAl},
                                    {"wAl", kWa | kAl},
                                    {"fAl", kFa | kAl},
                                    {"b", kBi},
                                    {"bAl", kBi | kAl},
                                    {"wb", kWa | kBi},
                                    {"wbAl", kWa | kBi | kAl},
                                    {"k", kKa},
                                    {"kAl", kKa | kAl},
                                    {"wk", kWa | kKa},
                                    {"l", kLi},
                                    {"ll", kLi | kAl},
                                    {"wl", kWa | kLi},
                                    {"wll", kWa | kLi | kAl},
                                    {"fl", kFa | kLi},
                                    {"fb", kFa | kBi},
                                    {"fbAl", kFa | kBi | kAl}};
constexpr Clitics kBeforeImperfect[] = {{"s", kSa}, {"ws", kWa | kSa}, {"fs", kFa | kSa},
                                        {"l", kLi}, {"wl", kWa | kLi}, {"fl", kFa | kLi}};
constexpr const char* kPronouns[] = {"h", "hA", "hm", "hn", "hmA", "k", "kn", "km", "kmA", "nA"};

bool IsFound(const Generated& form, const std::string& word, uint16_t bits, bool enclitic) {
  TestText text = ReadWithLexicon(ToArabic(word));
  if (text.document.tokens.size() != 1) return false;
  const rules::Lexicon& lexicon = LexiconReaders::BuiltIn().lexicon;
  for (const LexMatch& match : text.document.lex_matches) {
    if (match.entry.row == form.entry.row && match.proclitics == bits &&
        match.has_enclitic == enclitic && match.entry.features == form.entry.features &&
        lexicon.NameOf(match.entry.lexicon) == form.table) {
      return true;
    }
  }
  return false;
}

// How the form is written before a pronoun: ta marbuta opens, a final long a and hamza change.
std::string BeforePronoun(std::string letters, const Features& features) {
  if (letters.back() == 'h' && features.gender == Gender::kFeminine && features.pos != Pos::kVerb) {
    letters.back() = 't';
  }
  return letters;
}

TEST(WordPropertyTest, FindsEveryFormBehindItsProclitics) {
  size_t failed = 0;
  size_t tried = 0;
  const auto expect = [&](const Generated& form, const Clitics& clitics) {
    ++tried;
    if (IsFound(form, clitics.letters + form.letters, clitics.bits, false)) return;
    ADD_FAILURE() << clitics.letters << "+" << form.letters << " of " << form.table << " row "
                  << form.entry.row;
    ++failed;
  };
  for (const Generated& form : Sample()) {
    if (form.letters.size() < 2 || failed > 20) continue;
    const bool verb = form.entry.features.pos == Pos::kVerb;
    for (const Clitics& clitics : kBeforeAll) expect(form, clitics);
    if (form.entry.features.form == Form::kImperfect && form.letters.size() >= 3) {
      for (const Clitics& clitics : kBeforeImperfect) expect(form, clitics);
    }
    if (verb) continue;
    for (const Clitics& clitics : kBeforeNouns) expect(form, clitics);
  }
  EXPECT_GT(tried, 20000u);
}

TEST(WordPropertyTest, FindsEveryFormBeforeItsPronouns) {
  size_t failed = 0;
  size_t at = 0;
  for (const Generated& form : Sample()) {
    if (form.letters.size() < 2 || failed > 20) continue;
    const char* pronoun = kPronouns[at++ % std::size(kPronouns)];
    const std::string word = BeforePronoun(form.letters, form.entry.features) + pronoun;
    for (const auto& [letters, bits] : {std::pair{"", 0}, std::pair{"w", +kWa}}) {
      if (IsFound(form, letters + word, static_cast<uint16_t>(bits), true)) continue;
      ADD_FAILURE() << letters << "+" << form.letters << "+" << pronoun << " of " << form.table
                    << " row " << form.entry.row;
      ++failed;
    }
  }
}

}  // namespace
}  // namespace tadwin::annotate
