// The web pages that are part of the program (web/dist), and a plain one when there are none.
//
// A path without a file and without a dot in its last part is a state of the one page there is:
// index.html answers it. Threads: safe.

#ifndef TADWIN_SERVE_PAGES_H_
#define TADWIN_SERVE_PAGES_H_

#include "serve/http/message.h"

namespace tadwin::serve {

Response PageResponse(const Request& request);

// Whether a name carries the hash of its content, as "main-BxK3a_9f.js" does.
bool IsHashedName(std::string_view path);
std::string_view MediaTypeOfPath(std::string_view path);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_PAGES_H_
