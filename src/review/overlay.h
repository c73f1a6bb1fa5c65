// What people said of a document's facts, laid over what the rules say of it.
//
// A fact that was reviewed is found again by its id; when new rules gave it another, by its kind
// and the words it stands on. It keeps the id it was reviewed under. A fact that was confirmed,
// corrected or added stays even when the rules find it no more; one that was rejected stays out
// even when they find it again. Out: the same for the same input, in any order. Threads: safe.

#ifndef TADWIN_REVIEW_OVERLAY_H_
#define TADWIN_REVIEW_OVERLAY_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/fact.h"
#include "review/standing.h"

namespace tadwin::review {

// A fact whose review changed it, and what the rules say of it.
struct SetAside {
  std::string fact;             // the id it was reviewed under
  std::optional<Fact> machine;  // nothing: the rules do not find it
  bool told = true;             // false: rejected
};

// The rules came to say what a person corrected a field to.
struct Agreed {
  std::string fact;
  std::string field;
  bool operator==(const Agreed&) const = default;
};

struct Overlaid {
  std::vector<Fact> facts;      // that hold, by id
  std::vector<SetAside> aside;  // by fact
  std::vector<Agreed> agreed;
};

// `machine`: all that the rules say of one document. `standings`: of its facts.
Overlaid LayOver(const std::vector<Fact>& machine,
                 const std::map<std::string, Standing>& standings);

}  // namespace tadwin::review

#endif  // TADWIN_REVIEW_OVERLAY_H_
