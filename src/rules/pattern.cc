#include "rules/pattern.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "rules/pattern_parser.h"

namespace tadwin::rules {
namespace {

// A match never spans more tokens than this: it bounds work and recursion on hostile text.
constexpr uint32_t kMaxWindow = 256;
constexpr uint32_t kNoToken = 0xFFFFFFFF;
// The article in folded text: U+0627 U+0644.
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

struct OpenCapture {
  uint32_t name = 0;
  uint32_t begin = 0;
  uint32_t end = kNoToken;
  const LexMatch* lex = nullptr;
  const Mention* mention = nullptr;
};

bool HasArticle(std::string_view word) {
  return word.size() > kArticle.size() && word.substr(0, kArticle.size()) == kArticle;
}

// The proclitics before the mention's first word: what its reading must have cut off so that the
// mention begins where it does.
uint16_t ProcliticsBefore(const AnnotatedText& document, const Mention& mention) {
  const Token& token = document.tokens[mention.token_begin];
  if (token.span.begin == mention.span.begin) return 0;
  for (uint32_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = document.readings[token.first_reading + r];
    if (reading.proclitics != 0 &&
        document.text.begin_of[reading.core_begin] >= mention.span.begin) {
      return static_cast<uint16_t>(reading.proclitics & ~kAl);
    }
  }
  return 0;
}

struct CompiledRule {
  const Block* block = nullptr;
  uint32_t rule = 0;
  Program program;
};

}  // namespace

struct PatternSet::Impl {
  const Lexicon* lexicon = nullptr;
  std::vector<const Block*> blocks;
  std::vector<CompiledRule> patterns;
  // First elements -> patterns that may begin with them.
  std::map<uint32_t, std::vector<uint32_t>> by_lexicon;
  std::map<Layer, std::vector<uint32_t>> by_layer;
  std::unordered_map<std::string, std::vector<uint32_t>> by_word;
  std::vector<uint32_t> anywhere;

  void IndexFirst(uint32_t pattern);
};

void PatternSet::Impl::IndexFirst(uint32_t pattern) {
  const Program& program = patterns[pattern].program;
  std::vector<uint32_t> pending = {0};
  std::vector<bool> seen(program.steps.size(), false);
  const auto add = [pattern](std::vector<uint32_t>* list) {
    if (list->empty() || list->back() != pattern) list->push_back(pattern);
  };
  while (!pending.empty()) {
    const uint32_t at = pending.back();
    pending.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Step& step = program.steps[at];
    switch (step.op) {
      case Step::Op::kOpen:
      case Step::Op::kClose: pending.push_back(at + 1); break;
      case Step::Op::kJump: pending.push_back(step.a); break;
      case Step::Op::kSplit:
        pending.push_back(step.a);
        pending.push_back(step.b);
        break;
      case Step::Op::kDone: break;
      case Step::Op::kElement: {
        const Element& element = program.elements[step.a];
        switch (element.kind) {
          case Element::Kind::kWord:
            add(&by_word[element.word]);
            if (HasArticle(element.word)) add(&by_word[element.word.substr(kArticle.size())]);
            break;
          case Element::Kind::kLexicon: add(&by_lexicon[element.lexicon]); break;
          case Element::Kind::kLayer:
            for (const Layer layer : element.layers) add(&by_layer[layer]);
            break;
          case Element::Kind::kAny: add(&anywhere); break;
        }
        break;
      }
    }
  }
}

namespace {

// Runs one program from one token; scratch space is kept between runs.
class Walker {
 public:
  Walker(const AnnotatedText& document, const Lexicon& lexicon,
         const std::vector<std::vector<const Mention*>>& mentions_at)
      : document_(document), lexicon_(lexicon), mentions_at_(mentions_at) {}

  // The longest match of `program` at `start`, if any.
  bool Run(const Program& program, uint32_t start, uint32_t limit, PatternMatch* match) {
    program_ = &program;
    start_ = start;
    limit_ = std::min(limit, start + kMaxWindow);
    width_ = limit_ - start + 1;
    if (visited_.size() < program.steps.size() * width_) {
      visited_.assign(program.steps.size() * width_, 0);
      epoch_ = 0;
    }
    if (++epoch_ == 0) {
      std::fill(visited_.begin(), visited_.end(), 0u);
      epoch_ = 1;
    }
    best_end_ = kNoToken;
    stack_.clear();
    Walk(0, start);
    if (best_end_ == kNoToken || best_end_ == start) return false;
    match->token_begin = start;
    match->token_end = best_end_;
    match->captures.clear();
    for (const OpenCapture& capture : best_) {
      if (capture.end == kNoToken) continue;
      match->captures.push_back(Capture{program.names[capture.name], capture.begin, capture.end,
                                        capture.lex, capture.mention});
    }
    return true;
  }

