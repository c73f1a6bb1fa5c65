// The features of the sequence tagger: words, their letters, their neighbours, what tables say.

#include "annotate/names/tagger.h"

#include <algorithm>
#include <initializer_list>

namespace tadwin::annotate {
namespace {

// FNV-1a, 32 bit: http://www.isthe.com/chongo/tech/comp/fnv/
constexpr uint32_t kFnvBasis = 2166136261u;
constexpr uint32_t kFnvPrime = 16777619u;
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";  // U+0627 U+0644
constexpr size_t kLetterBytes = 2;

uint32_t Mix(uint32_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * kFnvPrime;
  return hash;
}

uint32_t Mix(uint32_t hash, uint32_t value) {
  for (int i = 0; i < 4; ++i) {
    hash = (hash ^ (value & 0xFF)) * kFnvPrime;
    value >>= 8;
  }
  return hash;
}

// Never one of the small keys that moves are stored under.
uint32_t Feature(uint32_t kind, std::initializer_list<uint32_t> parts) {
  uint32_t hash = Mix(kFnvBasis, kind);
  for (const uint32_t part : parts) hash = Mix(hash, part);
  return hash <= kLabels ? hash + 0x10000 : hash;
}

std::string_view Tail(std::string_view text, size_t letters) {
  const size_t bytes = letters * kLetterBytes;
  return text.size() <= bytes ? text : text.substr(text.size() - bytes);
}

std::string_view Head(std::string_view text, size_t letters) {
  return text.substr(0, std::min(text.size(), letters * kLetterBytes));
}

uint32_t HashCore(const WordView& view) {
  uint32_t hash = kFnvBasis;
  if (view.swallowed_article) hash = Mix(hash, kArticle);
  return Mix(hash, view.core);
}

constexpr uint32_t kEdge = 0x45444745;

}  // namespace

void FeatureReader::Build(const rules::Grammar& grammar, const NameLexicon* names) {
  names_ = names;
  // Tables of these folders tell what a word is; the rest may change without retraining.
  for (const rules::Table& table : grammar.rules->tables()) {
    const int index = grammar.lexicon->IndexOf(table.name);
    if (index < 0) continue;
    const bool used = table.name.starts_with("place/") || table.name.starts_with("actor/") ||
                      table.name.starts_with("person/") || table.name == "time/month" ||
                      table.name == "time/weekday" || table.name == "number/cardinal";
    // Of the general vocabulary only the part of speech counts.
    const bool general = table.name.starts_with("lexicon/");
    if (!used && !general) continue;
    if (lexicon_hash_.size() <= static_cast<size_t>(index)) {
      lexicon_hash_.resize(static_cast<size_t>(index) + 1, 0);
    }
    lexicon_hash_[static_cast<size_t>(index)] =
        general                         ? Mix(kFnvBasis, std::string_view("general"))
        : table.name == "place/overlay" ? Mix(kFnvBasis, std::string_view("place/geonames"))
                                        : Mix(kFnvBasis, table.name);
    if (table.name == "person/topic") {
      topic_hash_ = lexicon_hash_[static_cast<size_t>(index)];
      for (uint32_t row = 0; row < table.rows.size(); ++row) {
        const std::string kind(table.Cell(row, "kind"));
        if (std::find(topics_.begin(), topics_.end(), kind) == topics_.end()) {
          topics_.push_back(kind);
        }
      }
    }
    if (general) general_hash_ = lexicon_hash_[static_cast<size_t>(index)];
  }
}

void FeatureReader::CollectTags(const AnnotatedText& document, const std::vector<WordView>& views,
                                const Sentence& sentence, std::vector<Word>* words) const {
  uint32_t topics = 0;
  for (uint32_t i = sentence.token_begin; i < sentence.token_end; ++i) {
    for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
      const LexMatch& match = document.lex_matches[m];
      if (match.entry.lexicon >= lexicon_hash_.size()) continue;
      uint32_t hash = lexicon_hash_[match.entry.lexicon];
      if (hash == 0 || match.token_end > sentence.token_end) continue;
      const auto cut = static_cast<uint16_t>(match.proclitics & static_cast<uint16_t>(~kAl));
      const auto seen = static_cast<uint16_t>(views[i].proclitics & static_cast<uint16_t>(~kAl));
      if (cut != seen) continue;
      const bool article = (match.proclitics & kAl) != 0;
      if (hash == general_hash_) {
        if (match.token_end != i + 1) continue;
        const Features& form = match.entry.features;
        const auto part = static_cast<uint32_t>(form.pos);
        const bool verb = form.pos == Pos::kVerb;
        (*words)[i - sentence.token_begin].known = 1;
        (*words)[i - sentence.token_begin].tags.push_back(
            Mix(hash, part | (verb ? static_cast<uint32_t>(form.form) << 4 : 0u) |
                          static_cast<uint32_t>(article) << 8 |
                          static_cast<uint32_t>(match.has_enclitic) << 9));
        continue;
      }
      if (hash == topic_hash_) {
        const auto kind =
            std::find(topics_.begin(), topics_.end(), names_->Cell(match.entry, "kind"));
        topics |= 1u << (kind - topics_.begin());
        continue;
      }
      const bool ambiguous = !names_->Cell(match.entry, "ambiguous").empty();
      const std::string_view kind = names_->Cell(match.entry, "kind");
      hash = Mix(hash, kind);
      hash = Mix(hash, static_cast<uint32_t>(article) | static_cast<uint32_t>(ambiguous) << 1 |
                           static_cast<uint32_t>(match.has_enclitic) << 2);
      const bool longest =
          m == document.lex_match_begin[i] ||
          document.lex_matches[document.lex_match_begin[i]].token_end <= match.token_end;
      const uint32_t span = match.token_end - match.token_begin;
      for (uint32_t t = match.token_begin; t < match.token_end; ++t) {
        const uint32_t place = span == 1 ? 0 : t == i ? 1 : t + 1 == match.token_end ? 3 : 2;
        (*words)[t - sentence.token_begin].tags.push_back(
            Mix(hash, place | static_cast<uint32_t>(longest && span > 1) << 4));
      }
    }
  }
  for (Word& word : *words) {
    word.topics = topics;
    std::sort(word.tags.begin(), word.tags.end());
    word.tags.erase(std::unique(word.tags.begin(), word.tags.end()), word.tags.end());
  }
}

