// The order of mentions that # elements of patterns and every reader rely on.
//
// Shape: by (begin, longest first, layer); equal ones keep their order. Threads: safe.

#ifndef TADWIN_MODEL_MENTION_ORDER_H_
#define TADWIN_MODEL_MENTION_ORDER_H_

#include <vector>

#include "model/mention.h"

namespace tadwin {

// Costs one comparison a mention when they are in order already; else each is moved once.
void SortMentions(std::vector<Mention>* mentions);

}  // namespace tadwin

#endif  // TADWIN_MODEL_MENTION_ORDER_H_
