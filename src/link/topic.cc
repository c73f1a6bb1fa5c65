#include "link/topic.h"

#include <cstddef>
#include <vector>

#include "base/utf8.h"

namespace tadwin::link {
namespace {

constexpr size_t kStemLetters = 3;

}  // namespace

// The linker leaves a preposition of one letter on words of three (it compares words, and may not
// cut roots); before a stem of the table it can only be one.
std::string TopicOf(const LinkRules& rules, const Fact& commitment) {
  std::vector<std::string> words = rules.Words(commitment.text + " " + commitment.commitment_what);
  std::string topic = rules.Topic(words);
  if (!topic.empty()) return topic;
  for (std::string& word : words) {
    for (const auto& [prefix, min_rest] : rules.prefixes) {
      if (word.compare(0, prefix.size(), prefix) != 0) continue;
      if (CountCodePoints(word) < CountCodePoints(prefix) + kStemLetters) continue;
      word.erase(0, prefix.size());
      break;
    }
  }
  return rules.Topic(words);
}

}  // namespace tadwin::link
