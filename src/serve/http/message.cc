#include "serve/http/message.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/utf8.h"

namespace tadwin::serve {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool SameWithoutCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return Lower(x) == Lower(y); });
}

}  // namespace

const std::string* FindHeader(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (SameWithoutCase(key, name)) return &value;
  }
  return nullptr;
}

Response JsonResponse(std::string json, int status) {
  Response response;
  response.status = status;
  response.body = std::make_shared<const std::string>(std::move(json));
  return response;
}

Response TextResponse(std::string text, std::string content_type) {
  Response response;
  response.content_type = std::move(content_type);
  response.body = std::make_shared<const std::string>(std::move(text));
  return response;
}

Response ProblemResponse(int status, std::string_view code, std::string_view detail) {
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("type");
  out.String("about:blank");
  out.Key("title");
  out.String(ReasonPhrase(status));
  out.Key("status");
  out.Int(status);
  out.Key("detail");
  out.String(FindInvalidUtf8(detail) ? "the request is not valid UTF-8" : detail);
  out.Key("code");
  out.String(code);
  out.EndObject();
  Response response = JsonResponse(std::move(json), status);
  response.content_type = "application/problem+json";
  response.cache_control = "no-store";
  return response;
}

int HttpStatusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kBadFormat:
    case ErrorCode::kBadEncoding:
    case ErrorCode::kBadRule: return 400;
    case ErrorCode::kNotFound: return 404;
    case ErrorCode::kConflict: return 409;
    case ErrorCode::kTooLarge: return 413;
    case ErrorCode::kEmpty:
    case ErrorCode::kNotArabic: return 422;
    case ErrorCode::kDatabase:
    case ErrorCode::kInterrupted: return 503;
    case ErrorCode::kIo: return 507;
    case ErrorCode::kSchemaVersion: return 500;
  }
  return 500;
}

Response ErrorResponse(const Error& error) {
  return ProblemResponse(HttpStatusOf(error.code), ErrorCodeName(error.code), error.message);
}

const char* ReasonPhrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    case 507: return "Insufficient Storage";
    default: return "Unknown";
  }
}

}  // namespace tadwin::serve
