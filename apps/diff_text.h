// Which facts differ, for people and as JSON Lines: one fact a line, the summary last.

#ifndef TADWIN_APPS_DIFF_TEXT_H_
#define TADWIN_APPS_DIFF_TEXT_H_

#include <string>

#include "pipeline/past_ledger.h"

namespace tadwin::apps {

std::string DiffJson(const pipeline::LedgerDiff& diff);
std::string DiffText(const pipeline::LedgerDiff& diff);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_DIFF_TEXT_H_
