#include "extract/events/context.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "model/enum_names.h"
#include "model/plover_context.h"

namespace tadwin::extract {
namespace {

// Acts that are about something that the words behind them name.
constexpr std::array<std::string_view, 13> kTopical = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",    "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "RETREAT"};

bool IsTopical(std::string_view plover) {
  return std::find(kTopical.begin(), kTopical.end(), plover) != kTopical.end();
}

// Calls `use` for every part of a list.
template <typename Use>
void ForParts(std::string_view list, char separator, const Use& use) {
  while (!list.empty()) {
    const size_t at = list.find(separator);
    if (const std::string_view part = list.substr(0, at); !part.empty()) use(part);
    if (at == std::string_view::npos) return;
    list.remove_prefix(at + 1);
  }
}

bool Fits(std::string_view asked, std::string_view value) {
  return asked.empty() || asked == value;
}

// Events that stand between an event and words behind it take these words for their own.
bool IsOthers(const SentenceEvents& found, const Event& event, uint32_t token) {
  const auto [first, last] = std::minmax_element(event.tokens.begin(), event.tokens.end());
  for (const Event& other : found.events) {
    const uint32_t begin = found.triggers[other.trigger].begin;
    if (begin == found.triggers[event.trigger].begin) continue;
    if (begin > *last && begin <= token) return true;
    if (begin < *first && token < begin) return true;
  }
  return false;
}

bool HasEvent(const SentenceEvents& found, const Clause& clause) {
  return std::any_of(found.events.begin(), found.events.end(), [&](const Event& event) {
    const uint32_t begin = found.triggers[event.trigger].begin;
    return begin >= clause.begin && begin < clause.end;
  });
}

// The clauses whose words speak of the event: its own and, of an act that is about something, those
// that go on with it up to the next clause that tells an event beside it.
std::vector<bool> ClausesOf(const SentenceView& view, const SentenceEvents& found,
                            const Event& event, bool topical) {
  std::vector<bool> own(view.clauses().size(), false);
  uint32_t last = 0;
  for (const uint32_t token : event.tokens) {
    own[view.word(token).clause] = true;
    last = std::max(last, view.word(token).clause);
  }
  if (!topical) return own;
  for (uint32_t i = last + 1; i < own.size(); ++i) {
    const Clause& clause = view.clauses()[i];
    const bool inside =
        clause.kind == ClauseKind::kComplement || clause.kind == ClauseKind::kRelative;
    if (!inside && HasEvent(found, clause)) break;
    own[i] = true;
  }
  return own;
}

bool InPhrases(const std::vector<Phrase>& phrases, uint32_t token) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
    return phrase.begin <= token && token < phrase.end;
  });
}

// "near the hospital", "to the hospital": where something was, not what was struck.
bool IsBesides(const SentenceView& view, uint32_t token) {
  if (token == view.begin()) return false;
  const Word& before = view.word(token - 1);
  return before.locative || (before.classes & kDirection) != 0;
}

bool InAny(const std::vector<NamedRef>& refs, Span span) {
  return std::any_of(refs.begin(), refs.end(),
                     [&](const NamedRef& ref) { return ref.span.Contains(span); });
}

const NamedRef* OfKind(const std::vector<NamedRef>& refs, std::string_view kinds) {
  for (const NamedRef& ref : refs) {
    bool fits = false;
    ForParts(kinds, '|', [&](std::string_view kind) {
      fits |= kind == "any" || NameKindOf(kind) == ref.name.kind;
    });
    if (fits) return &ref;
  }
  return nullptr;
}

bool IsContext(std::string_view name) {
  return std::find(kContexts.begin(), kContexts.end(), name) != kContexts.end();
}

Error BadRule(const rules::Table& table, uint32_t row, std::string_view column,
              std::string_view what, std::string_view value) {
  return Error{ErrorCode::kBadRule,
               "unknown " + std::string(what) + " '" + std::string(value) + "'",
               table.Where(row, column)};
}

}  // namespace

Contexts Contexts::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  Contexts contexts;
  if (const rules::Table* table = grammar.rules->FindTable("event/context")) {
    contexts.LoadWords(grammar, *table, errors);
  }
  if (const rules::Table* table = grammar.rules->FindTable("event/context_code")) {
    contexts.LoadCodes(*table, errors);
  }
  return contexts;
}

void Contexts::LoadWords(const rules::Grammar& grammar, const rules::Table& table,
                         std::vector<Error>* errors) {
  lexicon_ = grammar.lexicon->IndexOf(table.name);
  for (uint32_t row = 0; lexicon_ >= 0 && row < table.rows.size(); ++row) {
    Words words;
    words.context = table.Cell(row, "context");
    if (!IsContext(words.context)) {
      errors->push_back(BadRule(table, row, "context", "context", words.context));
    }
    ForParts(table.Cell(row, "where"), ' ', [&](std::string_view name) {
      if (name == "clause") {
        words.scopes |= kClause;
      } else if (name == "topic") {
        words.scopes |= kTopic;
      } else if (name == "party") {
        words.scopes |= kParty;
      } else if (name == "target") {
        words.scopes |= kTarget;
      } else {
        errors->push_back(BadRule(table, row, "where", "place", name));
      }
    });
    if (words.scopes == 0) words.scopes = kClause;
    ForParts(table.Cell(row, "types"), ' ',
             [&](std::string_view type) { words.types.emplace_back(type); });
    words_[row] = std::move(words);
  }
}

