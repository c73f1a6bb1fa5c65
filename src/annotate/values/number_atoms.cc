#include "annotate/values/number_atoms.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "annotate/values/digits.h"

namespace tadwin::annotate {
namespace {

constexpr uint16_t kBesideNumber = kWa | kFa | kBi | kKa | kLi | kAl;

// The conjunction in folded text: U+0648.
constexpr std::string_view kWaw = "\xD9\x88";

using Names = std::vector<std::string_view>;

// Order follows the enums, without kNone.
const Names& CardinalNames() {
  static const Names names = {
      "zero",         "unit",          "one_in_compound", "two_in_compound", "ten",
      "tens",         "teen",          "hundred",         "hundreds",        "scale",
      "scale_plural", "scale_or_dual", "scale_dual",      "dozen",           "dozens",
      "dozen_dual"};
  return names;
}
const Names& FractionNames() {
  static const Names names = {"fraction", "fraction_plural", "fraction_of_whole",
                              "fraction_of_measure"};
  return names;
}
const Names& OrdinalNames() {
  static const Names names = {"first",       "first_f",       "unit",  "unit_f",
                              "in_compound", "one_with_tens", "tenth", "tenth_f"};
  return names;
}
const Names& JointNames() {
  static const Names names = {"and",   "of",   "minus",   "point",  "part",
                              "parts", "over", "percent", "except", "after"};
  return names;
}
const Names& RangeNames() {
  static const Names names = {"between", "from", "to", "or", "dash", "change"};
  return names;
}
const Names& VagueNames() {
  static const Names names = {"plural", "few"};
  return names;
}

std::optional<double> NumberOf(std::string_view cell) {
  if (cell.empty()) return std::nullopt;
  return std::strtod(std::string(cell).c_str(), nullptr);
}

uint32_t CoreBegin(const AnnotatedText& document, const LexMatch& match) {
  const Token& token = document.tokens[match.token_begin];
  for (uint32_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = document.readings[token.first_reading + r];
    if (reading.proclitics == match.proclitics) return reading.core_begin;
  }
  return token.fold_begin;
}

bool Better(const LexMatch& a, const LexMatch& b) {
  if (a.token_end != b.token_end) return a.token_end > b.token_end;
  if (a.has_enclitic != b.has_enclitic) return !a.has_enclitic;
  const auto bits = [](uint16_t p) { return __builtin_popcount(p); };
  return bits(a.proclitics) < bits(b.proclitics);
}

}  // namespace

NumberLexicons NumberLexicons::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  NumberLexicons result;
  result.lexicon_ = grammar.lexicon;
  const auto load = [&](const char* name, const Names& kinds, Rows* rows) {
    const rules::Table* table = grammar.rules->FindTable(name);
    rows->lexicon = grammar.lexicon->IndexOf(name);
    if (table == nullptr || rows->lexicon < 0) {
      errors->push_back(Error{ErrorCode::kBadRule, std::string("no table ") + name, ""});
      return;
    }
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      RowValue value;
      const auto kind = std::find(kinds.begin(), kinds.end(), table->Cell(row, "kind"));
      if (kind == kinds.end()) {
        errors->push_back(
            Error{ErrorCode::kBadRule, "unknown kind of number word", table->Where(row, "kind")});
      }
      value.kind = static_cast<uint8_t>(kind - kinds.begin() + 1);
      value.value = NumberOf(table->Cell(row, "value")).value_or(0.0);
      value.low = NumberOf(table->Cell(row, "low"));
      value.high = NumberOf(table->Cell(row, "high"));
      rows->rows.push_back(value);
    }
  };
  load("number/cardinal", CardinalNames(), &result.cardinal_);
  load("number/fraction", FractionNames(), &result.fraction_);
  load("number/ordinal", OrdinalNames(), &result.ordinal_);
  load("number/joint", JointNames(), &result.joint_);
  load("number/range", RangeNames(), &result.range_);
  load("number/vague", VagueNames(), &result.vague_);
  result.measure_ = grammar.lexicon->IndexOf("number/measure");
  result.unit_ = grammar.lexicon->IndexOf("time/unit");
  result.approximator_ = grammar.lexicon->IndexOf("number/approximator");
  result.idiom_ = grammar.lexicon->IndexOf("number/idiom");
  for (const char* name : {"time/month", "time/hijri_month", "time/deictic"}) {
    const int index = grammar.lexicon->IndexOf(name);
    if (index >= 0) result.names_.push_back(index);
  }
  return result;
}

