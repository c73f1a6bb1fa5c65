// How sure the coder is that the words tell a realised event of their type: a linear judge.
//
// In: named features of one event. Out: a probability. The weights are rule data
// (event/judge.weights: model, feature, weight), learnt by tools/train_judge.py.
// Errors: kBadRule for a weight that is no number. Threads: immutable after Create.
// Source: logistic regression; P = 1 / (1 + exp(-(bias + sum of weights))).

#ifndef TADWIN_EXTRACT_EVENTS_JUDGE_H_
#define TADWIN_EXTRACT_EVENTS_JUDGE_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/events/clause.h"
#include "extract/events/roles.h"
#include "extract/events/status.h"
#include "rules/grammar.h"

namespace tadwin::extract {

// What the judge looks at besides the words.
struct JudgedEvent {
  const Trigger* trigger = nullptr;
  const RolePhrases* roles = nullptr;
  const Assertion* assertion = nullptr;
  std::string_view subtype;
  bool has_time = false;
  bool has_place = false;
  bool has_toll = false;
  bool has_weapon = false;
  bool has_light_verb = false;
  bool merged_effect = false;     // an effect (killed, injured) was merged into it
  uint32_t violent_triggers = 0;  // of the sentence
};

class Judge {
 public:
  static Judge Create(const rules::Grammar& grammar, std::vector<Error>* errors);

  // Sorted, distinct.
  static std::vector<std::string> Features(const SentenceView& view, const JudgedEvent& event);
  // 1 when there is no model of that name.
  double Score(std::string_view model, const std::vector<std::string>& features) const;
  // Below it an event of this type is dropped; 0 without a model.
  double Threshold(std::string_view model, bool whole_article) const;

 private:
  using Weights = std::unordered_map<std::string, double>;
  std::unordered_map<std::string, Weights> models_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_JUDGE_H_