void Contexts::LoadCodes(const rules::Table& table, std::vector<Error>* errors) {
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    Code code;
    code.context = table.Cell(row, "context");
    code.plover = table.Cell(row, "plover");
    code.mode = table.Cell(row, "mode");
    code.subtype = table.Cell(row, "subtype");
    code.actor = table.Cell(row, "actor");
    code.target = table.Cell(row, "target");
    code.foreign = table.Cell(row, "foreign") == "yes";
    if (!IsContext(code.context)) {
      errors->push_back(BadRule(table, row, "context", "context", code.context));
    }
    for (const std::string* kinds : {&code.actor, &code.target}) {
      ForParts(*kinds, '|', [&](std::string_view kind) {
        if (kind == "any" || NameKindOf(kind) != NameKind::kUnknown) return;
        errors->push_back(
            BadRule(table, row, kinds == &code.actor ? "actor" : "target", "kind", kind));
      });
    }
    codes_.push_back(std::move(code));
  }
}

namespace {

// Inside the name of a town or region: the tribe of "Asira al-Qabaliya" is nobody's.
bool IsInTownName(const SentenceView& view, uint32_t token) {
  const int32_t index = view.word(token).mention;
  if (index < 0) return false;
  const Mention& mention = view.MentionAt(index);
  return mention.layer == Layer::kPlace && !mention.name.id.empty() &&
         mention.name.kind != NameKind::kFacility;
}

}  // namespace

void Contexts::AddByWords(const SentenceView& view, const SentenceEvents& found, const Event& event,
                          const Fact& fact, std::vector<Found>* out) const {
  const AnnotatedText& document = view.document();
  const bool topical = IsTopical(fact.plover);
  const std::vector<bool> own = ClausesOf(view, found, event, topical);
  for (uint32_t token = view.begin(); token < view.end(); ++token) {
    if (IsInTownName(view, token)) continue;
    for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1];
         ++m) {
      const LexMatch& match = document.lex_matches[m];
      if (static_cast<int>(match.entry.lexicon) != lexicon_) continue;
      const Words& words = words_.at(match.entry.row);
      const bool asked = words.types.empty() || std::find(words.types.begin(), words.types.end(),
                                                          fact.plover) != words.types.end();
      if (!asked) continue;
      const Span span = document.SpanOf(match.token_begin, match.token_end);
      const bool of_actor =
          InAny(fact.actors, span) || (fact.speaker && fact.speaker->span.Contains(span));
      // What was struck may be told beside those who were hurt, or by the clause alone.
      const bool of_target = InAny(fact.targets, span) ||
                             (fact.place && fact.place->span.Contains(span)) ||
                             InPhrases(event.roles.targets, token) ||
                             (fact.targets.empty() && own[view.word(token).clause] && !of_actor &&
                              !IsOthers(found, event, token) && !IsBesides(view, token));
      bool holds = (words.scopes & kParty) != 0 && (InAny(fact.actors, span) || of_target);
      holds |= (words.scopes & kTarget) != 0 && of_target;
      const bool told =
          own[view.word(token).clause] && !of_actor && (topical || !IsOthers(found, event, token));
      holds |= (words.scopes & kClause) != 0 && told;
      holds |= (words.scopes & kTopic) != 0 && told && topical;
      if (holds) out->push_back({words.context, span});
    }
  }
}

void Contexts::AddByCode(const Fact& fact, std::vector<Found>* out) const {
  for (const Code& code : codes_) {
    if (!Fits(code.plover, fact.plover) || !Fits(code.mode, fact.mode) ||
        !Fits(code.subtype, fact.subtype)) {
      continue;
    }
    const NamedRef* actor = code.actor.empty() ? nullptr : OfKind(fact.actors, code.actor);
    const NamedRef* target = code.target.empty() ? nullptr : OfKind(fact.targets, code.target);
    if ((!code.actor.empty() && actor == nullptr) || (!code.target.empty() && target == nullptr)) {
      continue;
    }
    if (code.foreign) {
      if (actor == nullptr || target == nullptr) continue;
      const std::string& home = actor->name.country;
      const std::string& other = target->name.country;
      if (home.empty() || other.empty() || home == other) continue;
    }
    Span span = fact.span;
    if (actor != nullptr && !actor->span.empty()) {
      span = actor->span;
    } else if (target != nullptr && !target->span.empty()) {
      span = target->span;
    }
    out->push_back({code.context, span});
  }
}

void Contexts::Add(const SentenceView& view, const SentenceEvents& found, const Event& event,
                   Fact* fact) const {
  std::vector<Found> all;
  AddByWords(view, found, event, *fact, &all);
  AddByCode(*fact, &all);
  std::sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
    return std::tie(a.context, a.span.begin, a.span.end) <
           std::tie(b.context, b.span.begin, b.span.end);
  });
  // Of words inside other words of the same context the longer say it.
  for (const Found& one : all) {
    const bool inside = std::any_of(all.begin(), all.end(), [&](const Found& other) {
      return other.context == one.context && other.span != one.span &&
             other.span.Contains(one.span);
    });
    const Evidence evidence{"context", one.span,
                            std::string(kContextRule) + std::string(one.context)};
    const bool told = !fact->evidence.empty() && fact->evidence.back().field == "context" &&
                      fact->evidence.back().span == one.span &&
                      fact->evidence.back().rule == evidence.rule;
    if (inside || told) continue;
    fact->evidence.push_back(evidence);
    if (fact->contexts.empty() || fact->contexts.back() != one.context) {
      fact->contexts.emplace_back(one.context);
    }
  }
}

}  // namespace tadwin::extract
