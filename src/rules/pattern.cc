#include "rules/pattern.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include "base/check.h"
#include "rules/pattern_index.h"
#include "rules/pattern_parser.h"
#include "rules/pattern_walker.h"

namespace tadwin::rules {
namespace {

struct CompiledRule {
  const Block* block = nullptr;
  uint32_t rule = 0;
  Program program;
};

// Numbers the words of a program as documents know them.
void NumberWords(const Lexicon& lexicon, Program* program) {
  for (Element& element : program->elements) {
    if (element.kind != Element::Kind::kWord) continue;
    element.word_number = lexicon.PatternWord(element.word);
    if (HasArticle(element.word)) {
      element.without_article = lexicon.PatternWord(element.word.substr(kArticle.size()));
    }
  }
}

uint32_t SentenceEnd(const AnnotatedText& document, uint32_t token) {
  const uint32_t sentence = document.tokens[token].sentence;
  return sentence < document.sentences.size() ? document.sentences[sentence].token_end
                                              : static_cast<uint32_t>(document.tokens.size());
}

bool MatchLess(const PatternMatch& a, const PatternMatch& b) {
  if (a.token_begin != b.token_begin) return a.token_begin < b.token_begin;
  if (a.token_end != b.token_end) return a.token_end > b.token_end;
  return a.rule < b.rule;
}

// Sorts the matches behind `begin`, all of one word. They are few: no allocation.
void SortFrom(size_t begin, std::vector<PatternMatch>* matches) {
  for (size_t i = begin + 1; i < matches->size(); ++i) {
    for (size_t at = i; at > begin && MatchLess((*matches)[at], (*matches)[at - 1]); --at) {
      std::swap((*matches)[at], (*matches)[at - 1]);
    }
  }
}

// Several patterns of one rule: the longest stands for it. The matches behind `begin` are sorted.
void KeepOneOfEachRule(size_t begin, std::vector<PatternMatch>* matches) {
  size_t kept = begin;
  for (size_t i = begin; i < matches->size(); ++i) {
    const bool rule_seen = std::any_of(
        matches->begin() + static_cast<std::ptrdiff_t>(begin),
        matches->begin() + static_cast<std::ptrdiff_t>(kept),
        [&](const PatternMatch& earlier) { return earlier.rule == (*matches)[i].rule; });
    if (rule_seen) continue;
    if (kept != i) (*matches)[kept] = std::move((*matches)[i]);
    ++kept;
  }
  matches->resize(kept);
}

// What may begin where in a sentence.
struct SentenceFirsts {
  struct Start {
    uint32_t token = 0;
    uint32_t pattern = 0;
    bool last = false;  // of this word
  };
  std::vector<Marks> marks;  // by word of the sentence
  std::vector<Start> starts;
  PatternBits first;  // what FindFirst gave for the words in `asked`, one behind the other
  std::vector<uint32_t> asked;

  // False when nothing may begin in the sentence.
  bool Find(const PatternIndex& index, const AnnotatedText& document,
            const MentionsByWord& mentions, uint32_t begin, uint32_t end) {
    const uint32_t stride = index.blocks() + PatternIndex::kMarkBlocks;
    marks.assign(end - begin, Marks());
    starts.clear();
    asked.clear();
    uint32_t layers = 0;
    for (uint32_t token = begin; token < end; ++token) {
      const uint32_t layers_here = mentions.LayersAt(token);
      layers |= layers_here;
      if (!index.MayAsk(document, token, layers_here)) continue;
      asked.push_back(token);
      if (first.size() < asked.size() * stride) first.resize(asked.size() * stride * 2);
      marks[token - begin] =
          index.FindFirst(document, token, layers_here, &first[(asked.size() - 1) * stride]);
    }
    if (asked.empty()) return false;
    const uint32_t sentence = document.tokens[begin].sentence;
    const uint64_t* bits = sentence < document.sentences.size()
                               ? &document.atoms.in_sentence[sentence * document.atoms.stride]
                               : nullptr;
    for (size_t i = 0; i < asked.size(); ++i) {
      const Marks ahead = Ahead(document, mentions, asked[i], begin, end);
      const size_t before = starts.size();
      for (uint32_t block = 0; block < index.blocks(); ++block) {
        for (uint64_t left = first[i * stride + block]; left != 0; left &= left - 1) {
          const uint32_t pattern = block * 64 + static_cast<uint32_t>(std::countr_zero(left));
          if (index.MayGoOn(pattern, ahead) && index.MayMatch(pattern, bits, layers)) {
            starts.push_back({asked[i], pattern, false});
          }
        }
      }
      if (starts.size() != before) starts.back().last = true;
    }
    return !starts.empty();
  }

