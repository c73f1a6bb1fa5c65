#include "annotate/words/inflection.h"

#include <algorithm>
#include <utility>

#include "annotate/words/spelling.h"

namespace tadwin::annotate {
namespace {

using enum GrammaticalNumber;

// A form that is not named otherwise is named by its number.
Features With(Features features, Gender gender, GrammaticalNumber number) {
  features.gender = gender;
  features.number = number;
  if (features.form == Form::kNone) {
    features.form = number == kDual     ? Form::kDual
                    : number == kPlural ? Form::kPlural
                                        : Form::kSingular;
  }
  return features;
}

// Smaller is commoner in prose.
int RankOf(const Features& f) {
  const int person = f.person == 3 || f.person == 0 ? 0 : f.person == 1 ? 1 : 2;
  return person * 100 + static_cast<int>(f.number) * 10 + static_cast<int>(f.gender);
}

bool EndsWith(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

}  // namespace

void FormCollector::AddSounds(std::string_view sounds, Features features) {
  Spelling spelling = Spell(sounds);
  if (!spelling.other.empty()) forms_.push_back({std::move(spelling.other), features});
  if (!spelling.before_enclitic.empty()) {
    forms_.push_back({std::move(spelling.before_enclitic), features});
  }
  forms_.push_back({std::move(spelling.main), features});
}

// Two habits beside the rule: "mas'ul" with the seat of i (Egypt), and a final hamza on the seat of
// i typed as a bare ya with the hamza behind it.
void FormCollector::AddLetters(std::string_view letters, Features features) {
  const size_t seat = letters.find("&w");
  if (seat != std::string_view::npos) {
    std::string other(letters);
    other[seat] = '}';
    forms_.push_back({FoldBuckwalter(other), features});
  }
  if (EndsWith(letters, "}")) {
    std::string other(letters.substr(0, letters.size() - 1));
    forms_.push_back({FoldBuckwalter(other.append("Y'")), features});
  }
  forms_.push_back({FoldBuckwalter(letters), features});
}

std::vector<Inflected> FormCollector::Take() {
  std::stable_sort(forms_.begin(), forms_.end(), [](const Inflected& a, const Inflected& b) {
    if (a.skeleton != b.skeleton) return a.skeleton < b.skeleton;
    if (a.features.form != b.features.form) return a.features.form < b.features.form;
    return RankOf(a.features) < RankOf(b.features);
  });
  std::vector<Inflected> out;
  for (Inflected& form : forms_) {
    const bool same_word = !out.empty() && out.back().skeleton == form.skeleton;
    if (same_word && out.back().features.form == form.features.form) {
      if (out.back().features.voice != form.features.voice) {
        out.back().features.voice = Voice::kUnknown;
      }
      continue;
    }
    if (same_word && form.features.form == Form::kImperative) continue;
    out.push_back(std::move(form));
  }
  forms_.clear();
  return out;
}

void AddRegularNominal(std::string_view sounds, Features features, FormCollector* out) {
  const auto add = [&](std::string_view ending, Gender gender, GrammaticalNumber number) {
    out->AddSounds(std::string(sounds).append(ending), With(features, gender, number));
  };
  add("", Gender::kMasculine, kSingular);
  add("A", Gender::kMasculine, kSingular);
  add("ap", Gender::kFeminine, kSingular);
  add("Ani", Gender::kMasculine, kDual);
  add("ayni", Gender::kMasculine, kDual);
  add("atAni", Gender::kFeminine, kDual);
  add("atayni", Gender::kFeminine, kDual);
  add("atA", Gender::kFeminine, kDual);
  add("atay", Gender::kFeminine, kDual);
  add("Una", Gender::kMasculine, kPlural);
  add("Ina", Gender::kMasculine, kPlural);
  add("U", Gender::kMasculine, kPlural);
  add("I", Gender::kMasculine, kPlural);
  add("At", Gender::kFeminine, kPlural);
}

void AddNominalInI(std::string_view base, Features features, FormCollector* out) {
  const auto add = [&](std::string_view ending, Gender gender, GrammaticalNumber number) {
    out->AddSounds(std::string(base).append(ending), With(features, gender, number));
  };
  add("", Gender::kMasculine, kSingular);
  add("I", Gender::kMasculine, kSingular);
  add("iyA", Gender::kMasculine, kSingular);
  add("iyap", Gender::kFeminine, kSingular);
  add("iyAni", Gender::kMasculine, kDual);
  add("iyayni", Gender::kMasculine, kDual);
  add("iyatAni", Gender::kFeminine, kDual);
  add("iyatayni", Gender::kFeminine, kDual);
  add("Una", Gender::kMasculine, kPlural);
  add("Ina", Gender::kMasculine, kPlural);
  add("U", Gender::kMasculine, kPlural);
  add("iyAt", Gender::kFeminine, kPlural);
}

void AddNominalInY(std::string_view base, Features features, FormCollector* out) {
  const auto add = [&](std::string_view ending, Gender gender, GrammaticalNumber number) {
    out->AddSounds(std::string(base).append(ending), With(features, gender, number));
  };
  add("Y", Gender::kMasculine, kSingular);
  add("Ap", Gender::kFeminine, kSingular);
  add("ayAni", Gender::kMasculine, kDual);
  add("ayayni", Gender::kMasculine, kDual);
  add("AtAni", Gender::kFeminine, kDual);
  add("Atayni", Gender::kFeminine, kDual);
  add("awna", Gender::kMasculine, kPlural);
  add("ayna", Gender::kMasculine, kPlural);
  add("ayAt", Gender::kFeminine, kPlural);
}

void AddWrittenNoun(std::string_view letters, Features features, bool plural_at,
                    FormCollector* out) {
  const Gender gender = features.gender;
  std::string stem(letters);
  out->AddLetters(stem, With(features, gender, kSingular));
  const bool in_p = EndsWith(stem, "p");
  const bool in_alef_hamza = EndsWith(stem, "A'");
  const bool in_long_a = EndsWith(stem, "Y") || EndsWith(stem, "A");
  if (!in_p && !in_alef_hamza && !in_long_a) {
    out->AddLetters(stem + "A", With(features, gender, kSingular));
  }
  std::string dual = stem;
  if (in_p) dual.back() = 't';
  if (in_long_a) dual.back() = EndsWith(stem, "Y") ? 'y' : 'w';
  for (const char* ending : {"An", "yn", "A", "y"}) {
    if (!in_p && !in_long_a && std::string_view(ending).size() == 1) continue;
    out->AddLetters(dual + ending, With(features, gender, kDual));
  }
  if (!plural_at) return;
  std::string plural = stem;
  if (in_p) plural.pop_back();
  if (EndsWith(stem, "Ap")) plural.back() = 'w';
  if (in_long_a) plural = dual;
  out->AddLetters(plural + "At", With(features, Gender::kFeminine, kPlural));
}

void AddWrittenPlural(std::string_view letters, Features features, FormCollector* out) {
  for (const char* ending : {"wn", "yn", "w", "y"}) {
    out->AddLetters(std::string(letters).append(ending),
                    With(features, Gender::kMasculine, kPlural));
  }
}

void AddWrittenAdjective(std::string_view letters, std::string_view feminine, Features features,
                         FormCollector* out) {
  features.gender = Gender::kMasculine;
  AddWrittenNoun(letters, features, false, out);
  AddWrittenPlural(letters, features, out);
  features.gender = Gender::kFeminine;
  const std::string regular = std::string(letters).append("p");
  AddWrittenNoun(feminine.empty() ? std::string_view(regular) : feminine, features, true, out);
}

}  // namespace tadwin::annotate
