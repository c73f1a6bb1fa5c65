#include "rules/pattern_walker.h"

#include <algorithm>

#include "base/check.h"

namespace tadwin::rules {
namespace {

// A match never spans more tokens than this: it bounds work and recursion on hostile text.
constexpr uint32_t kMaxWindow = 256;
constexpr uint32_t kNoToken = 0xFFFFFFFF;

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

bool CarriesWhatItMust(const Element& element, uint16_t carried) {
  return (carried & element.must_carry) == element.must_carry &&
         (carried & element.must_not_carry) == 0;
}

bool LexMatches(const Element& element, const LexMatch& lex) {
  if (lex.entry.lexicon != element.lexicon) return false;
  if (!CarriesWhatItMust(element, lex.proclitics)) return false;
  const Features& features = lex.entry.features;
  if (element.forms != 0 && (element.forms & BitOf(features.form)) == 0) return false;
  if (element.parts != 0 && (element.parts & BitOf(features.pos)) == 0) return false;
  return !element.filtered || element.rows[lex.entry.row];
}

}  // namespace

void MentionsByWord::Read(const AnnotatedText& document) {
  begin_.assign(document.tokens.size() + 1, 0);
  layers_.assign(document.tokens.size(), 0);
  mentions_.resize(document.mentions.size());
  for (const Mention& mention : document.mentions) {
    ++begin_[mention.token_begin];
    layers_[mention.token_begin] |= BitOf(mention.layer);
  }
  uint32_t sum = 0;
  for (uint32_t& begin : begin_) begin = sum += begin;
  // begin_ holds the ends now; filling from the back turns them into the beginnings.
  for (size_t i = document.mentions.size(); i-- > 0;) {
    mentions_[--begin_[document.mentions[i].token_begin]] = &document.mentions[i];
  }
}

struct Walker::Scratch {
  std::vector<uint32_t> visited;  // epoch where a step was tried at a word
  uint32_t epoch = 0;
  std::vector<OpenCapture> stack;
  std::vector<OpenCapture> best;

