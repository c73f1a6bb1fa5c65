// The features of the sequence tagger: words, their letters, their neighbours, what tables say.
//
// Each group of features is a template over what takes them: training collects their hashes, the
// tagger adds up their weights.

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <span>

#include "annotate/names/tagger.h"
#include "annotate/names/tagger_memory.h"
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
  uint32_t look = 0;  // how much it looks like a name
};

Spelling Spell(const WordView& view, TokenKind kind, const NameLexicon& names) {
  Spelling spelling;
  const uint32_t basis = view.swallowed_article ? Mix(kBasis, kArticle) : kBasis;
  spelling.core = Mix(basis, view.core);
  spelling.head3 = Mix(kBasis, Head(view.core, 3));
  spelling.tail3 = Mix(kBasis, Tail(view.core, 3));
  spelling.frequency = names.frequency().ClassOf(view.core);
  if (kind == TokenKind::kWord) spelling.look = names.look().ClassOf(view.core);
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
  take(Feature(85, {word.look}));
  take(Feature(86, {word.look, word.frequency}));
  take(Feature(87, {word.look, word.shape}));
  take(Feature(52, {static_cast<uint32_t>(view.proclitics)}));
  take(Feature(1, {}));
  take(Feature(12, {word.core}));
}

// What `word` says of the word that it stands before or behind, `offset` words from it.
template <typename Take>
void OfNeighbour(const Spelling& word, int offset, Take take) {
  take(Feature(10 + static_cast<uint32_t>(offset + 2), {word.core}));
  take(Feature(80 + static_cast<uint32_t>(offset + 2), {word.frequency}));
  take(Feature(90 + static_cast<uint32_t>(offset + 2), {word.look}));
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
constexpr size_t kEdgeWords = 2;     // beyond either end of a sentence
constexpr uint32_t kKnownShift = 4;  // in what Word::Seen gives, above the class of frequency

// What a word decides: its points at each offset from the word that is tagged.
struct WordScores {
  Spelling spelling;
  std::array<KeptScores, 5> at{};  // [offset + 2]
};

// What a word and the one before it decide together.
struct PairScores {
  KeptScores of_first{};
  KeptScores of_second{};
};

}  // namespace

struct FeatureReader::Word {
  Spelling spelling;
  uint32_t known = 0;          // 1: a word of the general vocabulary
  uint32_t topics = 0;         // what the sentence is about, a bit each
  std::vector<uint32_t> tags;  // what tables say of it, sorted
  uint64_t tags_key = 0;       // hash of the tags

  void Clear() {
    known = 0;
    topics = 0;
    tags.clear();
  }
  // Sorts the tags, which are few, drops what is there twice and makes their key.
  void SortTags() {
    for (size_t i = 1; i < tags.size(); ++i) {
      for (size_t at = i; at > 0 && tags[at] < tags[at - 1]; --at) {
        std::swap(tags[at], tags[at - 1]);
      }
    }
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    tags_key = tags.size();
    for (const uint32_t tag : tags) tags_key = KeyOf(tags_key, tag);
  }
  // Whether and how well it is known.
  uint32_t Seen() const { return known << kKnownShift | spelling.frequency; }
  // Whether it is known and how much it looks like a name.
  uint32_t Look() const { return known * NameLook::kClasses + spelling.look; }
};

