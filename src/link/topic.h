// What a commitment is about, by its words and the table of topics.
//
// Out: a topic of rules/ar/link, or "". Threads: safe.

#ifndef TADWIN_LINK_TOPIC_H_
#define TADWIN_LINK_TOPIC_H_

#include <string>

#include "link/link_rules.h"
#include "model/fact.h"

namespace tadwin::link {

std::string TopicOf(const LinkRules& rules, const Fact& commitment);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_TOPIC_H_
