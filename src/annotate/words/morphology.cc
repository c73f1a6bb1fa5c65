#include "annotate/words/morphology.h"

#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "annotate/words/buckwalter.h"
#include "annotate/words/inflection.h"
#include "annotate/words/spelling.h"
#include "annotate/words/verb.h"

namespace tadwin::annotate {
namespace {

constexpr size_t kMinImperative = 4;  // letters

// Calls visit(part) for each part of "a|b|c".
template <typename Visitor>
void ForEachPart(std::string_view cell, char separator, Visitor visit) {
  while (!cell.empty()) {
    const size_t end = cell.find(separator);
    if (end != 0) visit(cell.substr(0, end));
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
}

// Radicals with any seat of hamza -> radicals with the plain hamza.
std::string ReadRoot(std::string_view cell) {
  std::string root = ToBuckwalter(cell);
  for (char& c : root) {
    if (c == '>' || c == '<' || c == '&' || c == '}' || c == '|') c = '\'';
  }
  return root;
}

// Folded words that are never a finite verb.
using Blocked = std::unordered_set<std::string>;

Blocked ReadBlocked(const rules::RuleSet& rules, const rules::Lexicon::FoldFunction& fold) {
  Blocked blocked;
  Blocked kept;
  if (const rules::Table* table = rules.FindTable("lexicon/blocked")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      blocked.insert(fold(table->Cell(row, "word")));
    }
  }
  if (const rules::Table* table = rules.FindTable("lexicon/particles")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      ForEachPart(table->Cell(row, "surface"), '|', [&](std::string_view part) {
        blocked.insert(fold(part));
        blocked.insert(ToArabic("w") + fold(part));  // "and not" is no verb either
      });
      ForEachPart(table->Cell(row, "also_verb"), '|',
                  [&](std::string_view part) { kept.insert(fold(part)); });
    }
  }
  for (const std::string& word : kept) blocked.erase(word);
  return blocked;
}

// Imperatives are rare in prose and short ones look like many other words.
bool IsRareForm(const Inflected& form) {
  return form.features.form == Form::kImperative &&
         (form.skeleton.size() < kMinImperative || form.skeleton.back() == 'y');
}

void AddForms(const std::vector<Inflected>& forms, uint32_t index, uint32_t row,
              const Blocked& blocked, const FormVisitor& visit) {
  for (const Inflected& form : forms) {
    if (IsRareForm(form)) continue;
    std::string word = ToArabic(form.skeleton);
    if (form.features.pos == Pos::kVerb && blocked.count(word) > 0) continue;
    visit(word, LexEntry{index, row, form.features});
  }
}

// Tables of lemmas share this: the table must be there, and no lemma twice.
template <typename AddRow>
void ForEachLemma(const rules::RuleSet& rules, std::string_view name, rules::Lexicon* lexicon,
                  std::vector<Error>* errors, AddRow add_row) {
  const rules::Table* table = rules.FindTable(name);
  if (table == nullptr) {
    errors->push_back({ErrorCode::kBadRule, "the table of lemmas is missing",
                       "ar/" + std::string(name) + ".tsv"});
    return;
  }
  const uint32_t index = lexicon->AddLexicon(name, table);
  std::set<std::string_view> seen;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view lemma = table->Cell(row, "lemma");
    if (lemma.empty() || !seen.insert(lemma).second) {
      errors->push_back({ErrorCode::kBadRule,
                         lemma.empty() ? "a row needs a lemma" : "this lemma is already listed",
                         table->Where(row, "lemma")});
      continue;
    }
    add_row(*table, row, index);
  }
}

bool ReadVerb(const rules::Table& table, uint32_t row, Verb* verb, std::vector<Error>* errors) {
  const auto fail = [&](std::string_view column, std::string message) {
    errors->push_back({ErrorCode::kBadRule, std::move(message), table.Where(row, column)});
    return false;
  };
  verb->root = ReadRoot(table.Cell(row, "root"));
  const auto form = ParseVerbForm(table.Cell(row, "form"));
  if (!form) return fail("form", "the form is one of I to X, QI, QII, QIV");
  verb->form = *form;
  const std::string_view vowels = table.Cell(row, "vowels");
  if (verb->form == VerbForm::kI) {
    if (vowels.size() != 2) return fail("vowels", "form I needs the vowels of both stems");
    verb->perfect_vowel = vowels[0];
    verb->imperfect_vowel = vowels[1];
  }
  bool known = true;
  ForEachPart(table.Cell(row, "flags"), ' ', [&](std::string_view flag) {
    if (flag == "intr")
      verb->intransitive = true;
    else if (flag == "strong")
      verb->strong = true;
    else if (flag == "keep_w")
      verb->keeps_w = true;
    else if (flag == "tt")
      verb->doubles_t = true;
    else if (flag == "drop_middle")
      verb->drops_middle = true;
    else if (flag == "short_imperative")
      verb->short_imperative = true;
    else
      known = false;
  });
  if (!known) return fail("flags", "this flag is not known");
  ForEachPart(table.Cell(row, "masdar"), '|',
              [&](std::string_view part) { verb->masdars.push_back(ToBuckwalter(part)); });
  return true;
}

