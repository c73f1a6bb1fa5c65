#include "ingest/article_reader.h"

#include <utility>

#include "base/hash.h"
#include "base/utf8.h"

namespace tadwin::ingest {

std::vector<FoundPath> FindArticles(const std::vector<std::string>&, std::vector<Error>*) {
  return {};
}

Result<RawArticle> ReadArticle(const FoundPath& found) {
  return Error{ErrorCode::kNotFound, "no such file", found.path};
}

Result<RawArticle> MakeArticle(std::string name, std::string text) {
  if (const auto bad = FindInvalidUtf8(text)) {
    return Error{ErrorCode::kBadEncoding, "invalid UTF-8 at byte " + std::to_string(*bad), name};
  }
  RawArticle article;
  article.name = std::move(name);
  article.sha256 = Sha256Hex(text);
  article.text = std::move(text);
  return article;
}

}  // namespace tadwin::ingest
