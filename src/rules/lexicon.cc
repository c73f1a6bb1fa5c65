#include "rules/lexicon.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "rules/key_table.h"

namespace tadwin::rules {
namespace {

// Longer entries are not looked for: it bounds the work per word.
constexpr size_t kMaxEntryBytes = 160;
constexpr size_t kUsualMatches = 4;  // of one word; no more than room made ahead
// The article in folded text: U+0627 U+0644.
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

using Item = std::pair<std::string, LexEntry>;

constexpr size_t kLetterBytes = 2;

// How a word is written without a pronoun when it differs with one: t for ta marbuta, alef for a
// final ya-shaped alef, a seat for the hamza behind an alef. Writes it and gives its length; 0 when
// `core` has none of these.
// Source: W. Wright, A Grammar of the Arabic Language, volume I, sections 7, 15 and 317.
size_t RestoreBeforePronoun(std::string_view core, char* word) {
  constexpr std::string_view kAlef = "\xD8\xA7", kTa = "\xD8\xAA", kHa = "\xD9\x87";
  constexpr std::string_view kWaw = "\xD9\x88", kYa = "\xD9\x8A", kHamza = "\xD8\xA1";
  if (core.size() < 3 * kLetterBytes) return 0;
  const std::string_view last = core.substr(core.size() - kLetterBytes);
  const std::string_view before = core.substr(core.size() - 2 * kLetterBytes, kLetterBytes);
  std::string_view instead;
  if (last == kTa) instead = kHa;
  if (last == kAlef) instead = kYa;
  if ((last == kWaw || last == kYa) && before == kAlef) instead = kHamza;
  if (instead.empty()) return 0;
  std::copy(core.begin(), core.end() - kLetterBytes, word);
  std::copy(instead.begin(), instead.end(), word + core.size() - kLetterBytes);
  return core.size();
}

bool EntryLess(const LexEntry& a, const LexEntry& b) {
  if (a.lexicon != b.lexicon) return a.lexicon < b.lexicon;
  if (a.row != b.row) return a.row < b.row;
  const auto key = [](const Features& f) {
    return std::tuple(f.pos, f.form, f.voice, f.gender, f.number, f.person);
  };
  return key(a.features) < key(b.features);
}

// Of one word: longest first.
bool MatchLess(const LexMatch& a, const LexMatch& b) {
  if (a.token_end != b.token_end) return a.token_end > b.token_end;
  if (a.proclitics != b.proclitics) return a.proclitics < b.proclitics;
  if (a.has_enclitic != b.has_enclitic) return b.has_enclitic;
  return EntryLess(a.entry, b.entry);
}

bool SameMatch(const LexMatch& a, const LexMatch& b) {
  return a.token_end == b.token_end && a.proclitics == b.proclitics &&
         a.has_enclitic == b.has_enclitic && a.entry == b.entry;
}

// Sorts the matches behind `begin`, all of one word, and drops what is there twice. They are few
// and nearly in order.
void SortFrom(size_t begin, std::vector<LexMatch>* matches) {
  std::vector<LexMatch>& all = *matches;
  for (size_t i = begin + 1; i < all.size(); ++i) {
    if (!MatchLess(all[i], all[i - 1])) continue;
    const LexMatch moved = all[i];
    size_t at = i;
    for (; at > begin && MatchLess(moved, all[at - 1]); --at) all[at] = all[at - 1];
    all[at] = moved;
  }
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(begin);
  all.erase(std::unique(first, all.end(), SameMatch), all.end());
}

// Whether text may be cut between two bytes of a key: everywhere but inside a run of the letters
// U+0620 to U+064A, which is one word, and inside a code point.
bool MayCut(std::string_view key, size_t at) {
  const auto is_letter = [&](size_t i) {
    const auto lead = static_cast<unsigned char>(key[i]);
    const auto next = static_cast<unsigned char>(key[i + 1]);
    return (lead == 0xD8 && next >= 0xA0) || (lead == 0xD9 && next <= 0x8A);
  };
  if ((static_cast<unsigned char>(key[at]) & 0xC0) == 0x80) return false;
  const bool letter_before = at >= 2 && is_letter(at - 2);
  const bool letter_after = at + 1 < key.size() && is_letter(at);
  return !letter_before || !letter_after;
}

// Adds the hash of every part of a key that the words of a text can end with.
void AddBeginnings(std::string_view key, std::vector<uint64_t>* hashes) {
  for (size_t at = 1; at < key.size(); ++at) {
    if (MayCut(key, at)) hashes->push_back(KeyTable::HashOf(key.substr(0, at)));
  }
}

}  // namespace

struct Lexicon::Impl {
  struct Named {
    std::string name;
    const Table* table = nullptr;
  };
  std::vector<Named> lexicons;
  std::map<std::string, uint32_t, std::less<>> by_name;
  std::vector<Item> items;  // until Build

