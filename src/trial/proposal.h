// One more row for a table of the rules: tried beside the rules that are there, then kept in an
// overlay (rules/source.h).
//
// Errors: kInvalidArgument for a row that no table can hold, kNotFound for a table that is not
// there, kBadRule for rows that the rules refuse, kIo. Threads: safe; one at a time per folder.

#ifndef TADWIN_TRIAL_PROPOSAL_H_
#define TADWIN_TRIAL_PROPOSAL_H_

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "rules/source.h"

namespace tadwin::trial {

struct Proposal {
  std::string path;                                        // "ar/actor/actor.tsv"
  std::vector<std::pair<std::string, std::string>> cells;  // column and value; empty ones left out
};

// A table's text with one row more, whatever columns it has had: those it lacks are added. Of the
// empty text: a table of this row. Whether a row is there already is not asked.
std::string WithRow(std::string_view table, const Proposal& proposal);

// The rules with the row in them.
Result<std::vector<rules::RuleFile>> WithProposal(std::vector<rules::RuleFile> files,
                                                  const Proposal& proposal);

// Writes the row into the overlay; the file is replaced in one step. Out: the file.
Result<std::string> Adopt(const std::string& overlay, const Proposal& proposal);

}  // namespace tadwin::trial

#endif  // TADWIN_TRIAL_PROPOSAL_H_
