// Which facts a person should read first.
//
// usefulness = share * (4 * contested + 3 * doubt + 2 * toll)
//   contested  1 - 1/2^k, k: fields of its incident that are told in conflict, this fact among them
//   doubt      1 - score, of an event; 0 for the other kinds, which have no score
//   toll       log10(1 + killed + injured) / 3, at most 1: a thousand and more weigh the same
//   share      1; 1/2 for a fact that one reader has confirmed
// Confirmed by two and rejected: not in the queue. Ties by fact id. Threads: safe.

#ifndef TADWIN_REVIEW_QUEUE_H_
#define TADWIN_REVIEW_QUEUE_H_

#include <string>
#include <vector>

#include "model/fact.h"
#include "review/standing.h"

namespace tadwin::review {

struct QueueCandidate {
  const Fact* fact = nullptr;          // not owned
  std::vector<std::string> contested;  // fields in conflict
  State state = State::kMachine;
  std::string assignee;
};

struct QueueItem {
  const Fact* fact = nullptr;
  State state = State::kMachine;
  std::string assignee;
  std::vector<std::string> contested;
  double people = 0;  // killed and injured
  double usefulness = 0;
  std::string
      why;  // "contested start, killed (+3.0); score 0.41 (+1.8); 12 killed or injured (+0.7)"
};

// The order of the queue.
bool IsMoreUseful(const QueueItem& a, const QueueItem& b);
// Most useful first.
std::vector<QueueItem> Rank(const std::vector<QueueCandidate>& candidates);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_QUEUE_H_
