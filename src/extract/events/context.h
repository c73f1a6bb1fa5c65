// What an event is about, in PLOVER's contexts: military, legislative, health, ...; several may
// hold, often none.
//
// In: the tables event/context (words that speak of a context, and where they must stand) and
// event/context_code (codes and parties that do). Out: Fact::contexts, sorted, each with an
// Evidence entry "context" over the words that said it. Errors: kBadRule with file:line:col for an
// unknown context, place or kind. Threads: immutable after Create. Source: PLOVER manual draft 2.0
// (37 contexts).

#ifndef TADWIN_EXTRACT_EVENTS_CONTEXT_H_
#define TADWIN_EXTRACT_EVENTS_CONTEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/events/clause.h"
#include "extract/events/triggers.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

class Contexts {
 public:
  static Contexts Create(const rules::Grammar& grammar, std::vector<Error>* errors);

  // Fills contexts and their evidence; what the fact says otherwise must be final.
  void Add(const SentenceView& view, const SentenceEvents& found, const Event& event,
           Fact* fact) const;

 private:
  // Where the words of a row speak for an event. Bits.
  enum Scope : uint8_t {
    kClause = 1 << 0,  // its clauses, whatever it is
    kTopic = 1 << 1,   // the same, of acts that are about something: talks, demands, protests, aid
    kParty = 1 << 2,   // the words of an actor, a target or the place
    kTarget = 1 << 3   // the words of a target or the place
  };
  struct Words {
    std::string context;
    uint8_t scopes = 0;
    std::vector<std::string> types;  // empty: any
  };
  // A row of event/context_code. Empty cells fit anything.
  struct Code {
    std::string context;
    std::string plover;
    std::string mode;
    std::string subtype;
    std::string actor;     // kinds of names, as "military|police"
    std::string target;    // the same
    bool foreign = false;  // actor and target are of two countries
  };
  struct Found {
    std::string_view context;
    Span span;
  };

  void LoadWords(const rules::Grammar& grammar, const rules::Table& table,
                 std::vector<Error>* errors);
  void LoadCodes(const rules::Table& table, std::vector<Error>* errors);
  void AddByWords(const SentenceView& view, const SentenceEvents& found, const Event& event,
                  const Fact& fact, std::vector<Found>* out) const;
  void AddByCode(const Fact& fact, std::vector<Found>* out) const;

  std::unordered_map<uint32_t, Words> words_;  // by row of the lexicon
  int lexicon_ = -1;
  std::vector<Code> codes_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_CONTEXT_H_