bool NumberLexicons::AddMatch(const LexMatch& match, Atom* atom) const {
  const auto row_of = [&](const Rows& rows) -> const RowValue* {
    if (static_cast<int>(match.entry.lexicon) != rows.lexicon) return nullptr;
    return &rows.rows[match.entry.row];
  };
  if (const RowValue* row = row_of(cardinal_)) {
    atom->cardinal = static_cast<CardinalKind>(row->kind);
    atom->value = row->value;
  } else if (const RowValue* fraction = row_of(fraction_)) {
    atom->fraction = static_cast<FractionKind>(fraction->kind);
    atom->fraction_value = fraction->value;
  } else if (const RowValue* ordinal = row_of(ordinal_)) {
    atom->ordinal = static_cast<OrdinalKind>(ordinal->kind);
    atom->ordinal_value = static_cast<int>(ordinal->value);
  } else if (const RowValue* joint = row_of(joint_)) {
    atom->joint = static_cast<JointKind>(joint->kind);
  } else if (const RowValue* range = row_of(range_)) {
    atom->range = static_cast<RangeKind>(range->kind);
  } else if (const RowValue* vague = row_of(vague_)) {
    atom->vague = static_cast<VagueKind>(vague->kind);
    atom->low = vague->low;
    atom->high = vague->high;
  } else {
    return false;
  }
  return true;
}

void NumberLexicons::AddNeighbours(const AnnotatedText& document, Atom* atom) const {
  const auto matches = [&](uint32_t token, auto holds) {
    for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1];
         ++i) {
      if (holds(document.lex_matches[i])) return true;
    }
    return false;
  };
  const bool small = atom->cardinal >= CardinalKind::kUnit && atom->cardinal <= CardinalKind::kTeen;
  if (small && atom->token_begin > 0) {
    atom->after_year = matches(atom->token_begin - 1, [&](const LexMatch& match) {
      return static_cast<int>(match.entry.lexicon) == unit_ &&
             lexicon_->Cell(match.entry, "unit") == "year";
    });
  }
  if (atom->fraction == FractionKind::kOfMeasure && atom->token_end < document.tokens.size()) {
    atom->of_measure = matches(atom->token_end, [&](const LexMatch& match) {
      return static_cast<int>(match.entry.lexicon) == measure_ && (match.proclitics & kAl) != 0;
    });
  }
}

// "and eleven": behind "and" its first word is written as "one" is.
const LexMatch* NumberLexicons::AndElevenAt(const AnnotatedText& document, uint32_t token) const {
  const auto find = [&](uint32_t at, uint16_t proclitics, CardinalKind kind) -> const LexMatch* {
    for (uint32_t i = document.lex_match_begin[at]; i < document.lex_match_begin[at + 1]; ++i) {
      const LexMatch& match = document.lex_matches[i];
      if (static_cast<int>(match.entry.lexicon) != cardinal_.lexicon) continue;
      const auto found = static_cast<CardinalKind>(cardinal_.rows[match.entry.row].kind);
      if (match.proclitics == proclitics && found == kind) return &match;
    }
    return nullptr;
  };
  if (token + 1 >= document.tokens.size()) return nullptr;
  const LexMatch* one = find(token, kWa, CardinalKind::kOneInCompound);
  if (one == nullptr || find(token + 1, kNoProclitic, CardinalKind::kTen) == nullptr)
    return nullptr;
  return one;
}

