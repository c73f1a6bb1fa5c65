// A learnt sequence tagger for people, organisations and places: averaged perceptron, Viterbi.
//
// In: words as seen by ViewWords, lexicon hits. Out: one label a word. Weights come from the table
// person/tagger (feature hash, one signed byte a label); without it every word is kOutside.
// Source: M. Collins, Discriminative Training Methods for HMMs, EMNLP 2002.
// Threads: safe after Load.

#ifndef TADWIN_ANNOTATE_NAMES_TAGGER_H_
#define TADWIN_ANNOTATE_NAMES_TAGGER_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/names/name_lexicon.h"
#include "annotate/names/word_view.h"
#include "model/annotated_text.h"

namespace tadwin::annotate {

// Stored in weight files, never renumber.
enum class Label : uint8_t {
  kOutside = 0,
  kBeginPerson = 1,
  kInPerson = 2,
  kBeginOrg = 3,
  kInOrg = 4,
  kBeginPlace = 5,
  kInPlace = 6
};
inline constexpr size_t kLabels = 7;

bool IsBegin(Label label);
bool IsInside(Label label);
Layer LayerOfLabel(Label label);
// An inside label follows a begin or inside label of its own layer only.
bool MayFollow(Label before, Label after);

// Hashes of the features of every word of a sentence.
using SentenceFeatures = std::vector<std::vector<uint32_t>>;

class FeatureReader {
 public:
  void Build(const rules::Grammar& grammar, const NameLexicon* names);
  SentenceFeatures Read(const AnnotatedText& document, const std::vector<WordView>& views,
                        const Sentence& sentence) const;

 private:
  // What is known of one word before its features are put together; hashes.
  struct Word {
    uint32_t core = 0x45444745;  // the word as seen; this value beyond the ends of a sentence
    uint32_t head3 = 0;
    uint32_t tail3 = 0;
    uint32_t shape = 0;
    uint32_t known = 0;          // 1: a word of the general vocabulary
    uint32_t topics = 0;         // what the sentence is about, a bit each
    std::vector<uint32_t> tags;  // what tables say of it
  };

  std::vector<Word> ReadWords(const AnnotatedText& document, const std::vector<WordView>& views,
                              const Sentence& sentence) const;
  void CollectTags(const AnnotatedText& document, const std::vector<WordView>& views,
                   const Sentence& sentence, std::vector<Word>* words) const;
  void AddSpelling(const WordView& view, const std::vector<Word>& words, size_t i,
                   std::vector<uint32_t>* out) const;
  void AddNeighbours(const std::vector<Word>& words, size_t i, std::vector<uint32_t>* out) const;
  void AddTags(const std::vector<Word>& words, size_t i, std::vector<uint32_t>* out) const;

  const NameLexicon* names_ = nullptr;
  std::vector<uint32_t> lexicon_hash_;  // 0: not used as a feature
  uint32_t topic_hash_ = 0;
  std::vector<std::string> topics_;  // kinds of person/topic; the place is the bit
  uint32_t general_hash_ = 0;        // of all tables of general vocabulary
};

class Tagger {
 public:
  // Reads the weights; a row that cannot be read is a mistake.
  void Load(const rules::RuleSet& rules, std::vector<Error>* errors);
  bool empty() const { return keys_.empty(); }
  std::vector<Label> Tag(const SentenceFeatures& features) const;

 private:
  // Row of weights of a feature, or nullptr.
  const int8_t* Find(uint32_t hash) const;

  std::vector<uint32_t> keys_;  // open addressing; 0 is empty
  std::vector<std::array<int8_t, kLabels>> weights_;
  std::array<std::array<int16_t, kLabels>, kLabels + 1> moves_{};  // [before + 1][after]
  uint32_t mask_ = 0;
};

// The best sequence under scores [word][label] and moves [before + 1][label]; row 0 is the start.
std::vector<Label> BestSequence(const std::vector<std::array<double, kLabels>>& scores,
                                const std::array<std::array<double, kLabels>, kLabels + 1>& moves);

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_TAGGER_H_
