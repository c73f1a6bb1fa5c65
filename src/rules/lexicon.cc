#include "rules/lexicon.h"

#include <marisa.h>

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/check.h"

namespace tadwin::rules {
namespace {

// Longer entries are not looked for: it bounds the work per word.
constexpr size_t kMaxEntryBytes = 160;
// The article in folded text: U+0627 U+0644.
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

using Item = std::pair<std::string, LexEntry>;

constexpr size_t kLetterBytes = 2;

// How a word is written without a pronoun when it differs with one: t for ta marbuta, alef for a
// final ya-shaped alef, a seat for the hamza behind an alef. False when `core` has none of these.
// Source: W. Wright, A Grammar of the Arabic Language, volume I, sections 7, 15 and 317.
bool RestoreBeforePronoun(std::string_view core, std::string* word) {
  constexpr std::string_view kAlef = "\xD8\xA7", kTa = "\xD8\xAA", kHa = "\xD9\x87";
  constexpr std::string_view kWaw = "\xD9\x88", kYa = "\xD9\x8A", kHamza = "\xD8\xA1";
  if (core.size() < 3 * kLetterBytes) return false;
  const std::string_view last = core.substr(core.size() - kLetterBytes);
  const std::string_view before = core.substr(core.size() - 2 * kLetterBytes, kLetterBytes);
  std::string_view instead;
  if (last == kTa) instead = kHa;
  if (last == kAlef) instead = kYa;
  if ((last == kWaw || last == kYa) && before == kAlef) instead = kHamza;
  if (instead.empty()) return false;
  word->assign(core.substr(0, core.size() - kLetterBytes)).append(instead);
  return true;
}

bool EntryLess(const LexEntry& a, const LexEntry& b) {
  const auto key = [](const LexEntry& e) {
    return std::tuple(e.lexicon, e.row, e.features.pos, e.features.form, e.features.voice,
                      e.features.gender, e.features.number, e.features.person);
  };
  return key(a) < key(b);
}

bool MatchLess(const LexMatch& a, const LexMatch& b) {
  if (a.token_begin != b.token_begin) return a.token_begin < b.token_begin;
  if (a.token_end != b.token_end) return a.token_end > b.token_end;
  if (a.proclitics != b.proclitics) return a.proclitics < b.proclitics;
  if (a.has_enclitic != b.has_enclitic) return b.has_enclitic;
  return EntryLess(a.entry, b.entry);
}

bool SameMatch(const LexMatch& a, const LexMatch& b) {
  return a.token_begin == b.token_begin && a.token_end == b.token_end &&
         a.proclitics == b.proclitics && a.has_enclitic == b.has_enclitic && a.entry == b.entry;
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

  marisa::Trie trie;
  std::vector<uint32_t> first;  // by key id; entries [first[id], first[id + 1])
  std::vector<LexEntry> entries;
  // What patterns ask for; grows while readers are built.
  std::deque<std::string> words;
  std::unordered_map<std::string_view, uint32_t> word_numbers;  // keys lie in `words`

  uint32_t WordNumber(std::string_view folded) const {
    const auto found = word_numbers.find(folded);
    return found == word_numbers.end() ? 0 : found->second;
  }
  void FillAtoms(AnnotatedText* document) const;
  // Adds the entries of one key found at a word, if the key ends where a word (or its core) does.
  void Accept(const AnnotatedText& document, uint32_t token, const Reading& reading,
              uint16_t proclitics, uint32_t end, size_t key, std::vector<LexMatch>* out) const;
};

void Lexicon::Impl::Accept(const AnnotatedText& document, uint32_t token, const Reading& reading,
                           uint16_t proclitics, uint32_t end, size_t key,
                           std::vector<LexMatch>* out) const {
  LexMatch match;
  match.token_begin = token;
  match.proclitics = proclitics;
  if (end <= document.tokens[token].fold_end) {
    if (end != reading.core_end) return;
    match.token_end = token + 1;
    match.has_enclitic = reading.has_enclitic;
  } else {
    if (reading.has_enclitic) return;
    uint32_t last = token + 1;
    while (last < document.tokens.size() && document.tokens[last].fold_end < end) ++last;
    if (last >= document.tokens.size()) return;
    const Token& tail = document.tokens[last];
    if (tail.fold_end != end) {
      bool is_core = false;
      for (uint32_t r = 0; r < tail.reading_count; ++r) {
        const Reading& cut = document.readings[tail.first_reading + r];
        is_core |= cut.has_enclitic && cut.core_end == end && cut.core_begin == tail.fold_begin;
      }
      if (!is_core) return;
      match.has_enclitic = true;
    }
    match.token_end = last + 1;
  }
  for (uint32_t i = first[key]; i < first[key + 1]; ++i) {
    match.entry = entries[i];
    out->push_back(match);
  }
}

void Lexicon::Impl::FillAtoms(AnnotatedText* document) const {
  WordAtoms& atoms = document->atoms;
  const auto lexicon_count = static_cast<uint32_t>(lexicons.size());
  atoms.words_known = static_cast<uint32_t>(words.size());
  atoms.stride = (lexicon_count + atoms.words_known + 1 + 63) / 64;
  atoms.word_of_reading.assign(document->readings.size(), 0);
  atoms.in_sentence.assign(document->sentences.size() * atoms.stride, 0);
  for (uint32_t i = 0; i < document->tokens.size(); ++i) {
    const Token& token = document->tokens[i];
    const bool placed = token.sentence < document->sentences.size();
    uint64_t* bits = placed ? &atoms.in_sentence[token.sentence * atoms.stride] : nullptr;
    const auto mark = [bits](uint32_t bit) {
      if (bits != nullptr) bits[bit / 64] |= uint64_t{1} << (bit % 64);
    };
    for (uint32_t m = document->lex_match_begin[i]; m < document->lex_match_begin[i + 1]; ++m) {
      mark(document->lex_matches[m].entry.lexicon);
    }
    for (uint32_t r = token.first_reading; r < token.first_reading + token.reading_count; ++r) {
      const uint32_t word = WordNumber(document->Core(document->readings[r]));
      if (word == 0) continue;
      atoms.word_of_reading[r] = word;
      mark(lexicon_count + word);
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

  marisa::Keyset keys;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i == 0 || items[i].first != items[i - 1].first) {
      keys.push_back(items[i].first.data(), items[i].first.size());
    }
  }
  impl_->trie.build(keys);

  // Key ids are the trie's; lay the entries out in their order.
  std::vector<std::pair<uint32_t, uint32_t>> ranges(keys.size());  // by key id: [begin, end) items
  for (size_t i = 0, key = 0; i < items.size(); ++key) {
    size_t end = i + 1;
    while (end < items.size() && items[end].first == items[i].first) ++end;
    ranges[keys[key].id()] = {static_cast<uint32_t>(i), static_cast<uint32_t>(end)};
    i = end;
  }
  impl_->first.assign(1, 0);
  impl_->entries.clear();
  for (const auto& [begin, end] : ranges) {
    for (uint32_t i = begin; i < end; ++i) impl_->entries.push_back(items[i].second);
    impl_->first.push_back(static_cast<uint32_t>(impl_->entries.size()));
  }
  items.clear();
  items.shrink_to_fit();
}

int Lexicon::IndexOf(std::string_view name) const {
  const auto found = impl_->by_name.find(name);
  return found == impl_->by_name.end() ? -1 : static_cast<int>(found->second);
}

uint32_t Lexicon::PatternWord(std::string_view folded) const {
  const auto known = impl_->word_numbers.find(folded);
  if (known != impl_->word_numbers.end()) return known->second;
  impl_->words.emplace_back(folded);
  const auto number = static_cast<uint32_t>(impl_->words.size());
  impl_->word_numbers.emplace(impl_->words.back(), number);
  return number;
}

uint32_t Lexicon::pattern_words() const { return static_cast<uint32_t>(impl_->words.size()); }

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
  document->lex_matches.clear();
  document->lex_match_begin.assign(1, 0);
  const std::string_view folded = document->text.folded;
  marisa::Agent agent;
  std::vector<LexMatch> found;
  std::string with_article;
  std::string restored;
  for (uint32_t i = 0; i < document->tokens.size(); ++i) {
    const Token& token = document->tokens[i];
    found.clear();
    for (uint32_t r = 0; r < token.reading_count; ++r) {
      const Reading& reading = document->readings[token.first_reading + r];
      std::string_view rest = folded.substr(reading.core_begin, kMaxEntryBytes);
      agent.set_query(rest.data(), rest.size());
      while (impl_->trie.common_prefix_search(agent)) {
        impl_->Accept(*document, i, reading, reading.proclitics,
                      reading.core_begin + static_cast<uint32_t>(agent.key().length()),
                      agent.key().id(), &found);
      }
      if (reading.has_enclitic &&
          RestoreBeforePronoun(rest.substr(0, reading.core_end - reading.core_begin), &restored)) {
        agent.set_query(restored.data(), restored.size());
        if (impl_->trie.lookup(agent)) {
          impl_->Accept(*document, i, reading, reading.proclitics, reading.core_end,
                        agent.key().id(), &found);
        }
      }
      // "ll" swallows the alef of the article: entries that begin with the article still match.
      if ((reading.proclitics & kLi) != 0 && (reading.proclitics & kAl) != 0) {
        with_article.assign(kArticle);
        with_article.append(rest);
        agent.set_query(with_article.data(), with_article.size());
        while (impl_->trie.common_prefix_search(agent)) {
          if (agent.key().length() <= kArticle.size()) continue;
          impl_->Accept(
              *document, i, reading, static_cast<uint16_t>(reading.proclitics & ~kAl),
              reading.core_begin + static_cast<uint32_t>(agent.key().length() - kArticle.size()),
              agent.key().id(), &found);
        }
      }
    }
    std::sort(found.begin(), found.end(), MatchLess);
    found.erase(std::unique(found.begin(), found.end(), SameMatch), found.end());
    document->lex_matches.insert(document->lex_matches.end(), found.begin(), found.end());
    document->lex_match_begin.push_back(static_cast<uint32_t>(document->lex_matches.size()));
  }
  impl_->FillAtoms(document);
}

std::vector<LexEntry> Lexicon::Find(std::string_view folded_form) const {
  marisa::Agent agent;
  agent.set_query(folded_form.data(), folded_form.size());
  if (!impl_->trie.lookup(agent)) return {};
  const size_t key = agent.key().id();
  return {impl_->entries.begin() + impl_->first[key],
          impl_->entries.begin() + impl_->first[key + 1]};
}

}  // namespace tadwin::rules
