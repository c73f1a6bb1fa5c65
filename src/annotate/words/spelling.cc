#include "annotate/words/spelling.h"

namespace tadwin::annotate {
namespace {

constexpr char kHamza = '\'';

bool IsShort(char c) { return c == 'a' || c == 'i' || c == 'u'; }
bool IsLong(char c) { return c == 'A' || c == 'I' || c == 'U' || c == 'Y' || c == 'W'; }
bool IsConsonant(char c) { return c != '\0' && !IsShort(c) && !IsLong(c); }

char At(std::string_view sounds, size_t index) {
  return index < sounds.size() ? sounds[index] : '\0';
}

// Sounds that flow together: 'a'C -> 'AC, iwC -> IC, uyC -> UC.
std::string Contract(std::string_view in) {
  std::string out;
  for (size_t i = 0; i < in.size(); ++i) {
    const char next = At(in, i + 1);
    const char second = At(in, i + 2);
    const bool closes = IsConsonant(second) && second != next;
    if (out.size() == 1 && out[0] == kHamza && IsShort(in[i]) && next == kHamza && closes) {
      out += in[i] == 'a' ? 'A' : in[i] == 'i' ? 'I' : 'U';
      ++i;
    } else if (in[i] == 'i' && next == 'w' && closes) {
      out += 'I';
      ++i;
    } else if (in[i] == 'u' && next == 'y' && closes) {
      out += 'U';
      ++i;
    } else {
      out += in[i];
    }
  }
  return out;
}

// The seat of a hamza inside or at the end of a word: A w y or ' alone. `other` gets the seat of
// the second accepted spelling, or stays '\0'.
char SeatOf(std::string_view sounds, size_t index, char* other) {
  const char before = At(sounds, index - 1);
  size_t next_index = index + 1;
  if (At(sounds, next_index) == kHamza) ++next_index;
  const char after = At(sounds, next_index);
  const bool final = after == '\0' || (IsShort(after) && next_index + 1 == sounds.size());
  if (final) {
    if (before == 'a') return 'A';
    if (before == 'i') return 'y';
    if (before == 'u') return 'w';
    return kHamza;
  }
  const bool before_i = before == 'i' || before == 'I' || (before == 'y' && !IsShort(after));
  if (before_i || before == 'y' || after == 'i' || after == 'I') return 'y';
  if (after == 'u' || after == 'U' || after == 'W') {
    if (after != 'u') *other = before == 'a' ? 'A' : before == 'A' ? kHamza : 'y';
    return 'w';
  }
  if (before == 'u') return 'w';
  if (before == 'A' || before == 'U' || before == 'w') {
    return after == 'a' || after == 'A' || after == 'Y' ? kHamza : 'A';
  }
  return 'A';
}

void AppendLong(char c, bool is_last, bool enclitic, std::string* out) {
  switch (c) {
    case 'A': out->push_back('A'); break;
    case 'I': out->push_back('y'); break;
    case 'U': out->push_back('w'); break;
    case 'W': out->append(enclitic ? "w" : "wA"); break;
    default:  // Y: an alef inside the word, behind ya, or before a pronoun
      out->push_back(is_last && !enclitic && (out->empty() || out->back() != 'y') ? 'y' : 'A');
  }
}

std::string Write(std::string_view sounds, bool other_seat, bool enclitic, bool* has_other) {
  std::string out;
  for (size_t i = 0; i < sounds.size(); ++i) {
    const char c = sounds[i];
    if (i == 0 && (IsShort(c) || c == kHamza)) {
      out.push_back('A');
      if (c == kHamza && At(sounds, 1) == 'A') ++i;  // alef madda
    } else if (IsShort(c)) {
      continue;
    } else if (IsLong(c)) {
      AppendLong(c, i + 1 == sounds.size(), enclitic, &out);
    } else if (c == kHamza) {
      char other = '\0';
      const char seat = SeatOf(sounds, i, &other);
      *has_other |= other != '\0';
      out.push_back(other_seat && other != '\0' ? other : seat);
      if (At(sounds, i + 1) == kHamza) ++i;
      const char after = At(sounds, i + 1);
      if (out.back() == 'A' && (after == 'A' || (after == 'Y' && enclitic))) ++i;  // alef madda
    } else {
      out.push_back(c == 'p' ? 'h' : c);
      if (At(sounds, i + 1) == c) ++i;
    }
  }
  return out;
}

}  // namespace

Spelling Spell(std::string_view sounds) {
  const std::string contracted = Contract(sounds);
  Spelling spelling;
  bool has_other = false;
  spelling.main = Write(contracted, false, false, &has_other);
  if (has_other) spelling.other = Write(contracted, true, false, &has_other);
  const char last = contracted.empty() ? '\0' : contracted.back();
  if (last == 'W' || last == 'Y') {
    spelling.before_enclitic = Write(contracted, false, true, &has_other);
    if (spelling.before_enclitic == spelling.main) spelling.before_enclitic.clear();
  }
  return spelling;
}

std::string FoldBuckwalter(std::string_view letters) {
  std::string out;
  for (const char c : letters) {
    switch (c) {
      case '>':
      case '<':
      case '|':
      case '{': out.push_back('A'); break;
      case '&': out.push_back('w'); break;
      case '}':
      case 'Y': out.push_back('y'); break;
      case 'p': out.push_back('h'); break;
      case 'a':
      case 'i':
      case 'u':
      case 'o':
      case '~':
      case 'F':
      case 'K':
      case 'N':
      case '_': break;
      default: out.push_back(c);
    }
  }
  return out;
}

}  // namespace tadwin::annotate
