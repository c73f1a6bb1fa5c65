#include "annotate/values/number.h"

#include <algorithm>
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

bool SameSentence(const AnnotatedText& document, uint32_t a, uint32_t b) {
  return document.tokens[a].sentence == document.tokens[b].sentence;
}

}  // namespace

NumberReader NumberReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  NumberReader reader;
  reader.lexicons_ = NumberLexicons::Create(grammar, errors);
  reader.month_ = grammar.lexicon->IndexOf("time/month");
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

void NumberReader::JoinRanges(const AnnotatedText& document, const std::vector<Atom>& atoms,
                              std::vector<Found>* found) const {
  const auto kind_at = [&](uint32_t token, RangeKind kind) {
    const auto atom = std::lower_bound(
        atoms.begin(), atoms.end(), token,
        [](const Atom& a, uint32_t value) { return a.token_begin < value; });
    return atom != atoms.end() && atom->token_begin == token && atom->range == kind;
  };
  const auto has_entry = [&](uint32_t token, int lexicon) {
    if (token >= document.tokens.size()) return false;
    for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1];
         ++i) {
      const LexMatch& match = document.lex_matches[i];
      if (static_cast<int>(match.entry.lexicon) == lexicon) {
        return lexicon != unit_ ||
               (lexicons_.lexicon()->Cell(match.entry, "unit") == "month" &&
                match.entry.features.number != GrammaticalNumber::kPlural &&
                lexicons_.lexicon()->Cell(match.entry, "count") == "1");
      }
    }
    return false;
  };
  // Days of a month, not a quantity: a month stands before or behind.
  const auto is_date = [&](const Mention& a, const Mention& b) {
    for (uint32_t token = b.token_end; token < b.token_end + 2; ++token) {
      if (has_entry(token, month_) || has_entry(token, unit_)) return true;
    }
    for (uint32_t back = 1; back <= 3 && back <= a.token_begin; ++back) {
      if (has_entry(a.token_begin - back, month_)) return true;
    }
    return false;
  };
  std::vector<Found> joined;
  for (size_t i = 0; i < found->size(); ++i) {
    Found& a = (*found)[i];
    joined.push_back(a);
    if (i + 1 >= found->size()) break;
    Found& b = (*found)[i + 1];
    if (a.mention.layer != Layer::kNumber || b.mention.layer != Layer::kNumber) continue;
    if (a.number.is_vague || b.number.is_vague || a.number.is_fraction) continue;
    const uint32_t a_end = a.mention.token_end;
    const uint32_t b_begin = b.mention.token_begin;
    if (b_begin < a_end || b_begin > a_end + 1) {
      if (b_begin != a_end - 1) continue;  // "10-15" as one token
    }
    if (!SameSentence(document, a_end - 1, b_begin)) continue;
    const uint32_t begin = a.mention.token_begin;
    const bool gap = b_begin == a_end + 1;
    const std::string_view between =
        std::string_view(document.text.folded)
            .substr(atoms[a.number.end - 1].fold_end,
                    atoms[b.number.first].fold_begin - atoms[a.number.end - 1].fold_end);
    const bool from = begin > 0 && kind_at(begin - 1, RangeKind::kFrom);
    bool change = false;
    for (uint32_t back = 1; from && back <= kChangeReach && back <= begin; ++back) {
      change |= kind_at(begin - back, RangeKind::kChange);
    }
    const bool hyphen = between == "-" || (gap && kind_at(a_end, RangeKind::kDash));
    const bool with_and = atoms[b.number.first].with_and() ||
                          (gap && b.number.first > 0 &&
                           atoms[b.number.first - 1].joint == JointKind::kAnd);
    const bool to = gap && kind_at(a_end, RangeKind::kTo) && !change;
    const bool alternative = gap && kind_at(a_end, RangeKind::kOr);
    const bool pair = begin > 0 && kind_at(begin - 1, RangeKind::kBetween) && with_and;
    if (!hyphen && !to && !alternative && !pair) continue;
    double low = a.number.value;
    const double high = b.number.value;
    // "between 10 and 15 thousand": the scale serves both.
    if (b.number.scale > 1 && a.number.scale == 1 && low < high / b.number.scale) {
      low *= b.number.scale;
    }
    const bool years = low >= 1900 && high < 2100 && a.number.scale == 1;
    if (low >= high || low < 0 || years || is_date(a.mention, b.mention)) continue;
    if (atoms[a.number.first].in_date || atoms[b.number.first].in_date) continue;
    Found range = b;
    range.number.first = a.number.first;
    range.number.value = low;
    range.mention.rule = "number/range";
    range.mention.span.begin = a.mention.span.begin;
    range.mention.token_begin = begin;
    range.mention.quantity = Quantity{low, std::nullopt, high};
    joined.back() = range;
    ++i;
  }
  *found = std::move(joined);
}

std::optional<double> CountOfDual(const LexMatch& match) {
  const Features& features = match.entry.features;
  const bool noun = features.pos == Pos::kNoun || features.pos == Pos::kAdjective;
  const bool dual = features.number == GrammaticalNumber::kDual || features.form == Form::kDual;
  if (!noun || !dual) return std::nullopt;
  return 2.0;
}

}  // namespace tadwin::annotate
