#include "export/redactor.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/utf8.h"

namespace tadwin::exporting {
namespace {

constexpr char32_t kWaw = 0x0648;
constexpr char32_t kFa = 0x0641;
constexpr char32_t kBa = 0x0628;
constexpr char32_t kLam = 0x0644;
constexpr char32_t kKaf = 0x0643;
constexpr char32_t kAlef = 0x0627;
constexpr size_t kMinStem = 3;

// Endings of nouns: dual, plural, feminine, and the pronouns that are written onto them.
constexpr std::array<std::u32string_view, 17> kEndings = {U"\u0647\u0645\u0627",
                                                          U"\u064A\u0629",
                                                          U"\u064A\u0647",
                                                          U"\u0647\u0645",
                                                          U"\u0647\u0627",
                                                          U"\u0646\u0627",
                                                          U"\u0627\u062A",
                                                          U"\u0648\u0646",
                                                          U"\u064A\u0646",
                                                          U"\u0627\u0646",
                                                          U"\u062A\u064A",
                                                          U"\u0648\u0627",
                                                          U"\u0647",
                                                          U"\u0629",
                                                          U"\u0627",
                                                          U"\u064A",
                                                          U"\u062A"};

std::u32string Decode(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) out.push_back(DecodeUtf8(text, &at));
  return out;
}

std::string Encode(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) AppendUtf8(c, &out);
  return out;
}

bool IsLetter(char32_t c) {
  return (c >= 0x0620 && c <= 0x065F) || (c >= 0x066E && c <= 0x06D3) || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || (c >= 0x00C0 && c <= 0x024F) || (c >= 0xFB50 && c <= 0xFEFC) ||
         c > 0x3000;
}

// The word, and what is left of it when particles written onto its front are taken off.
std::vector<std::u32string> Fronts(const std::u32string& word) {
  std::vector<std::u32string> fronts = {word};
  const auto add = [&fronts](std::u32string_view front) {
    if (front.size() >= 2) fronts.emplace_back(front);
  };
  for (size_t i = 0; i < fronts.size() && fronts.size() < 16; ++i) {
    const std::u32string front = fronts[i];
    if (front.size() < kMinStem) continue;
    if (front[0] == kAlef && front[1] == kLam) add(std::u32string_view(front).substr(2));
    if (front[0] == kLam && front[1] == kLam) add(std::u32string_view(front).substr(2));
    const bool one_letter = front[0] == kWaw || front[0] == kFa || front[0] == kBa ||
                            front[0] == kLam || front[0] == kKaf;
    if (one_letter) add(std::u32string_view(front).substr(1));
  }
  return fronts;
}

// Splits at blanks and at all that is neither letter nor digit: [begin, end) of each word.
std::vector<std::pair<size_t, size_t>> WordsOf(std::string_view text) {
  std::vector<std::pair<size_t, size_t>> words;
  bool inside = false;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    if (IsLetter(c)) {
      if (!inside) words.emplace_back(begin, at);
      words.back().second = at;
      inside = true;
    } else if (c != 0x0640) {
      inside = false;
    }
  }
  return words;
}

}  // namespace

void Redactor::AddWords(const rules::Table& table, std::string_view column, std::string_view only,
                        Words* words) const {
  const size_t equals = only.find('=');
  const std::string wanted =
      equals == std::string_view::npos ? "" : "|" + std::string(only.substr(equals + 1)) + "|";
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    if (!wanted.empty()) {
      const std::string cell = "|" + std::string(table.Cell(row, only.substr(0, equals))) + "|";
      if (wanted.find(cell) == std::string::npos) continue;
    }
    const std::string_view cell = table.Cell(row, column);
    for (const auto& [begin, end] : WordsOf(cell)) {
      words->insert(folder_.FoldString(cell.substr(begin, end - begin)));
    }
  }
}

void Redactor::AddWhole(const rules::Table& table, std::string_view column) {
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    std::string_view cell = table.Cell(row, column);
    while (!cell.empty()) {
      const size_t bar = cell.find('|');
      registered_.insert(folder_.FoldString(cell.substr(0, bar)));
      cell = bar == std::string_view::npos ? std::string_view() : cell.substr(bar + 1);
    }
  }
}

