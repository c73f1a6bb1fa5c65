// How far those who coded the same facts agree, field by field: the rules and every reader.
//
// A reader who confirmed a fact gave all its values as they stood; one who corrected it gave the
// fields that were corrected. Readers see what the rules said, so that agreement with the rules is
// no blind comparison. A value that a coder knows nothing of is a value of its own ("not known")
// where values are names, and none where they are numbers. Threads: safe.

#ifndef TADWIN_REVIEW_CODERS_H_
#define TADWIN_REVIEW_CODERS_H_

#include <optional>
#include <string>
#include <vector>

#include "model/fact.h"
#include "review/action.h"
#include "review/agreement.h"

namespace tadwin::review {

struct CodedFact {
  std::optional<Fact> machine;  // what the rules say
  std::vector<Action> actions;  // on this fact, in order
};

struct FieldAgreement {
  std::string field;
  Scale scale = Scale::kNominal;
  Agreement alpha;
  std::optional<Agreement> kappa;   // nominal, when there are exactly two coders
  std::vector<std::string> coders;  // sorted; the rules are "rules"
};

enum class Coders { kRulesAndPeople, kPeople };

// Fields that at least two coders gave a value for, by name.
std::vector<FieldAgreement> AgreementByField(const std::vector<CodedFact>& facts, Coders who);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_CODERS_H_
