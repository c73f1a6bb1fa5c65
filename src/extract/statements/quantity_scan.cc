#include "extract/statements/quantity_scan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tadwin::extract {
namespace {

// How far before a number "the number of attacks" may stand.
constexpr uint32_t kCountedReach = 16;
// How far before a number the word of harm may stand ("killed at least").
constexpr uint32_t kHarmReach = 4;
// How far behind a counted noun the words that say of whose or with what may stand.
constexpr uint32_t kModifierReach = 3;
constexpr uint32_t kAimReach = 2;  // a modifier may stand between
constexpr uint32_t kPlaceReach = 14;

constexpr std::array<std::pair<std::string_view, CueClass>, 26> kCueNames{{
    {"count", CueClass::kCount},   {"happen", CueClass::kHappen},
    {"level", CueClass::kLevel},   {"change_to", CueClass::kChangeTo},
    {"change", CueClass::kChange}, {"demand", CueClass::kDemand},
    {"leave", CueClass::kLeave},   {"left", CueClass::kLeft},
    {"since", CueClass::kSince},   {"until", CueClass::kUntil},
    {"during", CueClass::kDuring}, {"instead", CueClass::kInstead},
    {"from", CueClass::kFrom},     {"to", CueClass::kTo},
    {"now", CueClass::kNow},       {"negation", CueClass::kNegation},
    {"cause", CueClass::kCause},   {"casualties", CueClass::kCasualties},
    {"only", CueClass::kOnly},     {"attacks", CueClass::kAttacks},
    {"harm", CueClass::kHarm},     {"in", CueClass::kIn},
    {"break", CueClass::kBreak},   {"had", CueClass::kHad},
    {"among", CueClass::kAmong},   {"inside", CueClass::kInside},
}};

constexpr std::array<std::pair<std::string_view, UnitKind>, 7> kUnitNames{{
    {"flow", UnitKind::kFlow},
    {"munition", UnitKind::kMunition},
    {"victim", UnitKind::kVictim},
    {"person", UnitKind::kPerson},
    {"stock", UnitKind::kStock},
    {"either", UnitKind::kEither},
    {"span", UnitKind::kSpan},
}};

template <typename Enum, size_t kSize>
std::vector<Enum> ReadColumn(const rules::Grammar& grammar, int lexicon, std::string_view column,
                             const std::array<std::pair<std::string_view, Enum>, kSize>& names,
                             std::vector<Error>* errors) {
  std::vector<Enum> values;
  if (lexicon < 0) return values;
  const rules::Table* table = grammar.lexicon->TableOf(static_cast<uint32_t>(lexicon));
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view cell = table->Cell(row, column);
    const auto* found = std::find_if(names.begin(), names.end(),
                                     [&](const auto& entry) { return entry.first == cell; });
    if (found == names.end()) {
      errors->push_back({ErrorCode::kBadRule,
                         "no such " + std::string(column) + ": " + std::string(cell),
                         table->Where(row, column)});
      values.push_back(names.front().second);
    } else {
      values.push_back(found->second);
    }
  }
  return values;
}

}  // namespace

QuantityLexicons QuantityLexicons::Create(const rules::Grammar& grammar,
                                          std::vector<Error>* errors) {
  QuantityLexicons lexicons;
  lexicons.units = grammar.lexicon->IndexOf("quantity/units");
  lexicons.modifier = grammar.lexicon->IndexOf("quantity/modifier");
  lexicons.aim = grammar.lexicon->IndexOf("quantity/aim");
  lexicons.move = grammar.lexicon->IndexOf("quantity/move");
  lexicons.cue = grammar.lexicon->IndexOf("quantity/cue");
  lexicons.verbs = grammar.lexicon->IndexOf("lexicon/verbs");
  lexicons.nationality = grammar.lexicon->IndexOf("actor/nationality");
  lexicons.cue_class = ReadColumn(grammar, lexicons.cue, "class", kCueNames, errors);
  lexicons.unit_kind = ReadColumn(grammar, lexicons.units, "kind", kUnitNames, errors);
  return lexicons;
}

QuantityScan::QuantityScan(const AnnotatedText& document, const rules::Lexicon& lexicon,
                           const QuantityLexicons& lexicons,
                           const std::vector<Attribution>& attributions)
    : document_(document),
      lexicon_(lexicon),
      lexicons_(lexicons),
      attributions_(attributions),
      words_(document, lexicon) {}

const LexMatch* QuantityScan::Cue(uint32_t token, CueClass wanted) const {
  if (lexicons_.cue < 0 || token >= words_.size()) return nullptr;
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicons_.cue) &&
        lexicons_.cue_class[match.entry.row] == wanted && !IsChanceMatch(document_, match)) {
      return &match;
    }
  }
  return nullptr;
}

