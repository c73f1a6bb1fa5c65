#include "annotate/values/time_grammar.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <tuple>
#include <utility>

#include "annotate/values/time_build.h"
#include "annotate/values/time_numeric.h"
#include "model/mention_order.h"

namespace tadwin::annotate {
namespace {

constexpr int kMaxRepeats = 3;  // of pass 2: "the evening of the last day of the month of May"

bool IsTime(const Mention& mention) { return mention.layer == Layer::kTime; }

bool IsNameLetter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

// Writes $name out from the table of shorthand. Unknown names are reported.
std::string Expand(const std::string& pattern, const rules::Table& table, const std::string& where,
                   std::vector<Error>* errors) {
  std::string out;
  for (size_t at = 0; at < pattern.size();) {
    if (pattern[at] != '$') {
      out.push_back(pattern[at++]);
      continue;
    }
    size_t end = at + 1;
    while (end < pattern.size() && IsNameLetter(pattern[end])) ++end;
    const std::string name = pattern.substr(at + 1, end - at - 1);
    bool known = false;
    for (uint32_t row = 0; row < table.rows.size() && !known; ++row) {
      if (table.Cell(row, "name") != name) continue;
      out += table.Cell(row, "pattern");
      known = true;
    }
    if (!known) {
      errors->push_back(Error{ErrorCode::kBadRule, "no shorthand $" + name, where});
    }
    at = end;
  }
  return out;
}

}  // namespace

std::shared_ptr<const TimeGrammar> TimeGrammar::Create(const rules::Grammar& grammar,
                                                       std::vector<Error>* errors) {
  auto result = std::make_shared<TimeGrammar>();
  result->lexicon_ = grammar.lexicon;
  result->idiom_ = grammar.lexicon->IndexOf("time/idiom");
  result->register_ = RegisterReader::Create(grammar);
  result->before_date_ = grammar.lexicon->IndexOf("time/before_date");
  const rules::Table* shorthand = grammar.rules->FindTable("time/shorthand");
  if (shorthand == nullptr) {
    errors->push_back(Error{ErrorCode::kBadRule, "no table time/shorthand", ""});
    return result;
  }
  std::vector<const rules::Block*> by_pass[kPasses];
  for (const rules::Block* block : grammar.rules->BlocksUnder("ar/time/")) {
    const std::string where = block->path + ":" + std::to_string(block->line) + ":1";
    const std::string_view pass = block->Value("pass");
    int number = 0;
    std::from_chars(pass.data(), pass.data() + pass.size(), number);
    if (number < 1 || number > kPasses) {
      errors->push_back(Error{ErrorCode::kBadRule, "a time rule needs pass: 1, 2 or 3", where});
      continue;
    }
    if (!TimeBuilder::Knows(block->Value("makes"))) {
      errors->push_back(Error{ErrorCode::kBadRule,
                              "no production '" + std::string(block->Value("makes")) + "'", where});
      continue;
    }
    result->blocks_.push_back(*block);
    for (rules::BlockField& field : result->blocks_.back().fields) {
      if (field.key == "pattern") field.value = Expand(field.value, *shorthand, where, errors);
    }
    by_pass[number - 1].push_back(&result->blocks_.back());
  }
  for (int pass = 0; pass < kPasses; ++pass) {
    result->passes_[pass] =
        rules::PatternSet::Compile(by_pass[pass], *grammar.lexicon, grammar.fold, errors);
  }
  return result;
}

std::vector<TimeExpr> TimeGrammar::Parse(AnnotatedText* document) const {
  const Register manner = register_.Read(*document);
  std::vector<TimeExpr> exprs = FindNumericTimes(*document, [&](uint32_t token) {
    if (manner == Register::kRequest) return true;
    for (uint32_t i = document->lex_match_begin[token]; i < document->lex_match_begin[token + 1];
         ++i) {
      const LexMatch& match = document->lex_matches[i];
      if (static_cast<int>(match.entry.lexicon) == before_date_ && match.token_end == token + 1) {
        return true;
      }
    }
    return false;
  });
  Scene scene{document, document->mentions.size(), {}, manner};
  std::vector<uint32_t>& idiom_end = scene.idiom_end;
  idiom_end.resize(document->tokens.size(), 0);
  for (const LexMatch& match : document->lex_matches) {
    if (static_cast<int>(match.entry.lexicon) != idiom_) continue;
    for (uint32_t token = match.token_begin; token < match.token_end; ++token) {
      idiom_end[token] = std::max(idiom_end[token], match.token_end);
    }
  }
  Publish(document, scene.fixed_mentions, exprs);
  RunPass(1, scene, &exprs);
  if (!exprs.empty()) {
    for (int repeat = 0; repeat < kMaxRepeats; ++repeat) {
      if (!RunPass(2, scene, &exprs)) break;
    }
  }
  RunPass(3, scene, &exprs);
  std::erase_if(document->mentions, IsTime);
  return exprs;
}

// Makes the live expressions visible to patterns as #time.
void TimeGrammar::Publish(AnnotatedText* document, size_t fixed_mentions,
                          const std::vector<TimeExpr>& exprs) {
  std::vector<Mention>& mentions = document->mentions;
  std::erase_if(mentions, IsTime);
  mentions.reserve(fixed_mentions + exprs.size());
  for (const TimeExpr& expr : exprs) {
    if (expr.dead) continue;
    Mention mention;
    mention.layer = Layer::kTime;
    mention.span = expr.span;
    mention.token_begin = expr.token_begin;
    mention.token_end = expr.token_end;
    mentions.push_back(std::move(mention));
  }
  SortMentions(&mentions);
}

bool TimeGrammar::RunPass(int pass, const Scene& scene, std::vector<TimeExpr>* exprs) const {
  AnnotatedText* document = scene.document;
  const std::vector<uint32_t>& idiom_end = scene.idiom_end;
  const rules::PatternSet& rules = passes_[pass - 1];
  const std::vector<rules::PatternMatch> matches = rules.FindAll(*document);
  if (matches.empty()) return false;
  std::vector<Candidate> candidates;
  TimeBuilder builder(*document, *lexicon_, *exprs, scene.manner);
  for (const rules::PatternMatch& match : matches) {
    const rules::Block& rule = rules.rule(match.rule);
    Candidate candidate;
    candidate.nothing = rule.Value("makes") == "nothing";
    candidate.begin = match.token_begin;
    candidate.end = match.token_end;
    const rules::Capture* hidden = candidate.nothing ? match.Find("span") : nullptr;
    if (hidden != nullptr) {
      candidate.begin = hidden->token_begin;
      candidate.end = hidden->token_end;
    }
    if (!candidate.nothing) {
      std::optional<TimeExpr> expr = builder.Build(rule.Value("makes"), match);
      if (!expr) continue;
      expr->rule = rule.name;
      candidate.begin = expr->token_begin;
      candidate.end = expr->token_end;
      candidate.expr = *std::move(expr);
    }
    const uint32_t idiom = idiom_end[candidate.begin];
    const uint32_t idiom_last = idiom_end[candidate.end - 1];
    if (idiom >= candidate.end || idiom_last > candidate.end) continue;
    candidates.push_back(std::move(candidate));
  }
  if (candidates.empty()) return false;
  std::stable_sort(
      candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        const uint32_t a_size = a.end - a.begin;
        const uint32_t b_size = b.end - b.begin;
        return std::tuple(b_size, a.nothing, a.begin) < std::tuple(a_size, b.nothing, b.begin);
      });
  std::vector<bool> taken(document->tokens.size(), false);
  std::vector<int> owner(document->tokens.size(), -1);  // the live expression on each token
  for (size_t i = 0; i < exprs->size(); ++i) {
    const TimeExpr& expr = (*exprs)[i];
    if (expr.dead) continue;
    std::fill(owner.begin() + expr.token_begin, owner.begin() + expr.token_end,
              static_cast<int>(i));
  }
  bool any = false;
  for (Candidate& candidate : candidates) {
    const auto begin = taken.begin() + candidate.begin;
    const auto end = taken.begin() + candidate.end;
    if (std::find(begin, end, true) != end) continue;
    // What was found before may only be swallowed whole.
    const auto reaches_out = [&](uint32_t token) {
      if (owner[token] < 0) return false;
      const TimeExpr& other = (*exprs)[static_cast<size_t>(owner[token])];
      return other.token_begin < candidate.begin || other.token_end > candidate.end;
    };
    if (reaches_out(candidate.begin) || reaches_out(candidate.end - 1)) continue;
    std::fill(begin, end, true);
    if (candidate.nothing) continue;
    for (uint32_t token = candidate.begin; token < candidate.end; ++token) {
      if (owner[token] >= 0) (*exprs)[static_cast<size_t>(owner[token])].dead = true;
    }
    exprs->push_back(std::move(candidate.expr));
    any = true;
  }
  if (any) Publish(document, scene.fixed_mentions, *exprs);
  return any;
}

}  // namespace tadwin::annotate
