// How sure the coder is that the words tell a realised event of their type: a linear judge.
//
// In: named features of one event, and the letter groups of its sentence. Out: a probability. The
// weights are rule data (event/judge.weights: model, feature, weight), learnt by
// tools/train_judge.py.
// Errors: kBadRule for a weight that is no number. Threads: immutable after Create.
// Source: logistic regression; P = 1 / (1 + exp(-(bias + sum of the features' weights + sum of the
// groups' weights / square root of how many groups the sentence has))).

#ifndef TADWIN_EXTRACT_EVENTS_JUDGE_H_
#define TADWIN_EXTRACT_EVENTS_JUDGE_H_

#include <functional>
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

// Groups of two to five letters of the words of a sentence, each once; a blank stands for the edge
// of a word. They know spellings that no lexicon has.
class LetterGroups {
 public:
  LetterGroups() = default;
  explicit LetterGroups(const SentenceView& view);
  LetterGroups(const LetterGroups&) = delete;
  LetterGroups& operator=(const LetterGroups&) = delete;
  // Sorted, distinct; they live as long as this.
  const std::vector<std::string_view>& groups() const { return groups_; }

 private:
  std::string letters_;
  std::vector<std::string_view> groups_;
};

class Judge {
 public:
  static Judge Create(const rules::Grammar& grammar, std::vector<Error>* errors);

  // Sorted, distinct.
  static std::vector<std::string> Features(const SentenceView& view, const JudgedEvent& event);
  bool Knows(std::string_view model) const { return models_.find(model) != models_.end(); }
  // 1 when there is no model of that name.
  double Score(std::string_view model, const std::vector<std::string>& features,
               const LetterGroups& letters) const;
  // Below it an event of this type is dropped; 0 without a model.
  double Threshold(std::string_view model, bool whole_article) const;

 private:
  // Looked up by view, so that no group is copied.
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <typename Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
  struct Model {
    Map<double> features;
    Map<double> groups;
  };
  static double WeightOf(const Map<double>& weights, std::string_view name);
  Map<Model> models_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_JUDGE_H_
