#include "serve/api/services.h"

#include <utility>

#include "base/hash.h"

namespace tadwin::serve {

std::optional<Response> AnswerCache::Find(const std::string& version, const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (version != version_) return std::nullopt;
  const auto found = answers_.find(key);
  if (found == answers_.end()) return std::nullopt;
  return found->second;
}

void AnswerCache::Put(const std::string& version, const std::string& key,
                      const Response& response) {
  if (response.body == nullptr || response.body->size() > max_bytes_ / 4) return;
  const std::lock_guard lock(mutex_);
  if (version != version_ || bytes_ + response.body->size() > max_bytes_) {
    answers_.clear();
    bytes_ = 0;
    version_ = version;
  }
  if (answers_.emplace(key, response).second) bytes_ += response.body->size() + key.size();
}

Response WithSnapshot(const Services& services, const Call& call, const SnapshotHandler& handler) {
  const auto snapshot = services.reader->Current();
  return snapshot ? handler(**snapshot, call) : ErrorResponse(snapshot.error());
}

void AddRead(Services* services, Router* router, const std::string& path, SnapshotHandler handler) {
  Route route;
  route.method = "GET";
  route.pattern = "/api/v1" + path;
  route.handler = [services, handler = std::move(handler)](const Call& call) {
    const auto snapshot = services->reader->Current();
    if (!snapshot) return ErrorResponse(snapshot.error());
    // What is told as of today changes with the day.
    const std::string key = call.request.raw_target + " " + ToIso(services->today()) + " " +
                            services->rules.Current()->coder->rules_hash();
    if (auto known = services->cache.Find((*snapshot)->version, key)) return *std::move(known);
    Response response = handler(**snapshot, call);
    if (response.status == 200 && response.body != nullptr) {
      response.etag = "\"" + Hash64Hex(*response.body) + "\"";
      services->cache.Put((*snapshot)->version, key, response);
    }
    return response;
  };
  router->Add(std::move(route));
}

Response NotFound(std::string_view what, std::string_view id) {
  return ProblemResponse(404, "not_found",
                         "there is no " + std::string(what) + " " + std::string(id));
}

}  // namespace tadwin::serve
