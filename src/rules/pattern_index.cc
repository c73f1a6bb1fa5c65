#include "rules/pattern_index.h"

#include <algorithm>
#include <utility>

namespace tadwin::rules {
namespace {

void Set(uint32_t bit, uint64_t* bits) { bits[bit / 64] |= uint64_t{1} << (bit % 64); }

void AddBits(const PatternBits& from, PatternBits* to) {
  for (size_t i = 0; i < from.size(); ++i) (*to)[i] |= from[i];
}

// Calls `visit` with every element and end that may come next at step `from`.
template <typename Visit>
void VisitNext(const Program& program, uint32_t from, Visit visit) {
  std::vector<uint32_t> pending = {from};
  std::vector<bool> seen(program.steps.size(), false);
  while (!pending.empty()) {
    const uint32_t at = pending.back();
    pending.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Step& step = program.steps[at];
    switch (step.op) {
      case Step::Op::kOpen:
      case Step::Op::kClose: pending.push_back(at + 1); break;
      case Step::Op::kSplit: pending.push_back(step.b); [[fallthrough]];
      case Step::Op::kJump: pending.push_back(step.a); break;
      case Step::Op::kElement:
      case Step::Op::kDone: visit(step); break;
    }
  }
}

}  // namespace

void PatternIndex::Build(const std::vector<Program*>& programs, const Lexicon& lexicon) {
  lexicons_ = lexicon.size();
  blocks_ = static_cast<uint32_t>((programs.size() + 63) / 64);
  anywhere_.assign(blocks_ + kMarkBlocks, 0);
  pool_.assign(blocks_ + kMarkBlocks, 0);
  needs_from_.assign(1, 0);
  Number(programs);
  std::map<Need, uint32_t> known;
  for (uint32_t pattern = 0; pattern < programs.size(); ++pattern) {
    FindNext(programs[pattern]);
    AddFirstOf(*programs[pattern], pattern);
    AddNeeds(*programs[pattern], &known);
  }
  TellLexicon(lexicon);
  KeepAsked();
}

void PatternIndex::AddNeeds(const Program& program, std::map<Need, uint32_t>* known) {
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
    const auto [at, added] = known->try_emplace(need, static_cast<uint32_t>(tests_.size()));
    needs_.push_back(at->second);
    if (!added) continue;
    Test test;
    test.layers = need.layers;
    test.begin = static_cast<uint32_t>(bit_tests_.size());
    for (const auto& [word, mask] : need.bits) bit_tests_.push_back({word, mask});
    test.end = static_cast<uint32_t>(bit_tests_.size());
    tests_.push_back(test);
  }
  needs_from_.push_back(static_cast<uint32_t>(needs_.size()));
}

void PatternIndex::TellLexicon(const Lexicon& lexicon) {
  asker_ = lexicon.AddAsker();
  asker_bit_ = Lexicon::AskerBit(asker_);
  for (const auto& [key, asked] : asked_) {
    const Element& element = *asked.element;
    if (element.kind == Element::Kind::kLayer) layers_asked_ |= element.layers;
    if (element.kind == Element::Kind::kLexicon) {
      lexicon.AddAsked(asker_, element.lexicon, element.filtered ? &element.rows : nullptr);
    }
    if (element.kind != Element::Kind::kWord) continue;
    lexicon.AddAskedWord(asker_, element.word_number);
    if (element.without_article != 0) lexicon.AddAskedWord(asker_, element.without_article);
  }
  starts_anywhere_ =
      std::any_of(anywhere_.begin(), anywhere_.end(), [](uint64_t bits) { return bits != 0; });
}

PatternIndex::AskedKey PatternIndex::KeyOf(const Element& element) {
  switch (element.kind) {
    case Element::Kind::kWord:
      return {element.kind, element.word_number, element.without_article, {}};
    case Element::Kind::kLexicon:
      return {element.kind, element.lexicon, element.filtered ? 1 : 0, element.rows};
    case Element::Kind::kLayer: return {element.kind, element.layers, 0, {}};
    case Element::Kind::kAny: break;
  }
  return {element.kind, 0, 0, {}};
}

// Gives every element its mark; elements that ask for the same share it.
void PatternIndex::Number(const std::vector<Program*>& programs) {
  uint32_t count = 0;
  for (const Program* program : programs) {
    for (const Element& element : program->elements) {
      const auto [at, added] = asked_.try_emplace(KeyOf(element));
      if (!added) continue;
      at->second.element = &element;
      at->second.bits.assign(blocks_ + kMarkBlocks, 0);
      Set(blocks_ * 64 + count++ % (kMarkBlocks * 64), at->second.bits.data());
    }
  }
}

Marks PatternIndex::MarksOf(const Element& element) const {
  const PatternBits& bits = asked_.at(KeyOf(element)).bits;
  return {bits[blocks_], bits[blocks_ + 1]};
}

// What may come next at every step of a program, and second. A step that ends it is the last one,
// so every element has a step behind it.
void PatternIndex::FindNext(Program* program) {
  std::vector<Marks> marks;
  for (const Element& element : program->elements) marks.push_back(MarksOf(element));
  for (uint32_t from = 0; from < program->steps.size(); ++from) {
    Step& step = program->steps[from];
    step.always = false;
    VisitNext(*program, from, [&](const Step& reached) {
      if (reached.op == Step::Op::kDone ||
          program->elements[reached.a].kind == Element::Kind::kAny) {
        step.always = true;
        return;
      }
      step.next.low |= marks[reached.a].low;
      step.next.high |= marks[reached.a].high;
    });
  }
  Second second;
  VisitNext(*program, 0, [&](const Step& reached) {
    if (reached.op == Step::Op::kDone) return;
    const Step& behind = *(&reached + 1);
    second.always |= behind.always;
    second.marks.low |= behind.next.low;
    second.marks.high |= behind.next.high;
  });
  seconds_.push_back(second);
}

