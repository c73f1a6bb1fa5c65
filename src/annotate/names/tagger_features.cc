// The features of the sequence tagger: words, their letters, their neighbours, what tables say.
//
// Each group of features is a template over what takes them: training collects their hashes, the
// tagger adds up their weights.

#include <algorithm>
#include <initializer_list>

#include "annotate/names/tagger.h"
#include "base/hash.h"

namespace tadwin::annotate {
namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";  // U+0627 U+0644
constexpr size_t kLetterBytes = 2;
constexpr uint32_t kBasis = 2166136261u;
constexpr uint32_t kEdge = 0x45444745;  // the word beyond the ends of a sentence

// Multiply and fold, after FNV-1a and the finaliser of MurmurHash3.
uint32_t Mix(uint32_t hash, uint32_t value) {
  hash = (hash ^ value) * 0x85EBCA6Bu;
  return hash ^ (hash >> 15);
}

uint32_t Mix(uint32_t hash, std::string_view text) {
  for (; text.size() >= 2; text.remove_prefix(2)) {
    hash = Mix(hash, static_cast<uint32_t>(static_cast<uint8_t>(text[0])) |
                         static_cast<uint32_t>(static_cast<uint8_t>(text[1])) << 8);
  }
  return text.empty() ? hash : Mix(hash, static_cast<uint8_t>(text[0]));
}

// Never one of the small keys that moves are stored under.
uint32_t Feature(uint32_t kind, std::initializer_list<uint32_t> parts) {
  uint32_t hash = Mix(kBasis, kind);
  for (const uint32_t part : parts) hash = Mix(hash, part);
  hash ^= hash >> 13;
  return hash <= kLabels ? hash + 0x10000 : hash;
}

std::string_view Tail(std::string_view text, size_t letters) {
  const size_t bytes = letters * kLetterBytes;
  return text.size() <= bytes ? text : text.substr(text.size() - bytes);
}

std::string_view Head(std::string_view text, size_t letters) {
  return text.substr(0, std::min(text.size(), letters * kLetterBytes));
}

// What its letters and marks say of a word, whatever stands beside it; hashes.
struct Spelling {
  uint32_t core = kEdge;
  uint32_t head3 = 0;
  uint32_t tail3 = 0;
  uint32_t shape = 0;
  uint32_t frequency = 0;
};

Spelling Spell(const WordView& view, TokenKind kind, const WordFrequency& frequency) {
  Spelling spelling;
  const uint32_t basis = view.swallowed_article ? Mix(kBasis, kArticle) : kBasis;
  spelling.core = Mix(basis, view.core);
  spelling.head3 = Mix(kBasis, Head(view.core, 3));
  spelling.tail3 = Mix(kBasis, Tail(view.core, 3));
  spelling.frequency = frequency.ClassOf(view.core);
  const size_t letters = std::min<size_t>(view.core.size() / kLetterBytes, 8);
  const bool article = view.swallowed_article || view.core.starts_with(kArticle);
  spelling.shape = static_cast<uint32_t>(kind) | static_cast<uint32_t>(letters) << 4 |
                   static_cast<uint32_t>(article) << 8;
  return spelling;
}

template <typename Take>
void OfItself(const WordView& view, const Spelling& word, Take take) {
  for (uint32_t n = 1; n <= 4; ++n) {
    take(Feature(30 + n, {Mix(kBasis, Head(view.core, n))}));
    take(Feature(40 + n, {Mix(kBasis, Tail(view.core, n))}));
  }
  for (size_t at = kLetterBytes; at + 3 * kLetterBytes < view.core.size(); at += kLetterBytes) {
    take(Feature(45, {Mix(kBasis, view.core.substr(at, 3 * kLetterBytes))}));
  }
  take(Feature(46, {word.frequency, word.shape}));
  take(Feature(50, {word.shape}));
  take(Feature(52, {static_cast<uint32_t>(view.proclitics)}));
  take(Feature(1, {}));
  take(Feature(12, {word.core}));
}

// What `word` says of the word that it stands before or behind, `offset` words from it.
template <typename Take>
void OfNeighbour(const Spelling& word, int offset, Take take) {
  take(Feature(10 + static_cast<uint32_t>(offset + 2), {word.core}));
  take(Feature(80 + static_cast<uint32_t>(offset + 2), {word.frequency}));
  if (offset == -1) {
    take(Feature(53, {word.tail3}));
    take(Feature(56, {word.head3}));
  }
  if (offset == 1) {
    take(Feature(54, {word.tail3}));
    take(Feature(55, {word.head3}));
  }
}

constexpr std::array<int, 4> kOffsets = {-2, -1, 1, 2};

// Adds up the weights of the features of one word. They are put aside first without a branch on
// whether they have a weight, which no processor could foresee.
class Adder {
 public:
  Adder(const FeatureWeights& weights, LabelScores* scores) : weights_(weights), scores_(scores) {}
  ~Adder() { Flush(); }
  Adder(const Adder&) = delete;
  Adder& operator=(const Adder&) = delete;

