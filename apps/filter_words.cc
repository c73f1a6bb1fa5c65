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