  // The marks of the words that may stand behind what begins at `token`.
  Marks Ahead(const AnnotatedText& document, const MentionsByWord& mentions, uint32_t token,
              uint32_t begin, uint32_t end) const {
    uint32_t last = token + 1;
    // Of one word, the longest match comes first.
    const uint32_t match = document.lex_match_begin[token];
    if (match < document.lex_match_begin[token + 1]) {
      last = std::max(last, document.lex_matches[match].token_end);
    }
    for (const Mention* mention : mentions.At(token)) last = std::max(last, mention->token_end);
    Marks ahead;
    for (uint32_t at = token + 1; at <= last && at < end; ++at) {
      ahead.low |= marks[at - begin].low;
      ahead.high |= marks[at - begin].high;
    }
    return ahead;
  }
};

// Where the matches of a word begin, which are the last ones.
size_t FirstAt(uint32_t token, const std::vector<PatternMatch>& matches) {
  size_t at = matches.size();
  while (at > 0 && matches[at - 1].token_begin == token) --at;
  return at;
}

}  // namespace

struct PatternSet::Impl {
  const Lexicon* lexicon = nullptr;
  std::vector<const Block*> blocks;
  std::vector<CompiledRule> patterns;
  PatternIndex index;
  uint32_t words_known = 0;  // pattern words there were when this set was compiled
};

const Capture* PatternMatch::Find(std::string_view name) const {
  for (const Capture& capture : captures) {
    if (capture.name == name) return &capture;
  }
  return nullptr;
}

std::string_view PatternMatch::Cell(const Lexicon& lexicon, std::string_view name,
                                    std::string_view column) const {
  const Capture* capture = Find(name);
  if (capture == nullptr || capture->lex == nullptr) return {};
  return lexicon.Cell(capture->lex->entry, column);
}

PatternSet::PatternSet() : impl_(std::make_unique<Impl>()) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

PatternSet PatternSet::Compile(const std::vector<const Block*>& blocks, const Lexicon& lexicon,
                               const Lexicon::FoldFunction& fold, std::vector<Error>* errors) {
  PatternSet set;
  set.impl_->lexicon = &lexicon;
  set.impl_->blocks = blocks;
  for (uint32_t rule = 0; rule < blocks.size(); ++rule) {
    bool any = false;
    for (const BlockField& field : blocks[rule]->fields) {
      if (field.key != "pattern") continue;
      any = true;
      CompiledRule compiled;
      compiled.block = blocks[rule];
      compiled.rule = rule;
      const ParseFailure failure = ParsePattern(field.value, lexicon, fold, &compiled.program);
      if (!failure.message.empty()) {
        errors->push_back(Error{ErrorCode::kBadRule,
                                "rule '" + blocks[rule]->name + "': " + failure.message,
                                blocks[rule]->path + ":" + std::to_string(field.line) + ":" +
                                    std::to_string(field.column + failure.column - 1)});
        continue;
      }
      NumberWords(lexicon, &compiled.program);
      set.impl_->patterns.push_back(std::move(compiled));
    }
    if (!any) {
      errors->push_back(
          Error{ErrorCode::kBadRule, "rule '" + blocks[rule]->name + "' has no pattern",
                blocks[rule]->path + ":" + std::to_string(blocks[rule]->line) + ":1"});
    }
  }
  std::vector<Program*> programs;
  for (CompiledRule& compiled : set.impl_->patterns) programs.push_back(&compiled.program);
  set.impl_->index.Build(programs, lexicon);
  set.impl_->words_known = lexicon.pattern_words();
  return set;
}

std::vector<PatternMatch> PatternSet::FindAll(const AnnotatedText& document) const {
  std::vector<PatternMatch> matches;
  const auto token_count = static_cast<uint32_t>(document.tokens.size());
  if (token_count == 0 || impl_->patterns.empty()) return matches;
  TADWIN_CHECK(document.atoms.words_known >= impl_->words_known &&
                   document.atoms.sets_known > impl_->index.asker(),
               "a document was matched before all patterns were compiled");
  const PatternIndex& index = impl_->index;
  thread_local MentionsByWord mentions_of_thread;
  mentions_of_thread.Read(document);
  const MentionsByWord& mentions = mentions_of_thread;
  Walker walker(document, mentions);
  thread_local SentenceFirsts of_thread;
  SentenceFirsts& firsts = of_thread;
  for (uint32_t begin = 0; begin < token_count;) {
    const uint32_t end = SentenceEnd(document, begin);
    if (firsts.Find(index, document, mentions, begin, end)) {
      for (const SentenceFirsts::Start& start : firsts.starts) {
        const uint32_t token = start.token;
        const CompiledRule& compiled = impl_->patterns[start.pattern];
        PatternMatch match;
        if (walker.Run(compiled.program, token, end, &firsts.marks[token - begin], &match)) {
          match.rule = compiled.rule;
          matches.push_back(std::move(match));
        }
        if (!start.last) continue;
        const size_t before = FirstAt(token, matches);
        if (matches.size() < before + 2) continue;
        SortFrom(before, &matches);
        KeepOneOfEachRule(before, &matches);
      }
    }
    begin = end;
  }
  return matches;
}

const Block& PatternSet::rule(uint32_t index) const {
  TADWIN_CHECK(index < impl_->blocks.size(), "asked for a rule that was never compiled");
  return *impl_->blocks[index];
}

size_t PatternSet::size() const { return impl_->blocks.size(); }

std::vector<PatternMatch> KeepLongest(std::vector<PatternMatch> matches) {
  if (matches.size() < 2) return matches;
  // A match is moved once: numbers are sorted in its stead. Equal ones keep their order.
  thread_local std::vector<uint32_t> order;
  thread_local std::vector<uint8_t> taken;  // by word
  thread_local std::vector<uint32_t> kept;
  order.resize(matches.size());
  uint32_t words = 0;
  for (uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    words = std::max(words, matches[i].token_end);
  }
  std::sort(order.begin(), order.end(), [&](uint32_t left, uint32_t right) {
    const PatternMatch& a = matches[left];
    const PatternMatch& b = matches[right];
    const uint32_t a_length = a.token_end - a.token_begin;
    const uint32_t b_length = b.token_end - b.token_begin;
    if (a_length != b_length) return a_length > b_length;
    if (a.token_begin != b.token_begin) return a.token_begin < b.token_begin;
    return a.rule != b.rule ? a.rule < b.rule : left < right;
  });
  taken.assign(words, 0);
  kept.clear();
  for (const uint32_t i : order) {
    const auto begin = taken.begin() + matches[i].token_begin;
    const auto end = taken.begin() + matches[i].token_end;
    if (std::find(begin, end, 1) != end) continue;
    std::fill(begin, end, uint8_t{1});
    kept.push_back(i);
  }
  // None overlaps another: where they begin is their order.
  std::sort(kept.begin(), kept.end(), [&](uint32_t left, uint32_t right) {
    return matches[left].token_begin < matches[right].token_begin;
  });
  std::vector<PatternMatch> out;
  out.reserve(kept.size());
  for (const uint32_t i : kept) out.push_back(std::move(matches[i]));
  return out;
}

}  // namespace tadwin::rules
