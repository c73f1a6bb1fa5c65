// The ordinal half of NumberComposer; see number_compose.h.

#include "annotate/values/number_compose.h"

namespace tadwin::annotate {
namespace {

// The article in folded text: U+0627 U+0644.
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

}  // namespace

bool NumberComposer::HasWordAfter(size_t end, bool with_article) const {
  const uint32_t token = atoms_[end - 1].token_end;
  if (token >= document_.tokens.size()) return false;
  const Token& next = document_.tokens[token];
  if (next.kind != TokenKind::kWord) return false;
  if (next.sentence != document_.tokens[token - 1].sentence) return false;
  if (!with_article) return true;
  const std::string_view folded = document_.Folded(next);
  return folded.size() > kArticle.size() + 2 && folded.substr(0, kArticle.size()) == kArticle;
}

// "the book the thirtieth": the word before carries the article and is no number.
bool NumberComposer::FollowsDefiniteNoun(size_t at) const {
  const uint32_t token = atoms_[at].token_begin;
  if (token == 0) return false;
  const Token& before = document_.tokens[token - 1];
  if (before.kind != TokenKind::kWord) return false;
  if (before.sentence != document_.tokens[token].sentence) return false;
  if (at > 0 && atoms_[at - 1].token_end == token &&
      atoms_[at - 1].cardinal != CardinalKind::kNone) {
    return false;
  }
  for (uint32_t r = 0; r < before.reading_count; ++r) {
    const Reading& reading = document_.readings[before.first_reading + r];
    if ((reading.proclitics & kAl) != 0) return true;
  }
  return false;
}

// The word before is a plural or dual only: "the soldiers, all twenty" counts, it does not order.
bool NumberComposer::FollowsPlural(size_t at) const {
  const uint32_t token = atoms_[at].token_begin;
  if (token == 0) return false;
  bool plural = false;
  for (uint32_t i = document_.lex_match_begin[token - 1]; i < document_.lex_match_begin[token];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    const Features& features = match.entry.features;
    if ((match.proclitics & kAl) == 0 || match.token_end != token) continue;
    if (features.number == GrammaticalNumber::kSingular) return false;
    plural |= features.number == GrammaticalNumber::kPlural ||
              features.number == GrammaticalNumber::kDual;
  }
  return plural;
}

// A unit with the article, alone or before ten or "and the tens".
std::optional<NumberComposer::Part> NumberComposer::OrdinalBelowHundred(size_t at) const {
  const Atom& atom = atoms_[at];
  if (atom.blocked || atom.has_enclitic || atom.ordinal == OrdinalKind::kNone) return std::nullopt;
  Part part;
  part.end = at + 1;
  part.value = atom.ordinal_value;
  const bool can_compound =
      atom.ordinal != OrdinalKind::kTenth && atom.ordinal != OrdinalKind::kTenthFeminine &&
      atom.ordinal != OrdinalKind::kFirst && atom.ordinal != OrdinalKind::kFirstFeminine;
  const auto next = After(at + 1);
  if (can_compound && next) {
    const Atom& after = atoms_[next->at];
    const bool before_ten = !next->joined && after.cardinal == CardinalKind::kTen &&
                            !after.definite() && atom.ordinal != OrdinalKind::kOneWithTens;
    const bool before_tens = next->joined && after.cardinal == CardinalKind::kTens &&
                             !after.has_enclitic && (after.definite() || !atom.definite());
    if (before_ten || (before_tens && (atom.definite() || after.definite()))) {
      part.end = next->at + 1;
      part.value += before_ten ? 10 : after.value;
      return part;
    }
  }
  switch (atom.ordinal) {
    case OrdinalKind::kInCompound:
    case OrdinalKind::kOneWithTens: return std::nullopt;
    case OrdinalKind::kFirst:
    case OrdinalKind::kFirstFeminine:
    case OrdinalKind::kUnit:
    case OrdinalKind::kTenth:
      if (!atom.definite() && !HasWordAfter(at + 1, false)) return std::nullopt;
      break;
    default:
      if (!atom.definite()) return std::nullopt;
      // "30 seconds", "the two seconds": a unit of time behind a number.
      if (at > 0 && atoms_[at - 1].token_end == atom.token_begin &&
          atoms_[at - 1].cardinal != CardinalKind::kNone) {
        return std::nullopt;
      }
      break;
  }
  return part;
}

// A hundred, hundreds, a thousand or more: with the article they may order.
bool NumberComposer::IsOrderedWhole(size_t at) const {
  const CardinalKind kind = atoms_[at].cardinal;
  return kind == CardinalKind::kHundred || kind == CardinalKind::kHundreds ||
         kind == CardinalKind::kScale || kind == CardinalKind::kScaleDual;
}

std::optional<ComposedNumber> NumberComposer::Ordinal(size_t at) const {
  const Atom& atom = atoms_[at];
  if (atom.blocked || atom.has_enclitic) return std::nullopt;
  ComposedNumber number;
  number.first = at;
  number.has_words = true;
  if (const auto part = OrdinalBelowHundred(at)) {
    number.end = part->end;
    number.value = part->value;
    const auto after = After(number.end);
    if (after && !after->joined && atoms_[after->at].joint == JointKind::kAfter) {
      const auto whole = After(after->at + 1);  // "the first after the hundred"
      if (whole && !whole->joined && atoms_[whole->at].definite() && IsOrderedWhole(whole->at)) {
        number.end = whole->at + 1;
        number.value += atoms_[whole->at].value;
      }
    }
    return number;
  }
  if (!atom.definite()) return std::nullopt;
  const bool hundreds = IsOrderedWhole(at);
  number.end = at + 1;
  number.value = atom.value;
  if (hundreds) {
    const auto next = After(at + 1);
    if (next && next->joined && atoms_[next->at].definite()) {
      if (const auto rest = OrdinalBelowHundred(next->at)) {
        number.end = rest->end;
        number.value += rest->value;
        return number;
      }
      if (atoms_[next->at].cardinal == CardinalKind::kTens && FollowsDefiniteNoun(at)) {
        number.end = next->at + 1;
        number.value += atoms_[next->at].value;
        return number;
      }
    }
  }
  const bool alone = hundreds || atom.cardinal == CardinalKind::kTens;
  if (alone && FollowsDefiniteNoun(at) && !FollowsPlural(at)) return number;
  return std::nullopt;
}

}  // namespace tadwin::annotate
