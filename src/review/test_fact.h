// Facts and actions made by hand for the tests of reviews.

#ifndef TADWIN_REVIEW_TEST_FACT_H_
#define TADWIN_REVIEW_TEST_FACT_H_

#include <string>
#include <utility>
#include <vector>

#include "review/action.h"

namespace tadwin::review {

inline Fact MakeFact(const std::string& id, uint32_t at = 10, FactKind kind = FactKind::kEvent) {
  Fact fact;
  fact.id = id;
  fact.kind = kind;
  fact.span = {at, at + 6};
  fact.text = "killed";
  fact.plover = "ASSAULT";
  fact.rules = {"event/killed"};
  fact.killed = Quantity{3, 3, 3};
  fact.score = 0.5;
  return fact;
}

inline Action MakeAction(Verb verb, const Fact& fact, const std::string& author, uint64_t seq = 1) {
  Action action;
  action.verb = verb;
  action.fact = fact.id;
  action.document = "d";
  action.seen = fact;
  action.author = author;
  action.seq = seq;
  return action;
}

inline Action MakeCorrection(const Fact& fact, const std::string& author, const std::string& field,
                             const std::string& value, uint64_t seq = 1) {
  Action action = MakeAction(Verb::kCorrect, fact, author, seq);
  action.fields = {{field, value}};
  action.reason = "read again";
  return action;
}

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_TEST_FACT_H_
