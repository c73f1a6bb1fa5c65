#include "annotate/values/digits.h"

#include <cmath>
#include <cstdlib>
#include <string>

namespace tadwin::annotate {
namespace {

constexpr std::string_view kArabicDecimal = "\xD9\xAB";    // U+066B
constexpr std::string_view kArabicThousands = "\xD9\xAC";  // U+066C
constexpr std::string_view kArabicComma = "\xD8\x8C";      // U+060C
constexpr std::string_view kReh = "\xD8\xB1";              // U+0631
constexpr size_t kMaxGroups = 12;
constexpr double kMaxExponent = 400;

// The signs for fractions. Source: Unicode 15, blocks Latin-1 Supplement and Number Forms.
struct FractionSign {
  std::string_view bytes;
  double value;
};
constexpr FractionSign kFractionSigns[] = {
    {"\xC2\xBC", 1.0 / 4},     {"\xC2\xBD", 1.0 / 2},     {"\xC2\xBE", 3.0 / 4},
    {"\xE2\x85\x93", 1.0 / 3}, {"\xE2\x85\x94", 2.0 / 3}, {"\xE2\x85\x95", 1.0 / 5},
    {"\xE2\x85\x96", 2.0 / 5}, {"\xE2\x85\x97", 3.0 / 5}, {"\xE2\x85\x98", 4.0 / 5},
    {"\xE2\x85\x99", 1.0 / 6}, {"\xE2\x85\x9A", 5.0 / 6}, {"\xE2\x85\x9B", 1.0 / 8},
    {"\xE2\x85\x9C", 3.0 / 8}, {"\xE2\x85\x9D", 5.0 / 8}, {"\xE2\x85\x9E", 7.0 / 8}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

enum class Separator { kNone, kLatinComma, kComma, kDot, kDecimal, kThousands };

// One group of digits and the separator before it.
struct Group {
  Separator before = Separator::kNone;
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - begin; }
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<DigitNumber> Run() {
    for (uint32_t at = 0; at < text_.size();) {
      if (!MayBegin(at)) {  // nearly always
        ++at;
        continue;
      }
      if (const FractionSign* sign = SignAt(at)) {
        at = ReadSign(at, *sign);
        continue;
      }
      const bool leading_point = StartsLeadingPoint(at);
      if (!IsDigit(text_[at]) && !leading_point) {
        ++at;
        continue;
      }
      at = leading_point ? ReadLeadingPoint(at) : ReadRun(at);
    }
    return std::move(found_);
  }

 private:
  char At(uint32_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  bool HasAt(uint32_t at, std::string_view what) const {
    return at + what.size() <= text_.size() && text_[at + what.size() - 1] == what.back() &&
           text_.substr(at, what.size()) == what;
  }
  uint32_t EndOfDigits(uint32_t at) const {
    while (IsDigit(At(at))) ++at;
    return at;
  }
  // Whether a digit, a point or the sign of a fraction may stand here.
  bool MayBegin(uint32_t at) const {
    const char c = text_[at];
    if (c == kArabicDecimal.front()) return HasAt(at, kArabicDecimal);
    return IsDigit(c) || c == '.' || c == '\xC2' || c == '\xE2';
  }
  bool IsBoundaryBefore(uint32_t at) const {
    return at == 0 || text_[at - 1] == ' ' || text_[at - 1] == '\n' || text_[at - 1] == '(' ||
           text_[at - 1] == '$' || text_[at - 1] == '"';
  }

  // ".77": a decimal point without a digit before it.
  bool StartsLeadingPoint(uint32_t at) const {
    if (!IsBoundaryBefore(at)) return false;
    if (text_[at] == '.') return IsDigit(At(at + 1));
    return HasAt(at, kArabicDecimal) && IsDigit(At(at + 2));
  }
  uint32_t ReadLeadingPoint(uint32_t at) {
    const uint32_t digits = text_[at] == '.' ? at + 1 : at + 2;
    const uint32_t end = EndOfDigits(digits);
    DigitNumber number;
    number.begin = at;
    number.end = end;
    number.value = Parse("0." + std::string(text_.substr(digits, end - digits)));
    found_.push_back(number);
    return end;
  }

  const FractionSign* SignAt(uint32_t at) const {
    if (text_[at] != '\xC2' && text_[at] != '\xE2') return nullptr;
    for (const FractionSign& sign : kFractionSigns) {
      if (HasAt(at, sign.bytes)) return &sign;
    }
    return nullptr;
  }
  uint32_t ReadSign(uint32_t at, const FractionSign& sign) {
    DigitNumber number;
    number.begin = at;
    number.end = at + static_cast<uint32_t>(sign.bytes.size());
    number.value = sign.value;
    number.is_fraction = true;
    found_.push_back(number);
    return number.end;
  }

  static double Parse(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

  Separator SeparatorAt(uint32_t at, uint32_t* size) const {
    *size = 1;
    if (At(at) == ',') return Separator::kLatinComma;
    if (At(at) == '.') return Separator::kDot;
    *size = 2;
    if (HasAt(at, kArabicDecimal)) return Separator::kDecimal;
    if (HasAt(at, kArabicThousands)) return Separator::kThousands;
    if (HasAt(at, kArabicComma)) return Separator::kComma;
    return Separator::kNone;
  }

  // Part of a name: a Latin letter, or a hyphen behind any letter, stands before it.
  bool IsPartOfName(uint32_t begin) const {
    if (begin == 0) return false;
    const char before = text_[begin - 1];
    if (IsAsciiLetter(before)) return true;
    if (before != '-' || begin < 2) return false;
    const char letter = text_[begin - 2];
    return IsAsciiLetter(letter) || IsContinuation(letter);
  }

  std::vector<Group> ReadGroups(uint32_t at) const {
    std::vector<Group> groups = {{Separator::kNone, at, EndOfDigits(at)}};
    while (groups.size() < kMaxGroups) {
      uint32_t size = 0;
      const uint32_t end = groups.back().end;
      const Separator separator = SeparatorAt(end, &size);
      if (separator == Separator::kNone || !IsDigit(At(end + size))) break;
      groups.push_back({separator, end + size, EndOfDigits(end + size)});
    }
    return groups;
  }

  // Reads what begins with a digit; returns where to go on.
  uint32_t ReadRun(uint32_t begin) {
    const std::vector<Group> groups = ReadGroups(begin);
    const uint32_t end = groups.back().end;
    if (IsPartOfName(begin)) return end;
    if (groups.size() == 1 && HasAt(end, kReh) && IsDigit(At(end + 2))) return ReadReh(groups[0]);
    if (groups.size() == 1) return ReadInteger(groups[0]);
    DigitNumber number;
    if (!Combine(groups, &number)) {
      for (const Group& group : groups) Emit(group.begin, group.end, true);
      return end;
    }
    return Finish(number);
  }

  // Groups as one number: thousands, decimals or both. False when they are a list or a date.
  bool Combine(const std::vector<Group>& groups, DigitNumber* number) const {
    const size_t last = groups.size() - 1;
    const Separator tail = groups[last].before;
    bool inner_same = true;
    for (size_t i = 1; i < last; ++i) {
      inner_same &= groups[i].before == groups[1].before && groups[i].size() == 3;
    }
    const bool grouped_head = groups[0].size() <= 3 && text_[groups[0].begin] != '0';
    const bool head_same = last < 2 || (inner_same && grouped_head);
    if (!head_same) return false;
    bool decimal_tail = false;
    if (last >= 2) {
      decimal_tail = tail != groups[1].before;
      if (!decimal_tail && groups[last].size() != 3) return false;
    } else {
      const bool could_group = groups[last].size() == 3 && grouped_head;
      switch (tail) {
        case Separator::kDecimal: decimal_tail = true; break;
        case Separator::kThousands: decimal_tail = !could_group; break;
        // "165.000" and "5.200" are thousands in the Maghreb and the Levant; "3.142" is not.
        case Separator::kDot:
          decimal_tail = !(could_group && text_.substr(groups[last].end - 2, 2) == "00");
          break;
        default: decimal_tail = !could_group; break;
      }
      const bool comma = tail == Separator::kLatinComma || tail == Separator::kComma;
      if (decimal_tail && comma && groups[0].size() == 4 && groups[last].size() == 4) return false;
    }
    std::string text;
    for (size_t i = 0; i <= last; ++i) {
      if (i == last && decimal_tail) text += '.';
      text += text_.substr(groups[i].begin, groups[i].size());
    }
    number->begin = groups[0].begin;
    number->end = groups[last].end;
    number->value = Parse(text);
    return true;
  }

  // "62r31" is 31.62: agencies from Cairo to the Gulf write the fraction first, so that the number
  // looks right in a line that runs from the right.
  uint32_t ReadReh(const Group& fraction) {
    const std::vector<Group> whole = ReadGroups(fraction.end + 2);
    DigitNumber number;
    if (whole.size() > 1 && !Combine(whole, &number)) return ReadInteger(fraction);
    if (whole.size() == 1) number.value = Value(whole[0]);
    if (number.value != std::floor(number.value)) return ReadInteger(fraction);
    const std::string digits(text_.substr(fraction.begin, fraction.size()));
    number.value += Parse("0." + digits);
    number.begin = fraction.begin;
    number.end = whole.back().end;
    return Finish(number);
  }

  uint32_t ReadInteger(const Group& group) {
    // A chain with '/' or ':' or '-' and three parts is a date; each part stays a number.
    if (At(group.end) == '/' && IsDigit(At(group.end + 1))) return ReadSlashes(group);
    if (At(group.end) == ':' && IsDigit(At(group.end + 1))) return ReadClock(group);
    if (At(group.end) == '-' && IsDigit(At(group.end + 1))) {
      const uint32_t second = EndOfDigits(group.end + 1);
      if (At(second) == '-' && IsDigit(At(second + 1))) {
        Emit(group.begin, group.end, true);
        Emit(group.end + 1, second, true);
        const uint32_t third = EndOfDigits(second + 1);
        Emit(second + 1, third, true);
        return third;
      }
    }
    DigitNumber number;
    number.begin = group.begin;
    number.end = SpaceGrouped(group);
    number.is_integer = number.end == group.end;
    std::string digits;
    for (uint32_t i = number.begin; i < number.end; ++i) {
      if (IsDigit(text_[i])) digits += text_[i];
    }
    number.value = Parse(digits);
    return number.is_integer ? FinishMixed(number) : Finish(number);
  }

  // "1 234 567": groups of exactly three behind a head of one to three digits.
  uint32_t SpaceGrouped(const Group& group) const {
    uint32_t end = group.end;
    if (group.size() > 3 || text_[group.begin] == '0') return end;
    while (At(end) == ' ' && IsDigit(At(end + 1)) && EndOfDigits(end + 1) == end + 4 &&
           At(end + 4) != '/' && At(end + 4) != ':' && At(end + 4) != '-') {
      end += 4;
    }
    return end;
  }

  uint32_t ReadSlashes(const Group& first) {
    std::vector<Group> parts = {first};
    while (At(parts.back().end) == '/' && IsDigit(At(parts.back().end + 1)) &&
           parts.size() < kMaxGroups) {
      parts.push_back({Separator::kNone, parts.back().end + 1, EndOfDigits(parts.back().end + 1)});
    }
    const double top = Value(parts[0]);
    const double bottom = Value(parts[1]);
    if (parts.size() == 2 && bottom > 0 && bottom < 1000 && top < 1000) {
      DigitNumber number;
      number.begin = first.begin;
      number.end = parts[1].end;
      number.value = top / bottom;
      number.is_fraction = true;
      return Finish(number);
    }
    for (const Group& part : parts) Emit(part.begin, part.end, true);
    return parts.back().end;
  }

  uint32_t ReadClock(const Group& first) {
    uint32_t begin = first.begin;
    uint32_t end = first.end;
    while (true) {
      Emit(begin, end, false);
      if (!found_.empty() && found_.back().begin == begin) found_.back().in_clock = true;
      if (At(end) != ':' || !IsDigit(At(end + 1))) return end;
      begin = end + 1;
      end = EndOfDigits(begin);
    }
  }

  // "1 4/5" is one number when the fraction is below one.
  uint32_t FinishMixed(DigitNumber number) {
    const uint32_t sign_at = At(number.end) == ' ' ? number.end + 1 : number.end;
    if (const FractionSign* sign = sign_at < text_.size() ? SignAt(sign_at) : nullptr) {
      number.end = sign_at + static_cast<uint32_t>(sign->bytes.size());
      number.value += sign->value;
      number.is_integer = false;
      number.is_fraction = true;
    }
    if (At(number.end) == ' ' && IsDigit(At(number.end + 1))) {
      const uint32_t top_end = EndOfDigits(number.end + 1);
      if (At(top_end) == '/' && IsDigit(At(top_end + 1))) {
        const uint32_t bottom_end = EndOfDigits(top_end + 1);
        const double top = Value({Separator::kNone, number.end + 1, top_end});
        const double bottom = Value({Separator::kNone, top_end + 1, bottom_end});
        if (At(bottom_end) != '/' && top > 0 && top < bottom && bottom <= 100) {
          number.end = bottom_end;
          number.value += top / bottom;
          number.is_integer = false;
          number.is_fraction = true;
        }
      }
    }
    return Finish(number);
  }

  double Value(const Group& group) const {
    return Parse(std::string(text_.substr(group.begin, group.size())));
  }

  // Exponent, sign; then keeps the number.
  uint32_t Finish(DigitNumber number) {
    if (!std::isfinite(number.value)) return number.end;
    ReadExponent(&number);
    if (number.begin > 0 && text_[number.begin - 1] == '-' && IsBoundaryBefore(number.begin - 1)) {
      --number.begin;
      number.value = -number.value;
      number.is_integer = false;
    }
    found_.push_back(number);
    return number.end;
  }

  // Where the exponent begins in "5x10^3", with or without blanks; 0 when it does not.
  uint32_t PowerOfTen(uint32_t at) const {
    if (At(at) == ' ') ++at;
    if (HasAt(at, "\xC3\x97")) {  // the sign of multiplication
      at += 2;
    } else if (At(at) == 'x' || At(at) == '*') {
      ++at;
    } else {
      return 0;
    }
    if (At(at) == ' ') ++at;
    return HasAt(at, "10^") ? at + 3 : 0;
  }

  // "2.5^-1", "12e+14", "5 x 10^3".
  void ReadExponent(DigitNumber* number) const {
    const char mark = At(number->end);
    const uint32_t power = PowerOfTen(number->end);
    if (mark != '^' && mark != 'e' && mark != 'E' && power == 0) return;
    uint32_t at = power != 0 ? power : number->end + 1;
    const bool negative = At(at) == '-';
    if (negative || At(at) == '+') ++at;
    if (!IsDigit(At(at))) return;
    uint32_t end = EndOfDigits(at);
    std::string digits(text_.substr(at, end - at));
    uint32_t size = 0;
    const Separator separator = mark == '^' ? SeparatorAt(end, &size) : Separator::kNone;
    if (separator != Separator::kNone && separator != Separator::kThousands &&
        IsDigit(At(end + size))) {
      const uint32_t fraction = end + size;
      end = EndOfDigits(fraction);
      digits += "." + std::string(text_.substr(fraction, end - fraction));
    }
    double exponent = Parse(digits);
    if (exponent > kMaxExponent || IsAsciiLetter(At(end))) return;
    if (negative) exponent = -exponent;
    const bool of_itself = mark == '^';
    const double value =
        of_itself ? std::pow(number->value, exponent) : number->value * std::pow(10, exponent);
    if (!std::isfinite(value)) return;
    number->value = value;
    number->end = end;
    number->is_integer = false;
  }

  void Emit(uint32_t begin, uint32_t end, bool in_date) {
    DigitNumber number;
    number.begin = begin;
    number.end = end;
    number.value = Value({Separator::kNone, begin, end});
    number.is_integer = true;
    number.in_date = in_date;
    if (std::isfinite(number.value)) found_.push_back(number);
  }

  std::string_view text_;
  std::vector<DigitNumber> found_;
};

}  // namespace

std::vector<DigitNumber> ScanDigits(std::string_view folded) { return Scanner(folded).Run(); }

}  // namespace tadwin::annotate
