// Every number that is spelt out reads back, by a speller that shares nothing with the reader.
//
// Source of the spellings: W. Wright, A Grammar of the Arabic Language, volume I, sections 318-327.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/values/number.h"
#include "lexicon_text.h"

namespace tadwin::annotate {
namespace {

// How a number is spelt: the gender of what is counted, the case, and two habits of writing.
struct Manner {
  bool feminine = false;
  bool nominative = false;
  bool old_hundred = false;    // an alef inside "hundred"
  bool split_hundred = false;  // "three hundred" as two words
};

struct ScaleName {
  uint64_t value;
  const char* one;
  const char* dual;  // without its ending
  const char* few;   // after 3 to 10
  const char* many;  // after 11 to 99
};
constexpr ScaleName kScales[] = {{1000000000000, "trylywn", "trylywn", "trylywnAt", "trylywnA"},
                                 {1000000000, "mlyAr", "mlyAr", "mlyArAt", "mlyArA"},
                                 {1000000, "mlywn", "mlywn", "mlAyyn", "mlywnA"},
                                 {1000, ">lf", ">lf", "|lAf", ">lfA"}};

const char* const kUnitStems[] = {"",   "",    "",      "vlAv", ">rbE", "xms",
                                  "st", "sbE", "vmAny", "tsE",  "E$r"};
const char* const kTensStems[] = {"", "", "E$r", "vlAv", ">rbE", "xms", "st", "sbE", "vmAn", "tsE"};
const char* const kHundredStems[] = {"", "", "", "vlAv", ">rbE", "xms", "st", "sbE", "vmAn", "tsE"};

std::string Dual(const std::string& stem, const Manner& manner) {
  return stem + (manner.nominative ? "An" : "yn");
}

std::string Unit(uint64_t n, const Manner& manner) {
  if (n == 1) return manner.feminine ? "wAHdp" : "wAHd";
  if (n == 2) return Dual(manner.feminine ? "Avnt" : "Avn", manner);
  const std::string stem = kUnitStems[n];
  return manner.feminine ? stem : stem + "p";  // the counted masculine takes the ta marbuta
}

std::string Below100(uint64_t n, const Manner& manner) {
  if (n <= 10) return Unit(n, manner);
  if (n < 20) {
    const std::string ten = manner.feminine ? " E$rp" : " E$r";
    if (n == 11) return (manner.feminine ? "<HdY" : ">Hd") + ten;
    if (n == 12) {
      return std::string(manner.feminine ? "Avnt" : "Avn") + (manner.nominative ? "A" : "y") + ten;
    }
    return Unit(n - 10, manner) + ten;
  }
  const std::string tens = kTensStems[n / 10] + std::string(manner.nominative ? "wn" : "yn");
  return n % 10 == 0 ? tens : Unit(n % 10, manner) + " w" + tens;
}

std::string Below1000(uint64_t n, const Manner& manner) {
  if (n < 100) return Below100(n, manner);
  const std::string hundred = manner.old_hundred ? "mA}p" : "m}p";
  std::string out;
  if (n / 100 == 1) {
    out = hundred;
  } else if (n / 100 == 2) {
    out = Dual(manner.old_hundred ? "mA}t" : "m}t", manner);
  } else if (manner.split_hundred) {
    out = std::string(n / 100 == 8 ? "vmAny" : kHundredStems[n / 100]) + " " + hundred;
  } else {
    out = kHundredStems[n / 100] + hundred;
  }
  return n % 100 == 0 ? out : out + " w" + Below100(n % 100, manner);
}

std::string Group(uint64_t n, const ScaleName& scale, const Manner& manner) {
  if (n == 1) return scale.one;
  if (n == 2) return Dual(scale.dual, manner);
  Manner count = manner;
  count.feminine = false;  // every scale word is masculine
  const uint64_t tail = n % 100;
  const char* noun = tail >= 3 && tail <= 10 ? scale.few : tail >= 11 ? scale.many : scale.one;
  return Below1000(n, count) + " " + noun;
}

std::string SpellOut(uint64_t n, const Manner& manner) {
  if (n == 0) return "Sfr";
  std::string out;
  const auto join = [&](const std::string& part) { out += (out.empty() ? "" : " w") + part; };
  for (const ScaleName& scale : kScales) {
    if (n >= scale.value) join(Group(n / scale.value, scale, manner));
    n %= scale.value;
  }
  if (n > 0) join(Below1000(n, manner));
  return out;
}

std::vector<Manner> AllManners() {
  std::vector<Manner> manners;
  for (int bits = 0; bits < 16; ++bits) {
    manners.push_back({(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0});
  }
  return manners;
}

// All small numbers, the neighbours of the round ones, and a sample that is even in the exponent.
std::vector<uint64_t> Sample() {
  std::vector<uint64_t> numbers;
  for (uint64_t n = 0; n <= 1100; ++n) numbers.push_back(n);
  for (uint64_t power = 1000; power <= 1000000000000; power *= 10) {
    for (const uint64_t times : {1, 2, 3, 5, 9}) {
      if (times * power > 1000000000000) continue;
      numbers.push_back(times * power);
      numbers.push_back(times * power - 1);
      if (times * power < 1000000000000) numbers.push_back(times * power + 7);
    }
  }
  uint64_t state = 20200928;
  for (uint64_t limit = 10000; limit <= 1000000000000; limit *= 10) {
    for (int i = 0; i < 60; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      numbers.push_back((state >> 11) % limit);
    }
  }
  return numbers;
}

TEST(NumberPropertyTest, ReadsBackEverySpelledNumber) {
  const LexiconReaders& readers = LexiconReaders::BuiltIn();
  std::vector<Error> errors;
  const NumberReader reader = NumberReader::Create(readers.grammar, &errors);
  ASSERT_TRUE(errors.empty());
  size_t failed = 0;
  for (const uint64_t n : Sample()) {
    for (const Manner& manner : AllManners()) {
      const std::string words = SpellOut(n, manner);
      TestText text = ReadWithLexicon(ToArabic(words));
      reader.Annotate(&text.document);
      const std::vector<Mention>& found = text.document.mentions;
      const bool holds = found.size() == 1 && found[0].layer == Layer::kNumber &&
                         found[0].quantity.best == static_cast<double>(n) &&
                         found[0].token_begin == 0 &&
                         found[0].token_end == text.document.tokens.size();
      if (holds) continue;
      ADD_FAILURE() << n << " as '" << words << "' gives " << found.size()
                    << " mentions, the first "
                    << (found.empty() ? -1 : found[0].quantity.best.value_or(-1));
      if (++failed > 20) return;
    }
  }
}

}  // namespace
}  // namespace tadwin::annotate