namespace {

// Pairs of neighbouring words, of which tags say nothing.
// `words` has two words beyond the edges on either side.
template <typename Word, typename Take>
void OfPairs(std::span<const Word> words, size_t i, Take take) {
  const auto word = [&](int offset) -> const Word& {
    return words[static_cast<size_t>(static_cast<int64_t>(i + kEdgeWords) + offset)];
  };
  const auto core = [&](int offset) { return word(offset).spelling.core; };
  take(Feature(51, {word(0).spelling.shape, word(-1).spelling.shape}));
  const auto seen = [&](int offset) { return word(offset).Seen(); };
  take(Feature(77, {seen(0), core(-1)}));
  take(Feature(78, {seen(0), core(1)}));
  for (const uint32_t tag : word(0).tags) take(Feature(61, {tag, core(-1)}));
  take(Feature(98, {word(0).Look(), core(-1)}));
  take(Feature(99, {word(0).Look(), core(1)}));
}

// How well known a word and its neighbours are.
template <typename Take>
void OfSeen(uint32_t before, uint32_t word, uint32_t after, Take take) {
  const auto known = [](uint32_t seen) { return seen >> kKnownShift; };
  take(Feature(57, {known(word), known(before), known(after)}));
  take(Feature(59, {before, word}));
  take(Feature(74, {word, after}));
  take(Feature(75, {before, word, after}));
}

// How much a word and its neighbours look like names.
template <typename Take>
void OfLooks(uint32_t before, uint32_t word, uint32_t after, Take take) {
  take(Feature(95, {before, word}));
  take(Feature(96, {word, after}));
  take(Feature(97, {before, word, after}));
}

template <typename Word, typename Take>
void OfTopics(const Word& word, Take take) {
  take(Feature(70, {word.topics}));
  for (uint32_t bit = 1; bit <= word.topics; bit <<= 1) {
    if ((word.topics & bit) == 0) continue;
    take(Feature(71, {bit, word.spelling.core}));
    take(Feature(72, {bit, word.known, word.spelling.shape}));
    for (const uint32_t tag : word.tags) take(Feature(73, {bit, tag}));
  }
}

// What the tags of a word say of itself.
template <typename Word, typename Take>
void OfOwnTags(const Word& word, Take take) {
  for (const uint32_t tag : word.tags) {
    take(Feature(60, {tag}));
    take(Feature(76, {tag, word.spelling.frequency}));
    take(Feature(65, {tag, word.spelling.core}));
  }
  if (word.tags.empty()) take(Feature(66, {word.spelling.shape}));
}

// What the tags of `word` say of the word that it stands before or behind, `offset` words from it.
template <typename Word, typename Take>
void OfTagsOfNeighbour(const Word& word, int offset, Take take) {
  for (const uint32_t tag : word.tags) {
    if (offset == -1) take(Feature(63, {tag}));
    if (offset == 1) take(Feature(64, {tag}));
    if (offset == -2) take(Feature(67, {tag}));
  }
}

// What the tags of two words in a row say of the second one.
template <typename Word, typename Take>
void OfTagPairBefore(const Word& before, const Word& word, Take take) {
  for (const uint32_t tag : word.tags) {
    for (const uint32_t other : before.tags) take(Feature(62, {other, tag}));
  }
  for (const uint32_t tag : before.tags) {
    take(Feature(79, {tag, word.spelling.frequency}));
    take(Feature(88, {tag, word.spelling.look}));
  }
}

// And of the first one.
template <typename Word, typename Take>
void OfTagPairBehind(const Word& word, const Word& behind, Take take) {
  for (const uint32_t tag : word.tags) {
    for (const uint32_t other : behind.tags) take(Feature(69, {other, tag}));
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
      if (!is_topic) continue;
      const auto topic = std::find(topics_.begin(), topics_.end(), said);
      topic_of_row_.push_back(static_cast<uint8_t>(topic - topics_.begin()));
      if (topic == topics_.end()) topics_.emplace_back(said);
    }
  }
}

void FeatureReader::CollectTags(const AnnotatedText& document, const std::vector<WordView>& views,
                                const Sentence& sentence, std::span<Word> words) const {
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
      Word& word = words[i - sentence.token_begin];
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
        topics |= 1u << topic_of_row_[match.entry.row];
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
        words[t - sentence.token_begin].tags.push_back(
            Mix(hash, place | static_cast<uint32_t>(longest && span > 1) << 4));
      }
    }
  }
  for (Word& word : words) {
    word.topics = topics;
    word.SortTags();
  }
}

SentenceFeatures FeatureReader::Read(const AnnotatedText& document,
                                     const std::vector<WordView>& views,
                                     const Sentence& sentence) const {
  std::vector<Word> all(sentence.token_end - sentence.token_begin + 2 * kEdgeWords);
  const std::span<Word> words = std::span(all).subspan(kEdgeWords, all.size() - 2 * kEdgeWords);
  for (uint32_t i = 0; i < words.size(); ++i) {
    const uint32_t token = sentence.token_begin + i;
    words[i].spelling = Spell(views[token], document.tokens[token].kind, *names_);
  }
  CollectTags(document, views, sentence, words);
  SentenceFeatures features(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    const auto take = [&](uint32_t feature) { features[i].push_back(feature); };
    const auto word = [&](int offset) -> const Word* {
      const auto at = static_cast<int64_t>(i) + offset;
      const bool inside = at >= 0 && at < static_cast<int64_t>(words.size());
      return inside ? &words[static_cast<size_t>(at)] : nullptr;
    };
    const auto seen = [&](int offset) { return word(offset) ? word(offset)->Seen() : 0; };
    OfItself(views[sentence.token_begin + i], words[i].spelling, take);
    for (const int offset : kOffsets) {
      OfNeighbour(word(offset) ? word(offset)->spelling : Spelling(), offset, take);
      if (word(offset)) OfTagsOfNeighbour(*word(offset), offset, take);
    }
    OfPairs(std::span<const Word>(all), i, take);
    OfSeen(seen(-1), seen(0), seen(1), take);
    const auto look = [&](int offset) { return word(offset) ? word(offset)->Look() : 0; };
    OfLooks(look(-1), look(0), look(1), take);
    OfTopics(words[i], take);
    OfOwnTags(words[i], take);
    if (word(-1)) OfTagPairBefore(*word(-1), words[i], take);
    if (word(1)) OfTagPairBehind(words[i], *word(1), take);
  }
  return features;
}