std::vector<FeatureReader::Word> FeatureReader::ReadWords(const AnnotatedText& document,
                                                          const std::vector<WordView>& views,
                                                          const Sentence& sentence) const {
  std::vector<Word> words(sentence.token_end - sentence.token_begin);
  for (size_t i = 0; i < words.size(); ++i) {
    const WordView& view = views[sentence.token_begin + i];
    words[i].core = HashCore(view);
    words[i].head3 = Mix(kFnvBasis, Head(view.core, 3));
    words[i].tail3 = Mix(kFnvBasis, Tail(view.core, 3));
    const size_t letters = std::min<size_t>(view.core.size() / kLetterBytes, 8);
    const bool article = view.swallowed_article || view.core.starts_with(kArticle);
    words[i].shape = static_cast<uint32_t>(document.tokens[sentence.token_begin + i].kind) |
                     static_cast<uint32_t>(letters) << 4 | static_cast<uint32_t>(article) << 8;
  }
  return words;
}

SentenceFeatures FeatureReader::Read(const AnnotatedText& document,
                                     const std::vector<WordView>& views,
                                     const Sentence& sentence) const {
  std::vector<Word> words = ReadWords(document, views, sentence);
  CollectTags(document, views, sentence, &words);
  SentenceFeatures features(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    features[i].reserve(90);
    AddSpelling(views[sentence.token_begin + i], words, i, &features[i]);
    AddNeighbours(words, i, &features[i]);
    AddTags(words, i, &features[i]);
  }
  return features;
}

