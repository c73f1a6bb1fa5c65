#include "annotate/words/verb.h"

#include <array>
#include <cstddef>
#include <utility>

#include "annotate/words/inflection.h"
#include "annotate/words/verb_templates.h"

namespace tadwin::annotate {
namespace {

constexpr std::array<std::string_view, 13> kFormNames = {
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII", "QIV"};

bool IsWeak(char radical) { return radical == 'w' || radical == 'y'; }

char Lengthen(char vowel) { return vowel == 'a' ? 'A' : vowel == 'i' ? 'I' : 'U'; }

// How the last radical behaves before endings.
enum class Ending : uint8_t { kRegular, kLongA, kLongY, kLongI, kLongU };

// A stem in its two shapes; defective stems have lost their last radical and use `ending`.
struct Stem {
  std::string before_vowel;
  std::string before_consonant;
  Ending ending = Ending::kRegular;
};

struct PersonEnding {
  std::string_view sounds;
  uint8_t person;
  Gender gender;
  GrammaticalNumber number;
};

constexpr auto kM = Gender::kMasculine;
constexpr auto kF = Gender::kFeminine;
constexpr auto kAny = Gender::kUnknown;
constexpr auto kSg = GrammaticalNumber::kSingular;
constexpr auto kDu = GrammaticalNumber::kDual;
constexpr auto kPl = GrammaticalNumber::kPlural;

constexpr PersonEnding kPerfectVowelEndings[] = {{"a", 3, kM, kSg},
                                                 {"at", 3, kF, kSg},
                                                 {"A", 3, kM, kDu},
                                                 {"atA", 3, kF, kDu},
                                                 {"W", 3, kM, kPl}};
constexpr PersonEnding kPerfectConsonantEndings[] = {
    {"na", 3, kF, kPl},  {"ta", 2, kM, kSg},    {"ti", 2, kF, kSg},   {"tumA", 2, kAny, kDu},
    {"tum", 2, kM, kPl}, {"tunna", 2, kF, kPl}, {"tu", 1, kAny, kSg}, {"nA", 1, kAny, kPl}};

struct PersonPrefix {
  char sound;
  uint8_t person;
  Gender gender;
  GrammaticalNumber number;
  std::string_view endings;  // which of the ending sets below apply, by their letter
};

// Endings: z none; d dual; p masculine plural; f feminine plural; s second person feminine.
constexpr PersonPrefix kPrefixes[] = {
    {'y', 3, kM, kSg, "z"},    {'y', 3, kM, kDu, "d"},  {'y', 3, kM, kPl, "p"},
    {'y', 3, kF, kPl, "f"},    {'t', 3, kF, kSg, "z"},  {'t', 3, kF, kDu, "d"},
    {'t', 2, kF, kSg, "s"},    {'t', 2, kM, kPl, "p"},  {'t', 2, kF, kPl, "f"},
    {'\'', 1, kAny, kSg, "z"}, {'n', 1, kAny, kPl, "z"}};

class Inflector {
 public:
  explicit Inflector(const Verb& verb)
      : verb_(verb),
        form_(static_cast<size_t>(verb.form)),
        quadriliteral_(verb.form >= VerbForm::kQI) {
    const std::string& r = verb.root;
    const bool derived_hollow = verb.form == VerbForm::kI || verb.form == VerbForm::kIV ||
                                verb.form == VerbForm::kVII || verb.form == VerbForm::kVIII ||
                                verb.form == VerbForm::kX;
    if (quadriliteral_) {
      doubled_ = verb.form == VerbForm::kQIV;
      return;
    }
    defective_ = IsWeak(r[2]);
    hollow_ = !defective_ && IsWeak(r[1]) && derived_hollow && !verb.strong;
    doubled_ =
        !defective_ && !hollow_ && !verb.strong &&
        ((r[1] == r[2] && !kDoubledStems[form_].perfect.empty()) || verb.form == VerbForm::kIX);
  }

  std::vector<Inflected> Run() {
    AddVoice(Voice::kActive);
    AddImperative();
    if (!verb_.intransitive && verb_.form != VerbForm::kIX && verb_.form != VerbForm::kVII) {
      AddVoice(Voice::kPassive);
    }
    AddParticiples();
    AddMasdars();
    return out_.Take();
  }

 private:
  const StemTemplates& Sound() const { return kSoundStems[form_]; }
  const StemTemplates& Class() const {
    return hollow_ ? kHollowStems[form_] : doubled_ ? kDoubledStems[form_] : Sound();
  }

  // The first radical of form VIII with the t behind it, which it colours.
  std::string Eighth() const {
    const char first = verb_.root[0];
    if (IsWeak(first) || verb_.doubles_t) return "tt";
    switch (first) {
      case 'S':
      case 'D': return std::string(1, first) + "T";
      case 'T': return "TT";
      case 'Z': return "ZZ";
      case 'd':
      case '*': return "dd";
      case 'z': return "zd";
      case 'v': return "vt";
      default: return std::string(1, first) + "t";
    }
  }

  std::string Fill(std::string_view pattern) const {
    std::string out;
    for (const char c : pattern) {
      if (c >= '1' && c <= '4') {
        if (c == '2' && DropsMiddle()) continue;
        out += verb_.root[static_cast<size_t>(c - '1')];
      } else if (c == '8') {
        out += Eighth();
      } else if (c == 'x') {
        out += verb_.perfect_vowel;
      } else if (c == 'v') {
        out += verb_.imperfect_vowel;
      } else if (c == 'V') {
        out += Lengthen(verb_.imperfect_vowel);
      } else {
        out += c;
      }
    }
    return out;
  }

  bool DropsMiddle() const { return verb_.drops_middle && dropping_; }

  // The template up to its last vowel: what a root without its last radical leaves.
  static std::string_view Cut(std::string_view pattern) {
    return pattern.substr(0, pattern.size() - 2);
  }

  static Ending EndingOf(char last_vowel) {
    return last_vowel == 'u' || last_vowel == 'U'   ? Ending::kLongU
           : last_vowel == 'i' || last_vowel == 'I' ? Ending::kLongI
                                                    : Ending::kLongY;
  }

  Stem PerfectStem(Voice voice) const {
    const bool active = voice == Voice::kActive;
    const std::string_view sound = active ? Sound().perfect : Sound().perfect_passive;
    const std::string_view shaped = active ? Class().perfect : Class().perfect_passive;
    if (defective_) {
      Stem stem{Fill(Cut(sound)), "", Ending::kLongY};
      if (!active || (verb_.form == VerbForm::kI && verb_.perfect_vowel == 'i')) {
        stem.ending = Ending::kLongI;
      } else if (verb_.form == VerbForm::kI && verb_.root[2] == 'w') {
        stem.ending = Ending::kLongA;
      }
      return stem;
    }
    Stem stem{Fill(shaped), Fill(sound), Ending::kRegular};
    if (hollow_) {
      const bool u_stem = active && verb_.form == VerbForm::kI && verb_.imperfect_vowel == 'u';
      const bool i_stem = !active || verb_.form == VerbForm::kI;
      stem.before_consonant = Shorten(stem.before_vowel, u_stem ? 'u' : i_stem ? 'i' : 'a');
    }
    return stem;
  }

  Stem ImperfectStem(Voice voice) const {
    const bool active = voice == Voice::kActive;
    std::string_view sound = active ? Sound().imperfect : Sound().imperfect_passive;
    std::string_view shaped = active ? Class().imperfect : Class().imperfect_passive;
    // A first w falls: "yasilu".
    const bool falls = active && verb_.form == VerbForm::kI && verb_.root[0] == 'w' &&
                       verb_.imperfect_vowel != 'u' && !verb_.keeps_w && !hollow_ && !doubled_;
    if (falls) sound = shaped = sound.substr(1);
    if (defective_) {
      const std::string whole = Fill(sound);
      const char vowel =
          sound[sound.size() - 2] == 'v' ? verb_.imperfect_vowel : sound[sound.size() - 2];
      return Stem{Fill(Cut(sound)), "", EndingOf(vowel)};
    }
    Stem stem{Fill(shaped), Fill(sound), Ending::kRegular};
    if (hollow_) {
      const char last = stem.before_vowel[stem.before_vowel.size() - 2];
      stem.before_consonant = Shorten(stem.before_vowel, last == 'A'   ? 'a'
                                                         : last == 'I' ? 'i'
                                                                       : 'u');
    }
    return stem;
  }

  static std::string Shorten(std::string stem, char vowel) {
    stem[stem.size() - 2] = vowel;
    return stem;
  }

  void Add(std::string_view sounds, Features features) { out_.AddSounds(sounds, features); }

  void AddVoice(Voice voice) {
    dropping_ = verb_.form == VerbForm::kIV;
    AddPerfect(PerfectStem(voice), voice);
    dropping_ = true;
    const Stem stem = ImperfectStem(voice);
    const bool u_prefix = voice == Voice::kPassive || verb_.form == VerbForm::kII ||
                          verb_.form == VerbForm::kIII || verb_.form == VerbForm::kIV ||
                          verb_.form == VerbForm::kQI;
    for (const PersonPrefix& prefix : kPrefixes) {
      std::string begin(1, prefix.sound);
      begin += u_prefix ? 'u' : 'a';
      const Features features{Pos::kVerb,    Form::kImperfect, voice,
                              prefix.gender, prefix.number,    prefix.person};
      AddMoods(begin, stem, prefix.endings[0], features);
    }
    dropping_ = false;
  }

  void AddPerfect(const Stem& stem, Voice voice) {
    const auto features = [&](const PersonEnding& e) {
      return Features{Pos::kVerb, Form::kPerfect, voice, e.gender, e.number, e.person};
    };
    for (const PersonEnding& e : kPerfectVowelEndings) {
      std::string sounds = stem.before_vowel;
      switch (stem.ending) {
        case Ending::kLongI: sounds += e.sounds == "W" ? "" : "iy"; break;
        case Ending::kLongA:
        case Ending::kLongY:
          if (e.sounds == "a") {
            sounds += stem.ending == Ending::kLongA ? "A" : "Y";
            Add(sounds, features(e));
            continue;
          }
          if (e.sounds == "A") sounds += stem.ending == Ending::kLongA ? "aw" : "ay";
          break;
        default: break;
      }
      Add(sounds.append(e.sounds), features(e));
    }
    for (const PersonEnding& e : kPerfectConsonantEndings) {
      std::string sounds = stem.before_consonant;
      switch (stem.ending) {
        case Ending::kLongI: sounds = stem.before_vowel + "I"; break;
        case Ending::kLongA: sounds = stem.before_vowel + "aw"; break;
        case Ending::kLongY: sounds = stem.before_vowel + "ay"; break;
        default: break;
      }
      Add(sounds.append(e.sounds), features(e));
    }
  }

  // Indicative, subjunctive and jussive of one person.
  void AddMoods(const std::string& begin, const Stem& stem, char endings, Features features) {
    const std::string vowel = begin + stem.before_vowel;
    if (stem.ending != Ending::kRegular) {
      AddDefectiveMoods(vowel, stem.ending, endings, features);
      return;
    }
    const std::string consonant = begin + stem.before_consonant;
    switch (endings) {
      case 'z':
        Add(vowel + "u", features);
        Add(consonant, features);
        break;
      case 'd':
        Add(vowel + "Ani", features);
        Add(vowel + "A", features);
        break;
      case 'p':
        Add(vowel + "Una", features);
        Add(vowel + "W", features);
        break;
      case 'f': Add(consonant + "na", features); break;
      default: Add(vowel + "Ina", features); Add(vowel + "I", features);
    }
  }

  void AddDefectiveMoods(const std::string& base, Ending ending, char endings, Features features) {
    const bool in_a = ending == Ending::kLongY || ending == Ending::kLongA;
    const std::string glide = in_a ? "ay" : ending == Ending::kLongU ? "uw" : "iy";
    switch (endings) {
      case 'z':
        Add(base + (in_a ? "Y" : ending == Ending::kLongU ? "U" : "I"), features);
        Add(base, features);
        if (ending == Ending::kLongU) Add(base + "W", features);  // a common slip: "yad'uu" + alef
        break;
      case 'd':
        Add(base + glide + "Ani", features);
        Add(base + glide + "A", features);
        break;
      case 'p':
        Add(base + (in_a ? "awna" : "Una"), features);
        Add(base + "W", features);
        break;
      case 'f':
        Add(base + (in_a ? "ayna" : ending == Ending::kLongU ? "Una" : "Ina"), features);
        break;
      default:
        Add(base + (in_a ? "ayna" : "Ina"), features);
        Add(base + (in_a ? "ay" : "I"), features);
    }
  }

  void AddImperative() {
    dropping_ = true;
    const Stem stem = ImperfectStem(Voice::kActive);
    dropping_ = false;
    const auto begin = [&](const std::string& sounds) {
      if (verb_.form == VerbForm::kIV) return "'a" + sounds;
      const bool cluster = sounds.size() > 1 && !IsVowel(sounds[1]);
      return cluster ? "i" + sounds : sounds;
    };
    const bool regular = stem.ending == Ending::kRegular;
    std::string zero = begin(regular ? stem.before_consonant : stem.before_vowel);
    std::string vowel = begin(stem.before_vowel);
    std::string consonant = zero;
    if (verb_.short_imperative) {
      zero = vowel = consonant = Fill("2u3");
    }
    const auto add = [&](const std::string& sounds, Gender gender, GrammaticalNumber number) {
      Add(sounds, Features{Pos::kVerb, Form::kImperative, Voice::kActive, gender, number, 2});
    };
    add(zero, kM, kSg);
    if (doubled_) add(vowel, kM, kSg);
    add(vowel + (stem.ending == Ending::kLongY ? "ay" : "I"), kF, kSg);
    if (regular) add(vowel + "A", kAny, kDu);
    add(vowel + "W", kM, kPl);
    if (regular) add(consonant + "na", kF, kPl);
  }

  static bool IsVowel(char c) {
    return c == 'a' || c == 'i' || c == 'u' || c == 'A' || c == 'I' || c == 'U';
  }

  void AddParticiples() {
    Features active{Pos::kAdjective, Form::kActiveParticiple, Voice::kActive, {}, {}, 0};
    Features passive{Pos::kAdjective, Form::kPassiveParticiple, Voice::kPassive, {}, {}, 0};
    dropping_ = verb_.form == VerbForm::kIV;
    if (defective_) {
      AddNominalInI(Fill(Cut(Sound().active_participle)), active, &out_);
      if (verb_.intransitive) return;
      if (verb_.form == VerbForm::kI) {
        const bool in_w = verb_.root[2] == 'w' && verb_.perfect_vowel != 'i';
        AddRegularNominal(Fill("ma12") + (in_w ? "uww" : "iyy"), passive, &out_);
      } else {
        AddNominalInY(Fill(Cut(Sound().passive_participle)), passive, &out_);
      }
      return;
    }
    if (hollow_ && verb_.form == VerbForm::kI && verb_.root[2] == '\'') {
      AddNominalInI(Fill("1A3"), active, &out_);  // "jaa'in": the two hamzas are one
    } else {
      AddRegularNominal(Fill(Class().active_participle), active, &out_);
    }
    if (verb_.intransitive) return;
    std::string sounds = Fill(Class().passive_participle);
    if (hollow_ && verb_.form == VerbForm::kI) {
      sounds = Fill(verb_.root[1] == 'w' ? "ma1U3" : "ma1I3");
    }
    AddRegularNominal(sounds, passive, &out_);
  }

  void AddMasdars() {
    const Features features{Pos::kNoun, Form::kMasdar, Voice::kUnknown, {}, {}, 0};
    dropping_ = verb_.form == VerbForm::kIV;
    for (const std::string& masdar : verb_.masdars) {
      AddWrittenNoun(masdar, features, verb_.form != VerbForm::kI, &out_);
    }
    const std::string_view pattern = defective_ ? kDefectiveMasdars[form_] : Class().masdar;
    if (pattern.empty()) return;
    AddMasdar(Fill(pattern), features);
    if (verb_.form == VerbForm::kII && verb_.root[2] == '\'') AddMasdar(Fill("ta12i3ap"), features);
  }

  void AddMasdar(const std::string& sounds, Features features) {
    const auto add = [&](std::string_view stem, std::string_view ending, Gender gender,
                         GrammaticalNumber number) {
      Features f = features;
      f.gender = gender;
      f.number = number;
      Add(std::string(stem).append(ending), f);
    };
    const std::string_view whole = sounds;
    const char last = whole.back();
    if (last == 'p') {
      const std::string_view stem = whole.substr(0, whole.size() - 1);
      add(whole, "", kF, kSg);
      add(stem, "tAni", kF, kDu);
      add(stem, "tayni", kF, kDu);
      add(stem, "tA", kF, kDu);
      add(stem, "tay", kF, kDu);
      const bool long_a = stem.back() == 'A';
      add(stem.substr(0, stem.size() - 1), long_a ? "ayAt" : "At", kF, kPl);
    } else if (last == 'I') {
      const std::string_view stem = whole.substr(0, whole.size() - 1);
      add(whole, "", kM, kSg);
      add(stem, "", kM, kSg);
      add(stem, "iyA", kM, kSg);
      add(stem, "iyayni", kM, kDu);
      add(stem, "iyAt", kF, kPl);
    } else {
      add(whole, "", kM, kSg);
      const bool after_long = whole.size() > 1 && whole[whole.size() - 2] == 'A' && last == '\'';
      if (!after_long) add(whole, "A", kM, kSg);
      add(whole, "Ani", kM, kDu);
      add(whole, "ayni", kM, kDu);
      add(whole, "At", kF, kPl);
    }
  }

  const Verb& verb_;
  size_t form_;
  bool quadriliteral_;
  bool hollow_ = false;
  bool defective_ = false;
  bool doubled_ = false;
  bool dropping_ = false;
  FormCollector out_;
};

}  // namespace

std::optional<VerbForm> ParseVerbForm(std::string_view name) {
  for (size_t i = 0; i < kFormNames.size(); ++i) {
    if (kFormNames[i] == name) return static_cast<VerbForm>(i);
  }
  return std::nullopt;
}

Result<std::vector<Inflected>> Inflect(const Verb& verb) {
  const size_t radicals = verb.form >= VerbForm::kQI ? 4 : 3;
  constexpr std::string_view kRadicals = "'btvjHxd*rzs$SDTZEgfqklmnhwy";
  if (verb.root.size() != radicals || verb.root.find_first_not_of(kRadicals) != std::string::npos) {
    return Error{ErrorCode::kBadRule,
                 "a root has three radicals, in forms QI QII QIV four, and no alef", ""};
  }
  const auto is_vowel = [](char c) { return c == 'a' || c == 'i' || c == 'u'; };
  if (!is_vowel(verb.perfect_vowel) || !is_vowel(verb.imperfect_vowel)) {
    return Error{ErrorCode::kBadRule, "the vowels of form I are two of a, i, u", ""};
  }
  return Inflector(verb).Run();
}

}  // namespace tadwin::annotate
