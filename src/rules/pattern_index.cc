#include "rules/pattern_index.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tadwin::rules {
namespace {

void Set(uint32_t bit, uint64_t* bits) { bits[bit / 64] |= uint64_t{1} << (bit % 64); }

uint32_t CountBits(const PatternBits& bits) {
  uint32_t count = 0;
  for (const uint64_t word : bits) count += static_cast<uint32_t>(std::popcount(word));
  return count;
}

}  // namespace

void PatternIndex::Build(const std::vector<const Program*>& programs, uint32_t lexicons) {
  lexicons_ = lexicons;
  blocks_ = static_cast<uint32_t>((programs.size() + 63) / 64);
  all_.assign(blocks_, 0);
  anywhere_.assign(blocks_, 0);
  pool_.assign(blocks_, 0);
  std::map<Need, PatternBits> users;
  for (uint32_t pattern = 0; pattern < programs.size(); ++pattern) {
    Set(pattern, all_.data());
    AddFirstOf(*programs[pattern], pattern);
    AddNeeds(*programs[pattern], pattern, &users);
  }
  std::vector<std::pair<const Need*, const PatternBits*>> ordered;
  for (const auto& [need, patterns] : users) ordered.emplace_back(&need, &patterns);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return CountBits(*a.second) > CountBits(*b.second);
  });
  for (const auto& [need, patterns] : ordered) {
    Test test;
    test.layers = need->layers;
    test.begin = static_cast<uint32_t>(bit_tests_.size());
    for (const auto& [word, mask] : need->bits) bit_tests_.push_back({word, mask});
    test.end = static_cast<uint32_t>(bit_tests_.size());
    test.users = static_cast<uint32_t>(pool_.size());
    pool_.insert(pool_.end(), patterns->begin(), patterns->end());
    tests_.push_back(test);
  }
}

void PatternIndex::AddNeeds(const Program& program, uint32_t pattern,
                            std::map<Need, PatternBits>* users) const {
  for (const std::vector<uint32_t>& elements : program.needs) {
    Need need;
    const auto add_bit = [&need](uint32_t bit) {
      need.bits[bit / 64] |= uint64_t{1} << (bit % 64);
    };
    for (const uint32_t index : elements) {
      const Element& element = program.elements[index];
      if (element.kind == Element::Kind::kLayer) need.layers |= element.layers;
      if (element.kind == Element::Kind::kLexicon) add_bit(element.lexicon);
      if (element.kind != Element::Kind::kWord) continue;
      add_bit(lexicons_ + element.word_number);
      if (element.without_article != 0) add_bit(lexicons_ + element.without_article);
    }
    PatternBits& bits = users->try_emplace(std::move(need), PatternBits(blocks_, 0)).first->second;
    Set(pattern, bits.data());
  }
}

uint64_t* PatternIndex::FirstOf(std::vector<uint32_t>* offsets, uint32_t key) {
  if (offsets->size() <= key) offsets->resize(key + 1, 0);
  uint32_t& offset = (*offsets)[key];
  if (offset == 0) {
    offset = static_cast<uint32_t>(pool_.size());
    pool_.resize(pool_.size() + blocks_, 0);
  }
  return &pool_[offset];
}

void PatternIndex::AddFirstOf(const Program& program, uint32_t pattern) {
  std::vector<uint32_t> pending = {0};
  std::vector<bool> seen(program.steps.size(), false);
  while (!pending.empty()) {
    const uint32_t at = pending.back();
    pending.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Step& step = program.steps[at];
    if (step.op == Step::Op::kOpen || step.op == Step::Op::kClose) pending.push_back(at + 1);
    if (step.op == Step::Op::kJump || step.op == Step::Op::kSplit) pending.push_back(step.a);
    if (step.op == Step::Op::kSplit) pending.push_back(step.b);
    if (step.op != Step::Op::kElement) continue;
    const Element& element = program.elements[step.a];
    switch (element.kind) {
      case Element::Kind::kWord:
        Set(pattern, FirstOf(&by_word_, element.word_number));
        if (element.without_article != 0) Set(pattern, FirstOf(&by_word_, element.without_article));
        break;
      case Element::Kind::kLexicon: Set(pattern, FirstOf(&by_lexicon_, element.lexicon)); break;
      case Element::Kind::kLayer:
        for (uint32_t layer = 0; (element.layers >> layer) != 0; ++layer) {
          if ((element.layers >> layer & 1) != 0) Set(pattern, FirstOf(&by_layer_, layer));
        }
        break;
      case Element::Kind::kAny: Set(pattern, anywhere_.data()); break;
    }
  }
}

bool PatternIndex::FindActive(const uint64_t* sentence, uint32_t layers,
                              PatternBits* active) const {
  *active = all_;
  if (blocks_ == 0) return false;
  if (sentence == nullptr) return true;
  for (const Test& test : tests_) {
    bool met = (test.layers & layers) != 0;
    for (uint32_t i = test.begin; i < test.end && !met; ++i) {
      met = (sentence[bit_tests_[i].word] & bit_tests_[i].mask) != 0;
    }
    if (met) continue;
    uint64_t left = 0;
    for (uint32_t i = 0; i < blocks_; ++i) {
      left |= (*active)[i] &= ~pool_[test.users + i];
    }
    if (left == 0) return false;
  }
  return true;
}

void PatternIndex::AddFirst(const AnnotatedText& document, uint32_t token, uint32_t layers,
                            PatternBits* first) const {
  for (uint32_t i = 0; i < blocks_; ++i) (*first)[i] |= anywhere_[i];
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const uint32_t lexicon = document.lex_matches[m].entry.lexicon;
    if (lexicon < by_lexicon_.size()) Or(by_lexicon_[lexicon], first);
  }
  const Token& at = document.tokens[token];
  for (uint32_t r = at.first_reading; r < at.first_reading + at.reading_count; ++r) {
    const uint32_t word = document.atoms.word_of_reading[r];
    if (word < by_word_.size()) Or(by_word_[word], first);
  }
  for (uint32_t layer = 0; layers >> layer != 0; ++layer) {
    if ((layers >> layer & 1) != 0 && layer < by_layer_.size()) Or(by_layer_[layer], first);
  }
}

}  // namespace tadwin::rules
