// Articles as clients send them: JSON of one, or JSON Lines of many.
//
// In: {"text","published","title","outlet","url","name"}: only the text must be there; unknown keys
// are refused by name. Errors: kBadFormat, kBadEncoding, kTooLarge, with the line among many.
// Threads: safe.

#ifndef TADWIN_SERVE_API_UPLOAD_H_
#define TADWIN_SERVE_API_UPLOAD_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/article.h"

namespace tadwin::serve {

struct Upload {
  RawArticle article;
  std::string published;  // as given; empty when not
  bool store = false;
};

inline constexpr size_t kMaxUploads = 100'000;

Result<Upload> ParseUpload(const std::string& json);
// Empty lines are left out.
Result<std::vector<Upload>> ParseUploads(std::string_view lines);

// Checks what goes into a ledger as a document's name: some letters, no control characters, at most
// 255 bytes, no ".." part. An empty name becomes one made of the text's hash.
Status FinishUpload(Upload* upload);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_UPLOAD_H_