 private:
  void Walk(uint32_t at, uint32_t token) {
    uint32_t& mark = visited_[at * width_ + (token - start_)];
    if (mark == epoch_) return;
    mark = epoch_;
    const Step& step = program_->steps[at];
    switch (step.op) {
      case Step::Op::kDone:
        if (best_end_ == kNoToken || token > best_end_) {
          best_end_ = token;
          best_ = stack_;
        }
        return;
      case Step::Op::kJump: Walk(step.a, token); return;
      case Step::Op::kSplit:
        Walk(step.a, token);
        Walk(step.b, token);
        return;
      case Step::Op::kOpen:
        stack_.push_back(OpenCapture{step.a, token, kNoToken, nullptr, nullptr});
        Walk(at + 1, token);
        stack_.pop_back();
        return;
      case Step::Op::kClose: {
        const size_t open = FindOpen(step.a);
        const OpenCapture before = stack_[open];
        stack_[open].end = token;
        Walk(at + 1, token);
        stack_[open] = before;
        return;
      }
      case Step::Op::kElement: WalkElement(program_->elements[step.a], at, token); return;
    }
  }

  size_t FindOpen(uint32_t name) const {
    for (size_t i = stack_.size(); i-- > 0;) {
      if (stack_[i].name == name && stack_[i].end == kNoToken) return i;
    }
    TADWIN_CHECK(false, "a pattern closes a capture that it did not open");
  }

  // Continues behind an element that covered [token, end).
  void Continue(uint32_t at, uint32_t token, uint32_t end, const LexMatch* lex,
                const Mention* mention) {
    if (end > limit_) return;
    OpenCapture* open = nullptr;
    OpenCapture before;
    if (!stack_.empty() && stack_.back().end == kNoToken && stack_.back().begin == token) {
      open = &stack_.back();
      before = *open;
      open->lex = lex;
      open->mention = mention;
    }
    const size_t index = open == nullptr ? 0 : static_cast<size_t>(open - stack_.data());
    Walk(at + 1, end);
    if (open != nullptr) stack_[index] = before;
  }

  void WalkElement(const Element& element, uint32_t at, uint32_t token) {
    if (token >= limit_) return;
    switch (element.kind) {
      case Element::Kind::kAny: Continue(at, token, token + 1, nullptr, nullptr); return;
      case Element::Kind::kWord:
        if (WordMatches(element, document_.tokens[token])) {
          Continue(at, token, token + 1, nullptr, nullptr);
        }
        return;
      case Element::Kind::kLexicon:
        for (uint32_t i = document_.lex_match_begin[token];
             i < document_.lex_match_begin[token + 1]; ++i) {
          const LexMatch& lex = document_.lex_matches[i];
          if (LexMatches(element, lex)) Continue(at, token, lex.token_end, &lex, nullptr);
        }
        return;
      case Element::Kind::kLayer:
        for (const Mention* mention : mentions_at_[token]) {
          if (std::find(element.layers.begin(), element.layers.end(), mention->layer) ==
              element.layers.end()) {
            continue;
          }
          if ((element.must_carry | element.must_not_carry) != 0) {
            const uint16_t carried = ProcliticsBefore(document_, *mention);
            if ((carried & element.must_carry) != element.must_carry ||
                (carried & element.must_not_carry) != 0) {
              continue;
            }
          }
          Continue(at, token, mention->token_end, nullptr, mention);
        }
        return;
    }
  }

  bool WordMatches(const Element& element, const Token& token) const {
    if (token.reading_count == 0) {
      return document_.Folded(token) == element.word && element.must_carry == 0;
    }
    for (uint32_t r = 0; r < token.reading_count; ++r) {
      const Reading& reading = document_.readings[token.first_reading + r];
      if (reading.has_enclitic) continue;
      uint16_t carried = reading.proclitics;
      const std::string_view core = document_.Core(reading);
      bool same = false;
      if ((carried & kAl) == 0) {
        same = core == element.word;
      } else if (HasArticle(element.word)) {
        same = core == std::string_view(element.word).substr(kArticle.size());
        carried = static_cast<uint16_t>(carried & ~kAl);
      } else if ((element.must_carry & kAl) != 0) {
        same = core == element.word;
      }
      if (!same || (element.bare && carried != 0)) continue;
      if ((carried & element.must_carry) == element.must_carry &&
          (carried & element.must_not_carry) == 0) {
        return true;
      }
    }
    return false;
  }

  bool LexMatches(const Element& element, const LexMatch& lex) const {
    if (lex.entry.lexicon != element.lexicon) return false;
    if ((lex.proclitics & element.must_carry) != element.must_carry) return false;
    if ((lex.proclitics & element.must_not_carry) != 0) return false;
    const Features& features = lex.entry.features;
    if (!element.forms.empty() && std::find(element.forms.begin(), element.forms.end(),
                                            features.form) == element.forms.end()) {
      return false;
    }
    if (!element.parts.empty() && std::find(element.parts.begin(), element.parts.end(),
                                            features.pos) == element.parts.end()) {
      return false;
    }
    return std::all_of(
        element.filters.begin(), element.filters.end(), [&](const Element::Filter& filter) {
          return (lexicon_.Cell(lex.entry, filter.column) == filter.value) == filter.equal;
        });
  }

