// Codes the text of a case and compares what was found with what the case expects.
//
// Out: an empty message when the case holds, else what was found instead. Threads: safe.

#ifndef TADWIN_TRIAL_CASE_CHECK_H_
#define TADWIN_TRIAL_CASE_CHECK_H_

#include <set>
#include <string>

#include "pipeline/coder.h"
#include "trial/case_file.h"

namespace tadwin::trial {

// `reached` collects the ids of the rules that made what a positive case found.
std::string CheckCase(const pipeline::Coder& coder, const Case& one,
                      std::set<std::string>* reached);

}  // namespace tadwin::trial

#endif  // TADWIN_TRIAL_CASE_CHECK_H_
