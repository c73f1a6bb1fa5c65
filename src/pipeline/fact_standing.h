// All that is told of one fact under review: as it holds, as the rules have it, what people did.
//
// Errors: of the store; kNotFound for a fact that neither holds nor was ever reviewed. Threads: one
// at a time per ledger.

#ifndef TADWIN_PIPELINE_FACT_STANDING_H_
#define TADWIN_PIPELINE_FACT_STANDING_H_

#include <optional>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "base/result.h"
#include "review/coders.h"
#include "review/fields.h"
#include "store/store.h"

namespace tadwin::pipeline {

struct FactStanding {
  std::optional<Fact> fact;     // that holds; nothing when it was rejected or withdrawn
  std::optional<Fact> machine;  // what the rules say
  store::Review review;
  std::vector<review::Action> actions;           // in the order they were done
  std::vector<review::FieldChange> differences;  // before: the rules; after: what holds
};

Result<FactStanding> ReadStanding(store::Store* ledger, const std::string& fact);

// Another text whenever the fact or what people did to it is another: who read the fact under one
// version and acts under another did not see what he acts on.
std::string VersionOf(const FactStanding& standing);

// The keys of an object that the caller opens and closes: as `tadwin review show --json`.
void WriteStandingKeys(const FactStanding& standing, JsonWriter* json);
// One action: revision, time, author, verb, because, note, fields.
void WriteAction(const review::Action& action, JsonWriter* json);
// One field: field, scale, units, agreed, alpha, kappa, coders.
void WriteAgreement(const review::FieldAgreement& one, JsonWriter* json);
const char* ScaleName(review::Scale scale);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_FACT_STANDING_H_