  const AnnotatedText& document_;
  const Lexicon& lexicon_;
  const std::vector<std::vector<const Mention*>>& mentions_at_;
  const Program* program_ = nullptr;
  uint32_t start_ = 0;
  uint32_t limit_ = 0;
  size_t width_ = 0;
  std::vector<uint32_t> visited_;
  uint32_t epoch_ = 0;
  std::vector<OpenCapture> stack_;
  std::vector<OpenCapture> best_;
  uint32_t best_end_ = kNoToken;
};

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

}  // namespace

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
      set.impl_->patterns.push_back(std::move(compiled));
      set.impl_->IndexFirst(static_cast<uint32_t>(set.impl_->patterns.size() - 1));
    }
    if (!any) {
      errors->push_back(
          Error{ErrorCode::kBadRule, "rule '" + blocks[rule]->name + "' has no pattern",
                blocks[rule]->path + ":" + std::to_string(blocks[rule]->line) + ":1"});
    }
  }
  return set;
}

std::vector<PatternMatch> PatternSet::FindAll(const AnnotatedText& document) const {
  std::vector<PatternMatch> matches;
  const auto token_count = static_cast<uint32_t>(document.tokens.size());
  std::vector<std::vector<const Mention*>> mentions_at(token_count);
  for (const Mention& mention : document.mentions) {
    mentions_at[mention.token_begin].push_back(&mention);
  }
  Walker walker(document, *impl_->lexicon, mentions_at);
  std::vector<uint32_t> stamp(impl_->patterns.size(), kNoToken);
  std::vector<uint32_t> candidates;
  std::string word;
  for (uint32_t token = 0; token < token_count; ++token) {
    candidates.clear();
    const auto add = [&](const std::vector<uint32_t>& patterns) {
      for (const uint32_t pattern : patterns) {
        if (stamp[pattern] == token) continue;
        stamp[pattern] = token;
        candidates.push_back(pattern);
      }
    };
    add(impl_->anywhere);
    for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1];
         ++i) {
      const auto found = impl_->by_lexicon.find(document.lex_matches[i].entry.lexicon);
      if (found != impl_->by_lexicon.end()) add(found->second);
    }
    for (const Mention* mention : mentions_at[token]) {
      const auto found = impl_->by_layer.find(mention->layer);
      if (found != impl_->by_layer.end()) add(found->second);
    }
    const auto add_word = [&](std::string_view text) {
      word.assign(text);
      const auto found = impl_->by_word.find(word);
      if (found != impl_->by_word.end()) add(found->second);
    };
    const Token& at = document.tokens[token];
    add_word(document.Folded(at));
    for (uint32_t r = 0; r < at.reading_count; ++r) {
      add_word(document.Core(document.readings[at.first_reading + r]));
    }
    const uint32_t limit = SentenceEnd(document, token);
    const size_t before = matches.size();
    for (const uint32_t pattern : candidates) {
      PatternMatch match;
      const CompiledRule& compiled = impl_->patterns[pattern];
      if (!walker.Run(compiled.program, token, limit, &match)) continue;
      match.rule = compiled.rule;
      matches.push_back(std::move(match));
    }
    std::stable_sort(matches.begin() + static_cast<std::ptrdiff_t>(before), matches.end(),
                     MatchLess);
    // Several patterns of one rule: the longest stands for it.
    size_t kept = before;
    for (size_t i = before; i < matches.size(); ++i) {
      const bool rule_seen =
          std::any_of(matches.begin() + static_cast<std::ptrdiff_t>(before),
                      matches.begin() + static_cast<std::ptrdiff_t>(kept),
                      [&](const PatternMatch& earlier) { return earlier.rule == matches[i].rule; });
      if (rule_seen) continue;
      if (kept != i) matches[kept] = std::move(matches[i]);
      ++kept;
    }
    matches.resize(kept);
  }
  return matches;
}

const Block& PatternSet::rule(uint32_t index) const {
  TADWIN_CHECK(index < impl_->blocks.size(), "asked for a rule that was never compiled");
  return *impl_->blocks[index];
}

size_t PatternSet::size() const { return impl_->blocks.size(); }

std::vector<PatternMatch> KeepLongest(std::vector<PatternMatch> matches) {
  std::stable_sort(matches.begin(), matches.end(),
                   [](const PatternMatch& a, const PatternMatch& b) {
                     const uint32_t a_length = a.token_end - a.token_begin;
                     const uint32_t b_length = b.token_end - b.token_begin;
                     if (a_length != b_length) return a_length > b_length;
                     if (a.token_begin != b.token_begin) return a.token_begin < b.token_begin;
                     return a.rule < b.rule;
                   });
  std::vector<PatternMatch> kept;
  std::vector<bool> taken;
  for (PatternMatch& match : matches) {
    if (taken.size() < match.token_end) taken.resize(match.token_end, false);
    if (std::any_of(taken.begin() + match.token_begin, taken.begin() + match.token_end,
                    [](bool t) { return t; })) {
      continue;
    }
    std::fill(taken.begin() + match.token_begin, taken.begin() + match.token_end, true);
    kept.push_back(std::move(match));
  }
  std::sort(kept.begin(), kept.end(), MatchLess);
  return kept;
}

}  // namespace tadwin::rules
