#include "review/standing.h"

#include <algorithm>
#include <utility>

#include "review/fields.h"

namespace tadwin::review {
namespace {

// What was done before stands against it.
Error Refuse(const std::string& why, const Standing& standing) {
  return Error{ErrorCode::kConflict, why, standing.fact};
}

// It says nothing, or nothing that could be done to any fact.
Error Misuse(const std::string& why, const Standing& standing) {
  return Error{ErrorCode::kInvalidArgument, why, standing.fact};
}

void TakeConfirmationsBack(Standing* standing) {
  standing->state = State::kInReview;
  standing->first_reader.clear();
  standing->second_reader.clear();
}

Status Confirm(const Action& action, Standing* standing) {
  switch (standing->state) {
    case State::kRejected:
      return Refuse("it was rejected by " + standing->first_reader + ": reopen it first",
                    *standing);
    case State::kConfirmedByTwo:
      return Refuse("it is confirmed by two already: " + standing->first_reader + " and " +
                        standing->second_reader,
                    *standing);
    case State::kConfirmedByOne:
      if (standing->first_reader == action.author) {
        return Refuse(action.author + " confirmed it already: the second reader must be another",
                      *standing);
      }
      standing->second_reader = action.author;
      standing->state = State::kConfirmedByTwo;
      break;
    case State::kMachine:
    case State::kInReview:
      standing->first_reader = action.author;
      standing->state = State::kConfirmedByOne;
      break;
  }
  standing->pinned = action.seen;
  if (standing->assignee == action.author) standing->assignee.clear();
  return {};
}

Status Correct(const Action& action, Standing* standing) {
  if (standing->state == State::kRejected) {
    return Refuse("it was rejected by " + standing->first_reader + ": reopen it first", *standing);
  }
  if (action.fields.empty()) return Misuse("nothing to correct: write FIELD=VALUE", *standing);
  Fact trial = *action.seen;
  for (const auto& [field, value] : action.fields) {
    if (Status set = SetField(field, value, "", &trial); !set) return set;
  }
  for (const auto& [field, value] : action.fields) {
    std::erase_if(standing->corrections,
                  [&name = field](const Correction& known) { return known.field == name; });
    standing->corrections.push_back({field, value, action.author, action.reason, action.seq});
  }
  TakeConfirmationsBack(standing);
  return {};
}

Status Release(const Action& action, Standing* standing) {
  for (const auto& entry : action.fields) {
    const std::string& field = entry.first;
    const size_t gone = std::erase_if(
        standing->corrections, [&field](const Correction& known) { return known.field == field; });
    if (gone == 0) return Refuse("nobody corrected its " + field, *standing);
  }
  TakeConfirmationsBack(standing);
  if (!standing->added) standing->pinned.reset();
  return {};
}

Status Reopen(const Action&, Standing* standing) {
  if (standing->state == State::kMachine && standing->closed_as.empty()) {
    return Refuse("nobody reviewed it yet", *standing);
  }
  TakeConfirmationsBack(standing);
  if (!standing->added) standing->pinned.reset();
  standing->duplicate_of.clear();
  standing->closed_as.clear();
  standing->closed_by.clear();
  return {};
}

Status Reject(const Action& action, Standing* standing) {
  if (standing->state == State::kRejected) {
    return Refuse("it was rejected already, by " + standing->first_reader, *standing);
  }
  if (action.verb == Verb::kDuplicate) {
    if (action.note.empty() || action.note == action.fact) {
      return Misuse("name the other fact that says the same", *standing);
    }
    standing->duplicate_of = action.note;
  }
  standing->state = State::kRejected;
  standing->first_reader = action.author;
  standing->second_reader.clear();
  return {};
}

Status Assign(const Action& action, Standing* standing) {
  if (standing->state == State::kConfirmedByOne && action.note == standing->first_reader) {
    return Refuse(action.note + " confirmed it already: the second reader must be another",
                  *standing);
  }
  standing->assignee = action.note;
  if (standing->state == State::kMachine && !action.note.empty()) {
    standing->state = State::kInReview;
  }
  return {};
}

Status Close(const Action& action, Standing* standing) {
  if (action.seen->kind != FactKind::kCommitment) {
    return Misuse("only a commitment can be closed", *standing);
  }
  constexpr const char* kEnds[] = {"met", "missed", "withdrawn", "void"};
  if (std::none_of(std::begin(kEnds), std::end(kEnds),
                   [&](const char* end) { return action.note == end; })) {
    return Misuse("a commitment is closed as met, missed, withdrawn or void", *standing);
  }
  standing->closed_as = action.note;
  standing->closed_by = action.author;
  return {};
}

Status Add(const Action& action, Standing* standing) {
  if (standing->seen || standing->added) return Refuse("there is such a fact already", *standing);
  standing->added = true;
  standing->pinned = action.seen;
  standing->first_reader = action.author;
  standing->state = State::kConfirmedByOne;
  return {};
}

bool NeedsFact(Verb verb) { return verb < Verb::kMerge; }  // those behind are done to others

Status Play(const Action& action, Standing* standing) {
  switch (action.verb) {
    case Verb::kConfirm: return Confirm(action, standing);
    case Verb::kReject:
    case Verb::kDuplicate: return Reject(action, standing);
    case Verb::kReopen: return Reopen(action, standing);
    case Verb::kCorrect: return Correct(action, standing);
    case Verb::kRelease: return Release(action, standing);
    case Verb::kComment:
      if (action.note.empty()) return Misuse("a comment needs words", *standing);
      ++standing->comments;
      return {};
    case Verb::kAssign: return Assign(action, standing);
    case Verb::kAdd: return Add(action, standing);
    case Verb::kClose: return Close(action, standing);
    case Verb::kMerge:
    case Verb::kSplit:
    case Verb::kMergeEntities:
    case Verb::kSplitEntities: break;
  }
  return Misuse("this is done to incidents or parties, not to a fact", *standing);
}

}  // namespace

const char* StateName(State state) {
  switch (state) {
    case State::kMachine: return "machine";
    case State::kInReview: return "in review";
    case State::kConfirmedByOne: return "confirmed by one";
    case State::kConfirmedByTwo: return "confirmed by two";
    case State::kRejected: return "rejected";
  }
  return "machine";
}

std::optional<State> FindState(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(State::kRejected); ++i) {
    if (name == StateName(static_cast<State>(i))) return static_cast<State>(i);
  }
  return std::nullopt;
}

Status Advance(const Action& action, Standing* standing) {
  if (action.author.empty()) return Misuse("who does it must be named", *standing);
  if (NeedsFact(action.verb) && !action.seen) return Misuse("there is no such fact", *standing);
  Standing next = *standing;
  next.fact = action.fact;
  next.document = action.document;
  if (Status played = Play(action, &next); !played) return played;
  if (action.verb == Verb::kConfirm || action.verb == Verb::kCorrect || action.verb == Verb::kAdd) {
    next.seen = action.seen;
  }
  next.last_seq = action.seq;
  *standing = std::move(next);
  return {};
}

std::map<std::string, Standing> StandingsOf(const std::vector<Action>& actions) {
  std::map<std::string, Standing> standings;
  for (const Action& action : actions) {
    if (!NeedsFact(action.verb)) continue;
    Standing next;
    if (const auto known = standings.find(action.fact); known != standings.end()) {
      next = known->second;
    }
    if (Advance(action, &next)) standings[action.fact] = std::move(next);
  }
  return standings;
}

}  // namespace tadwin::review
