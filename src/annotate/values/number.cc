#include "annotate/values/number.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace tadwin::annotate {
namespace {

// How many words may stand between a number and the bound told behind it.
constexpr uint32_t kBoundReach = 4;
// The longest entry of number/approximator, in words.
constexpr uint32_t kApproximatorWords = 4;
// How far back a verb of change is looked for.
constexpr uint32_t kChangeReach = 6;
// How far back a month is looked for.
constexpr uint32_t kMonthReach = 3;
// Two numbers in between are years.
constexpr double kFirstYear = 1900;
constexpr double kLastYear = 2099;

void ApplyEffect(std::string_view effect, Quantity* quantity) {
  const std::optional<double> value = quantity->best;
  if (!value) return;
  if (effect == "least" || effect == "more") quantity->low = value;
  if (effect == "most" || effect == "less") quantity->high = value;
  if (effect == "about") quantity->low = quantity->high = std::nullopt;
}

const char* RuleOf(const ComposedNumber& number) {
  if (number.is_vague) return "number/vague";
  if (number.is_fraction) return "number/fraction";
  return number.has_words ? "number/words" : "number/digits";
}

// Digits without end times a million are more than a number holds.
bool IsFinite(const ComposedNumber& number) {
  return std::isfinite(number.value) && std::isfinite(number.low.value_or(0)) &&
         std::isfinite(number.high.value_or(0));
}

bool SameSentence(const AnnotatedText& document, uint32_t a, uint32_t b) {
  return document.tokens[a].sentence == document.tokens[b].sentence;
}

}  // namespace

NumberReader NumberReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  NumberReader reader;
  reader.lexicons_ = NumberLexicons::Create(grammar, errors);
  reader.month_ = grammar.lexicon->IndexOf("time/month");
  reader.noun_ = grammar.lexicon->IndexOf("lexicon/nouns");
  reader.unit_ = grammar.lexicon->IndexOf("time/unit");
  return reader;
}

void NumberReader::Annotate(AnnotatedText* document) const {
  const std::vector<Atom> atoms = lexicons_.Read(*document);
  const NumberComposer composer(*document, atoms);
  std::vector<Found> found;
  for (size_t at = 0; at < atoms.size();) {
    const auto ordinal = composer.Ordinal(at);
    const auto number = composer.Number(at);
    if (!ordinal && !number) {
      ++at;
      continue;
    }
    const bool as_ordinal = ordinal && (!number || ordinal->end >= number->end);
    if (!IsFinite(as_ordinal ? *ordinal : *number)) {
      at = as_ordinal ? ordinal->end : number->end;
      continue;
    }
    Emit(*document, atoms, as_ordinal ? *ordinal : *number,
         as_ordinal ? Layer::kOrdinal : Layer::kNumber, &found);
    at = as_ordinal ? ordinal->end : number->end;
    // The percent sign is part of no number but hides its "hundred".
    if (!as_ordinal && at < atoms.size() && atoms[at].joint == JointKind::kPercent &&
        atoms[at].token_begin <= atoms[at - 1].token_end) {
      found.back().mention.rule = "number/percent";
      ++at;
    }
  }
  JoinRanges(*document, atoms, &found);
  for (Found& one : found) document->mentions.push_back(std::move(one.mention));
}

void NumberReader::Emit(const AnnotatedText& document, const std::vector<Atom>& atoms,
                        const ComposedNumber& number, Layer layer,
                        std::vector<Found>* found) const {
  const Atom& first = atoms[number.first];
  const Atom& last = atoms[number.end - 1];
  Mention mention;
  mention.layer = layer;
  mention.span = document.text.ToRaw(first.fold_begin, last.fold_end);
  mention.token_begin = first.token_begin;
  mention.token_end = last.token_end;
  if (number.is_vague) {
    mention.quantity = Quantity{number.low, std::nullopt, number.high};
  } else {
    mention.quantity = Quantity{number.value, number.value, number.value};
  }
  mention.rule = layer == Layer::kOrdinal ? "number/ordinal" : RuleOf(number);
  if (layer == Layer::kNumber && !number.is_vague) Approximate(document, &mention);
  found->push_back({number, std::move(mention)});
}