const LexMatch* QuantityScan::UnitAt(uint32_t token) const {
  return token < words_.size() ? words_.Longest(token, lexicons_.units) : nullptr;
}

const Mention* QuantityScan::TollOver(const Mention& number) const {
  const Mention* toll = words_.MentionOver(number.token_begin, LayerBit(Layer::kToll));
  return toll != nullptr && toll->span.Overlaps(number.span) ? toll : nullptr;
}

// "the killing of 11", "11 were wounded": a word of harm right before the number.
bool QuantityScan::IsHarmed(const Sentence& sentence, const Candidate& candidate) const {
  const Mention& number = *candidate.number;
  if (!candidate.counted.inherited && candidate.counted.token < number.token_begin) {
    for (uint32_t t = candidate.counted.token; t < number.token_begin; ++t) {
      if (Cue(t, CueClass::kHarm) != nullptr) return true;  // "the number of those killed"
    }
  }
  for (uint32_t back = 1; back <= kHarmReach && number.token_begin >= sentence.token_begin + back;
       ++back) {
    if (Cue(number.token_begin - back, CueClass::kHarm) != nullptr) return true;
  }
  return false;
}

// A number inside a date, a name or a weapon's own number says nothing of its own.
bool QuantityScan::IsSpokenFor(const Mention& number) const {
  if (words_.TimeOver(number.token_begin) != nullptr) return true;
  if (number.rule == "number/percent" || number.rule == "number/fraction") return true;
  const Mention* name =
      words_.MentionOver(number.token_begin, LayerBit(Layer::kPerson) | LayerBit(Layer::kOrg) |
                                                 LayerBit(Layer::kPlace));
  return name != nullptr && name->token_end > number.token_begin + 0 &&
         name->span.Contains(number.span);
}

std::vector<Candidate> QuantityScan::Collect(const Sentence& sentence) const {
  std::vector<Candidate> found;
  for (uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
    const Mention* number = words_.MentionAt(t, LayerBit(Layer::kNumber));
    const Mention* ordinal = words_.MentionAt(t, LayerBit(Layer::kOrdinal));
    const bool as_ordinal = number == nullptr;
    const Mention* mention = as_ordinal ? ordinal : number;
    if (mention == nullptr || IsSpokenFor(*mention)) continue;
    if (!mention->quantity.best) continue;
    Candidate candidate;
    candidate.number = mention;
    candidate.ordinal = as_ordinal;
    candidate.counted = FindCounted(sentence, *mention, as_ordinal, found);
    if (candidate.counted.unit != nullptr) found.push_back(candidate);
    t = mention->token_end - 1;
  }
  return found;
}

// "the number of attacks reached five": what is counted stands before its number.
Counted QuantityScan::CountedBefore(const Sentence& sentence, const Mention& number) const {
  Counted counted;
  const uint32_t first = number.token_begin > sentence.token_begin + kCountedReach
                             ? number.token_begin - kCountedReach
                             : sentence.token_begin;
  for (uint32_t t = number.token_begin; t-- > first;) {
    if (words_.MentionAt(t, LayerBit(Layer::kNumber)) != nullptr && words_.TimeOver(t) == nullptr) {
      break;
    }
    const LexMatch* count = Cue(t, CueClass::kCount);
    const LexMatch* level = count == nullptr ? Cue(t, CueClass::kLevel) : nullptr;
    const LexMatch* cue = count != nullptr ? count : level;
    if (cue == nullptr || cue->token_end >= number.token_begin) continue;
    for (uint32_t u = cue->token_end; u < number.token_begin && u < cue->token_end + 2; ++u) {
      const LexMatch* unit = UnitAt(u);
      if (unit == nullptr) continue;
      counted.unit = unit;
      counted.token = u;
      counted.kind = lexicons_.unit_kind[unit->entry.row];
      return counted;
    }
  }
  return counted;
}

// No noun follows the number: a mark, a particle, a time or a verb does.
bool QuantityScan::IsPerfect(uint32_t token) const {
  bool perfect = false;
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.entry.lexicon != static_cast<uint32_t>(lexicons_.verbs)) continue;
    if (match.entry.features.form == Form::kImperfect) return false;
    perfect |= match.entry.features.form == Form::kPerfect;
  }
  return perfect;
}

