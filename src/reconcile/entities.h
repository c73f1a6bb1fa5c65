// The parties of a ledger: the names each is told by, and who says that one is another's front or
// part.
//
// In: a ledger, the actors of the rules, the names found in each text with the cues between them
// (rules/ar/link/alias_words.tsv), and what people decided. Out: entities by id, those that the
// ledger's facts name. A link says who asserts it and since when: the table of actors, by its line,
// with the years it holds for; or a text, by its speaker where the sentence has one, from the day
// its document appeared. Nothing is merged by a link: whoever reads the ledger decides. What a
// person decided is respected: a merge puts one entity's names under the other, a split drops the
// links between two. Threads: safe; pure functions.

#ifndef TADWIN_RECONCILE_ENTITIES_H_
#define TADWIN_RECONCILE_ENTITIES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "model/mention.h"
#include "reconcile/cues.h"
#include "reconcile/ledger_view.h"
#include "rules/table.h"

namespace tadwin::reconcile {

struct EntityName {
  std::string text;
  uint32_t facts = 0;
  uint32_t documents = 0;
};

struct EntityAssertion {
  std::string by;       // "rules/ar/actor/actor.tsv:415", a speaker, or the document
  std::string by_type;  // "rules", a SpeakerTypeName, "article"
  std::string since;    // ISO date or year; empty: not told
  std::string until;
  std::string doc;  // of a text: where, and the words
  std::string doc_sha256;
  Span words;
};

struct EntityLink {
  std::string kind;  // "facade", "part", "alias"
  std::string to;    // id, else the words
  std::string to_name;
  std::vector<EntityAssertion> assertions;  // rules first, then by day
};

struct Entity {
  std::string id;  // else the words
  std::string name_en;
  std::string kind;
  std::string country;
  std::vector<EntityName> names;    // most facts first
  std::vector<EntityLink> links;    // by kind, then whom to
  std::vector<std::string> merged;  // ids that a person put under this one
};

// A name in a text, as annotation finds it.
struct NameInText {
  Span span;
  std::string text;
  NameValue name;
};

struct TextNames {
  std::string doc;
  std::string sha256;
  std::optional<Date> published;
  std::vector<NameInText> names;  // in the order of the text
  std::vector<Cue> cues;
};

// What a person decided; the later one of two that exclude one another holds.
struct EntityDecision {
  bool is_merge = true;  // else a split
  std::string one;       // the id that stays
  std::string other;
};

std::vector<Entity> ReadEntities(const LedgerView& ledger, const rules::RuleSet& rules,
                                 const std::vector<TextNames>& texts,
                                 const std::vector<EntityDecision>& decisions);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_ENTITIES_H_