  void operator()(uint32_t feature) {
    aside_[count_] = feature;
    count_ += weights_.MayHold(feature) ? 1 : 0;
    if (count_ == aside_.size()) Flush();
  }

 private:
  void Flush() {
    for (size_t i = 0; i < count_; ++i) weights_.Prefetch(aside_[i]);
    for (size_t i = 0; i < count_; ++i) weights_.AddTo(aside_[i], scores_);
    count_ = 0;
  }

  const FeatureWeights& weights_;
  LabelScores* scores_;
  std::array<uint32_t, 32> aside_;
  size_t count_ = 0;
};

// What a spelling alone decides: its points at each offset from the word that is tagged.
struct alignas(64) SpellingScores {
  uint64_t key = 0;
  Spelling spelling;
  std::array<std::array<int16_t, kLabels + 1>, 5> at{};  // [offset + 2]
};

// The last spellings seen, by hash: of two that share a place the later stays.
class SpellingMemory {
 public:
  const SpellingScores& Get(const FeatureWeights& weights, const WordView& view, TokenKind kind,
                            const WordFrequency& frequency) {
    if (places_.empty()) places_.resize(kPlaces);
    const uint64_t marks = weights.serial() << 32 | static_cast<uint64_t>(kind) << 24 |
                           static_cast<uint64_t>(view.swallowed_article) << 16 | view.proclitics;
    const uint64_t key = Hash64(view.core, marks) | 1;
    SpellingScores& place = places_[(key >> 1) % kPlaces];
    if (place.key != key) {
      place = SpellingScores();
      place.key = key;
      place.spelling = Spell(view, kind, frequency);
      Fill(weights, view, &place);
    }
    return place;
  }
  const SpellingScores& Edge(const FeatureWeights& weights) {
    if (edge_.key != weights.serial() + 1) {
      edge_ = SpellingScores();
      edge_.key = weights.serial() + 1;
      FillNeighbours(weights, &edge_);
    }
    return edge_;
  }

 private:
  static constexpr size_t kPlaces = 4096;
  static constexpr int32_t kMaxScore = 32767;

  // Only a word of hundreds of letters reaches the limits.
  static void Keep(const LabelScores& scores, int offset, SpellingScores* place) {
    for (size_t l = 0; l < scores.size(); ++l) {
      place->at[static_cast<size_t>(offset + 2)][l] =
          static_cast<int16_t>(std::clamp(scores[l], -kMaxScore, kMaxScore));
    }
  }

  static void FillNeighbours(const FeatureWeights& weights, SpellingScores* place) {
    for (const int offset : kOffsets) {
      LabelScores scores{};
      {
        Adder add(weights, &scores);
        OfNeighbour(place->spelling, offset, [&](uint32_t feature) { add(feature); });
      }
      Keep(scores, offset, place);
    }
  }

  static void Fill(const FeatureWeights& weights, const WordView& view, SpellingScores* place) {
    LabelScores scores{};
    {
      Adder add(weights, &scores);
      OfItself(view, place->spelling, [&](uint32_t feature) { add(feature); });
    }
    Keep(scores, 0, place);
    FillNeighbours(weights, place);
  }

  std::vector<SpellingScores> places_;
  SpellingScores edge_;
};

}  // namespace

