// What is asked of the queue of reviews: facts under a filter, and where they stand with people.
//
// In: pairs of a URL or a command line: the keys of filters, and state, assignee, reader.
// Errors: kInvalidArgument, which names the key. Threads: safe.

#ifndef TADWIN_QUERY_QUEUE_QUESTION_H_
#define TADWIN_QUERY_QUEUE_QUESTION_H_

#include <optional>
#include <string>

#include "base/result.h"
#include "query/filter.h"
#include "review/standing.h"

namespace tadwin::query {

struct QueueQuestion {
  Filter filter;  // of facts; of every kind unless some are asked for
  std::optional<review::State> state;
  std::string assignee;  // empty: anybody's and nobody's
  std::string reader;    // who reads: what this one confirmed is left out; empty: nothing is
};

Result<QueueQuestion> ParseQueueQuestion(const Pairs& pairs);

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_QUEUE_QUESTION_H_