void NumberLexicons::AddWords(const AnnotatedText& document, std::vector<Atom>* atoms) const {
  const auto token_count = static_cast<uint32_t>(document.tokens.size());
  uint32_t blocked_until = 0;
  const auto is_ours = [&](const LexMatch& match) {
    Atom scratch;
    return (match.proclitics & ~kBesideNumber) == 0 && AddMatch(match, &scratch);
  };
  for (uint32_t token = 0; token < token_count; ++token) {
    const LexMatch* best = nullptr;
    const uint32_t end = document.lex_match_begin[token + 1];
    uint32_t name_end = 0;
    for (uint32_t i = document.lex_match_begin[token]; i < end; ++i) {
      const LexMatch& match = document.lex_matches[i];
      const int lexicon = static_cast<int>(match.entry.lexicon);
      const bool hides =
          lexicon == idiom_ || (match.token_end > token + 1 &&
                                std::find(names_.begin(), names_.end(), lexicon) != names_.end());
      if (hides) name_end = std::max(name_end, match.token_end);
      if (is_ours(match) && (best == nullptr || Better(match, *best))) best = &match;
    }
    const bool blocked = token < blocked_until || name_end > token;
    blocked_until = std::max(blocked_until, name_end);
    if (best == nullptr) continue;
    if (const LexMatch* eleven = AndElevenAt(document, token)) best = eleven;
    Atom atom;
    atom.token_begin = token;
    atom.token_end = best->token_end;
    atom.proclitics = best->proclitics;
    atom.has_enclitic = best->has_enclitic;
    atom.fold_begin = CoreBegin(document, *best);
    atom.fold_end = document.tokens[best->token_end - 1].fold_end;
    atom.blocked = blocked;
    for (uint32_t i = document.lex_match_begin[token]; i < end; ++i) {
      const LexMatch& match = document.lex_matches[i];
      if (match.token_end == best->token_end && match.proclitics == best->proclitics &&
          match.has_enclitic == best->has_enclitic) {
        AddMatch(match, &atom);
      }
    }
    AddNeighbours(document, &atom);
    atoms->push_back(atom);
  }
}

std::vector<Atom> NumberLexicons::Read(const AnnotatedText& document) const {
  std::vector<Atom> words;
  AddWords(document, &words);
  std::vector<Atom> atoms;
  atoms.reserve(words.size());
  size_t next_word = 0;
  uint32_t token = 0;
  const auto token_count = static_cast<uint32_t>(document.tokens.size());
  for (const DigitNumber& digits : ScanDigits(document.text.folded)) {
    while (token < token_count && document.tokens[token].fold_end <= digits.begin) ++token;
    if (token >= token_count) break;
    Atom atom;
    atom.token_begin = token;
    uint32_t last = token;
    while (last + 1 < token_count && document.tokens[last + 1].fold_begin < digits.end) ++last;
    atom.token_end = last + 1;
    atom.fold_begin = digits.begin;
    atom.fold_end = digits.end;
    atom.cardinal = CardinalKind::kDigits;
    atom.value = digits.value;
    atom.in_date = digits.in_date;
    atom.in_clock = digits.in_clock;
    // Letters glued before the digits: the proclitics of the reading that ends there.
    const Token& first = document.tokens[token];
    if (digits.begin > first.fold_begin &&
        document.text.folded.compare(first.fold_begin, kWaw.size(), kWaw) == 0) {
      atom.proclitics = kWa;
    }
    for (uint32_t r = 0; r < first.reading_count; ++r) {
      const Reading& reading = document.readings[first.first_reading + r];
      if (reading.core_begin == digits.begin) atom.proclitics = reading.proclitics;
    }
    while (next_word < words.size() && words[next_word].token_begin < atom.token_begin) {
      atoms.push_back(words[next_word++]);
    }
    while (next_word < words.size() && words[next_word].token_begin < atom.token_end) ++next_word;
    atoms.push_back(atom);
  }
  atoms.insert(atoms.end(), words.begin() + static_cast<std::ptrdiff_t>(next_word), words.end());
  return atoms;
}

}  // namespace tadwin::annotate