// What a thread remembers of the words it scored.
struct FeatureReader::Scorer {
  Memory<WordScores, 4096> spellings;
  Memory<WordScores, 16384> tagged;
  Memory<PairScores, 16384> pairs;
  Memory<KeptScores, 4096> seen;
  Memory<KeptScores, 16384> looks;
  std::vector<Word> words;  // of the sentence with its edges; those behind keep their room

  // What stands for the spelling of a word in keys.
  static uint64_t SpellingKey(const FeatureWeights& weights, const WordView& view, TokenKind kind) {
    const uint64_t marks = weights.serial() << 32 | static_cast<uint64_t>(kind) << 24 |
                           static_cast<uint64_t>(view.swallowed_article) << 16 | view.proclitics;
    return Hash64(view.core, marks) | 1;
  }
  // What a spelling decides, without its tags.
  const WordScores& OfSpelling(const FeatureWeights& weights, uint64_t key, const WordView& view,
                               TokenKind kind, const NameLexicon& names) {
    return spellings.Get(key, [&](WordScores* scores) {
      scores->spelling = Spell(view, kind, names);
      scores->at[2] = SumOf(weights, [&](auto take) { OfItself(view, scores->spelling, take); });
      FillNeighbours(weights, scores);
    });
  }
  static void FillNeighbours(const FeatureWeights& weights, WordScores* scores) {
    for (const int offset : kOffsets) {
      scores->at[static_cast<size_t>(offset + 2)] =
          SumOf(weights, [&](auto take) { OfNeighbour(scores->spelling, offset, take); });
    }
  }
  // With its tags, which `word` has; takes down how it is spelt.
  const WordScores& OfWord(const FeatureWeights& weights, const WordView& view, TokenKind kind,
                           const NameLexicon& names, Word* word) {
    const uint64_t spelling_key = SpellingKey(weights, view, kind);
    const WordScores& known =
        tagged.Get(KeyOf(spelling_key, word->tags_key), [&](WordScores* scores) {
          *scores = OfSpelling(weights, spelling_key, view, kind, names);
          word->spelling = scores->spelling;
          for (int offset = -2; offset < 2; ++offset) {  // no tags are asked of two words ahead
            if (offset != 0 && word->tags.empty()) continue;
            const KeptScores sum = SumOf(weights, [&](auto take) {
              if (offset == 0) OfOwnTags(*word, take);
              if (offset != 0) OfTagsOfNeighbour(*word, offset, take);
            });
            AddKept(sum, &scores->at[static_cast<size_t>(offset + 2)]);
          }
        });
    word->spelling = known.spelling;
    return known;
  }
  const PairScores& OfTags(const FeatureWeights& weights, const Word& first, const Word& second) {
    const uint64_t key = KeyOf(first.tags_key, second.tags_key + (second.spelling.look << 4 |
                                                                  second.spelling.frequency)) ^
                         weights.serial() << 1;
    return pairs.Get(key, [&](PairScores* scores) {
      scores->of_first = SumOf(weights, [&](auto take) { OfTagPairBehind(first, second, take); });
      scores->of_second = SumOf(weights, [&](auto take) { OfTagPairBefore(first, second, take); });
    });
  }
  const KeptScores& OfSeenWords(const FeatureWeights& weights, uint32_t before, uint32_t word,
                                uint32_t after) {
    const uint64_t key = KeyOfThree(weights, before, word, after);
    return seen.Get(key, [&](KeptScores* scores) {
      *scores = SumOf(weights, [&](auto take) { OfSeen(before, word, after, take); });
    });
  }
  const KeptScores& OfWordLooks(const FeatureWeights& weights, uint32_t before, uint32_t word,
                                uint32_t after) {
    const uint64_t key = KeyOfThree(weights, before, word, after);
    return looks.Get(key, [&](KeptScores* scores) {
      *scores = SumOf(weights, [&](auto take) { OfLooks(before, word, after, take); });
    });
  }
  // Of three numbers below 256.
  static uint64_t KeyOfThree(const FeatureWeights& weights, uint32_t before, uint32_t word,
                             uint32_t after) {
    const uint64_t key =
        (weights.serial() << 32 | before << 16 | word << 8 | after) * 0x9E3779B97F4A7C15u | 1;
    return key ^ (key >> 40 & ~uint64_t{1});
  }
};