// Looks for a bound before or behind the number. Bounds clear the other side: "at least 10" has
// low and best 10 and no high.
void NumberReader::Approximate(const AnnotatedText& document, Mention* mention) const {
  const auto apply = [&](const LexMatch& match, std::string_view side) {
    if (static_cast<int>(match.entry.lexicon) != lexicons_.approximator()) return false;
    if (lexicons_.lexicon()->Cell(match.entry, "side") != side) return false;
    mention->quantity.low = mention->quantity.high = std::nullopt;
    ApplyEffect(lexicons_.lexicon()->Cell(match.entry, "effect"), &mention->quantity);
    return true;
  };
  const uint32_t begin = mention->token_begin;
  for (uint32_t words = kApproximatorWords; words > 0; --words) {
    if (begin < words || !SameSentence(document, begin - words, begin)) continue;
    for (uint32_t i = document.lex_match_begin[begin - words];
         i < document.lex_match_begin[begin - words + 1]; ++i) {
      const LexMatch& match = document.lex_matches[i];
      if (match.token_end == begin && apply(match, "before")) return;
    }
  }
  const auto token_count = static_cast<uint32_t>(document.tokens.size());
  for (uint32_t token = mention->token_end;
       token < token_count && token <= mention->token_end + kBoundReach; ++token) {
    const Token& word = document.tokens[token];
    if (word.kind != TokenKind::kWord || !SameSentence(document, begin, token)) return;
    for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1];
         ++i) {
      if (apply(document.lex_matches[i], "after")) return;
    }
  }
}

// Joins "between 10 and 15" and its like into one mention with bounds.
class NumberReader::RangeJoiner {
 public:
  RangeJoiner(const NumberReader& reader, const AnnotatedText& document,
              const std::vector<Atom>& atoms)
      : reader_(reader), document_(document), atoms_(atoms) {}

  void Run(std::vector<Found>* found) const {
    std::vector<Found> joined;
    for (size_t i = 0; i < found->size(); ++i) {
      joined.push_back((*found)[i]);
      if (i + 1 < found->size() && Join((*found)[i], (*found)[i + 1], &joined.back())) ++i;
    }
    *found = std::move(joined);
  }

 private:
  bool KindAt(uint32_t token, RangeKind kind) const {
    const auto atom =
        std::lower_bound(atoms_.begin(), atoms_.end(), token,
                         [](const Atom& a, uint32_t value) { return a.token_begin < value; });
    return atom != atoms_.end() && atom->token_begin == token && atom->range == kind;
  }

