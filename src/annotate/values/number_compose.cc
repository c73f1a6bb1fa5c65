#include "annotate/values/number_compose.h"

#include <cmath>
#include <limits>

namespace tadwin::annotate {
namespace {

constexpr uint16_t kInsideNumber = kWa | kAl;
constexpr double kScaleOfHalf = 1000.0;  // "a million and a half": a half of the scale
constexpr double kDozen = 12.0;
constexpr double kHundreds = 200.0;  // the least that "hundreds" says
constexpr int kMaxDecimals = 15;

bool IsWordCardinal(const Atom& atom) {
  return atom.cardinal != CardinalKind::kNone && atom.cardinal != CardinalKind::kDigits;
}

}  // namespace

std::optional<NumberComposer::Next> NumberComposer::After(size_t end) const {
  if (end == 0 || end >= atoms_.size()) return std::nullopt;
  const Atom& before = atoms_[end - 1];
  Next next{end, false};
  const Atom* atom = &atoms_[end];
  if (atom->token_begin != before.token_end || atom->blocked) return std::nullopt;
  if (atom->joint == JointKind::kAnd && atom->proclitics == 0) {
    if (end + 1 >= atoms_.size() || atoms_[end + 1].token_begin != atom->token_end) {
      return std::nullopt;
    }
    next = {end + 1, true};
    atom = &atoms_[end + 1];
    if (atom->blocked || atom->with_and()) return std::nullopt;
  } else if (atom->with_and()) {
    next.joined = true;
  }
  if ((atom->proclitics & ~kInsideNumber) != 0 || atom->in_clock || atom->in_date) {
    return std::nullopt;
  }
  const Token& left = document_.tokens[before.token_end - 1];
  const Token& right = document_.tokens[atom->token_begin];
  if (left.sentence != right.sentence) return std::nullopt;
  return next;
}

bool NumberComposer::IsScale(size_t at) const {
  const CardinalKind kind = atoms_[at].cardinal;
  return kind == CardinalKind::kScale || kind == CardinalKind::kScalePlural ||
         kind == CardinalKind::kScaleOrDual;
}

// A scale word or a dozen.
bool NumberComposer::IsMultiplier(size_t at) const {
  return IsScale(at) || atoms_[at].cardinal == CardinalKind::kDozen;
}

// Units and tens, dozens, and counted dozens.
std::optional<NumberComposer::Part> NumberComposer::BelowHundred(size_t at) const {
  const CardinalKind kind = atoms_[at].cardinal;
  if (kind == CardinalKind::kDozen || kind == CardinalKind::kDozenDual) {
    if (atoms_[at].has_enclitic || atoms_[at].blocked) return std::nullopt;
    Part part;
    part.end = at + 1;
    part.value = atoms_[at].value;
    return part;
  }
  auto part = UnitsAndTens(at);
  if (!part) return part;
  const auto next = After(part->end);
  if (next && !next->joined && !atoms_[next->at].has_enclitic &&
      (atoms_[next->at].cardinal == CardinalKind::kDozen ||
       atoms_[next->at].cardinal == CardinalKind::kDozens)) {
    part->end = next->at + 1;
    part->value *= kDozen;
    part->tail_is_unit = false;
  }
  return part;
}

std::optional<NumberComposer::Part> NumberComposer::UnitsAndTens(size_t at) const {
  const Atom& atom = atoms_[at];
  if (atom.has_enclitic || atom.blocked) return std::nullopt;
  Part part;
  part.end = at + 1;
  part.value = atom.value;
  switch (atom.cardinal) {
    case CardinalKind::kTen:
    case CardinalKind::kTeen:
    case CardinalKind::kTens: return part;
    case CardinalKind::kDigits:
      if (atom.in_clock || atom.in_date) return std::nullopt;
      part.tail_is_unit = true;
      return part;
    case CardinalKind::kUnit:
    case CardinalKind::kOneInCompound:
    case CardinalKind::kTwoInCompound: break;
    default: return std::nullopt;
  }
  if (const auto next = After(at + 1)) {
    const Atom& after = atoms_[next->at];
    if (!next->joined && after.cardinal == CardinalKind::kTen) {
      part.end = next->at + 1;
      part.value = 10 + atom.value;
      return part;
    }
    if (next->joined && after.cardinal == CardinalKind::kTens && !after.has_enclitic) {
      part.end = next->at + 1;
      part.value = after.value + atom.value;
      return part;
    }
  }
  if (atom.cardinal != CardinalKind::kUnit) return std::nullopt;
  part.tail_is_unit = true;
  return part;
}

void NumberComposer::AddTail(Part* part) const {
  const auto next = After(part->end);
  if (!next || !next->joined) return;
  const auto tail = BelowHundred(next->at);
  if (!tail || tail->value >= 100) return;
  // "a hundred and three quarters": the three belongs to the quarters.
  if (tail->tail_is_unit) {
    const auto beyond = After(tail->end);
    if (beyond && !beyond->joined && atoms_[beyond->at].fraction == FractionKind::kPlural) return;
  }
  part->end = tail->end;
  part->value += tail->value;
  part->tail_is_unit = tail->tail_is_unit;
}

std::optional<NumberComposer::Part> NumberComposer::BelowThousand(size_t at) const {
  const Atom& atom = atoms_[at];
  if (atom.has_enclitic || atom.blocked) return std::nullopt;
  if (atom.cardinal == CardinalKind::kHundred || atom.cardinal == CardinalKind::kHundreds) {
    Part part;
    part.end = at + 1;
    part.value = atom.value;
    AddTail(&part);
    return part;
  }
  if (atom.cardinal == CardinalKind::kZero) {
    Part part;
    part.end = at + 1;
    return part;
  }
  auto part = BelowHundred(at);
  if (!part) return part;
  const auto next = After(part->end);
  const auto is_hundred = [&](const Atom& after) {
    if (after.has_enclitic) return false;
    // "seven hundreds", in the plural.
    const bool plural = after.vague == VagueKind::kPlural && after.low == kHundreds &&
                        part->tail_is_unit && part->value >= 3 && part->value < 10;
    return after.cardinal == CardinalKind::kHundred || plural;
  };
  if (next && !next->joined && is_hundred(atoms_[next->at])) {
    part->end = next->at + 1;
    part->value *= 100;
    part->tail_is_unit = false;
    AddTail(&*part);
  }
  return part;
}

// The whole of a number: groups with falling scales. `scale` gets the last scale word's value.
std::optional<NumberComposer::Part> NumberComposer::Sum(size_t at, double* scale) const {
  double limit = std::numeric_limits<double>::infinity();
  std::optional<Part> sum;
  size_t from = at;
  while (true) {
    Part group;
    double group_scale = 1.0;
    if (atoms_[from].blocked || atoms_[from].has_enclitic) break;
    if (IsScale(from)) {
      group.end = from + 1;
      group.value = group_scale = atoms_[from].value;
      // Bare "alfa" before a noun is the dual.
      if (atoms_[from].cardinal == CardinalKind::kScaleOrDual && !sum) group.value *= 2;
    } else if (atoms_[from].cardinal == CardinalKind::kScaleDual) {
      group.end = from + 1;
      group.value = atoms_[from].value;
      group_scale = atoms_[from].value / 2;
    } else {
      const auto below = BelowThousand(from);
      if (!below) break;
      group = *below;
    }
    for (auto next = After(group.end); next && !next->joined && IsScale(next->at);
         next = After(group.end)) {
      // "two and a half million" and the like are handled with fractions; here "5 thousand".
      if (atoms_[next->at].value <= group_scale && group_scale > 1) break;
      if (group.value == 0) break;
      group_scale =
          group_scale == 1.0 ? atoms_[next->at].value : group_scale * atoms_[next->at].value;
      group.value *= atoms_[next->at].value;
      group.end = next->at + 1;
      group.tail_is_unit = false;
    }
    if (sum && (group_scale >= limit || (group_scale == 1.0 && group.value >= limit))) break;
    const double before = sum ? sum->value : 0.0;
    sum = group;
    sum->value += before;
    *scale = group_scale;
    limit = group_scale;
    if (group_scale == 1.0) break;
    const auto next = After(sum->end);
    if (!next) break;
    const Atom& atom = atoms_[next->at];
    if (atom.cardinal == CardinalKind::kNone) break;
    if (!next->joined) {
      // "4 thousand 3 hundred": only digits that a hundred follows.
      const auto beyond = After(next->at + 1);
      if (atom.cardinal != CardinalKind::kDigits || !beyond || beyond->joined ||
          (atoms_[beyond->at].cardinal != CardinalKind::kHundred && !IsScale(beyond->at))) {
        break;
      }
    }
    // "and three quarters" is a fraction.
    const auto beyond = After(next->at + 1);
    if (beyond && !beyond->joined && atoms_[beyond->at].fraction == FractionKind::kPlural) break;
    from = next->at;
  }
  return sum;
}

// "the year seven and sixty and nine hundred and a thousand": units first, thousands last.
std::optional<NumberComposer::Part> NumberComposer::RisingYear(size_t at) const {
  if (!atoms_[at].after_year) return std::nullopt;
  auto part = UnitsAndTens(at);
  if (!part) return std::nullopt;
  auto next = After(part->end);
  if (next && next->joined) {
    const auto hundreds = BelowThousand(next->at);
    if (hundreds && hundreds->value >= 100 && std::fmod(hundreds->value, 100) == 0) {
      part->value += hundreds->value;
      part->end = hundreds->end;
      next = After(part->end);
    }
  }
  if (!next || !next->joined) return std::nullopt;
  const Atom& thousands = atoms_[next->at];
  const bool one = thousands.cardinal == CardinalKind::kScale && thousands.value == 1000;
  const bool two = thousands.cardinal == CardinalKind::kScaleDual && thousands.value == 2000;
  if (!one && !two) return std::nullopt;
  part->value += thousands.value;
  part->end = next->at + 1;
  part->tail_is_unit = false;
  return part;
}

// "and a half", "and three quarters", "thirty fifths". True when something was read.
bool NumberComposer::AddFraction(Part* part, double scale, bool* is_fraction) const {
  const auto next = After(part->end);
  if (!next) return false;
  const Atom& atom = atoms_[next->at];
  const bool dozens = atoms_[part->end - 1].cardinal == CardinalKind::kDozen ||
                      atoms_[part->end - 1].cardinal == CardinalKind::kDozens;
  const double unit = scale >= kScaleOfHalf ? scale : dozens ? kDozen : 1.0;
  if (!next->joined && atom.joint == JointKind::kExcept && scale >= kScaleOfHalf) {
    const auto less = After(next->at + 1);  // "a million but for a quarter"
    if (!less || less->joined || atoms_[less->at].fraction != FractionKind::kFraction) return false;
    part->value -= atoms_[less->at].fraction_value * unit;
    part->end = less->at + 1;
    *is_fraction = true;
    return true;
  }
  if (next->joined && atom.fraction == FractionKind::kFraction && !atom.has_enclitic) {
    part->value += atom.fraction_value * unit;
    part->end = next->at + 1;
    *is_fraction = true;
    const auto scale_word = After(part->end);
    if (scale_word && !scale_word->joined && IsScale(scale_word->at)) {
      if (unit == 1.0) part->value *= atoms_[scale_word->at].value;  // two and a half million
      part->end = scale_word->at + 1;                                // half of the million
    }
    return true;
  }
  if (next->joined &&
      (atom.cardinal == CardinalKind::kUnit || atom.cardinal == CardinalKind::kDigits)) {
    const auto plural = After(next->at + 1);
    if (plural && !plural->joined && atoms_[plural->at].fraction == FractionKind::kPlural) {
      part->value += atom.value * atoms_[plural->at].fraction_value * unit;
      part->end = plural->at + 1;
      *is_fraction = true;
      return true;
    }
  }
  if (!next->joined && atom.fraction == FractionKind::kPlural) {
    part->value *= atom.fraction_value;
    part->end = next->at + 1;
    *is_fraction = true;
    const auto scale_word = After(part->end);
    if (scale_word && !scale_word->joined && IsScale(scale_word->at)) {
      part->value *= atoms_[scale_word->at].value;
      part->end = scale_word->at + 1;
    }
    return true;
  }
  return false;
}

// What stands behind a decimal point, as a fraction: "five", "zero five", "one four", "75".
std::optional<double> NumberComposer::Decimals(size_t at, size_t* end) const {
  double power = 1.0;
  double value = 0.0;
  int read = 0;
  std::optional<Next> next = Next{at, false};
  for (; next && !next->joined && read < kMaxDecimals; next = After(next->at + 1)) {
    const Atom& atom = atoms_[next->at];
    if (atom.has_enclitic || atom.blocked || atom.proclitics != 0) break;
    const bool zero = atom.cardinal == CardinalKind::kZero;
    const auto beyond = After(next->at + 1);
    const bool digit_follows = beyond && !beyond->joined &&
                               (atoms_[beyond->at].cardinal == CardinalKind::kZero ||
                                atoms_[beyond->at].cardinal == CardinalKind::kUnit);
    const bool digit =
        zero || (atom.cardinal == CardinalKind::kUnit && (read > 0 || digit_follows));
    if (!digit) break;
    // Behind leading zeros the rest may be one number: "zero twenty five".
    if (!zero && value == 0 && !digit_follows) break;
    power /= 10;
    value += atom.value * power;
    *end = next->at + 1;
    ++read;
  }
  if (!next || next->joined || value > 0) return value > 0 ? std::optional(value) : std::nullopt;
  const auto rest = BelowThousand(next->at);
  if (!rest || rest->value < 1 || std::floor(rest->value) != rest->value) return std::nullopt;
  *end = rest->end;
  return rest->value * power / std::pow(10, std::floor(std::log10(rest->value)) + 1);
}

// "one part of a hundred", "1 over 20", "three point five": the value of the whole.
std::optional<double> NumberComposer::Ratio(const Part& top, Part* whole) const {
  const auto next = After(top.end);
  if (!next || next->joined || atoms_[next->at].proclitics != 0) return std::nullopt;
  const JointKind joint = atoms_[next->at].joint;
  size_t from = next->at + 1;
  if (joint == JointKind::kPart || joint == JointKind::kParts) {
    const auto of = After(from);
    if (!of || atoms_[of->at].joint != JointKind::kOf) return std::nullopt;
    from = of->at + 1;
  } else if (joint != JointKind::kOver && joint != JointKind::kPoint) {
    return std::nullopt;
  }
  const auto below = After(from);
  if (!below || below->joined || atoms_[below->at].proclitics != 0) return std::nullopt;
  if (joint == JointKind::kPoint) {
    const auto decimals = Decimals(below->at, &whole->end);
    if (!decimals) return std::nullopt;
    const auto scale_word = After(whole->end);
    if (!scale_word || scale_word->joined || !IsScale(scale_word->at)) return top.value + *decimals;
    whole->end = scale_word->at + 1;
    return (top.value + *decimals) * atoms_[scale_word->at].value;
  }
  double scale = 1.0;
  const auto bottom = Sum(below->at, &scale);
  if (!bottom || bottom->value <= 0) return std::nullopt;
  whole->end = bottom->end;
  // "two hundred and three parts of a hundred": the hundreds are whole.
  const double hundreds = std::floor(top.value / 100) * 100;
  const double rest = top.value - hundreds;
  if (joint == JointKind::kPart && hundreds > 0 && rest > 0 && rest < bottom->value) {
    return hundreds + rest / bottom->value;
  }
  return top.value / bottom->value;
}

std::optional<ComposedNumber> NumberComposer::BareFraction(size_t at) const {
  const Atom& atom = atoms_[at];
  ComposedNumber number;
  number.first = at;
  number.end = at + 1;
  number.has_words = true;
  number.is_fraction = true;
  if (atom.joint == JointKind::kPart && atom.proclitics == 0) {
    Part whole;
    Part top;
    top.end = at;  // pretend a "one" stood before
    const auto of = After(at + 1);
    if (!of || atoms_[of->at].joint != JointKind::kOf) return std::nullopt;
    const auto below = After(of->at + 1);
    if (!below || below->joined || atoms_[below->at].proclitics != 0) return std::nullopt;
    double scale = 1.0;
    const auto bottom = Sum(below->at, &scale);
    if (!bottom || bottom->value < 3) return std::nullopt;  // "part of two" is no fraction
    number.end = bottom->end;
    number.value = 1.0 / bottom->value;
    return number;
  }
  const bool bare = !atom.definite();
  switch (atom.fraction) {
    case FractionKind::kFraction:
      if (!bare && atom.fraction_value == 0.25) return std::nullopt;  // the quarter of a year
      if (!bare && atom.fraction_value == 0.5) return std::nullopt;   // the half of a year, a match
      break;
    case FractionKind::kOfWhole:
      if (!bare || atom.has_enclitic || !HasWordAfter(at + 1, true)) return std::nullopt;
      break;
    case FractionKind::kOfMeasure:
      if (!bare || atom.has_enclitic || !atom.of_measure) return std::nullopt;
      break;
    default: return std::nullopt;
  }
  number.value = atom.fraction_value;
  if (atom.has_enclitic) return number;
  const auto scale = After(at + 1);
  if (scale && !scale->joined && IsMultiplier(scale->at)) {
    number.value *= atoms_[scale->at].value;
    number.scale = atoms_[scale->at].value;
    number.end = scale->at + 1;
  }
  return number;
}

// Dozens, tens of thousands, a few, several hundred.
std::optional<ComposedNumber> NumberComposer::Vague(size_t at) const {
  const Atom& atom = atoms_[at];
  if (atom.blocked || atom.has_enclitic) return std::nullopt;
  ComposedNumber number;
  number.first = at;
  number.end = at + 1;
  number.has_words = true;
  number.is_vague = true;
  if (atom.vague == VagueKind::kNone) {
    if (atom.cardinal != CardinalKind::kScalePlural && atom.cardinal != CardinalKind::kDozens) {
      return std::nullopt;
    }
    number.low = 2 * atom.value;
    number.high = 10 * atom.value - 1;
    return number;
  }
  if (atom.definite() && atom.vague == VagueKind::kFew) return std::nullopt;
  number.low = atom.low;
  number.high = atom.high;
  const auto next = After(at + 1);
  if (next && !next->joined) {
    const Atom& after = atoms_[next->at];
    if (IsScale(next->at)) {
      number.end = next->at + 1;
      number.scale = after.value;
      if (number.high) number.high = (*number.high + 1) * after.value - 1;
      number.low = *number.low * after.value;
    } else if (after.cardinal == CardinalKind::kTen && atom.vague == VagueKind::kFew) {
      number.end = next->at + 1;
      number.low = 13;
      number.high = 19;
    } else if (after.vague == VagueKind::kPlural && atom.vague == VagueKind::kFew) {
      number.end = next->at + 1;
      number.low = after.low;
      number.high = after.high;
    }
  }
  return number;
}

std::optional<ComposedNumber> NumberComposer::Number(size_t at) const {
  const Atom& atom = atoms_[at];
  if (atom.blocked) return std::nullopt;
  if (atom.in_clock || atom.in_date) {
    ComposedNumber number{at, at + 1, atom.value, 1.0, false, true, false, {}, {}, false};
    if (atom.in_clock) return std::nullopt;
    return number;
  }
  if (atom.joint == JointKind::kMinus) {
    const auto next = After(at + 1);
    if (!next || next->joined) return std::nullopt;
    auto number = Number(next->at);
    if (!number || number->is_vague) return std::nullopt;
    number->first = at;
    number->value = -number->value;
    return number;
  }
  if (atom.vague != VagueKind::kNone || atom.cardinal == CardinalKind::kScalePlural ||
      atom.cardinal == CardinalKind::kDozens) {
    return Vague(at);
  }
  if (atom.fraction == FractionKind::kFraction || atom.fraction == FractionKind::kOfWhole ||
      atom.fraction == FractionKind::kOfMeasure || atom.joint == JointKind::kPart) {
    if (const auto fraction = BareFraction(at)) return fraction;
  }
  if (atom.cardinal == CardinalKind::kNone || atom.cardinal == CardinalKind::kZero) {
    if (atom.cardinal == CardinalKind::kNone || After(at) ||
        (at > 0 && atoms_[at - 1].token_end == atom.token_begin)) {
      return std::nullopt;
    }
  }
  // The definite dual of one is the weekday Monday.
  if (atom.cardinal == CardinalKind::kUnit && atom.value == 2 && atom.definite()) {
    return std::nullopt;
  }
  ComposedNumber number;
  number.first = at;
  auto sum = RisingYear(at);
  if (!sum) sum = Sum(at, &number.scale);
  if (!sum) return std::nullopt;
  Part whole = *sum;
  if (const auto ratio = Ratio(*sum, &whole)) {
    whole.value = *ratio;
    number.is_fraction = true;
  } else {
    AddFraction(&whole, number.scale, &number.is_fraction);
  }
  number.end = whole.end;
  number.value = whole.value;
  for (size_t i = at; i < number.end; ++i) {
    number.has_digits |= atoms_[i].cardinal == CardinalKind::kDigits;
    number.has_words |= IsWordCardinal(atoms_[i]);
  }
  return number;
}

}  // namespace tadwin::annotate