bool QuantityScan::IsBare(const Sentence& sentence, uint32_t token) const {
  if (words_.IsPunctuation(token) || words_.TimeOver(token) != nullptr) return true;
  if (token + 1 < sentence.token_end && words_.TimeOver(token + 1) != nullptr) return true;
  for (const CueClass wanted :
       {CueClass::kTo, CueClass::kFrom, CueClass::kDuring, CueClass::kSince, CueClass::kUntil,
        CueClass::kInstead, CueClass::kIn, CueClass::kBreak}) {
    if (Cue(token, wanted) != nullptr) return true;
  }
  if (words_.MayBegin(token, kWa) || words_.MayBegin(token, kLi) || words_.MayBegin(token, kBi)) {
    return true;
  }
  if (lexicons_.verbs < 0) return false;
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicons_.verbs) &&
        (match.entry.features.form == Form::kImperfect ||
         match.entry.features.form == Form::kPerfect)) {
      return true;
    }
  }
  return false;
}

// "cut from 5,200 to 3,000 soldiers": the noun of the first number stands behind the second.
const LexMatch* QuantityScan::UnitBehindTo(const Sentence& sentence, uint32_t token) const {
  if (Cue(token, CueClass::kTo) == nullptr) return nullptr;
  for (uint32_t t = token; t < sentence.token_end && t < token + 3; ++t) {
    const Mention* number = words_.MentionAt(t, LayerBit(Layer::kNumber));
    if (number == nullptr) continue;
    return number->token_end < sentence.token_end ? UnitAt(number->token_end) : nullptr;
  }
  return nullptr;
}

Counted QuantityScan::FindCounted(const Sentence& sentence, const Mention& number, bool ordinal,
                                  const std::vector<Candidate>& earlier) const {
  Counted counted;
  const auto take = [&](const LexMatch* unit, uint32_t token) {
    counted.unit = unit;
    counted.token = token;
    counted.kind = lexicons_.unit_kind[unit->entry.row];
  };
  if (ordinal && number.token_end < sentence.token_end) {  // "a fifth attack"
    const LexMatch* unit = UnitAt(number.token_end);
    if (unit != nullptr && unit->proclitics == kNoProclitic) {
      take(unit, number.token_end);
      return counted;
    }
  }
  if (ordinal) {  // "the twenty-eighth attack": the noun stands before its ordinal
    for (uint32_t back = 1; back <= 3 && number.token_begin >= sentence.token_begin + back;
         ++back) {
      const LexMatch* unit = UnitAt(number.token_begin - back);
      if (unit == nullptr) continue;
      take(unit, number.token_begin - back);
      return counted;
    }
    return counted;
  }
  uint32_t t = number.token_end;
  if (t < sentence.token_end && Cue(t, CueClass::kFrom) != nullptr && UnitAt(t) == nullptr) ++t;
  if (t < sentence.token_end) {
    if (const LexMatch* unit = UnitAt(t)) {
      if ((unit->proclitics & (kWa | kFa | kBi | kLi | kKa)) == 0) {
        take(unit, t);
        return counted;
      }
    }
    // A bare number in front of another noun counts that noun, which is none of ours.
    const bool bare = IsBare(sentence, t) || Cue(t, CueClass::kAmong) != nullptr;
    if (!bare) return counted;
    if (const LexMatch* unit = UnitBehindTo(sentence, t)) {
      take(unit, unit->token_begin);
      counted.inherited = true;
      return counted;
    }
  }
  counted = CountedBefore(sentence, number);
  if (counted.unit != nullptr) return counted;
  if (!earlier.empty()) {
    counted = earlier.back().counted;
    counted.inherited = true;
    return counted;
  }
  // "attacks rose from 14 in the first quarter": the noun of the sentence.
  const uint32_t low = number.token_begin > sentence.token_begin + 3 * kCountedReach
                           ? number.token_begin - 3 * kCountedReach
                           : sentence.token_begin;
  for (uint32_t u = number.token_begin; u-- > low;) {
    const LexMatch* unit = UnitAt(u);
    if (unit == nullptr || lexicons_.unit_kind[unit->entry.row] != UnitKind::kFlow) continue;
    if (Cue(u, CueClass::kAttacks) == nullptr) continue;
    take(unit, u);
    counted.inherited = true;
    return counted;
  }
  return counted;
}

std::string QuantityScan::SubtypeOf(const Candidate& candidate) const {
  const LexMatch* unit = candidate.counted.unit;
  std::string subtype(lexicon_.Cell(unit->entry, "subtype"));
  const uint32_t first = unit->token_end;
  for (uint32_t t = first; t < words_.size() && t < first + kModifierReach && subtype.empty();
       ++t) {
    const LexMatch* modifier = words_.Longest(t, lexicons_.modifier);
    if (modifier != nullptr) subtype = std::string(lexicon_.Cell(modifier->entry, "subtype"));
  }
  if (subtype.empty()) subtype = "other";
  return subtype;
}

