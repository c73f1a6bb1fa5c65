// The participants of one event while they are being completed: inside RoleCompleter only.
//
// Threads: a draft is for one thread.

#ifndef TADWIN_EXTRACT_EVENTS_COMPLETE_DRAFT_H_
#define TADWIN_EXTRACT_EVENTS_COMPLETE_DRAFT_H_

#include <algorithm>
#include <string>
#include <vector>

#include "extract/events/complete.h"

namespace tadwin::extract {

// Subjects keep the phrase beside the name, so that later steps can still look at the words.
struct RoleCompleter::Draft {
  std::vector<Subject> actors;
  std::vector<Subject> targets;
  std::string actor_rule;
  std::string target_rule;

  void SetActor(const Subject& subject, const char* rule) {
    actors.assign(1, subject);
    actor_rule = rule;
  }
  void SetTarget(const Subject& subject, const char* rule) {
    targets.assign(1, subject);
    target_rule = rule;
  }
  // Whether what was struck is told: those who died or were hurt stand beside it.
  bool HasStruck() const {
    return std::any_of(targets.begin(), targets.end(),
                       [](const Subject& target) { return !target.phrase.victim; });
  }
  void AddStruck(const Subject& subject, const char* rule) {
    targets.insert(targets.begin(), subject);
    target_rule = rule;
  }
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_COMPLETE_DRAFT_H_