struct FeatureReader::Word {
  Spelling spelling;
  uint32_t known = 0;          // 1: a word of the general vocabulary
  uint32_t topics = 0;         // what the sentence is about, a bit each
  std::vector<uint32_t> tags;  // what tables say of it
};

namespace {

// Pairs of neighbouring words.
template <typename Word, typename Take>
void OfPairs(const std::vector<Word>& words, size_t i, Take take) {
  static const Word edge{};
  const auto word = [&](int offset) -> const Word& {
    const auto at = static_cast<int64_t>(i) + offset;
    return at < 0 || at >= static_cast<int64_t>(words.size()) ? edge
                                                              : words[static_cast<size_t>(at)];
  };
  const auto core = [&](int offset) { return word(offset).spelling.core; };
  take(Feature(20, {core(-1), core(0)}));
  take(Feature(21, {core(0), core(1)}));
  take(Feature(22, {core(-2), core(-1)}));
  take(Feature(23, {core(-1), core(1)}));
  take(Feature(24, {core(1), core(2)}));
  take(Feature(51, {word(0).spelling.shape, word(-1).spelling.shape}));
  take(Feature(57, {word(0).known, word(-1).known, word(1).known}));
  take(Feature(58, {word(0).known, core(-1)}));
  const auto seen = [&](int offset) {
    return word(offset).known << 4 | word(offset).spelling.frequency;
  };
  take(Feature(77, {seen(0), core(-1)}));
  take(Feature(78, {seen(0), core(1)}));
  take(Feature(59, {seen(-1), seen(0)}));
  take(Feature(74, {seen(0), seen(1)}));
  take(Feature(75, {seen(-1), seen(0), seen(1)}));
}

template <typename Word, typename Take>
void OfTags(const std::vector<Word>& words, size_t i, Take take) {
  const Word& word = words[i];
  const uint32_t core = word.spelling.core;
  const uint32_t before = i == 0 ? kEdge : words[i - 1].spelling.core;
  take(Feature(70, {word.topics}));
  for (uint32_t bit = 1; bit <= word.topics; bit <<= 1) {
    if ((word.topics & bit) == 0) continue;
    take(Feature(71, {bit, core}));
    take(Feature(72, {bit, word.known, word.spelling.shape}));
    for (const uint32_t tag : word.tags) take(Feature(73, {bit, tag}));
  }
  for (const uint32_t tag : word.tags) {
    take(Feature(60, {tag}));
    take(Feature(61, {tag, before}));
    take(Feature(76, {tag, word.spelling.frequency}));
    take(Feature(65, {tag, core}));
    if (i > 0) {
      for (const uint32_t other : words[i - 1].tags) take(Feature(62, {other, tag}));
    }
    if (i + 1 < words.size()) {
      for (const uint32_t other : words[i + 1].tags) take(Feature(69, {other, tag}));
    }
  }
  if (word.tags.empty()) take(Feature(66, {word.spelling.shape}));
  if (i > 0) {
    for (const uint32_t tag : words[i - 1].tags) {
      take(Feature(63, {tag}));
      take(Feature(79, {tag, word.spelling.frequency}));
    }
  }
  if (i + 1 < words.size()) {
    for (const uint32_t tag : words[i + 1].tags) take(Feature(64, {tag}));
  }
  if (i > 1) {
    for (const uint32_t tag : words[i - 2].tags) take(Feature(67, {tag}));
  }
}

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
    const auto lexicon = static_cast<size_t>(index);
    if (lexicon_hash_.size() <= lexicon) {
      lexicon_hash_.resize(lexicon + 1, 0);
      row_hash_.resize(lexicon + 1);
      row_ambiguous_.resize(lexicon + 1);
    }
    const uint32_t hash = general ? Mix(kBasis, std::string_view("general"))
                          : table.name == "place/overlay"
                              ? Mix(kBasis, std::string_view("place/geonames"))
                              : Mix(kBasis, table.name);
    lexicon_hash_[lexicon] = hash;
    if (general) general_hash_ = hash;
    if (general) continue;
    const int kind = table.Column("kind");
    const int ambiguous = table.Column("ambiguous");
    const bool is_topic = table.name == "person/topic";
    if (is_topic) topic_hash_ = hash;
    for (const rules::Row& row : table.rows) {
      const std::string_view said =
          kind < 0 ? std::string_view() : std::string_view(row.cells[static_cast<size_t>(kind)]);
      row_hash_[lexicon].push_back(Mix(hash, said));
      row_ambiguous_[lexicon].push_back(ambiguous >= 0 &&
                                        !row.cells[static_cast<size_t>(ambiguous)].empty());
      if (is_topic && std::find(topics_.begin(), topics_.end(), said) == topics_.end()) {
        topics_.emplace_back(said);
      }
    }
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
      Word& word = (*words)[i - sentence.token_begin];
      if (hash == general_hash_) {
        if (match.token_end != i + 1) continue;
        const Features& form = match.entry.features;
        const auto part = static_cast<uint32_t>(form.pos);
        const bool verb = form.pos == Pos::kVerb;
        word.known = 1;
        word.tags.push_back(Mix(hash, part | (verb ? static_cast<uint32_t>(form.form) << 4 : 0u) |
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
      const bool ambiguous = row_ambiguous_[match.entry.lexicon][match.entry.row] != 0;
      hash = Mix(row_hash_[match.entry.lexicon][match.entry.row],
                 static_cast<uint32_t>(article) | static_cast<uint32_t>(ambiguous) << 1 |
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

SentenceFeatures FeatureReader::Read(const AnnotatedText& document,
                                     const std::vector<WordView>& views,
                                     const Sentence& sentence) const {
  std::vector<Word> words(sentence.token_end - sentence.token_begin);
  for (uint32_t i = 0; i < words.size(); ++i) {
    const uint32_t token = sentence.token_begin + i;
    words[i].spelling = Spell(views[token], document.tokens[token].kind, names_->frequency());
  }
  CollectTags(document, views, sentence, &words);
  SentenceFeatures features(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    const auto take = [&](uint32_t feature) { features[i].push_back(feature); };
    OfItself(views[sentence.token_begin + i], words[i].spelling, take);
    for (const int offset : kOffsets) {
      const auto at = static_cast<int64_t>(i) + offset;
      const bool inside = at >= 0 && at < static_cast<int64_t>(words.size());
      OfNeighbour(inside ? words[static_cast<size_t>(at)].spelling : Spelling(), offset, take);
    }
    OfPairs(words, i, take);
    OfTags(words, i, take);
  }
  return features;
}

std::vector<LabelScores> FeatureReader::Score(const FeatureWeights& weights,
                                              const AnnotatedText& document,
                                              const std::vector<WordView>& views,
                                              const Sentence& sentence) const {
  thread_local SpellingMemory memory;
  std::vector<Word> words(sentence.token_end - sentence.token_begin);
  std::vector<LabelScores> scores(words.size());
  const auto add = [&](size_t to, const SpellingScores& from, int offset) {
    const auto& points = from.at[static_cast<size_t>(offset + 2)];
    for (size_t l = 0; l < points.size(); ++l) scores[to][l] += points[l];
  };
  for (size_t i = 0; i < words.size(); ++i) {
    const uint32_t token = sentence.token_begin + static_cast<uint32_t>(i);
    const SpellingScores& known =
        memory.Get(weights, views[token], document.tokens[token].kind, names_->frequency());
    words[i].spelling = known.spelling;
    add(i, known, 0);
    for (const int offset : kOffsets) {
      const auto of = static_cast<int64_t>(i) - offset;
      if (of >= 0 && of < static_cast<int64_t>(words.size())) {
        add(static_cast<size_t>(of), known, offset);
      }
    }
  }
  const SpellingScores& edge = memory.Edge(weights);
  CollectTags(document, views, sentence, &words);
  for (size_t i = 0; i < words.size(); ++i) {
    for (const int offset : kOffsets) {
      const auto at = static_cast<int64_t>(i) + offset;
      if (at < 0 || at >= static_cast<int64_t>(words.size())) add(i, edge, offset);
    }
    Adder adder(weights, &scores[i]);
    const auto take = [&](uint32_t feature) { adder(feature); };
    OfPairs(words, i, take);
    OfTags(words, i, take);
  }
  return scores;
}

}  // namespace tadwin::annotate