  KeyTable keys;
  HashFilter beginnings;        // of longer keys: every part of a key that can be words of its own
  std::vector<uint32_t> first;  // by key: entries [first[key], first[key + 1])
  std::vector<LexEntry> entries;
  KeyTable words;  // what patterns ask for; grows while readers are built
  // Bits of the sets of patterns that ask for an entry, by lexicon and row, and for a pattern word.
  struct Askers {
    uint64_t of_every_row = 0;
    std::vector<uint64_t> of_row;
  };
  std::vector<Askers> askers_of;
  std::vector<uint64_t> askers_of_word;
  uint32_t askers = 0;

  uint64_t AskersOf(const LexEntry& entry) const {
    if (entry.lexicon >= askers_of.size()) return 0;
    const Askers& of = askers_of[entry.lexicon];
    return of.of_every_row | (entry.row < of.of_row.size() ? of.of_row[entry.row] : 0);
  }

  // Adds the entries of `key` as matches like `match`.
  void AddEntries(std::string_view key, uint64_t hash, LexMatch match,
                  std::vector<LexMatch>* out) const {
    const uint32_t number = keys.Find(key, hash);
    if (number == KeyTable::kNone) return;
    for (uint32_t i = first[number]; i < first[number + 1]; ++i) {
      match.entry = entries[i];
      out->push_back(match);
    }
  }
  void AddLonger(const AnnotatedText& document, uint32_t token, std::string_view article,
                 const Reading& reading, LexMatch match, std::vector<LexMatch>* out) const;
  void MatchToken(const AnnotatedText& document, uint32_t token, std::vector<uint32_t>* words_of,
                  std::vector<LexMatch>* out) const;
};

// Adds the entries of several words that begin with this reading of `token`, behind `article`.
void Lexicon::Impl::AddLonger(const AnnotatedText& document, uint32_t token,
                              std::string_view article, const Reading& reading, LexMatch match,
                              std::vector<LexMatch>* out) const {
  const std::string_view folded = document.text.folded;
  char buffer[kMaxEntryBytes + kArticle.size()];
  // The key up to `end`, or nothing when it is too long.
  const auto key_to = [&](uint32_t end) -> std::string_view {
    const std::string_view text = folded.substr(reading.core_begin, end - reading.core_begin);
    if (text.size() > kMaxEntryBytes || article.empty()) {
      return text.size() > kMaxEntryBytes ? std::string_view() : text;
    }
    std::copy(article.begin(), article.end(), buffer);
    std::copy(text.begin(), text.end(), buffer + article.size());
    return {buffer, article.size() + text.size()};
  };
  for (uint32_t last = token + 1; last < document.tokens.size(); ++last) {
    const Token& tail = document.tokens[last];
    match.token_end = last + 1;
    match.has_enclitic = true;
    uint32_t done = 0;  // several readings may cut the same pronoun
    for (uint32_t r = tail.first_reading; r < tail.first_reading + tail.reading_count; ++r) {
      const Reading& cut = document.readings[r];
      if (!cut.has_enclitic || cut.core_begin != tail.fold_begin || cut.core_end == done) continue;
      done = cut.core_end;
      const std::string_view key = key_to(cut.core_end);
      if (!key.empty()) AddEntries(key, KeyTable::HashOf(key), match, out);
    }
    match.has_enclitic = false;
    const std::string_view key = key_to(tail.fold_end);
    if (key.empty()) return;
    const uint64_t hash = KeyTable::HashOf(key);
    AddEntries(key, hash, match, out);
    if (!beginnings.MayHold(hash)) return;
  }
}

void Lexicon::Impl::MatchToken(const AnnotatedText& document, uint32_t token,
                               std::vector<uint32_t>* words_of, std::vector<LexMatch>* out) const {
  const Token& word = document.tokens[token];
  char restored[kMaxEntryBytes + kArticle.size()];
  for (uint32_t r = word.first_reading; r < word.first_reading + word.reading_count; ++r) {
    const Reading& reading = document.readings[r];
    const std::string_view core = document.Core(reading);
    const uint64_t hash = KeyTable::HashOf(core);
    (*words_of)[r] = words.Find(core, hash) + 1;
    if (core.size() > kMaxEntryBytes) continue;
    LexMatch match;
    match.token_begin = token;
    match.token_end = token + 1;
    match.proclitics = reading.proclitics;
    match.has_enclitic = reading.has_enclitic;
    AddEntries(core, hash, match, out);
    const bool whole_word = !reading.has_enclitic;
    if (whole_word && beginnings.MayHold(hash)) {
      AddLonger(document, token, {}, reading, match, out);
    }
    if (!whole_word) {
      const size_t length = RestoreBeforePronoun(core, restored);
      const std::string_view plain(restored, length);
      if (length != 0) AddEntries(plain, KeyTable::HashOf(plain), match, out);
    }
    // "ll" swallows the alef of the article: entries that begin with the article still match.
    if ((reading.proclitics & kLi) != 0 && (reading.proclitics & kAl) != 0) {
      match.proclitics = static_cast<uint16_t>(reading.proclitics & ~kAl);
      std::copy(kArticle.begin(), kArticle.end(), restored);
      std::copy(core.begin(), core.end(), restored + kArticle.size());
      const std::string_view whole(restored, kArticle.size() + core.size());
      const uint64_t whole_hash = KeyTable::HashOf(whole);
      AddEntries(whole, whole_hash, match, out);
      if (whole_word && beginnings.MayHold(whole_hash)) {
        AddLonger(document, token, kArticle, reading, match, out);
      }
    }
  }
}

Lexicon::Lexicon() : impl_(std::make_unique<Impl>()) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

void Lexicon::AddTables(const RuleSet& rules, const FoldFunction& fold) {
  for (const Table& table : rules.tables()) {
    const int surface = table.Column("surface");
    if (surface < 0) continue;
    const uint32_t lexicon = AddLexicon(table.name, &table);
    for (uint32_t row = 0; row < table.rows.size(); ++row) {
      std::string_view rest = table.rows[row].cells[static_cast<size_t>(surface)];
      while (!rest.empty()) {
        const size_t bar = rest.find('|');
        const std::string form = fold(rest.substr(0, bar));
        if (!form.empty()) Add(form, LexEntry{lexicon, row, {}});
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
      }
    }
  }
}

uint32_t Lexicon::AddLexicon(std::string_view name, const Table* table) {
  const auto known = impl_->by_name.find(name);
  if (known != impl_->by_name.end()) return known->second;
  const auto index = static_cast<uint32_t>(impl_->lexicons.size());
  impl_->lexicons.push_back({std::string(name), table});
  impl_->by_name.emplace(std::string(name), index);
  return index;
}

void Lexicon::Add(std::string_view folded_form, const LexEntry& entry) {
  if (!folded_form.empty()) impl_->items.emplace_back(std::string(folded_form), entry);
}

void Lexicon::Build() {
  std::vector<Item>& items = impl_->items;
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    const int order = a.first.compare(b.first);
    return order != 0 ? order < 0 : EntryLess(a.second, b.second);
  });
  items.erase(std::unique(items.begin(), items.end()), items.end());

  impl_->first.clear();
  impl_->entries.clear();
  std::vector<uint64_t> beginnings;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i == 0 || items[i].first != items[i - 1].first) {
      impl_->keys.Add(items[i].first);
      AddBeginnings(items[i].first, &beginnings);
      impl_->first.push_back(static_cast<uint32_t>(i));
    }
    impl_->entries.push_back(items[i].second);
  }
  impl_->first.push_back(static_cast<uint32_t>(items.size()));
  impl_->beginnings = HashFilter(beginnings.size());
  for (const uint64_t hash : beginnings) impl_->beginnings.Add(hash);
  items.clear();
  items.shrink_to_fit();
}

