// Two ledgers compared, as one page for people: HTML that needs nothing beside it.
//
// Agreement by field, what each ledger has that the other lacks, and the pairs. The same ledgers
// give the same bytes. Text of the ledgers is escaped; the page has no scripts and loads nothing.

#ifndef TADWIN_APPS_COMPARE_PAGE_H_
#define TADWIN_APPS_COMPARE_PAGE_H_

#include <string>
#include <vector>

#include "apps/exchange_verbs.h"
#include "compare/align.h"

namespace tadwin::apps {

std::string ComparePage(const CompareArguments& arguments,
                        const std::vector<compare::ComparedEvent>& a,
                        const std::vector<compare::ComparedEvent>& b,
                        const compare::Alignment& alignment);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_COMPARE_PAGE_H_
