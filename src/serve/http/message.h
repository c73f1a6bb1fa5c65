// One request and its response, as the handlers see them: nothing of sockets or of Beast.
//
// Threads: plain values; a Response's body may be shared between many.

#ifndef TADWIN_SERVE_HTTP_MESSAGE_H_
#define TADWIN_SERVE_HTTP_MESSAGE_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "serve/http/target.h"

namespace tadwin::serve {

class Subscription;

using Headers = std::vector<std::pair<std::string, std::string>>;

// nullptr when it is not there. Names are compared without case.
const std::string* FindHeader(const Headers& headers, std::string_view name);

struct Request {
  std::string method;
  std::string raw_target;
  Target target;
  Headers headers;
  std::string body;
  std::string address;  // of the client; behind a proxy the one the proxy names

  const std::string* Header(std::string_view name) const { return FindHeader(headers, name); }
};

// Gives the next part of a body; false, with nothing written, at its end.
using NextChunk = std::function<Result<bool>(std::string* chunk)>;

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  Headers headers;
  std::shared_ptr<const std::string> body;  // nullptr: none
  std::string etag;                         // with its quotes; empty: reckoned from the body
  std::string cache_control = "no-cache";   // may be kept, must be asked for anew
  NextChunk stream;                         // instead of `body`
  std::shared_ptr<Subscription> events;     // instead of `body`: server-sent events
  std::string route;                        // what metrics count it under
};

Response JsonResponse(std::string json, int status = 200);
Response TextResponse(std::string text, std::string content_type);
// RFC 9457. `code` is stable and for programs.
Response ProblemResponse(int status, std::string_view code, std::string_view detail);
// The one table that maps errors of the product to HTTP.
int HttpStatusOf(ErrorCode code);
Response ErrorResponse(const Error& error);

const char* ReasonPhrase(int status);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_HTTP_MESSAGE_H_