void PatternIndex::AddFirstOf(const Program& program, uint32_t pattern) {
  VisitNext(program, 0, [&](const Step& step) {
    if (step.op != Step::Op::kElement) return;
    const Element& element = program.elements[step.a];
    if (element.kind == Element::Kind::kAny) Set(pattern, anywhere_.data());
    Set(pattern, asked_.at(KeyOf(element)).bits.data());
  });
}

uint32_t PatternIndex::Keep(const PatternBits& bits) {
  const auto [at, added] = kept_.try_emplace(bits, static_cast<uint32_t>(pool_.size()));
  if (added) pool_.insert(pool_.end(), bits.begin(), bits.end());
  return at->second;
}

// Puts what was gathered where FindFirst looks for it.
void PatternIndex::KeepAsked() {
  std::map<uint32_t, PatternBits> words;
  std::map<uint32_t, PatternBits> layers;
  std::map<uint32_t, std::vector<const Asked*>> lexicons;
  const auto add = [&](std::map<uint32_t, PatternBits>* to, uint32_t key, const Asked& asked) {
    AddBits(asked.bits, &to->try_emplace(key, PatternBits(asked.bits.size(), 0)).first->second);
  };
  for (const auto& [key, asked] : asked_) {
    const Element& element = *asked.element;
    if (element.kind == Element::Kind::kLexicon) lexicons[element.lexicon].push_back(&asked);
    if (element.kind == Element::Kind::kWord) add(&words, element.word_number, asked);
    if (element.kind == Element::Kind::kWord && element.without_article != 0) {
      add(&words, element.without_article, asked);
    }
    if (element.kind != Element::Kind::kLayer) continue;
    for (uint32_t layer = 0; (element.layers >> layer) != 0; ++layer) {
      if ((element.layers >> layer & 1) != 0) add(&layers, layer, asked);
    }
  }
  const auto keep = [&](const std::map<uint32_t, PatternBits>& from, std::vector<uint32_t>* to) {
    if (!from.empty()) to->assign(from.rbegin()->first + 1, 0);
    for (const auto& [key, bits] : from) (*to)[key] = Keep(bits);
  };
  keep(words, &by_word_);
  keep(layers, &by_layer_);
  for (const auto& [lexicon, asked] : lexicons) AddLexicon(lexicon, asked);
  asked_.clear();
  kept_.clear();
}

void PatternIndex::AddLexicon(uint32_t lexicon, const std::vector<const Asked*>& asked) {
  if (by_lexicon_.size() <= lexicon) by_lexicon_.resize(lexicon + 1);
  OfLexicon& place = by_lexicon_[lexicon];
  PatternBits any_row(blocks_ + kMarkBlocks, 0);
  for (const Asked* one : asked) {
    if (!one->element->filtered) {
      AddBits(one->bits, &any_row);
      continue;
    }
    place.row_count = std::max(place.row_count, static_cast<uint32_t>(one->element->rows.size()));
  }
  const PatternBits none(any_row.size(), 0);
  const auto keep = [&](const PatternBits& bits) { return bits == none ? 0 : Keep(bits); };
  place.offset = keep(any_row);
  place.rows = static_cast<uint32_t>(row_offsets_.size());
  for (uint32_t row = 0; row < place.row_count; ++row) {
    PatternBits bits = any_row;
    for (const Asked* one : asked) {
      const std::vector<bool>& rows = one->element->rows;
      if (one->element->filtered && row < rows.size() && rows[row]) AddBits(one->bits, &bits);
    }
    row_offsets_.push_back(keep(bits));
  }
}

bool PatternIndex::MayMatch(uint32_t pattern, const uint64_t* sentence, uint32_t layers) const {
  if (sentence == nullptr) return true;
  for (uint32_t n = needs_from_[pattern]; n < needs_from_[pattern + 1]; ++n) {
    const Test& test = tests_[needs_[n]];
    bool met = (test.layers & layers) != 0;
    for (uint32_t i = test.begin; i < test.end && !met; ++i) {
      met = (sentence[bit_tests_[i].word] & bit_tests_[i].mask) != 0;
    }
    if (!met) return false;
  }
  return true;
}

Marks PatternIndex::FindFirst(const AnnotatedText& document, uint32_t token, uint32_t layers,
                              uint64_t* first) const {
  std::copy(anywhere_.begin(), anywhere_.end(), first);
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexEntry& entry = document.lex_matches[m].entry;
    if (entry.lexicon >= by_lexicon_.size()) continue;
    const OfLexicon& place = by_lexicon_[entry.lexicon];
    Or(entry.row < place.row_count ? row_offsets_[place.rows + entry.row] : place.offset, first);
  }
  const Token& at = document.tokens[token];
  for (uint32_t r = at.first_reading; r < at.first_reading + at.reading_count; ++r) {
    const uint32_t word = document.atoms.word_of_reading[r];
    if (word != 0 && word < by_word_.size()) Or(by_word_[word], first);
  }
  for (uint32_t layer = 0; layers >> layer != 0; ++layer) {
    if ((layers >> layer & 1) != 0 && layer < by_layer_.size()) Or(by_layer_[layer], first);
  }
  return {first[blocks_], first[blocks_ + 1]};
}

}  // namespace tadwin::rules