void AddVerb(const rules::Table& table, uint32_t row, uint32_t index, const Blocked& blocked,
             const FormVisitor& visit, std::vector<Error>* errors) {
  Verb verb;
  if (!ReadVerb(table, row, &verb, errors)) return;
  Result<std::vector<Inflected>> forms = Inflect(verb);
  if (!forms) {
    errors->push_back({ErrorCode::kBadRule, forms.error().message, table.Where(row, "root")});
    return;
  }
  AddForms(*forms, index, row, blocked, visit);
}

Gender GenderOf(std::string_view cell, std::string_view letters) {
  if (cell == "f" || (cell.empty() && !letters.empty() && letters.back() == 'p')) {
    return Gender::kFeminine;
  }
  return Gender::kMasculine;
}

// The plurals of a noun: explicit words, or the regular endings as the table writes them.
void AddPlurals(std::string_view cell, const std::string& letters, Features features,
                FormCollector* out) {
  static const std::string kRegularMasculine = ToArabic("wn");
  static const std::string kRegularFeminine = ToArabic("At");
  ForEachPart(cell, '|', [&](std::string_view part) {
    if (part == kRegularMasculine) {
      AddWrittenPlural(letters, features, out);
    } else if (part == kRegularFeminine) {
      AddWrittenNoun(letters, features, true, out);
    } else {
      Features plural = features;
      plural.form = features.form == Form::kNone ? Form::kPlural : features.form;
      plural.number = GrammaticalNumber::kPlural;
      const std::string word = ToBuckwalter(part);
      out->AddLetters(word, plural);
      const bool bare = word.back() == 'p' || word.back() == 'Y' || word.back() == 'A' ||
                        (word.size() > 1 && word.back() == '\'' && word[word.size() - 2] == 'A');
      if (!bare) out->AddLetters(word + "A", plural);
    }
  });
}

void AddNoun(const rules::Table& table, uint32_t row, uint32_t index, const FormVisitor& visit) {
  const std::string letters = ToBuckwalter(table.Cell(row, "lemma"));
  Features features;
  features.pos = Pos::kNoun;
  features.gender = GenderOf(table.Cell(row, "gender"), letters);
  FormCollector out;
  if (table.Cell(row, "gender") == "pl") {
    features.gender = Gender::kUnknown;
    AddPlurals(table.Cell(row, "lemma"), letters, features, &out);
    AddForms(out.Take(), index, row, {}, visit);
    return;
  }
  AddWrittenNoun(letters, features, false, &out);
  AddPlurals(table.Cell(row, "plural"), letters, features, &out);
  if (table.Cell(row, "gender") == "mf") {
    Features feminine = features;
    feminine.gender = Gender::kFeminine;
    AddWrittenNoun(letters + "p", feminine, true, &out);
  }
  AddForms(out.Take(), index, row, {}, visit);
}

void AddAdjective(const rules::Table& table, uint32_t row, uint32_t index,
                  const FormVisitor& visit) {
  const std::string letters = ToBuckwalter(table.Cell(row, "lemma"));
  Features features;
  features.pos = Pos::kAdjective;
  FormCollector out;
  AddWrittenAdjective(letters, ToBuckwalter(table.Cell(row, "feminine")), features, &out);
  features.gender = Gender::kMasculine;
  AddPlurals(table.Cell(row, "plural"), letters, features, &out);
  AddForms(out.Take(), index, row, {}, visit);
}

}  // namespace

void GenerateForms(const rules::RuleSet& rules, const rules::Lexicon::FoldFunction& fold,
                   rules::Lexicon* lexicon, const FormVisitor& visit, std::vector<Error>* errors) {
  const Blocked blocked = ReadBlocked(rules, fold);
  ForEachLemma(rules, "lexicon/verbs", lexicon, errors,
               [&](const rules::Table& table, uint32_t row, uint32_t index) {
                 AddVerb(table, row, index, blocked, visit, errors);
               });
  ForEachLemma(rules, "lexicon/nouns", lexicon, errors,
               [&](const rules::Table& table, uint32_t row, uint32_t index) {
                 AddNoun(table, row, index, visit);
               });
  ForEachLemma(rules, "lexicon/adjectives", lexicon, errors,
               [&](const rules::Table& table, uint32_t row, uint32_t index) {
                 AddAdjective(table, row, index, visit);
               });
}

void AddGeneratedForms(const rules::RuleSet& rules, const rules::Lexicon::FoldFunction& fold,
                       rules::Lexicon* lexicon, std::vector<Error>* errors) {
  const auto add = [lexicon](std::string_view form, const LexEntry& entry) {
    lexicon->Add(form, entry);
  };
  GenerateForms(rules, fold, lexicon, add, errors);
}

}  // namespace tadwin::annotate