Result<Redactor> Redactor::Create(const rules::RuleSet& rules, const rules::Table& which) {
  std::vector<Error> errors;
  Redactor redactor(normalise::Folder::Create(rules, &errors));
  const std::array<std::pair<std::string_view, Words*>, 9> uses = {
      {{"party", &redactor.party_},
       {"adjective", &redactor.adjectives_},
       {"time", &redactor.times_},
       {"surname", &redactor.surnames_},
       {"place", &redactor.place_},
       {"words", &redactor.words_},
       {"name", &redactor.names_},
       {"title", &redactor.titles_},
       {"break", &redactor.breaks_}}};
  for (uint32_t row = 0; row < which.rows.size(); ++row) {
    const rules::Table* table = rules.FindTable(which.Cell(row, "table"));
    const auto use = std::find_if(uses.begin(), uses.end(), [&](const auto& known) {
      return known.first == which.Cell(row, "use");
    });
    if (use == uses.end()) {
      errors.push_back({ErrorCode::kBadRule, "unknown use", which.Where(row, "use")});
    } else if (table == nullptr || table->Column(which.Cell(row, "column")) < 0) {
      // A folder of rules may lack a table: then more is withheld, never less - but for names.
      if (use->first == "name") {
        errors.push_back({ErrorCode::kBadRule, "the rules have no such table: redaction needs it",
                          which.Where(row, "table")});
      }
    } else {
      redactor.AddWords(*table, which.Cell(row, "column"), which.Cell(row, "only"), use->second);
      if (use->second == &redactor.place_) redactor.AddWhole(*table, which.Cell(row, "column"));
    }
  }
  if (!errors.empty()) return errors.front();
  return redactor;
}

bool Redactor::IsListed(const std::string& folded, const Words& words) const {
  for (const std::u32string& front : Fronts(Decode(folded))) {
    if (words.count(Encode(front)) != 0) return true;
    for (const std::u32string_view ending : kEndings) {
      if (front.size() < ending.size() + kMinStem) continue;
      const std::u32string_view view(front);
      if (view.substr(view.size() - ending.size()) != ending) continue;
      if (words.count(Encode(view.substr(0, view.size() - ending.size()))) != 0) return true;
    }
  }
  return false;
}

bool Redactor::IsFront(const std::string& folded, const Words& words) const {
  for (const std::u32string& front : Fronts(Decode(folded))) {
    if (words.count(Encode(front)) != 0) return true;
  }
  return false;
}

bool Redactor::MayStand(std::string_view written, const std::string& folded, WordUse use,
                        Reading* reading) const {
  const bool is_name = IsFront(folded, names_);
  if (use == WordUse::kDeed) return !is_name;
  const Reading before = *reading;
  const bool is_words = use == WordUse::kWords;
  // One folded spelling is both "on" and the name Ali: in running words the final letter decides.
  const bool ends_as_particle = written.ends_with("\u0649");
  if (breaks_.count(folded) != 0 &&
      (!is_name || (is_words && ends_as_particle && !before.in_name && !before.after_title))) {
    *reading = {};
    return true;
  }
  const bool is_role = IsListed(folded, party_);
  const bool is_time = is_words && !before.after_title && IsListed(folded, times_);
  bool listed = is_role || is_time;
  if (before.after_role && !before.after_title && !IsFront(folded, surnames_)) {
    listed |= IsListed(folded, adjectives_);
  }
  if (use == WordUse::kPlace) listed |= IsListed(folded, place_);
  if (is_words && !before.after_title) listed |= IsListed(folded, words_);
  // A given name that is a word for a role too ("soldier") is a name behind a title.
  const bool may_be_called_so =
      is_name && !is_time && (!party_.count(folded) || before.after_title);
  const bool stands = listed && !before.in_name && !may_be_called_so;
  reading->in_name = before.in_name || (is_name && !stands);
  reading->after_title = IsFront(folded, titles_);
  reading->after_role = stands;
  return stands;
}

std::string Redactor::Redact(std::string_view text, WordUse use) const {
  if (use == WordUse::kPlace && registered_.count(folder_.FoldString(text)) != 0) {
    return std::string(text);
  }
  std::string out;
  size_t copied = 0;  // of `text`
  Reading reading;
  bool withholding = false;  // the last word was withheld
  for (const auto& [begin, end] : WordsOf(text)) {
    const std::string_view written = text.substr(begin, end - begin);
    const bool stands = MayStand(written, folder_.FoldString(written), use, &reading);
    if (stands) {
      out += text.substr(copied, end - copied);
    } else if (!withholding) {
      out += text.substr(copied, begin - copied);
      out += kWithheld;
    }
    withholding = !stands;
    copied = end;
  }
  out += text.substr(copied);
  return out;
}

}  // namespace tadwin::exporting
