#include "apps/filter_words.h"

#include <utility>

#include "base/check.h"
#include "rules/source.h"
#include "rules/table.h"

namespace tadwin::apps {

Result<query::Filter> ReadFilter(const std::vector<std::string>& words) {
  query::Pairs pairs;
  for (const std::string& word : words) {
    Result<std::pair<std::string, std::string>> pair = query::SplitPair(word);
    if (!pair) return pair.error();
    pairs.push_back(*std::move(pair));
  }
  return query::ParseFilter(pairs);
}

Status CheckTimes(const query::Filter& filter, const std::string& as_known_on) {
  if (as_known_on.empty() || !filter.recorded) return {};
  return Error{ErrorCode::kInvalidArgument,
               "recorded: a ledger as it was known on a day is made anew and has no times; ask "
               "for it without --as-known-on",
               ""};
}

std::unique_ptr<normalise::Folder> LoadFolder() {
  std::vector<rules::RuleFile> files = rules::BuiltInFiles();
  std::erase_if(
      files, [](const rules::RuleFile& file) { return file.path.rfind("ar/normalise/", 0) != 0; });
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(files, &errors);
  auto folder = std::make_unique<normalise::Folder>(normalise::Folder::Create(rules, &errors));
  TADWIN_CHECK(errors.empty(), "the built-in folding tables have mistakes");
  return folder;
}

}  // namespace tadwin::apps