int Lexicon::IndexOf(std::string_view name) const {
  const auto found = impl_->by_name.find(name);
  return found == impl_->by_name.end() ? -1 : static_cast<int>(found->second);
}

uint32_t Lexicon::PatternWord(std::string_view folded) const {
  return impl_->words.Add(folded) + 1;
}

uint32_t Lexicon::pattern_words() const { return impl_->words.size(); }

uint32_t Lexicon::AddAsker() const { return impl_->askers++; }

uint32_t Lexicon::askers() const { return impl_->askers; }

void Lexicon::AddAsked(uint32_t asker, uint32_t lexicon, const std::vector<bool>* rows) const {
  if (impl_->askers_of.size() <= lexicon) impl_->askers_of.resize(lexicon + 1);
  Impl::Askers& of = impl_->askers_of[lexicon];
  if (rows == nullptr) {
    of.of_every_row |= AskerBit(asker);
    return;
  }
  if (of.of_row.size() < rows->size()) of.of_row.resize(rows->size(), 0);
  for (size_t row = 0; row < rows->size(); ++row) {
    if ((*rows)[row]) of.of_row[row] |= AskerBit(asker);
  }
}

void Lexicon::AddAskedWord(uint32_t asker, uint32_t pattern_word) const {
  std::vector<uint64_t>& of = impl_->askers_of_word;
  if (of.size() <= pattern_word) of.resize(pattern_word + 1, 0);
  of[pattern_word] |= AskerBit(asker);
}

