#include "link/topic.h"

namespace tadwin::link {

std::string TopicOf(const LinkRules& rules, const Fact& commitment) {
  return rules.Topic(rules.Words(commitment.text + " " + commitment.commitment_what));
}

}  // namespace tadwin::link