void FeatureReader::Score(const FeatureWeights& weights, const AnnotatedText& document,
                          const std::vector<WordView>& views, const Sentence& sentence,
                          std::vector<LabelScores>* scores) const {
  thread_local Scorer of_thread;
  Scorer& scorer = of_thread;
  const size_t count = sentence.token_end - sentence.token_begin;
  const size_t with_edges = count + 2 * kEdgeWords;
  if (scorer.words.size() < with_edges) scorer.words.resize(with_edges);
  const std::span<Word> all(scorer.words.data(), with_edges);
  const std::span<Word> words = all.subspan(kEdgeWords, count);
  for (Word& word : all) word.Clear();
  for (const size_t edge : {size_t{0}, size_t{1}, count + 2, count + 3}) {
    all[edge].spelling = Spelling();
  }
  CollectTags(document, views, sentence, words);
  scores->assign(count, LabelScores{});
  const auto add = [&](size_t i, const WordScores& from, int offset) {
    const auto to = static_cast<int64_t>(i) - offset;
    if (to < 0 || to >= static_cast<int64_t>(count)) return;
    Add(from.at[static_cast<size_t>(offset + 2)], &(*scores)[static_cast<size_t>(to)]);
  };
  for (size_t i = 0; i < count; ++i) {
    const uint32_t token = sentence.token_begin + static_cast<uint32_t>(i);
    const WordScores& known =
        scorer.OfWord(weights, views[token], document.tokens[token].kind, *names_, &words[i]);
    for (int offset = -2; offset <= 2; ++offset) add(i, known, offset);
  }
  AddEdges(weights, scores);
  for (size_t i = 0; i < count; ++i) {
    LabelScores& of_word = (*scores)[i];
    if (i > 0 && !words[i - 1].tags.empty()) {  // else nothing is asked of the two
      const PairScores& pair = scorer.OfTags(weights, words[i - 1], words[i]);
      Add(pair.of_first, &(*scores)[i - 1]);
      Add(pair.of_second, &of_word);
    }
    Add(scorer.OfSeenWords(weights, i > 0 ? words[i - 1].Seen() : 0, words[i].Seen(),
                           i + 1 < count ? words[i + 1].Seen() : 0),
        &of_word);
    Add(scorer.OfWordLooks(weights, i > 0 ? words[i - 1].Look() : 0, words[i].Look(),
                           i + 1 < count ? words[i + 1].Look() : 0),
        &of_word);
    Adder adder(weights);
    const auto take = [&](uint32_t feature) { adder(feature); };
    OfPairs(std::span<const Word>(all), i, take);
    if (words[i].topics != 0) OfTopics(words[i], take);
    Add(adder.Sum(), &of_word);
  }
  if (count == 0 || words[0].topics != 0) return;
  const KeptScores no_topic = SumOf(weights, [&](auto take) { OfTopics(words[0], take); });
  for (LabelScores& of_word : *scores) {
    for (size_t l = 0; l < no_topic.size(); ++l) of_word[l] += no_topic[l];
  }
}

// The words beyond the ends of a sentence.
void FeatureReader::AddEdges(const FeatureWeights& weights, std::vector<LabelScores>* scores) {
  thread_local uint64_t serial = 0;
  thread_local WordScores edge;
  if (serial != weights.serial()) {
    serial = weights.serial();
    edge = WordScores();
    Scorer::FillNeighbours(weights, &edge);
  }
  const size_t count = scores->size();
  for (const int offset : kOffsets) {
    const auto beyond = std::min(static_cast<size_t>(std::abs(offset)), count);
    for (size_t n = 0; n < beyond; ++n) {
      Add(edge.at[static_cast<size_t>(offset + 2)], &(*scores)[offset < 0 ? n : count - 1 - n]);
    }
  }
}

}  // namespace tadwin::annotate
