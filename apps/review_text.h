// What `tadwin review` prints: for people, or as JSON Lines.
//
// Threads: safe.

#ifndef TADWIN_APPS_REVIEW_TEXT_H_
#define TADWIN_APPS_REVIEW_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/reviewing.h"
#include "review/coders.h"
#include "store/store.h"

namespace tadwin::apps {

// `limit`: items at most; 0: all.
std::string QueueText(const pipeline::ReviewQueue& queue, uint64_t limit, bool json);
std::string AgreementText(const std::vector<review::FieldAgreement>& fields, bool json);
// Where a fact stands, what the rules say otherwise, and what people did. Errors: kNotFound.
Result<std::string> StandingText(store::Store* ledger, const std::string& fact, bool json);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_REVIEW_TEXT_H_