void FeatureReader::AddSpelling(const WordView& view, const std::vector<Word>& words, size_t i,
                                std::vector<uint32_t>* out) const {
  for (uint32_t n = 1; n <= 4; ++n) {
    out->push_back(Feature(30 + n, {Mix(kFnvBasis, Head(view.core, n))}));
    out->push_back(Feature(40 + n, {Mix(kFnvBasis, Tail(view.core, n))}));
  }
  for (size_t at = kLetterBytes; at + 3 * kLetterBytes < view.core.size(); at += kLetterBytes) {
    out->push_back(Feature(45, {Mix(kFnvBasis, view.core.substr(at, 3 * kLetterBytes))}));
  }
  out->push_back(Feature(50, {words[i].shape}));
  out->push_back(Feature(52, {static_cast<uint32_t>(view.proclitics)}));
}

void FeatureReader::AddNeighbours(const std::vector<Word>& words, size_t i,
                                  std::vector<uint32_t>* out) const {
  const Word edge{};
  const auto word = [&](int offset) -> const Word& {
    const auto at = static_cast<int64_t>(i) + offset;
    return at < 0 || at >= static_cast<int64_t>(words.size()) ? edge
                                                              : words[static_cast<size_t>(at)];
  };
  out->push_back(Feature(1, {}));
  for (int offset = -2; offset <= 2; ++offset) {
    out->push_back(Feature(10 + static_cast<uint32_t>(offset + 2), {word(offset).core}));
  }
  out->push_back(Feature(20, {word(-1).core, word(0).core}));
  out->push_back(Feature(21, {word(0).core, word(1).core}));
  out->push_back(Feature(22, {word(-2).core, word(-1).core}));
  out->push_back(Feature(23, {word(-1).core, word(1).core}));
  out->push_back(Feature(24, {word(1).core, word(2).core}));
  out->push_back(Feature(51, {word(0).shape, word(-1).shape}));
  out->push_back(Feature(53, {word(-1).tail3}));
  out->push_back(Feature(54, {word(1).tail3}));
  out->push_back(Feature(55, {word(1).head3}));
  out->push_back(Feature(56, {word(-1).head3}));
  out->push_back(Feature(57, {word(0).known, word(-1).known, word(1).known}));
  out->push_back(Feature(58, {word(0).known, word(-1).core}));
}

void FeatureReader::AddTags(const std::vector<Word>& words, size_t i,
                            std::vector<uint32_t>* out) const {
  const Word& word = words[i];
  const uint32_t before = i == 0 ? kEdge : words[i - 1].core;
  out->push_back(Feature(70, {word.topics}));
  for (uint32_t bit = 1; bit <= word.topics; bit <<= 1) {
    if ((word.topics & bit) == 0) continue;
    out->push_back(Feature(71, {bit, word.core}));
    out->push_back(Feature(72, {bit, word.known, word.shape}));
    for (const uint32_t tag : word.tags) out->push_back(Feature(73, {bit, tag}));
  }
  for (const uint32_t tag : word.tags) {
    out->push_back(Feature(60, {tag}));
    out->push_back(Feature(61, {tag, before}));
    out->push_back(Feature(65, {tag, word.core}));
    if (i > 0) {
      for (const uint32_t other : words[i - 1].tags) out->push_back(Feature(62, {other, tag}));
    }
    if (i + 1 < words.size()) {
      for (const uint32_t other : words[i + 1].tags) out->push_back(Feature(69, {other, tag}));
    }
  }
  if (word.tags.empty()) out->push_back(Feature(66, {word.shape}));
  if (i > 0) {
    for (const uint32_t tag : words[i - 1].tags) out->push_back(Feature(63, {tag}));
  }
  if (i + 1 < words.size()) {
    for (const uint32_t tag : words[i + 1].tags) out->push_back(Feature(64, {tag}));
  }
  if (i > 1) {
    for (const uint32_t tag : words[i - 2].tags) out->push_back(Feature(67, {tag}));
  }
}

}  // namespace tadwin::annotate
