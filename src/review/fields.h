// The fields of a fact as text: to compare two codings, and to let a person set one.
//
// Names are those of the facts file; a place has its parts besides ("place.lat"). A value is text
// that SetField reads back: "2020-09-15"; "3", "2-5", "10+", "-5", "3 (2-5)"; names are "WORDS
// <id>", several joined by "; ". An empty value is "not known". Errors: kInvalidArgument names the
// field, what it takes and what was given. Threads: safe.

#ifndef TADWIN_REVIEW_FIELDS_H_
#define TADWIN_REVIEW_FIELDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/fact.h"

namespace tadwin::review {

struct FieldText {
  std::string field;
  std::string value;
};

struct FieldChange {
  std::string field;
  std::string before;
  std::string after;
  bool operator==(const FieldChange&) const = default;
};

// What is known of a fact, in the order of the facts file.
std::vector<FieldText> FieldsOf(const Fact& fact);
// One of them; empty when not known or no field of this kind of fact.
std::string FieldOf(const Fact& fact, std::string_view field);

// The names that SetField takes for a kind of fact.
std::vector<std::string> FieldNames(FactKind kind);
// Sets one field, or takes it away when `value` is empty. Its evidence becomes that of `rule`,
// without words of the text. The fact stays as it is when there is an error.
Status SetField(std::string_view field, std::string_view value, const std::string& rule,
                Fact* fact);

// Fields whose values differ, in the order of the facts file; "words" when the trigger does.
std::vector<FieldChange> CompareFacts(const Fact& before, const Fact& after);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_FIELDS_H_