  // Forgets what was visited and makes room for so many pairs of step and word.
  void Begin(size_t pairs) {
    if (visited.size() < pairs) {
      visited.assign(pairs, 0);
      epoch = 0;
    }
    if (++epoch == 0) {
      std::fill(visited.begin(), visited.end(), 0u);
      epoch = 1;
    }
    stack.clear();
  }
};

Walker::Walker(const AnnotatedText& document, const MentionsByWord& mentions)
    : document_(document), mentions_(mentions), scratch_([]() -> Scratch& {
        thread_local Scratch scratch;
        return scratch;
      }()) {}

bool Walker::Run(const Program& program, uint32_t start, uint32_t limit, const Marks* marks,
                 PatternMatch* match) {
  program_ = &program;
  marks_ = marks;
  start_ = start;
  limit_ = std::min(limit, start + kMaxWindow);
  width_ = limit_ - start + 1;
  scratch_.Begin(program.steps.size() * width_);
  best_end_ = kNoToken;
  Walk(0, start);
  if (best_end_ == kNoToken || best_end_ == start) return false;
  match->token_begin = start;
  match->token_end = best_end_;
  match->captures.clear();
  match->captures.reserve(scratch_.best.size());
  for (const OpenCapture& capture : scratch_.best) {
    if (capture.end == kNoToken) continue;
    match->captures.push_back(Capture{program.names[capture.name], capture.begin, capture.end,
                                      capture.lex, capture.mention});
  }
  return true;
}

void Walker::Walk(uint32_t at, uint32_t token) {
  const Step& step = program_->steps[at];
  if (!step.always && (token >= limit_ || !step.next.Meets(marks_[token - start_]))) return;
  uint32_t& mark = scratch_.visited[at * width_ + (token - start_)];
  if (mark == scratch_.epoch) return;
  mark = scratch_.epoch;
  switch (step.op) {
    case Step::Op::kDone:
      if (best_end_ == kNoToken || token > best_end_) {
        best_end_ = token;
        scratch_.best = scratch_.stack;
      }
      return;
    case Step::Op::kJump: Walk(step.a, token); return;
    case Step::Op::kSplit:
      Walk(step.a, token);
      Walk(step.b, token);
      return;
    case Step::Op::kOpen:
      scratch_.stack.push_back(OpenCapture{step.a, token, kNoToken, nullptr, nullptr});
      Walk(at + 1, token);
      scratch_.stack.pop_back();
      return;
    case Step::Op::kClose: {
      const size_t open = FindOpen(step.a);
      const OpenCapture before = scratch_.stack[open];
      scratch_.stack[open].end = token;
      Walk(at + 1, token);
      scratch_.stack[open] = before;
      return;
    }
    case Step::Op::kElement: WalkElement(program_->elements[step.a], at, token); return;
  }
}

size_t Walker::FindOpen(uint32_t name) const {
  for (size_t i = scratch_.stack.size(); i-- > 0;) {
    if (scratch_.stack[i].name == name && scratch_.stack[i].end == kNoToken) return i;
  }
  TADWIN_CHECK(false, "a pattern closes a capture that it did not open");
}

// Continues behind an element that covered [token, end).
void Walker::Continue(uint32_t at, uint32_t token, uint32_t end, const LexMatch* lex,
                      const Mention* mention) {
  if (end > limit_) return;
  OpenCapture* open = nullptr;
  OpenCapture before;
  if (!scratch_.stack.empty() && scratch_.stack.back().end == kNoToken &&
      scratch_.stack.back().begin == token) {
    open = &scratch_.stack.back();
    before = *open;
    open->lex = lex;
    open->mention = mention;
  }
  const size_t index = open == nullptr ? 0 : static_cast<size_t>(open - scratch_.stack.data());
  Walk(at + 1, end);
  if (open != nullptr) scratch_.stack[index] = before;
}

void Walker::WalkElement(const Element& element, uint32_t at, uint32_t token) {
  if (token >= limit_) return;
  switch (element.kind) {
    case Element::Kind::kAny: Continue(at, token, token + 1, nullptr, nullptr); return;
    case Element::Kind::kWord:
      if (WordMatches(element, document_.tokens[token])) {
        Continue(at, token, token + 1, nullptr, nullptr);
      }
      return;
    case Element::Kind::kLexicon:
      for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
           ++i) {
        const LexMatch& lex = document_.lex_matches[i];
        if (LexMatches(element, lex)) Continue(at, token, lex.token_end, &lex, nullptr);
      }
      return;
    case Element::Kind::kLayer:
      for (const Mention* mention : mentions_.At(token)) {
        if ((element.layers & BitOf(mention->layer)) == 0) continue;
        const bool asks = (element.must_carry | element.must_not_carry) != 0;
        if (asks && !CarriesWhatItMust(element, ProcliticsBefore(document_, *mention))) continue;
        Continue(at, token, mention->token_end, nullptr, mention);
      }
      return;
  }
}

bool Walker::WordMatches(const Element& element, const Token& token) const {
  for (uint32_t r = token.first_reading; r < token.first_reading + token.reading_count; ++r) {
    const uint32_t word = document_.atoms.word_of_reading[r];
    if (word == 0) continue;
    const Reading& reading = document_.readings[r];
    if (reading.has_enclitic) continue;
    uint16_t carried = reading.proclitics;
    bool same = word == element.word_number;
    if ((carried & kAl) != 0) {
      if (element.without_article != 0) {
        same = word == element.without_article;
        carried = static_cast<uint16_t>(carried & ~kAl);
      } else if ((element.must_carry & kAl) == 0) {
        same = false;
      }
    }
    if (!same || (element.bare && carried != 0)) continue;
    if (CarriesWhatItMust(element, carried)) return true;
  }
  return false;
}

}  // namespace tadwin::rules