  // A month, or the word "month" in the singular, begins at the token.
  bool IsMonth(uint32_t token) const {
    if (token >= document_.tokens.size()) return false;
    const rules::Lexicon& lexicon = *reader_.lexicons_.lexicon();
    for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
         ++i) {
      const LexEntry& entry = document_.lex_matches[i].entry;
      const int index = static_cast<int>(entry.lexicon);
      if (index == reader_.month_) return true;
      if (index == reader_.unit_ && lexicon.Cell(entry, "unit") == "month" &&
          lexicon.Cell(entry, "count") == "1") {
        return true;
      }
    }
    return false;
  }

  // Days of a month, not a quantity: a month stands before or behind.
  bool IsDate(const Mention& a, const Mention& b) const {
    if (IsMonth(a.token_end) || IsMonth(b.token_end) || IsMonth(b.token_end + 1)) return true;
    for (uint32_t back = 1; back <= kMonthReach && back <= a.token_begin; ++back) {
      if (IsMonth(a.token_begin - back)) return true;
    }
    return false;
  }

  // "rose from 10 to 15" tells two values.
  bool TellsChange(uint32_t begin) const {
    if (begin == 0 || !KindAt(begin - 1, RangeKind::kFrom)) return false;
    for (uint32_t back = 1; back <= kChangeReach && back <= begin; ++back) {
      if (KindAt(begin - back, RangeKind::kChange)) return true;
    }
    return false;
  }

  bool KindOfJoint(uint32_t token, JointKind kind) const {
    const auto atom =
        std::lower_bound(atoms_.begin(), atoms_.end(), token,
                         [](const Atom& a, uint32_t value) { return a.token_begin < value; });
    return atom != atoms_.end() && atom->token_begin == token && atom->joint == kind;
  }

  // "between 10 gunmen and 15 soldiers" counts two things. False when both nouns are known and are
  // not the same.
  bool MayShareNoun(uint32_t first, uint32_t second) const {
    if (second >= document_.tokens.size() || !SameSentence(document_, first, second)) return true;
    bool known_first = false;
    bool known_second = false;
    for (uint32_t i = document_.lex_match_begin[first]; i < document_.lex_match_begin[first + 1];
         ++i) {
      const LexEntry& entry = document_.lex_matches[i].entry;
      if (static_cast<int>(entry.lexicon) != reader_.noun_) continue;
      known_first = true;
      for (uint32_t k = document_.lex_match_begin[second];
           k < document_.lex_match_begin[second + 1]; ++k) {
        const LexEntry& other = document_.lex_matches[k].entry;
        if (static_cast<int>(other.lexicon) != reader_.noun_) continue;
        known_second = true;
        if (other.row == entry.row) return true;
      }
    }
    return !known_first || !known_second;
  }

  bool AreLinked(const Found& a, const Found& b) const {
    const uint32_t a_end = a.mention.token_end;
    uint32_t b_begin = b.mention.token_begin;
    const bool and_before = b.number.first > 0 &&
                            atoms_[b.number.first - 1].joint == JointKind::kAnd &&
                            atoms_[b.number.first - 1].token_end == b_begin;
    if (and_before && b_begin > a_end + 1) --b_begin;
    if (b_begin < a_end || b_begin > a_end + 1) return false;
    if (!SameSentence(document_, a_end - 1, b_begin)) return false;
    const uint32_t begin = a.mention.token_begin;
    const bool gap = b_begin == a_end + 1;
    if (gap && (KindAt(a_end, RangeKind::kDash) || KindAt(a_end, RangeKind::kOr))) return true;
    if (gap && KindAt(a_end, RangeKind::kTo) && !TellsChange(begin)) return true;
    const bool with_and = atoms_[b.number.first].with_and() || and_before;
    if (begin == 0 || !KindAt(begin - 1, RangeKind::kBetween) || !with_and) return false;
    const bool noun_between = b_begin > a_end && !KindOfJoint(a_end, JointKind::kAnd);
    return !noun_between || MayShareNoun(a_end, b.mention.token_end);
  }

  bool Join(const Found& a, const Found& b, Found* range) const {
    if (a.mention.layer != Layer::kNumber || b.mention.layer != Layer::kNumber) return false;
    if (a.number.is_vague || b.number.is_vague || a.number.is_fraction) return false;
    if (atoms_[a.number.first].in_date || atoms_[b.number.first].in_date) return false;
    if (!AreLinked(a, b)) return false;
    double low = a.number.value;
    const double high = b.number.value;
    // "between 10 and 15 thousand": the scale serves both.
    if (b.number.scale > 1 && a.number.scale == 1 && low < high / b.number.scale) {
      low *= b.number.scale;
    }
    const bool years = low >= kFirstYear && high <= kLastYear && a.number.scale == 1;
    if (low >= high || low < 0 || years || IsDate(a.mention, b.mention)) return false;
    *range = b;
    range->number.first = a.number.first;
    range->number.value = low;
    range->mention.rule = "number/range";
    range->mention.span.begin = a.mention.span.begin;
    range->mention.token_begin = a.mention.token_begin;
    range->mention.quantity = Quantity{low, std::nullopt, high};
    return true;
  }

  const NumberReader& reader_;
  const AnnotatedText& document_;
  const std::vector<Atom>& atoms_;
};

void NumberReader::JoinRanges(const AnnotatedText& document, const std::vector<Atom>& atoms,
                              std::vector<Found>* found) const {
  RangeJoiner(*this, document, atoms).Run(found);
}

std::optional<double> CountOfDual(const LexMatch& match) {
  const Features& features = match.entry.features;
  const bool noun = features.pos == Pos::kNoun || features.pos == Pos::kAdjective;
  const bool dual = features.number == GrammaticalNumber::kDual || features.form == Form::kDual;
  if (!noun || !dual) return std::nullopt;
  return 2.0;
}

}  // namespace tadwin::annotate