uint32_t Lexicon::size() const { return static_cast<uint32_t>(impl_->lexicons.size()); }

const std::string& Lexicon::NameOf(uint32_t lexicon) const {
  TADWIN_CHECK(lexicon < impl_->lexicons.size(), "asked for a lexicon that was never added");
  return impl_->lexicons[lexicon].name;
}

const Table* Lexicon::TableOf(uint32_t lexicon) const {
  TADWIN_CHECK(lexicon < impl_->lexicons.size(), "asked for a lexicon that was never added");
  return impl_->lexicons[lexicon].table;
}

std::string_view Lexicon::Cell(const LexEntry& entry, std::string_view column) const {
  const Table* table = TableOf(entry.lexicon);
  return table == nullptr ? std::string_view() : table->Cell(entry.row, column);
}

void Lexicon::Match(AnnotatedText* document) const {
  WordAtoms& atoms = document->atoms;
  atoms.words_known = impl_->words.size();
  atoms.stride = (size() + atoms.words_known + 1 + 63) / 64;
  atoms.word_of_reading.assign(document->readings.size(), 0);
  atoms.in_sentence.assign(document->sentences.size() * atoms.stride, 0);
  atoms.asked_by.assign(document->tokens.size(), 0);
  atoms.sets_known = impl_->askers;
  const std::vector<uint64_t>& askers_of_word = impl_->askers_of_word;
  std::vector<LexMatch>& matches = document->lex_matches;
  matches.clear();
  matches.reserve(document->tokens.size() * kUsualMatches);
  document->lex_match_begin.clear();
  document->lex_match_begin.reserve(document->tokens.size() + 1);
  document->lex_match_begin.push_back(0);
  for (uint32_t i = 0; i < document->tokens.size(); ++i) {
    const size_t begin = matches.size();
    impl_->MatchToken(*document, i, &atoms.word_of_reading, &matches);
    SortFrom(begin, &matches);
    document->lex_match_begin.push_back(static_cast<uint32_t>(matches.size()));
    const Token& token = document->tokens[i];
    uint64_t askers = 0;
    for (size_t m = begin; m < matches.size(); ++m) askers |= impl_->AskersOf(matches[m].entry);
    for (uint32_t r = token.first_reading; r < token.first_reading + token.reading_count; ++r) {
      const uint32_t word = atoms.word_of_reading[r];
      if (word != 0 && word < askers_of_word.size()) askers |= askers_of_word[word];
    }
    atoms.asked_by[i] = askers;
    if (token.sentence >= document->sentences.size()) continue;
    uint64_t* bits = &atoms.in_sentence[token.sentence * atoms.stride];
    const auto mark = [bits](uint32_t bit) { bits[bit / 64] |= uint64_t{1} << (bit % 64); };
    for (size_t m = begin; m < matches.size(); ++m) mark(matches[m].entry.lexicon);
    for (uint32_t r = token.first_reading; r < token.first_reading + token.reading_count; ++r) {
      if (atoms.word_of_reading[r] != 0) mark(size() + atoms.word_of_reading[r]);
    }
  }
}

bool Lexicon::Has(std::string_view folded_form) const {
  return impl_->keys.Find(folded_form) != KeyTable::kNone;
}

std::vector<LexEntry> Lexicon::Find(std::string_view folded_form) const {
  const uint32_t key = impl_->keys.Find(folded_form);
  if (key == KeyTable::kNone) return {};
  return {impl_->entries.begin() + impl_->first[key],
          impl_->entries.begin() + impl_->first[key + 1]};
}

}  // namespace tadwin::rules
