// Reads articles from files: bytes in, RawArticle out, or the reason why not.
//
// In: a .txt file, with an optional NAME.meta.json beside it (title, outlet, url, published).
// Errors: kNotFound, kIo, kEmpty, kBadEncoding (not text, or invalid UTF-8, with the byte),
// kNotArabic, kTooLarge (kMaxArticleBytes), kBadFormat (meta file). Threads: safe.

#ifndef TADWIN_INGEST_ARTICLE_READER_H_
#define TADWIN_INGEST_ARTICLE_READER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/article.h"

namespace tadwin::ingest {

inline constexpr size_t kMaxArticleBytes = size_t{16} << 20;

// A path that was found, and what is wrong with it when it cannot even be listed.
struct FoundPath {
  std::string path;
  std::string name;  // relative to the argument it was found under: the document's name
};

// Expands files and folders (recursively; *.txt), sorted by name. A folder that cannot be read is
// an entry in `problems`, not the end.
std::vector<FoundPath> FindArticles(const std::vector<std::string>& paths,
                                    std::vector<Error>* problems);

Result<RawArticle> ReadArticle(const FoundPath& found);

// Checks and completes an article given as text (batch, tests): UTF-8, hash.
Result<RawArticle> MakeArticle(std::string name, std::string text);

}  // namespace tadwin::ingest

#endif  // TADWIN_INGEST_ARTICLE_READER_H_