// Where: the first place behind the noun, of its clause when the clause begins with one: "in one
// town 1,840 and in another 975".
const Mention* QuantityScan::WhereOf(const Sentence& sentence, const Candidate& candidate) const {
  const auto place_at = [&](uint32_t t) -> const Mention* {
    const Mention* place = words_.MentionAt(t, LayerBit(Layer::kPlace));
    const bool named = place != nullptr && !place->name.name_en.empty();
    return named && words_.TimeOver(t) == nullptr ? place : nullptr;
  };
  const uint32_t begin = candidate.number->token_begin;
  const Mention* before = nullptr;
  for (uint32_t t = begin; t-- > sentence.token_begin + 1 && t + kPlaceReach >= begin;) {
    if (words_.IsPunctuation(t) || words_.MentionAt(t, LayerBit(Layer::kNumber)) != nullptr) break;
    const Mention* place = place_at(t);
    if (place != nullptr && Cue(t - 1, CueClass::kInside) != nullptr) before = place;
  }
  const uint32_t first = candidate.counted.unit->token_end;
  for (uint32_t t = first; t < sentence.token_end && t < first + kPlaceReach; ++t) {
    if (before != nullptr && words_.IsPunctuation(t)) break;
    const Mention* place = t > 0 ? place_at(t) : nullptr;
    if (place == nullptr) continue;
    if (words_.MayBegin(t, kBi) || place->token_begin > first) return place;
  }
  return before;
}

// In English: "rocket attacks", "soldiers of the United States", with the key of the series.
std::string QuantityScan::Describe(const Candidate& candidate, bool level, Fact* fact) const {
  const LexMatch* unit = candidate.counted.unit;
  const auto cell = [&](const char* column) {
    return std::string(lexicon_.Cell(unit->entry, column));
  };
  std::string what = cell("many");
  std::string key = cell("key");
  const Sentence& sentence = words_.SentenceOf(candidate.number->token_begin);
  const uint32_t first = unit->token_end;
  const std::string subtype = SubtypeOf(candidate);
  if (!level && subtype != "other") key += ":" + subtype;
  for (uint32_t t = first; t < sentence.token_end && t < first + kModifierReach; ++t) {
    const LexMatch* modifier = words_.Longest(t, lexicons_.modifier);
    if (modifier == nullptr) continue;
    what = std::string(lexicon_.Cell(modifier->entry, "en")) + " " + what;
    break;
  }
  for (uint32_t t = first; !level && t < sentence.token_end && t < first + kAimReach; ++t) {
    const LexMatch* aim = words_.Longest(t, lexicons_.aim);
    if (aim == nullptr) continue;
    what += " " + std::string(lexicon_.Cell(aim->entry, "en"));
    key += "@" + std::string(lexicon_.Cell(aim->entry, "key"));
    break;
  }
  // Whose: a nationality or an actor right behind the noun, else the body named before it.
  std::string owner;
  std::string country;
  for (uint32_t t = first; t < sentence.token_end && t < first + kModifierReach; ++t) {
    const LexMatch* nation = words_.Longest(t, lexicons_.nationality);
    if (nation != nullptr) {
      owner = std::string(lexicon_.Cell(nation->entry, "name_en"));
      country = std::string(lexicon_.Cell(nation->entry, "country"));
      break;
    }
  }
  if (owner.empty() && level) {
    for (uint32_t t = candidate.number->token_begin; t-- > sentence.token_begin;) {
      const Mention* body = words_.MentionAt(
          t, LayerBit(Layer::kOrg) | LayerBit(Layer::kPlace) | LayerBit(Layer::kGroup));
      const LexMatch* nation = words_.Longest(t, lexicons_.nationality);
      if (nation != nullptr) {
        owner = std::string(lexicon_.Cell(nation->entry, "name_en"));
        country = std::string(lexicon_.Cell(nation->entry, "country"));
        break;
      }
      if (body == nullptr || body->name.country.empty()) continue;
      if (body->layer == Layer::kPlace && body->name.kind != NameKind::kCountry) continue;
      owner = body->name.name_en;
      country = body->name.country;
      break;
    }
  }
  if (!owner.empty()) what += " of " + owner;
  if (level) key += ":" + country;
  if (const Mention* place = WhereOf(sentence, candidate)) {
    fact->place = PlaceRef(document_, *place);
    what += " in " + place->name.name_en;
    if (level) key += ":" + place->name.country;
    AddEvidence(fact, "place", place->span, place->rule);
  }
  fact->what_key = key;
  return what;
}

}  // namespace tadwin::extract
